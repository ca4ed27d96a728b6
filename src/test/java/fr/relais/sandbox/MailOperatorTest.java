// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.sandbox.MailOperator.Fault;
import fr.relais.sandbox.MailOperator.Limits;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailOperatorTest {
  private static final String ALIX = "alix@medecin.mssante.test";
  private static final String LOU = "lou@medecin.mssante.test";
  private static final Limits SMALL =
      new Limits(2_000, 5, Duration.ofSeconds(10), Duration.ofMillis(300));

  private final TestPki pki = new TestPki(InstantSource.system(), Duration.ofHours(1));
  private final MailOperator operator = new MailOperator(pki, SMALL);
  private final TrustMaterial alix = operator.enrol("alix", ALIX);
  private final TrustMaterial lou = operator.enrol("lou", LOU, "site@cabinet.mssante.test");

  @AfterEach
  void close() {
    operator.close();
  }

  @Test
  void mail_between_two_mailboxes_is_kept_as_it_was_under_the_operators_lines() throws Exception {
    operator.send(ALIX, List.of(LOU), mail("Subject: é\n\n.\n..a\nfin"));
    assertThat(texts(LOU))
        .containsExactly(
            "Return-Path: <"
                + ALIX
                + ">\r\n"
                + "Received: by localhost with ESMTPS\r\n"
                + "Subject: é\r\n\r\n"
                + ".\r\n"
                + "..a\r\n"
                + "fin\r\n");
    assertThat(operator.received(ALIX)).isEmpty();
  }

  @Test
  void sender_must_hold_the_mailbox_that_he_sends_from() {
    assertThatThrownBy(() -> send(alix, LOU, LOU)).hasMessageStartingWith("553");
    assertThatCode(() -> send(lou, LOU, ALIX)).doesNotThrowAnyException();
    assertThatCode(() -> send(lou, "site@cabinet.mssante.test", ALIX)).doesNotThrowAnyException();
  }

  @Test
  void strict_operator_knows_the_trust_space_the_sender_and_the_software() throws Exception {
    operator.strict(Set.of("medecin.mssante.test"));
    assertThatThrownBy(() -> send(alix, ALIX, "site@cabinet.mssante.test"))
        .hasMessageStartingWith("550 5.7.1 Outside");
    for (String head :
        List.of("From: " + LOU + "\nX-MSS-NIL: x\n", "X-MSS-NIL: x\n", "Subject: x\n")) {
      assertThatThrownBy(() -> operator.send(ALIX, List.of(LOU), mail(head + "\nx")))
          .hasMessageStartingWith("550 5.7.1 From");
    }
    assertThatThrownBy(() -> operator.send(ALIX, List.of(LOU), mail("From: " + ALIX + "\n\nx")))
        .hasMessageStartingWith("554 5.6.0");
    operator.send(ALIX, List.of(LOU), mail("From: A <" + ALIX + ">\nX-MSS-NIL: x\n\nx"));
    assertThat(operator.received(LOU)).hasSize(1);
  }

  @Test
  void recipient_that_was_given_no_mailbox_is_unknown() {
    assertThatThrownBy(() -> send(alix, ALIX, "nobody@medecin.mssante.test"))
        .hasMessageStartingWith("550");
  }

  @Test
  void mail_over_the_limit_is_refused_to_the_end_and_the_talk_goes_on() throws Exception {
    assertThatThrownBy(
            () -> operator.send(ALIX, List.of(LOU), mail("A: b\n\n" + "x\n".repeat(1_500))))
        .hasMessageStartingWith("552");
    assertThatThrownBy(() -> operator.send(ALIX, List.of(LOU), mail("x".repeat(5_000))))
        .hasMessageStartingWith("552");
    send(alix, ALIX, LOU);
    assertThat(operator.received(LOU)).hasSize(1);
  }

  @Test
  void announced_size_over_the_limit_is_refused_at_once() throws Exception {
    try (Socket socket = tls(alix)) {
      assertThat(talk(socket, "EHLO x", "MAIL FROM:<" + ALIX + "> SIZE=2001")).contains("552");
    }
    try (Socket socket = tls(alix)) {
      assertThat(talk(socket, "EHLO x", "MAIL FROM:<" + ALIX + "> SIZE=2000", "DATA", "RCPT x"))
          .doesNotContain("552")
          .contains("503");
    }
  }

  @Test
  void faults_are_of_one_mailbox_alone() throws Exception {
    operator.fault(LOU, Fault.REFUSE_FOR_NOW);
    assertThatThrownBy(() -> send(alix, ALIX, LOU)).hasMessageStartingWith("452");
    operator.fault(LOU, Fault.REFUSE);
    assertThatThrownBy(() -> send(alix, ALIX, LOU)).hasMessageStartingWith("550");
    send(alix, ALIX, ALIX);
    operator.fault(LOU, Fault.ACK_LOST);
    assertThatThrownBy(() -> send(alix, ALIX, LOU)).hasMessage("the connection was closed");
    operator.fault(LOU, Fault.SLOW);
    long start = System.nanoTime();
    send(alix, ALIX, LOU);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(SMALL.slowness());
    assertThat(operator.received(LOU)).hasSize(2);
  }

  @Test
  void oldest_mail_leaves_when_there_are_too_many() throws Exception {
    for (int i = 0; i < 9; i++) {
      operator.send(ALIX, List.of(LOU), mail("N: " + i + "\n\nx"));
    }
    assertThat(texts(LOU)).hasSize(5).first().asString().contains("N: 4\r\n");
    assertThat(inbox(lou, LOU)).isEqualTo(5);
  }

  @Test
  void mailbox_is_read_by_its_holder_alone() throws Exception {
    send(alix, ALIX, LOU);
    assertThat(inbox(lou, LOU)).isEqualTo(1);
    assertThatThrownBy(() -> inbox(alix, LOU)).isInstanceOf(AuthenticationFailedException.class);
  }

  @Test
  void nobody_is_let_in_without_a_certificate_of_the_authority() {
    TrustMaterial foreign = new TestPki(InstantSource.system(), Duration.ofHours(1)).client("lou");
    TrustMaterial stranger = new TrustMaterial(foreign.key(), foreign.chain(), lou.authorities());
    for (TrustMaterial refused : List.of(stranger, pki.expiredClient("lou"))) {
      assertThatThrownBy(() -> send(refused, LOU, ALIX)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> inbox(refused, LOU)).isInstanceOf(MessagingException.class);
    }
    assertThat(operator.received(ALIX)).isEmpty();
  }

  @Test
  void nothing_is_said_to_who_does_not_speak_tls() throws Exception {
    for (int port : List.of(operator.smtpPort(), operator.imapPort())) {
      try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
        plain.setSoTimeout(5_000);
        plain.getOutputStream().write("EHLO x\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
            .doesNotContain("localhost", "OK");
      }
    }
  }

  private void send(TrustMaterial certificate, String from, String to) throws IOException {
    try (SSLSocket line = tls(certificate)) {
      MailClient.send(line, null, from, List.of(to), mail("Subject: x\n\nBonjour"));
    }
  }

  private SSLSocket tls(TrustMaterial certificate) throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), operator.smtpPort());
    plain.setSoTimeout(5_000);
    SSLSocket line =
        (SSLSocket)
            certificate
                .context()
                .getSocketFactory()
                .createSocket(plain, "localhost", operator.smtpPort(), true);
    line.setSSLParameters(TrustMaterial.client());
    return line;
  }

  private static String talk(Socket socket, String... lines) throws IOException {
    for (String line : lines) {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
    socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private int inbox(TrustMaterial certificate, String mailbox) throws MessagingException {
    Properties properties = new Properties();
    properties.put("mail.imaps.ssl.socketFactory", certificate.context().getSocketFactory());
    properties.setProperty("mail.imaps.timeout", "5000");
    try (Store store = Session.getInstance(properties).getStore("imaps")) {
      store.connect("localhost", operator.imapPort(), mailbox, "any");
      try (Folder inbox = store.getFolder("INBOX")) {
        inbox.open(Folder.READ_ONLY);
        return inbox.getMessageCount();
      }
    }
  }

  private List<String> texts(String mailbox) {
    return operator.received(mailbox).stream()
        .map(mail -> new String(mail, StandardCharsets.ISO_8859_1))
        .toList();
  }

  private static byte[] mail(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
