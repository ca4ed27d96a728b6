// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One authority of a test infrastructure: its key, its certificate, whom it certified and revoked.
 */
final class TestAuthority {
  private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

  private final SecureRandom random = new SecureRandom();
  private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();
  private final InstantSource clock;
  private final Instant until;
  private final X500Name name;
  private final TestKeys kind;
  private final KeyPair keys;
  private final List<X509Certificate> chain;

  /** What a certificate is for. */
  record Use(int keyUsage, KeyPurposeId purpose, @Nullable GeneralNames alternatives) {}

  /**
   * @param above signs this authority's certificate; null when it signs itself
   */
  TestAuthority(
      InstantSource clock,
      Duration life,
      X500Name name,
      TestKeys kind,
      @Nullable TestAuthority above) {
    this.clock = clock;
    this.until = clock.instant().plus(life);
    this.name = name;
    this.kind = kind;
    this.keys = kind.make(random);
    List<X509Certificate> signers = new ArrayList<>();
    TestAuthority signer = above == null ? this : above;
    signers.add(signer.certify(name, keys.getPublic(), until, null));
    if (above != null) {
      signers.addAll(above.chain);
    }
    this.chain = List.copyOf(signers);
  }

  /** This authority's certificate, then those above. */
  List<X509Certificate> chain() {
    return chain;
  }

  /** A new key with its certificate. */
  TrustMaterial issue(X500Name subject, Use use, Instant end, List<X509Certificate> authorities) {
    KeyPair own = kind.make(random);
    List<X509Certificate> path = new ArrayList<>();
    path.add(certify(subject, own.getPublic(), end, use));
    path.addAll(chain);
    return new TrustMaterial(own.getPrivate(), path, authorities);
  }

  /** By its key: every test infrastructure has authorities of the same names. */
  boolean signed(X509Certificate certificate) {
    try {
      certificate.verify(keys.getPublic());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  void revoke(X509Certificate certificate) {
    revoked.add(certificate.getSerialNumber());
  }

  /** The list as of now; it holds as long as the authority. */
  X509CRL revocations() {
    Instant now = clock.instant();
    try {
      JcaX509v2CRLBuilder list =
          new JcaX509v2CRLBuilder(chain.get(0), Date.from(now.minus(CLOCKS_APART)));
      list.setNextUpdate(Date.from(until));
      for (BigInteger serial : revoked) {
        list.addCRLEntry(
            serial, Date.from(now.minus(CLOCKS_APART)), CRLReason.cessationOfOperation);
      }
      return new JcaX509CRLConverter().getCRL(list.build(signer()));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("no list of revoked certificates could be made", e);
    }
  }

  /**
   * @param use null for an authority
   */
  private X509Certificate certify(X500Name subject, PublicKey key, Instant end, @Nullable Use use) {
    JcaX509v3CertificateBuilder certificate =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(127, random),
            Date.from(clock.instant().minus(CLOCKS_APART)),
            Date.from(end),
            subject,
            key);
    try {
      extend(certificate, key, use);
      return new JcaX509CertificateConverter().getCertificate(certificate.build(signer()));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  private void extend(JcaX509v3CertificateBuilder certificate, PublicKey key, @Nullable Use use)
      throws IOException, GeneralSecurityException {
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    certificate.addExtension(
        Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
    certificate.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        identifiers.createAuthorityKeyIdentifier(keys.getPublic()));
    certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(use == null));
    if (use == null) {
      certificate.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return;
    }
    certificate.addExtension(Extension.keyUsage, true, new KeyUsage(use.keyUsage()));
    certificate.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use.purpose()));
    if (use.alternatives() != null) {
      certificate.addExtension(Extension.subjectAlternativeName, false, use.alternatives());
    }
  }

  private ContentSigner signer() throws OperatorCreationException {
    return new JcaContentSignerBuilder(kind.signature()).build(keys.getPrivate());
  }
}
