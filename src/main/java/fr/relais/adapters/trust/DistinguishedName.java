// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** The subject of a certificate, in words. */
final class DistinguishedName {
  private DistinguishedName() {}

  /** RFC 2253: from the common name to the country. */
  static String mostSpecificFirst(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
  }

  /** The same parts in the order in which the certificate holds them. */
  static String countryFirst(X509Certificate certificate) {
    return parts(certificate).stream().map(Rdn::toString).collect(Collectors.joining(","));
  }

  /** Values of the parts of this type, such as {@code OU}. */
  static List<String> values(X509Certificate certificate, String type) {
    return parts(certificate).stream()
        .filter(part -> type.equalsIgnoreCase(part.getType()))
        .map(part -> part.getValue().toString())
        .toList();
  }

  private static List<Rdn> parts(X509Certificate certificate) {
    try {
      return new LdapName(mostSpecificFirst(certificate)).getRdns();
    } catch (InvalidNameException e) {
      throw new IllegalStateException("a certificate with a name that is none", e);
    }
  }
}
