// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static fr.relais.adapters.channels.MailHouse.BERNARD;
import static fr.relais.adapters.channels.MailHouse.MARTIN;
import static fr.relais.adapters.channels.MailHouse.RELAIS;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.flow.Exit.Attempt;
import fr.relais.sandbox.MailOperator.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailExitTest {
  private final MailHouse house = MailHouse.quick();
  private MailExit exit = new MailExit(house.settings(), InstantSource.system());

  @AfterEach
  void close() {
    exit.close();
    house.close();
  }

  @Test
  void mail_lies_in_the_doctors_mailbox_from_ours_and_with_the_identifier_of_the_delivery() {
    assertThat(send("d-1", MARTIN)).isEqualTo(new Attempt(AttemptOutcome.OK, "MAIL_250"));
    assertThat(mails(MARTIN))
        .singleElement()
        .asString()
        .contains("Return-Path: <" + RELAIS + ">\r\n")
        .contains("\r\nFrom: " + RELAIS + "\r\n")
        .contains("\r\nTo: " + MARTIN + "\r\n")
        .contains("\r\nMessage-ID: <d-1@relais.mssante.test>\r\n");
  }

  @Test
  void same_delivery_again_has_the_same_identifier() {
    send("d-1", MARTIN);
    send("d-1", MARTIN);
    assertThat(mails(MARTIN))
        .hasSize(2)
        .allMatch(mail -> mail.contains("Message-ID: <d-1@relais.mssante.test>"));
  }

  @Test
  void unknown_mailbox_is_refused_for_ever() {
    assertThat(send("d-1", "nobody@medecin.mssante.test"))
        .isEqualTo(new Attempt(AttemptOutcome.REFUSED, "MAIL_550", true));
  }

  @Test
  void full_mailbox_is_refused_for_now() {
    house.operator.fault(MARTIN, Fault.REFUSE_FOR_NOW);
    assertThat(send("d-1", MARTIN)).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "MAIL_452"));
    house.operator.fault(MARTIN, Fault.NONE);
    assertThat(send("d-1", MARTIN).outcome()).isEqualTo(AttemptOutcome.OK);
  }

  @Test
  void closed_mailbox_is_refused_for_ever() {
    house.operator.fault(MARTIN, Fault.REFUSE);
    assertThat(send("d-1", MARTIN))
        .isEqualTo(new Attempt(AttemptOutcome.REFUSED, "MAIL_550", true));
  }

  @Test
  void silence_before_the_mail_began_is_a_refusal() {
    reopen(house.settings(house.trust, Duration.ofMillis(400), 4));
    house.operator.fault(MARTIN, Fault.HANG);
    long start = System.nanoTime();
    assertThat(send("d-1", MARTIN)).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "TIMED_OUT"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void silence_after_the_mail_is_unknown() {
    reopen(house.settings(house.trust, Duration.ofMillis(400), 4));
    house.operator.fault(MARTIN, Fault.HANG_AFTER_DATA);
    assertThat(send("d-1", MARTIN)).isEqualTo(new Attempt(AttemptOutcome.UNKNOWN, "TIMED_OUT"));
  }

  @Test
  void lost_answer_is_unknown_and_the_mail_is_there() {
    house.operator.fault(MARTIN, Fault.ACK_LOST);
    assertThat(send("d-1", MARTIN))
        .isEqualTo(new Attempt(AttemptOutcome.UNKNOWN, "CONNECTION_LOST"));
    assertThat(mails(MARTIN)).hasSize(1);
  }

  @Test
  void slow_mailbox_is_waited_for() {
    house.operator.fault(MARTIN, Fault.SLOW);
    assertThat(send("d-1", MARTIN).outcome()).isEqualTo(AttemptOutcome.OK);
  }

  @Test
  void recipient_that_hangs_holds_up_nobody_else() throws Exception {
    reopen(house.settings(house.trust, Duration.ofSeconds(2), 4));
    house.operator.fault(MARTIN, Fault.HANG);
    CompletableFuture<Attempt> hanging = CompletableFuture.supplyAsync(() -> send("d-1", MARTIN));
    for (int i = 0; i < 20; i++) {
      assertThat(send("other-" + i, BERNARD).outcome()).isEqualTo(AttemptOutcome.OK);
    }
    assertThat(hanging).isNotDone();
    assertThat(hanging.get().detail()).isEqualTo("TIMED_OUT");
  }

  @Test
  void refusal_does_not_spoil_the_next_mail() {
    for (int i = 0; i < 3; i++) {
      assertThat(send("a-" + i, BERNARD).outcome()).isEqualTo(AttemptOutcome.OK);
      assertThat(send("b-" + i, "nobody@x.mssante.test").detail()).isEqualTo("MAIL_550");
    }
  }

  @Test
  void kept_connection_that_the_operator_closed_is_replaced_without_notice() throws Exception {
    try (MailHouse brief =
        new MailHouse(
            new fr.relais.sandbox.MailOperator.Limits(
                1_000_000, 9, Duration.ofMillis(200), Duration.ZERO))) {
      reopen(brief.settings());
      assertThat(send("d-1", MARTIN).outcome()).isEqualTo(AttemptOutcome.OK);
      Thread.sleep(500);
      assertThat(send("d-2", MARTIN).outcome()).isEqualTo(AttemptOutcome.OK);
      assertThat(brief.operator.received(MARTIN)).hasSize(2);
    }
  }

  @Test
  void mail_over_our_limit_is_not_even_begun() {
    Attempt attempt =
        exit.send(
            Sendings.delivery("d-1", Channel.MAIL, MARTIN),
            Sendings.parcel("s", "t", Sendings.enclosure("a.bin", "x".repeat(450_000))));
    assertThat(attempt).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "TOO_LARGE", true));
  }

  @Test
  void operator_that_is_not_there_is_not_reached() {
    house.close();
    assertThat(send("d-1", MARTIN)).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "NOT_REACHED"));
  }

  @Test
  void operator_of_another_authority_is_not_trusted() {
    TrustMaterial foreign =
        new TestPki(InstantSource.system(), Duration.ofHours(1)).client("relais");
    reopen(house.settings(foreign, Duration.ofSeconds(5), 4));
    assertThat(send("d-1", MARTIN)).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "NOT_ADMITTED"));
  }

  @Test
  void expired_certificate_of_ours_is_refused() {
    reopen(house.settings(house.pki.expiredClient("relais"), Duration.ofSeconds(5), 4));
    assertThat(send("d-1", MARTIN)).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "NOT_ADMITTED"));
    assertThat(mails(MARTIN)).isEmpty();
  }

  @Test
  void mailbox_that_is_not_of_our_certificate_is_refused_and_says_nothing_of_the_address() {
    reopen(house.settings(house.pki.client("someone"), Duration.ofSeconds(5), 4));
    assertThat(send("d-1", MARTIN)).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "MAIL_553"));
  }

  @Test
  void operator_that_speaks_without_tls_gets_no_mail() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> greet(plain));
      ChannelSettings.Mail to =
          ChannelSettings.Mail.at("localhost", plain.getLocalPort(), 1, RELAIS, house.trust);
      reopen(to);
      assertThat(send("d-1", MARTIN).detail()).isEqualTo("NOT_ADMITTED");
      assertThat(new String(heard.get(), StandardCharsets.ISO_8859_1)).doesNotContain("EHLO");
    }
  }

  private static byte[] greet(ServerSocket plain) {
    try (Socket socket = plain.accept()) {
      socket.getOutputStream().write("220 hello\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }

  @Test
  void peer_that_drips_its_answer_is_cut_at_the_end_of_the_time() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture.runAsync(() -> drip(plain));
      reopen(
          new ChannelSettings.Mail(
              "localhost",
              plain.getLocalPort(),
              "localhost",
              1,
              RELAIS,
              "",
              house.trust,
              Duration.ofSeconds(1),
              Duration.ofMillis(500),
              Duration.ofSeconds(1),
              1,
              1_000_000,
              Duration.ofSeconds(1),
              null,
              MailAccess.BY_CERTIFICATE));
      long start = System.nanoTime();
      assertThat(send("d-1", MARTIN)).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "TIMED_OUT"));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  /** The head of a TLS record of 16 kB, then a byte now and then. */
  private static void drip(ServerSocket plain) {
    try (Socket socket = plain.accept()) {
      socket.getOutputStream().write(new byte[] {0x16, 0x03, 0x03, 0x3F, 0x00});
      for (int i = 0; i < 100; i++) {
        Thread.sleep(50);
        socket.getOutputStream().write(0);
      }
    } catch (IOException e) {
      return; // cut
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void closed_exit_refuses() {
    exit.close();
    assertThat(send("d-1", MARTIN)).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "CLOSED"));
  }

  private void reopen(ChannelSettings.Mail settings) {
    exit.close();
    exit = new MailExit(settings, InstantSource.system());
  }

  private Attempt send(String id, String address) {
    return exit.send(
        Sendings.delivery(id, Channel.MAIL, address), Sendings.parcel("Objet", "Bonjour"));
  }

  private List<String> mails(String mailbox) {
    return house.operator.received(mailbox).stream()
        .map(mail -> new String(mail, StandardCharsets.ISO_8859_1))
        .toList();
  }
}
