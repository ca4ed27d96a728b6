// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static fr.relais.adapters.channels.MailHouse.MARTIN;
import static fr.relais.adapters.channels.MailHouse.RELAIS;
import static fr.relais.adapters.channels.MailRefused.Reason.MAIL_CLEAR_TEXT;
import static fr.relais.adapters.channels.MailRefused.Reason.MAIL_NO_STARTTLS;
import static fr.relais.adapters.channels.ScriptedMail.TLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.flow.Exit.Attempt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that begins in clear is inside TLS before anything of ours is said, or ends. */
class MailStartTlsTest {
  private static final MailAccess UPGRADED = new MailAccess(true, null);
  private static final String HELLO = "250-localhost\n250 STARTTLS\n";
  private static final String OFFER = "* CAPABILITY IMAP4rev1 STARTTLS\nr1 OK done\n";

  private final MailHouse house = MailHouse.quick();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void mail_leaves_on_a_connection_that_serves_for_the_next_one_too() {
    ChannelSettings.Mail mail = house.settings(UPGRADED, house.trust, 1);
    try (MailExit exit = new MailExit(mail, InstantSource.system())) {
      assertThat(send(exit)).isEqualTo(new Attempt(AttemptOutcome.OK, "MAIL_250"));
      assertThat(send(exit)).isEqualTo(new Attempt(AttemptOutcome.OK, "MAIL_250"));
    }
    assertThat(house.operator.received(MARTIN)).hasSize(2);
  }

  @Test
  void mail_comes_in_and_the_next_one_is_told_of_at_once() throws Exception {
    comes();
    List<MailArrival> taken = new ArrayList<>();
    try (OpenMailbox box = OpenMailbox.open(house.settings(UPGRADED), "INBOX")) {
      assertThat(box.look(new EmptyLedger(), taken::add, () -> true)).isTrue();
      assertThat(taken).hasSize(1);
      assertThat(box.tellsOfNews()).isTrue();
      CompletableFuture<?> news = CompletableFuture.runAsync(() -> awaitNews(box));
      while (!news.isDone()) {
        comes();
        Thread.sleep(100);
      }
      news.get(8, TimeUnit.SECONDS);
      box.look(new EmptyLedger(), taken::add, () -> true);
      assertThat(taken).hasSizeGreaterThan(1);
    }
  }

  @Test
  void connection_that_is_cut_leaves_no_thread_behind() throws Exception {
    List<Thread> before = lasting();
    OpenMailbox.open(house.settings(UPGRADED), "INBOX").close();
    await().untilAsserted(() -> assertThat(lasting()).isSubsetOf(before));
  }

  /** Of the mail library: they would keep a process alive that has nothing more to do. */
  private static List<Thread> lasting() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() && thread.getName().startsWith("pool-"))
        .toList();
  }

  private static void awaitNews(OpenMailbox box) {
    try {
      box.awaitNews(Duration.ofSeconds(8));
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"250 localhost\n", "502 What?\n", "250-STARTTLS\n250 SIZE 1\n"})
  void smtp_that_does_not_offer_tls_hears_who_we_are_and_no_more(String hello) throws Exception {
    try (ScriptedMail server = server("220 x\n", Map.of("EHLO", hello, "", "250 OK\n"))) {
      assertThat(sent(server)).isEqualTo(refused(MAIL_NO_STARTTLS));
      assertThat(server.heard()).containsExactly("EHLO relais.mssante.test");
    }
  }

  @Test
  void smtp_that_offers_tls_and_refuses_it_hears_no_more() throws Exception {
    Map<String, String> answers = Map.of("EHLO", HELLO, "STARTTLS", "454 4.7.0 Not now\n");
    try (ScriptedMail server = server("220 x\n", answers)) {
      assertThat(sent(server)).isEqualTo(refused(MAIL_NO_STARTTLS));
      assertThat(server.heard()).containsExactly("EHLO relais.mssante.test", "STARTTLS");
    }
  }

  @Test
  void words_behind_the_answer_to_starttls_are_an_attack() throws Exception {
    String smuggled = "220 Go\n250-localhost\n250 AUTH PLAIN\n";
    try (ScriptedMail server =
        server("220 x\n", Map.of("EHLO", HELLO, "STARTTLS", smuggled + TLS))) {
      assertThat(sent(server)).isEqualTo(refused(MAIL_CLEAR_TEXT));
      assertThat(server.heard()).doesNotContain("AUTH", "MAIL").first().asString().contains("EHLO");
    }
    Map<String, String> imap =
        Map.of("r1", OFFER, "r2", "r2 OK Go\n* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] x\n" + TLS);
    try (ScriptedMail server = server("* OK x\n", imap)) {
      assertThat(opened(server)).isEqualTo(MAIL_CLEAR_TEXT);
    }
  }

  @Test
  void imap_that_does_not_offer_tls_or_refuses_it_hears_no_login() throws Exception {
    String none = "* CAPABILITY IMAP4rev1 AUTH=PLAIN\nr1 OK done\n";
    Map<String, Map<String, String>> servers =
        Map.of(
            "* OK x\n", Map.of("r1", none, "", "* OK\n"),
            "* OK [CAPABILITY STARTTLS] x\n", Map.of("r1", none),
            "* OK y\n", Map.of("r1", OFFER, "r2", "r2 NO Not now\n"),
            "* OK z\n", Map.of("r1", "r1 BAD What?\n"),
            // a session that was opened in clear cannot be upgraded any more
            "* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] x\n", Map.of("r1", OFFER));
    for (Map.Entry<String, Map<String, String>> each : servers.entrySet()) {
      try (ScriptedMail server = server(each.getKey(), each.getValue())) {
        assertThat(opened(server)).as(each.getKey()).isEqualTo(MAIL_NO_STARTTLS);
        assertThat(server.heard()).noneMatch(said -> said.contains("LOGIN"));
      }
    }
  }

  @Test
  void what_the_server_said_in_clear_is_forgotten() throws Exception {
    String inClear = "* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN LOGINDISABLED\nr1 OK done\n";
    Map<String, String> answers = Map.of("r1", inClear, "r2", "* 9 EXISTS\nr2 OK Go\n" + TLS);
    try (ScriptedMail server =
        new ScriptedMail("* OK x\n", answers, house.pki.server("Sandbox mail operator"))) {
      assertThat(opened(server)).isNull();
      // asked again inside TLS, and nothing was shown on the word of before
      assertThat(server.heard()).hasSize(3).last().asString().endsWith("CAPABILITY");
    }
  }

  @Test
  void certificate_is_looked_at_as_on_a_connection_that_is_secure_from_the_start()
      throws Exception {
    TrustMaterial foreign =
        new TestPki(InstantSource.system(), Duration.ofHours(1)).client("relais");
    for (TrustMaterial ours : List.of(foreign, house.pki.expiredClient("relais"))) {
      ChannelSettings.Mail mail = house.settings(UPGRADED, ours, 0);
      assertThat(sent(mail).detail()).isEqualTo("NOT_ADMITTED");
      assertThat(catchThrowable(() -> OpenMailbox.open(mail, "INBOX").close())).isNotNull();
    }
    TrustMaterial another = house.pki.server("x", List.of("other.mssante.test"), List.of());
    Map<String, String> answers = Map.of("EHLO", HELLO, "STARTTLS", "220 Go\n" + TLS);
    try (ScriptedMail server = new ScriptedMail("220 x\n", answers, another)) {
      assertThat(sent(server).detail()).isEqualTo("NOT_ADMITTED");
      assertThat(server.heard()).noneMatch(said -> said.contains("MAIL"));
    }
  }

  @Test
  void server_that_says_nothing_in_clear_is_left_in_time() throws Exception {
    try (ScriptedMail server = server("", Map.of())) {
      assertThat(sent(server)).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "TIMED_OUT"));
      assertThat(opened(server)).isNull();
    }
  }

  private static ScriptedMail server(String greeting, Map<String, String> answers)
      throws Exception {
    return new ScriptedMail(greeting, answers, null);
  }

  private static Attempt refused(MailRefused.Reason reason) {
    return new Attempt(AttemptOutcome.REFUSED, reason.name());
  }

  private Attempt sent(ScriptedMail server) {
    return sent(house.at(server.port(), UPGRADED));
  }

  private static Attempt sent(ChannelSettings.Mail mail) {
    try (MailExit exit = new MailExit(mail, InstantSource.system())) {
      return send(exit);
    }
  }

  private static Attempt send(MailExit exit) {
    return exit.send(
        Sendings.delivery("d-1", Channel.MAIL, MARTIN), Sendings.parcel("Objet", "Bonjour"));
  }

  /** Why the mailbox did not open; null when no person has to mend it. */
  private MailRefused.Reason opened(ScriptedMail server) {
    Throwable failure =
        catchThrowable(() -> OpenMailbox.open(house.at(server.port(), UPGRADED), "INBOX").close());
    assertThat(failure).isInstanceOf(jakarta.mail.MessagingException.class);
    MailRefused refused = MailRefused.in(failure);
    return refused == null ? null : refused.reason();
  }

  private void comes() throws Exception {
    house.operator.send(
        MARTIN,
        List.of(RELAIS),
        ("From: " + MARTIN + "\r\n\r\nVU\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
