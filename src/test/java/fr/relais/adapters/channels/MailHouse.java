// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.sandbox.MailAnswering;
import fr.relais.sandbox.MailOperator;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** A mail operator with our mailbox and those of two doctors, and how we are connected to it. */
final class MailHouse implements AutoCloseable {
  static final String RELAIS = "relais@relais.mssante.test";
  static final String MARTIN = "alix.martin@medecin.mssante.test";
  static final String BERNARD = "lou.bernard@medecin.mssante.test";
  static final String DOMAIN = "relais.mssante.test";

  final TestPki pki = new TestPki(InstantSource.system(), Duration.ofHours(1));
  final MailOperator operator;
  final TrustMaterial trust;

  MailHouse(MailOperator.Limits limits) {
    operator = new MailOperator(pki, limits);
    trust = operator.enrol("relais", RELAIS);
    operator.enrol("martin", MARTIN);
    operator.enrol("bernard", BERNARD);
  }

  static MailHouse quick() {
    return new MailHouse(
        new MailOperator.Limits(1_000_000, 500, Duration.ofSeconds(20), Duration.ofMillis(300)));
  }

  /** Connected as the settings say, with times for one test. */
  ChannelSettings.Mail settings(TrustMaterial material, Duration total, int idleLines) {
    return at(operator.smtpPort(), operator.imapPort(), material, total, idleLines);
  }

  ChannelSettings.Mail settings() {
    return settings(trust, Duration.ofSeconds(5), 4);
  }

  /** At the ports for this way in; each mail over a connection of its own. */
  ChannelSettings.Mail settings(MailAccess access) {
    return settings(access, trust, 0);
  }

  ChannelSettings.Mail settings(MailAccess access, TrustMaterial material, int idleLines) {
    boolean upgraded = access.startTls();
    int smtp = upgraded ? operator.startTlsSmtpPort() : operator.smtpPort();
    int imap = upgraded ? operator.startTlsImapPort() : operator.imapPort();
    return at(smtp, imap, material, Duration.ofSeconds(5), idleLines).by(access);
  }

  /** At somebody else's port of this machine, who has not long to answer. */
  ChannelSettings.Mail at(int port, MailAccess access) {
    return at(port, port, trust, Duration.ofMillis(600), 0).by(access);
  }

  private static ChannelSettings.Mail at(
      int smtp, int imap, TrustMaterial material, Duration total, int idleLines) {
    return new ChannelSettings.Mail(
        "localhost",
        smtp,
        "localhost",
        imap,
        RELAIS,
        "",
        material,
        Duration.ofSeconds(2),
        total,
        Duration.ofSeconds(10),
        idleLines,
        500_000,
        Duration.ofMillis(50),
        null,
        MailAccess.BY_CERTIFICATE);
  }

  /** The first mail of this mailbox comes back, an hour or a day later. */
  void givesBack(String mailbox) throws IOException {
    operator.answer(mailbox, operator.received(mailbox).get(0), MailAnswering.FAILED);
  }

  @Override
  public void close() {
    operator.close();
  }
}
