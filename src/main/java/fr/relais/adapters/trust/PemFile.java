// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/**
 * PEM (RFC 7468): a private key, in clear or encrypted, and certificates in any order, in one file.
 */
final class PemFile {
  private PemFile() {}

  static TrustFiles.Own own(byte[] bytes, String password, Path file)
      throws IOException, GeneralSecurityException {
    List<PrivateKey> keys = new ArrayList<>();
    for (Object part : parts(bytes, file)) {
      PrivateKeyInfo info = keyOf(part, password, file);
      if (info != null) {
        keys.add(privateKey(info));
      }
    }
    if (keys.size() != 1) {
      throw new IOException("exactly one private key is expected in " + file);
    }
    return new TrustFiles.Own(keys.get(0), chain(keys.get(0), certificates(bytes, file), file));
  }

  private static PrivateKey privateKey(PrivateKeyInfo info)
      throws IOException, GeneralSecurityException {
    boolean rsa =
        PKCSObjectIdentifiers.rsaEncryption.equals(info.getPrivateKeyAlgorithm().getAlgorithm());
    return KeyFactory.getInstance(rsa ? "RSA" : "EC")
        .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
  }

  static List<X509Certificate> certificates(byte[] bytes, Path file)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    for (Object part : parts(bytes, file)) {
      if (part instanceof X509CertificateHolder holder) {
        found.add(new JcaX509CertificateConverter().getCertificate(holder));
      }
    }
    return found;
  }

  private static List<Object> parts(byte[] bytes, Path file) throws IOException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      List<Object> parts = new ArrayList<>();
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        parts.add(part);
      }
      return parts;
    } catch (IOException | RuntimeException e) {
      throw new IOException("no readable PEM in " + file, e);
    }
  }

  private static @Nullable PrivateKeyInfo keyOf(Object part, String password, Path file)
      throws IOException {
    // given to this one reading; nothing is registered for the whole of Java
    BouncyCastleProvider provider = new BouncyCastleProvider();
    try {
      if (part instanceof PrivateKeyInfo clear) {
        return clear;
      } else if (part instanceof PEMKeyPair pair) {
        return pair.getPrivateKeyInfo();
      } else if (part instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
        return encrypted.decryptPrivateKeyInfo(
            new JceOpenSSLPKCS8DecryptorProviderBuilder()
                .setProvider(provider)
                .build(password.toCharArray()));
      } else if (part instanceof PEMEncryptedKeyPair old) {
        return old.decryptKeyPair(
                new JcePEMDecryptorProviderBuilder()
                    .setProvider(provider)
                    .build(password.toCharArray()))
            .getPrivateKeyInfo();
      }
      return null;
    } catch (PKCSException | OperatorCreationException | PEMException e) {
      throw new IOException("the private key has another password, in " + file, e);
    }
  }

  /** The key's own certificate, then the one that signed each. */
  private static List<X509Certificate> chain(
      PrivateKey key, List<X509Certificate> certificates, Path file)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> left = new ArrayList<>(certificates);
    List<X509Certificate> chain = new ArrayList<>();
    for (X509Certificate one : certificates) {
      if (chain.isEmpty() && belongs(key, one)) {
        chain.add(one);
        left.remove(one);
      }
    }
    if (chain.isEmpty()) {
      throw new IOException("no certificate belongs to the private key in " + file);
    }
    boolean found = true;
    while (found) {
      X509Certificate last = chain.get(chain.size() - 1);
      found = false;
      for (X509Certificate one : left) {
        if (!found && one.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
          chain.add(one);
          found = true;
        }
      }
      left.removeAll(chain);
    }
    return chain;
  }

  private static boolean belongs(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
      return false;
    }
    Signature signature =
        Signature.getInstance(
            key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
    byte[] something = {1, 2, 3};
    signature.initSign(key);
    signature.update(something);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(something);
    return signature.verify(signed);
  }
}
