// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.sandbox.MailOperator.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulated operator is as strict as a real one about what is said before TLS, and after. */
class StartTlsOperatorTest {
  private static final String ALIX = "alix@medecin.mssante.test";
  private static final String LOU = "lou@medecin.mssante.test";

  private final TestPki pki = new TestPki(InstantSource.system(), Duration.ofHours(1));
  private final MailOperator operator =
      new MailOperator(pki, new Limits(2_000, 5, Duration.ofSeconds(10), Duration.ZERO));
  private final TrustMaterial alix = operator.enrol("alix", ALIX);

  @AfterEach
  void close() {
    operator.close();
  }

  @Test
  void in_clear_smtp_answers_nothing_but_the_way_to_tls() throws Exception {
    String said =
        clear(
            operator.startTlsSmtpPort(),
            "MAIL FROM:<a@b.test>\r\nEHLO x\r\nAUTH XOAUTH2\r\nNOOP\r\nSTARTTLS now\r\nQUIT\r\n");
    assertThat(said.lines())
        .containsExactly(
            "220 localhost ESMTP",
            "530 5.7.0 Must issue a STARTTLS command first",
            "250-localhost",
            "250-8BITMIME",
            "250 STARTTLS",
            "530 5.7.0 Must issue a STARTTLS command first",
            "250 OK",
            "501 5.5.4 Without a word behind it",
            "221 Bye");
  }

  @Test
  void in_clear_imap_answers_nothing_but_the_way_to_tls() throws Exception {
    String said =
        clear(
            operator.startTlsImapPort(),
            "a LOGIN x y\r\n"
                + "b CAPABILITY\r\n"
                + "c SELECT INBOX\r\n"
                + "d AUTHENTICATE PLAIN\r\n"
                + "e LOGOUT\r\n");
    assertThat(said.lines())
        .containsExactly(
            "* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] localhost",
            "a NO [PRIVACYREQUIRED] Not in clear",
            "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED",
            "b OK done",
            "c BAD Not in clear",
            "d NO [PRIVACYREQUIRED] Not in clear",
            "* BYE",
            "e OK done");
  }

  @Test
  void who_says_more_than_starttls_in_clear_is_left() throws Exception {
    assertThat(clear(operator.startTlsSmtpPort(), "STARTTLS\r\nEHLO x\r\n"))
        .isEqualTo("220 localhost ESMTP\r\n");
    assertThat(clear(operator.startTlsImapPort(), "a STARTTLS\r\nb LOGIN x y\r\n"))
        .endsWith("localhost\r\n")
        .doesNotContain("a OK");
  }

  @Test
  void inside_tls_nothing_of_before_counts_and_nobody_is_greeted_again() throws Exception {
    try (Socket smtp = open(operator.startTlsSmtpPort())) {
      assertThat(ask(smtp, "")).startsWith("220");
      assertThat(ask(smtp, "STARTTLS\r\n")).startsWith("220");
      SSLSocket secure = secure(smtp);
      assertThat(ask(secure, "MAIL FROM:<" + ALIX + ">\r\n")).startsWith("503");
      secure.getOutputStream().write("EHLO x\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(ask(secure, "")).isEqualTo("250-localhost");
    }
    try (Socket imap = open(operator.startTlsImapPort())) {
      assertThat(ask(imap, "")).startsWith("* OK");
      assertThat(ask(imap, "a STARTTLS\r\n")).isEqualTo("a OK Go on");
      SSLSocket secure = secure(imap);
      assertThat(ask(secure, "b LOGIN " + ALIX + " x\r\n")).isEqualTo("b OK LOGIN completed.");
      assertThat(ask(secure, "c LOGIN " + ALIX + " x\r\n")).startsWith("c NO");
    }
  }

  @Test
  void token_opens_the_mailbox_that_is_named_with_it_and_a_persons_alone() {
    PersonalMailboxes persons = operator.persons();
    persons.declare(ALIX);
    String token = persons.issue(ALIX, Duration.ofMinutes(1));
    String others = persons.issue(LOU, Duration.ofMinutes(1));
    assertThat(persons.opened(answer(ALIX.toUpperCase(java.util.Locale.ROOT), token)))
        .isEqualTo(ALIX);
    assertThat(persons.opened(answer(LOU, token))).isNull();
    assertThat(persons.opened(answer(LOU, others))).isNull(); // an applicative mailbox
    assertThat(persons.opened(answer(ALIX, "made-up"))).isNull();
    assertThat(persons.opened("=")).isNull();
    assertThat(operator.admits(ALIX, "alix", null)).isFalse();
    assertThat(operator.admits(ALIX, "software", ALIX)).isTrue();
  }

  private static String answer(String mailbox, String token) {
    String plain = "user=" + mailbox + "\u0001auth=Bearer " + token + "\u0001\u0001";
    return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  private static Socket open(int port) throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    plain.setSoTimeout(5_000);
    return plain;
  }

  /** Everything that is answered to these bytes, sent at once. */
  private static String clear(int port, String said) throws IOException {
    try (Socket plain = open(port)) {
      plain.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
      return new String(plain.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static String ask(Socket line, String said) throws IOException {
    line.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
    return String.valueOf(ClearTalk.read(line.getInputStream()));
  }

  private SSLSocket secure(Socket plain) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            alix.context()
                .getSocketFactory()
                .createSocket(plain, "localhost", plain.getPort(), true);
    secure.setSSLParameters(TrustMaterial.client());
    secure.startHandshake();
    return secure;
  }
}
