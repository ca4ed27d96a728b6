// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * One side of a mutual TLS connection, in memory: our key with its certificate, and the authorities
 * that the other side's certificate must come from. Its text form shows nothing.
 *
 * @param chain our certificate, then those that signed it
 * @param authorities whom we believe; nobody else, the system's own list included
 */
public record TrustMaterial(
    PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
  private static final String PKCS12 = "PKCS12";

  /** TLS 1.3, or 1.2 with ephemeral keys and authenticated encryption (safety: TLS). */
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  public TrustMaterial {
    chain = List.copyOf(chain);
    authorities = List.copyOf(authorities);
    if (chain.isEmpty() || authorities.isEmpty()) {
      throw new IllegalArgumentException("a certificate and an authority are needed");
    }
  }

  /**
   * Reads two PKCS#12 files.
   *
   * @param keys holds exactly one private key with its certificates
   * @param trusted holds the certificates of the authorities
   * @throws IOException when a file is not there, is no PKCS#12, has another password, or does not
   *     hold what it should; the text names the file and never the password
   */
  public static TrustMaterial load(
      Path keys, String keysPassword, Path trusted, String trustedPassword) throws IOException {
    try {
      KeyStore own = read(keys, keysPassword);
      List<String> entries = new ArrayList<>();
      for (String alias : Collections.list(own.aliases())) {
        if (own.isKeyEntry(alias)) {
          entries.add(alias);
        }
      }
      if (entries.size() != 1) {
        throw new IOException("exactly one private key is expected in " + keys);
      }
      Key key = own.getKey(entries.get(0), keysPassword.toCharArray());
      List<X509Certificate> authorities = authorities(read(trusted, trustedPassword));
      if (!(key instanceof PrivateKey privateKey) || authorities.isEmpty()) {
        throw new IOException(
            "a private key is expected in " + keys + " and a certificate in " + trusted);
      }
      return new TrustMaterial(
          privateKey, x509(own.getCertificateChain(entries.get(0))), authorities);
    } catch (GeneralSecurityException e) {
      throw new IOException("not readable: " + keys + " or " + trusted, e);
    }
  }

  private static KeyStore read(Path file, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(PKCS12);
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    return store;
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

  /** For clients and servers alike; what it may speak is in {@link #client} and {@link #server}. */
  public SSLContext context() {
    try {
      char[] inMemory = new char[] {'m'};
      KeyStore own = KeyStore.getInstance(PKCS12);
      own.load(null, null);
      own.setKeyEntry("own", key, inMemory, chain.toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, inMemory);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the certificates do not make a TLS context", e);
    }
  }

  private KeyStore trusted() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(PKCS12);
    store.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    return store;
  }

  /** What a client speaks; the server's certificate must be for the host that was called. */
  public static SSLParameters client() {
    SSLParameters parameters = parameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return parameters;
  }

  /** What a server speaks; a client without a certificate is refused. */
  public static SSLParameters server() {
    SSLParameters parameters = parameters();
    parameters.setNeedClientAuth(true);
    return parameters;
  }

  private static SSLParameters parameters() {
    return new SSLParameters(SUITES.toArray(String[]::new), PROTOCOLS.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return "TrustMaterial";
  }
}
