// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Which certificates are believed, and what each may be used for (IGC-Santé, section 1.2). */
final class Certificates {
  private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;
  private final List<X509Certificate> authorities;
  private final Supplier<List<X509CRL>> revocations;
  private final InstantSource clock;

  Certificates(
      Collection<X509Certificate> authorities,
      Supplier<List<X509CRL>> revocations,
      InstantSource clock) {
    this.authorities = List.copyOf(authorities);
    this.revocations = revocations;
    this.clock = clock;
  }

  List<X509Certificate> authorities() {
    return authorities;
  }

  /**
   * Whether a chain comes from one of our authorities, today, without a revocation.
   *
   * @param chain the end first
   * @throws CertificateException when it does not
   */
  void check(List<X509Certificate> chain) throws CertificateException {
    List<X509Certificate> below = chain.stream().filter(c -> !authorities.contains(c)).toList();
    if (below.isEmpty()) {
      throw new CertificateException("no certificate below an authority");
    }
    try {
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(below);
      Set<TrustAnchor> anchors =
          authorities.stream().map(a -> new TrustAnchor(a, null)).collect(Collectors.toSet());
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setDate(Date.from(clock.instant()));
      List<X509CRL> lists = revocations.get();
      parameters.setRevocationEnabled(!lists.isEmpty());
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
    } catch (GeneralSecurityException e) {
      throw new CertificateException("not believed", e);
    }
  }

  /** A certificate for TLS. */
  static boolean isForAuthentication(X509Certificate certificate) {
    return isFor(certificate, CLIENT_AUTHENTICATION);
  }

  /** A seal: it signs, and is not for TLS. */
  static boolean isSeal(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return !isFor(certificate, CLIENT_AUTHENTICATION)
        && !isFor(certificate, SERVER_AUTHENTICATION)
        && usage != null
        && (usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION]);
  }

  private static boolean isFor(X509Certificate certificate, String use) {
    try {
      List<String> uses = certificate.getExtendedKeyUsage();
      return uses != null && uses.contains(use);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  /** Whether a certificate names this structure in an OU of its subject. */
  static boolean isOf(X509Certificate certificate, String structure) {
    try {
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if ("OU".equalsIgnoreCase(part.getType()) && structure.equals(part.getValue())) {
          return true;
        }
      }
      return false;
    } catch (InvalidNameException e) {
      return false;
    }
  }
}
