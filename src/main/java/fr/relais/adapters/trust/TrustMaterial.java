// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * One side of a mutual TLS connection, in memory: our key with its certificate, and the authorities
 * that the other side's certificate must come from. Its text form shows nothing.
 *
 * @param chain our certificate, then those that signed it
 * @param authorities whom we believe; nobody else, the system's own list included
 * @param revocations whom we believe no more; null when no list is asked for
 */
public record TrustMaterial(
    PrivateKey key,
    List<X509Certificate> chain,
    List<X509Certificate> authorities,
    @Nullable RevocationSource revocations) {
  /** Never leaves memory, so it need not be slow to open, as those are that become files. */
  private static final String IN_MEMORY = "JKS";

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

  /** Without lists of revoked certificates. */
  public TrustMaterial(
      PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
    this(key, chain, authorities, null);
  }

  /**
   * Reads two files, PKCS#12 or PEM each.
   *
   * @param keys holds exactly one private key with its certificates; in PEM the key may be
   *     encrypted, PKCS#8 or the older form of OpenSSL
   * @param trusted holds the certificates of the authorities
   * @throws IOException when a file is not there, is neither, has another password, or does not
   *     hold what it should; the text names the file and never the password
   */
  public static TrustMaterial load(
      Path keys, String keysPassword, Path trusted, String trustedPassword) throws IOException {
    TrustFiles.Own own = TrustFiles.own(keys, keysPassword);
    return new TrustMaterial(
        own.key(), own.chain(), TrustFiles.authorities(trusted, trustedPassword));
  }

  /** The same, that believes nobody whom these lists revoke or say nothing about. */
  public TrustMaterial checkedBy(RevocationSource lists) {
    return new TrustMaterial(key, chain, authorities, lists);
  }

  /**
   * When the earliest of our certificates ends, ours and those that signed it; the authorities of
   * the others are their business.
   */
  public Instant endsAt() {
    return chain.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Whether one of the certificates was made by {@link TestPki}: never good for real patients. */
  public boolean ofSandbox() {
    return Stream.concat(chain.stream(), authorities.stream()).anyMatch(TestPki::made);
  }

  /** For clients and servers alike; what it may speak is in {@link #client} and {@link #server}. */
  public SSLContext context() {
    try {
      char[] inMemory = new char[] {'m'};
      KeyStore own = KeyStore.getInstance(IN_MEMORY);
      own.load(null, null);
      own.setKeyEntry("own", key, inMemory, chain.toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, inMemory);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the certificates do not make a TLS context", e);
    }
  }

  private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
    if (revocations != null) {
      return new TrustManager[] {new CheckedTrust(authorities, revocations)};
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted());
    return trust.getTrustManagers();
  }

  private KeyStore trusted() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(IN_MEMORY);
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
