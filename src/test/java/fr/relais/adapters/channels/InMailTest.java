// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static fr.relais.adapters.channels.MailHouse.MARTIN;
import static fr.relais.adapters.channels.MailHouse.RELAIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.adapters.channels.ChannelSettings.DropFolder;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.MailReceipt;
import fr.relais.flow.MailLedger.Place;
import fr.relais.flow.Mailbox;
import fr.relais.flow.Mailbox.IncomingMail;
import fr.relais.flow.Mailbox.Kept;
import fr.relais.formats.mime.MailFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mailbox door against the operator: real sockets, real certificates. */
class InMailTest {
  @TempDir Path folder;
  private final MailHouse house = MailHouse.quick();
  private final FakeMailbox mailbox = new FakeMailbox();
  private volatile boolean leads = true;

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void answer_of_a_doctor_comes_in_once() throws Exception {
    whileOpen(
        house.settings(),
        () -> {
          answer("JE PRENDS 7F3K");
          await().until(() -> mailbox.mails.size() == 1);
          answer("VU 7F3K");
          await().until(() -> mailbox.mails.size() == 2);
        });
    assertThat(mailbox.mails.get(0).from()).isEqualTo(MARTIN);
    assertThat(mailbox.lines()).containsExactly("JE PRENDS 7F3K", "VU 7F3K");
    assertThat(mailbox.mails.get(0).about()).containsExactly("d-1");
    assertThat(mailbox.mails.get(0).raw().text(StandardCharsets.ISO_8859_1))
        .isEqualTo(new String(house.operator.received(RELAIS).get(0), StandardCharsets.ISO_8859_1));
  }

  @Test
  void mail_that_could_not_be_kept_comes_again_and_holds_up_no_other() throws Exception {
    mailbox.behaviour = mail -> "later".equals(mail.firstLine()) ? Kept.TRY_LATER : Kept.YES;
    whileOpen(
        house.settings(),
        () -> {
          answer("later");
          answer("now");
          await().until(() -> mailbox.lines().stream().filter("later"::equals).count() >= 3);
          assertThat(mailbox.lines()).containsOnlyOnce("now");
          mailbox.behaviour = mail -> Kept.YES;
          int before = mailbox.mails.size();
          await().until(() -> mailbox.mails.size() == before + 1);
          await().during(Duration.ofMillis(300)).until(() -> mailbox.mails.size() == before + 1);
        });
  }

  @Test
  void mail_seen_before_a_stop_is_not_read_again() throws Exception {
    whileOpen(
        house.settings(),
        () -> {
          answer("one");
          await().until(() -> mailbox.mails.size() == 1);
          await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        });
    whileOpen(
        house.settings(),
        () -> {
          answer("two");
          await().until(() -> mailbox.lines().contains("two"));
        });
    assertThat(mailbox.lines()).containsExactly("one", "two");
  }

  @Test
  void mail_that_someone_read_in_the_mailbox_is_taken_all_the_same() throws Exception {
    answer("one");
    house.operator.markAll(RELAIS, true);
    whileOpen(house.settings(), () -> await().until(() -> mailbox.lines().contains("one")));
  }

  @Test
  void mail_that_was_taken_and_not_marked_is_marked_and_not_taken_again() throws Exception {
    whileOpen(
        house.settings(),
        () -> {
          answer("one");
          await().until(() -> mailbox.mails.size() == 1);
        });
    // as when it stopped after the commit and before the mark
    house.operator.markAll(RELAIS, false);
    whileOpen(house.settings(), () -> await().until(() -> house.operator.unseen(RELAIS) == 0));
    assertThat(mailbox.mails).hasSize(1);
  }

  @Test
  void news_come_without_a_look() throws Exception {
    whileOpen(
        house.settings().every(Duration.ofSeconds(30)),
        () -> {
          Thread.sleep(1_500);
          answer("one");
          await().atMost(Duration.ofSeconds(8)).until(() -> mailbox.lines().contains("one"));
        });
  }

  @Test
  void broken_connection_is_made_again_and_nothing_is_missed() throws Exception {
    whileOpen(
        house.settings(),
        () -> {
          answer("one");
          await().until(() -> mailbox.lines().contains("one"));
          for (String line : List.of("two", "three")) {
            house.operator.cutReaders();
            answer(line);
            await().until(() -> mailbox.lines().contains(line));
          }
        });
    assertThat(mailbox.lines()).containsExactly("one", "two", "three");
  }

  @Test
  void node_that_does_not_lead_does_not_look() throws Exception {
    leads = false;
    whileOpen(
        house.settings(),
        () -> {
          answer("one");
          await().during(Duration.ofMillis(400)).until(mailbox.mails::isEmpty);
          leads = true;
          await().until(() -> mailbox.mails.size() == 1);
        });
  }

  @Test
  void bounce_names_the_delivery_that_did_not_arrive() throws Exception {
    MailExit exit = new MailExit(house.settings(), InstantSource.system());
    whileOpen(
        house.settings(),
        () -> {
          assertThat(
                  exit.send(
                          Sendings.delivery("d-42", Channel.MAIL, MARTIN),
                          Sendings.parcel("Objet é", "x"))
                      .outcome())
              .isEqualTo(AttemptOutcome.OK);
          house.givesBack(MARTIN);
          await().until(() -> mailbox.mails.size() == 1);
        });
    exit.close();
    assertThat(mailbox.mails.get(0).receipt().kind()).isEqualTo(MailReceipt.Kind.NOT_DELIVERED);
    assertThat(mailbox.mails.get(0).about()).containsExactly("d-42");
    assertThat(mailbox.mails.get(0).firstLine()).isNull();
  }

  @Test
  void sender_written_by_hand_is_nobody() throws Exception {
    whileOpen(
        house.settings(),
        () -> {
          house.operator.send(
              MARTIN,
              List.of(RELAIS),
              mail(
                  "From: "
                      + MailHouse.BERNARD
                      + "\nReturn-Path: <"
                      + MailHouse.BERNARD
                      + ">\n\nVU"));
          await().until(() -> mailbox.mails.size() == 1);
        });
    assertThat(mailbox.mails.get(0).from()).isEmpty();
  }

  @Test
  void mail_over_the_limit_is_cut_and_does_not_come_again() throws Exception {
    whileOpen(
        house.settings(),
        () -> {
          house.operator.send(
              MARTIN, List.of(RELAIS), mail("From: " + MARTIN + "\n\n" + "x".repeat(300_000)));
          answer("after");
          await().until(() -> mailbox.lines().contains("after"));
          await().during(Duration.ofMillis(300)).until(() -> mailbox.mails.size() == 2);
        });
    assertThat(mailbox.mails.get(0).raw().size()).isEqualTo(200_000);
  }

  @Test
  void mails_come_in_once_the_operator_believes_us() throws Exception {
    answer("one");
    ChannelSettings.Mail expired =
        house.settings(house.pki.expiredClient("relais"), Duration.ofSeconds(2), 1);
    ChannelSettings.Mail other =
        house.settings(house.pki.client("someone"), Duration.ofSeconds(2), 1);
    for (ChannelSettings.Mail settings : List.of(expired, other)) {
      whileOpen(
          settings,
          () -> {
            await().during(Duration.ofMillis(500)).until(mailbox.mails::isEmpty);
          });
    }
    whileOpen(
        house.settings(),
        () -> {
          await().until(() -> mailbox.mails.size() == 1);
        });
  }

  @Test
  void operator_that_is_away_keeps_no_door_shut() {
    house.close();
    try (Channels opened = open(house.settings())) {
      assertThat(opened.mllpPort()).isPresent();
    }
  }

  private interface Steps {
    void run() throws Exception;
  }

  private void whileOpen(ChannelSettings.Mail mail, Steps steps) throws Exception {
    Channels opened = open(mail);
    try {
      steps.run();
    } finally {
      opened.close();
    }
  }

  private Channels open(ChannelSettings.Mail mail) {
    for (String route : List.of("in-mail.camel.yaml", "in-mllp.camel.yaml")) {
      if (!folder.resolve(route).toFile().exists()) {
        OpenDoor.copyRoute(route, folder);
      }
    }
    ChannelSettings settings =
        new ChannelSettings(
            200_000,
            OpenDoor.limits(9, 9, 2),
            DropFolder.in(folder.toAbsolutePath()),
            mail,
            null,
            null);
    return Channels.open(
        folder.toAbsolutePath(),
        new FakeEntrance(),
        new Channels.Mails(mailbox, MailFormat::receipt),
        settings,
        () -> leads);
  }

  private void answer(String line) throws IOException {
    house.operator.send(
        MARTIN,
        List.of(RELAIS),
        mail(
            "From: Dr Alix Martin <"
                + MARTIN
                + ">\nTo: "
                + RELAIS
                + "\nCamelFileName: ../../x\nIn-Reply-To: <d-1@relais.mssante.test>\n\n"
                + line
                + "\n.\n..\n"));
  }

  private static byte[] mail(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static final class FakeMailbox implements Mailbox {
    private final List<IncomingMail> mails = new CopyOnWriteArrayList<>();
    private final Set<Place> kept = ConcurrentHashMap.newKeySet();
    private volatile Function<IncomingMail, Kept> behaviour = mail -> Kept.YES;

    @Override
    public Kept mail(IncomingMail mail) {
      mails.add(mail);
      Kept answer = behaviour.apply(mail);
      if (answer == Kept.YES) {
        kept.add(mail.place());
      }
      return answer;
    }

    /** As a ledger would, of what was kept. */
    @Override
    public Set<Place> taken(Collection<Place> places) {
      return places.stream().filter(kept::contains).collect(Collectors.toSet());
    }

    private List<String> lines() {
      return mails.stream().map(mail -> String.valueOf(mail.firstLine())).toList();
    }
  }
}
