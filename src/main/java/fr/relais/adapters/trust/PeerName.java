// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Who is at the other end of a TLS connection, by the certificate that was believed. */
public final class PeerName {
  private PeerName() {}

  /** Common name of the certificate; empty when there is none. */
  public static String of(SSLSession session) {
    try {
      for (Rdn part : new LdapName(session.getPeerPrincipal().getName()).getRdns()) {
        if ("CN".equalsIgnoreCase(part.getType())) {
          return part.getValue().toString();
        }
      }
      return "";
    } catch (SSLPeerUnverifiedException | InvalidNameException e) {
      return "";
    }
  }
}
