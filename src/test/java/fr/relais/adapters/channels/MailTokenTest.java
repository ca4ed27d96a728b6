// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static fr.relais.adapters.channels.MailHouse.BERNARD;
import static fr.relais.adapters.channels.MailHouse.MARTIN;
import static fr.relais.adapters.channels.MailHouse.RELAIS;
import static fr.relais.adapters.channels.MailRefused.Reason.MAIL_NO_XOAUTH2;
import static fr.relais.adapters.channels.MailRefused.Reason.MAIL_TOKEN_EXPOSED;
import static fr.relais.adapters.channels.MailRefused.Reason.MAIL_TOKEN_MISSING;
import static fr.relais.adapters.channels.MailRefused.Reason.MAIL_TOKEN_REFUSED;
import static fr.relais.adapters.channels.ScriptedMail.TLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.flow.Exit.Attempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A personal mailbox opens with the token of a sign-in, which a file holds and nobody repeats. */
class MailTokenTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final MailHouse house = MailHouse.quick();

  @BeforeEach
  void personal() {
    house.operator.persons().declare(RELAIS);
    house.operator.persons().declare(BERNARD);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void mail_leaves_and_comes_in(boolean startTls) throws Exception {
    ChannelSettings.Mail mail = house.settings(holding(issued(RELAIS, MINUTE), startTls));
    assertThat(sent(mail)).isEqualTo(new Attempt(AttemptOutcome.OK, "MAIL_250"));
    assertThat(house.operator.received(MARTIN)).hasSize(1);
    comes();
    assertThat(refusal(mail)).isNull();
    assertThat(house.operator.unseen(RELAIS)).isZero();
  }

  @Test
  void certificate_alone_opens_nothing() throws Exception {
    ChannelSettings.Mail mail = house.settings(MailAccess.BY_CERTIFICATE);
    assertThat(sent(mail)).isEqualTo(new Attempt(AttemptOutcome.REFUSED, "MAIL_530"));
    assertThat(catchThrowable(() -> OpenMailbox.open(mail, "INBOX").close()))
        .isInstanceOf(jakarta.mail.AuthenticationFailedException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void token_that_ended_or_is_of_another_mailbox_is_refused_and_the_next_one_in_the_file_serves(
      boolean startTls) throws Exception {
    MailAccess access = holding(issued(RELAIS, Duration.ZERO), startTls);
    ChannelSettings.Mail mail = house.settings(access);
    assertThat(sent(mail)).isEqualTo(refused(MAIL_TOKEN_REFUSED));
    assertThat(refusal(mail)).isEqualTo(MAIL_TOKEN_REFUSED);
    holding(issued(BERNARD, MINUTE), startTls);
    assertThat(sent(mail)).isEqualTo(refused(MAIL_TOKEN_REFUSED));
    assertThat(refusal(mail)).isEqualTo(MAIL_TOKEN_REFUSED);
    holding(issued(RELAIS, MINUTE), startTls);
    assertThat(sent(mail).outcome()).isEqualTo(AttemptOutcome.OK);
    assertThat(refusal(mail)).isNull();
    house.operator.persons().end(RELAIS);
    assertThat(sent(mail)).isEqualTo(refused(MAIL_TOKEN_REFUSED));
  }

  @Test
  void without_a_token_that_is_fit_for_use_nobody_is_called() throws Exception {
    MailAccess access = holding("", true);
    house.close(); // to call is to be refused for another reason
    Path file = folder.resolve("token");
    for (String held : List.of("", " \n", "two words", "é", "x".repeat(9_000))) {
      Files.writeString(file, held);
      assertThat(sent(house.settings(access))).isEqualTo(refused(MAIL_TOKEN_MISSING));
    }
    Files.delete(file);
    assertThat(sent(house.settings(access))).isEqualTo(refused(MAIL_TOKEN_MISSING));
    assertThat(refusal(house.settings(access))).isEqualTo(MAIL_TOKEN_MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw--w----", "rw-----w-"})
  void token_that_is_open_to_others_is_not_shown(String rights) throws Exception {
    MailAccess access = holding(issued(RELAIS, MINUTE), false);
    Path file = folder.resolve("token");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    assertThat(sent(house.settings(access))).isEqualTo(refused(MAIL_TOKEN_EXPOSED));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(sent(house.settings(access)).outcome()).isEqualTo(AttemptOutcome.OK);
  }

  @Test
  void server_that_takes_no_token_is_shown_none() throws Exception {
    MailAccess access = holding("secret", true);
    Map<String, String> smtp =
        Map.of("EHLO", "250-x\n250-STARTTLS\n250 AUTH PLAIN\n", "STARTTLS", "220 Go\n" + TLS);
    Map<String, String> imap =
        Map.of(
            "r1", "* CAPABILITY STARTTLS AUTH=XOAUTH2\nr1 OK\n",
            "r2", "r2 OK\n" + TLS,
            "r3", "* CAPABILITY AUTH=PLAIN\nr3 OK\n");
    try (ScriptedMail one = scripted("220 x\n", smtp);
        ScriptedMail other = scripted("* OK x\n", imap)) {
      assertThat(sent(house.at(one.port(), access))).isEqualTo(refused(MAIL_NO_XOAUTH2));
      assertThat(refusal(house.at(other.port(), access))).isEqualTo(MAIL_NO_XOAUTH2);
      assertThat(one.heard()).noneMatch(said -> said.startsWith("AUTH"));
      assertThat(other.heard()).noneMatch(said -> said.contains("AUTHENTICATE"));
    }
  }

  /** As Google and Microsoft write it down; an answer of why is itself answered by nothing. */
  @Test
  void refusal_is_asked_for_by_an_empty_line() throws Exception {
    String answer = new Xoauth2(RELAIS, "secret").answer();
    Map<String, String> smtp =
        Map.of(
            "EHLO", "250-x\n250-STARTTLS\n250 AUTH XOAUTH2\n",
            "STARTTLS", "220 Go\n" + TLS,
            "AUTH", "334 eyJzdGF0dXMiOiI0MDEifQ==\n",
            "", "535 5.7.8 No\n");
    Map<String, String> imap =
        Map.of(
            "r1",
            "* CAPABILITY STARTTLS\nr1 OK\n",
            "r2",
            "r2 OK\n" + TLS,
            "r3",
            "* CAPABILITY AUTH=XOAUTH2\nr3 OK\n",
            "r4",
            "+ \n",
            answer,
            "+ eyJzdGF0dXMiOiI0MDEifQ==\n",
            "",
            "r4 NO [AUTHENTICATIONFAILED] No\n");
    try (ScriptedMail one = scripted("220 x\n", smtp);
        ScriptedMail other = scripted("* OK x\n", imap)) {
      MailAccess access = holding("secret", true);
      assertThat(sent(house.at(one.port(), access))).isEqualTo(refused(MAIL_TOKEN_REFUSED));
      assertThat(refusal(house.at(other.port(), access))).isEqualTo(MAIL_TOKEN_REFUSED);
      assertThat(one.heard()).contains("AUTH XOAUTH2 " + answer, "");
      assertThat(other.heard()).containsSubsequence("r4 AUTHENTICATE XOAUTH2", answer, "");
    }
  }

  @Test
  void nothing_repeats_the_token_and_the_log_says_that_the_mailbox_is_shut() throws Exception {
    String token = issued(BERNARD, MINUTE);
    ChannelSettings.Mail mail = house.settings(holding(token, true));
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    root.addAppender(logged);
    root.setLevel(Level.TRACE);
    List<String> said = new ArrayList<>(List.of(mail.toString(), mail.access().toString()));
    try {
      sent(mail);
      Throwable failure = catchThrowable(() -> OpenMailbox.open(mail, "INBOX").close());
      for (Throwable one = failure; one != null; one = one.getCause()) {
        said.add(one.toString());
      }
      watched(mail, logged);
    } finally {
      root.setLevel(before);
      root.detachAppender(logged);
    }
    logged.list.forEach(event -> said.add(event.getFormattedMessage()));
    assertThat(said)
        .contains("MAILBOX_SHUT MAIL_TOKEN_REFUSED")
        .noneMatch(line -> line.contains(token))
        .noneMatch(line -> line.contains(new Xoauth2(BERNARD, token).answer()))
        .noneMatch(line -> line.contains(new Xoauth2(RELAIS, token).answer()));
  }

  private static void watched(ChannelSettings.Mail mail, ListAppender<ILoggingEvent> logged)
      throws InterruptedException {
    MailboxState state = new MailboxState();
    try (MailWatch watch =
        new MailWatch(mail, "INBOX", new EmptyLedger(), () -> true, arrival -> true, state)) {
      watch.start();
      for (int i = 0; i < 100 && !told(logged); i++) {
        Thread.sleep(20);
      }
      assertThat(state.last()).isEqualTo(MailboxState.Seen.SHUT);
    }
  }

  private static boolean told(ListAppender<ILoggingEvent> logged) {
    return List.copyOf(logged.list).stream()
        .anyMatch(event -> event.getFormattedMessage().startsWith("MAILBOX_SHUT"));
  }

  private String issued(String mailbox, Duration life) {
    return house.operator.persons().issue(mailbox, life);
  }

  /** From now on the file holds this token. */
  private MailAccess holding(String token, boolean startTls) throws IOException {
    Path file = folder.resolve("token");
    Files.writeString(file, token + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return new MailAccess(startTls, MailTokens.file(file));
  }

  private ScriptedMail scripted(String greeting, Map<String, String> answers) throws IOException {
    return new ScriptedMail(greeting, answers, house.pki.server("Sandbox mail operator"));
  }

  private static Attempt refused(MailRefused.Reason reason) {
    return new Attempt(AttemptOutcome.REFUSED, reason.name());
  }

  private static Attempt sent(ChannelSettings.Mail mail) {
    try (MailExit exit = new MailExit(mail, InstantSource.system())) {
      return exit.send(
          Sendings.delivery("d-1", Channel.MAIL, MARTIN), Sendings.parcel("Objet", "Bonjour"));
    }
  }

  /** Why the mailbox did not open; null when it did, and what lies there was looked at. */
  private static MailRefused.@Nullable Reason refusal(ChannelSettings.Mail mail) {
    Throwable failure =
        catchThrowable(
            () -> {
              try (OpenMailbox box = OpenMailbox.open(mail, "INBOX")) {
                box.look(new EmptyLedger(), arrival -> true, () -> true);
              }
            });
    MailRefused refused = failure == null ? null : MailRefused.in(failure);
    assertThat(failure == null).isEqualTo(refused == null);
    return refused == null ? null : refused.reason();
  }

  private void comes() throws IOException {
    house.operator.send(
        MARTIN,
        List.of(RELAIS),
        ("From: " + MARTIN + "\r\n\r\nVU\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
