// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads keys and certificates from files that somebody else made: PKCS#12 or PEM, told by their
 * content.
 */
final class TrustFiles {
  private static final byte[] PEM = "-----BEGIN".getBytes(StandardCharsets.US_ASCII);
  private static final int LOOKED_AT = 64 * 1024;

  /** A private key with its certificate first, then those that signed it. */
  record Own(PrivateKey key, List<X509Certificate> chain) {}

  private TrustFiles() {}

  static Own own(Path file, String password) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return pem(bytes)
          ? PemFile.own(bytes, password, file)
          : own(store(bytes, password), password, file);
    } catch (GeneralSecurityException e) {
      throw new IOException("not readable: " + file, e);
    }
  }

  static List<X509Certificate> authorities(Path file, String password) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      List<X509Certificate> found =
          pem(bytes) ? PemFile.certificates(bytes, file) : authorities(store(bytes, password));
      if (found.isEmpty()) {
        throw new IOException("a certificate of an authority is expected in " + file);
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw new IOException("not readable: " + file, e);
    }
  }

  /** PEM may begin with words about what follows; PKCS#12 begins with a sequence. */
  private static boolean pem(byte[] bytes) {
    int last = Math.min(bytes.length - PEM.length, LOOKED_AT);
    for (int i = 0; i <= last; i++) {
      if (Arrays.equals(bytes, i, i + PEM.length, PEM, 0, PEM.length)) {
        return bytes[0] != 0x30;
      }
    }
    return false;
  }

  private static KeyStore store(byte[] bytes, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(bytes), password.toCharArray());
    return store;
  }

  private static Own own(KeyStore store, String password, Path file)
      throws IOException, GeneralSecurityException {
    List<String> entries = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        entries.add(alias);
      }
    }
    if (entries.size() != 1) {
      throw new IOException("exactly one private key is expected in " + file);
    }
    Key key = store.getKey(entries.get(0), password.toCharArray());
    if (!(key instanceof PrivateKey privateKey)) {
      throw new IOException("a private key is expected in " + file);
    }
    return new Own(privateKey, x509(store.getCertificateChain(entries.get(0))));
  }

  private static List<X509Certificate> authorities(KeyStore store) throws GeneralSecurityException {
    List<Certificate> found = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isCertificateEntry(alias)) {
        found.add(store.getCertificate(alias));
      }
    }
    return x509(found.toArray(Certificate[]::new));
  }

  private static List<X509Certificate> x509(Certificate[] certificates) {
    List<X509Certificate> all = new ArrayList<>();
    for (Certificate certificate : certificates) {
      all.add((X509Certificate) certificate);
    }
    return all;
  }
}
