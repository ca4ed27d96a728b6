// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.security.cert.X509Certificate;
import java.time.InstantSource;

/** Who may come in: the certificate of the connection, then the VIHF. */
final class Gate {
  private final VihfVerifier verifier;
  private final VihfRules rules;
  private final MessageIds messageIds = new MessageIds();

  Gate(
      Certificates certificates,
      DmpStructures structures,
      CodeTables tables,
      DmpRules rules,
      InstantSource clock) {
    this.verifier = new VihfVerifier(certificates, rules, clock);
    this.rules = new VihfRules(structures, tables, rules);
  }

  /**
   * @param client the certificate of the connection, whose chain was believed
   * @throws SoapFault DMPInvalidCertificate
   */
  static void checkConnection(X509Certificate client) throws SoapFault {
    if (!Certificates.isForAuthentication(client)) {
      throw SoapFault.certificate("le certificat TLS n'est pas un certificat d'authentification");
    }
  }

  /**
   * @return who asks, believed
   * @throws SoapFault with the first rule that is broken
   */
  Vihf open(Envelope envelope, X509Certificate client) throws SoapFault {
    messageIds.take(envelope.messageId());
    Vihf vihf = VihfReader.read(envelope.security());
    X509Certificate seal = verifier.verify(vihf, envelope.whole());
    rules.check(vihf, seal, client);
    return vihf;
  }
}
