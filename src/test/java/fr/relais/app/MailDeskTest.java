// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.MailReceipt.Kind;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.Sha256;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.core.model.SoftwareSheet.Acknowledges;
import fr.relais.core.model.SoftwareSheet.Door;
import fr.relais.core.model.SoftwareSheet.Form;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Entrance;
import fr.relais.flow.Exit;
import fr.relais.flow.Exits;
import fr.relais.flow.MailLedger.Place;
import fr.relais.flow.Mailbox.IncomingMail;
import fr.relais.flow.Mailbox.Kept;
import fr.relais.flow.Rules;
import fr.relais.flow.Silence;
import fr.relais.flow.TrustedDomains;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mails to our own mailbox do, and what they never do. */
class MailDeskTest {
  private static final Instant START = Instant.parse("2026-11-19T09:00:00Z");
  private static final String BOYER = "anne.boyer@sandbox.mssante.example";
  private static final String KELLER = "paul.keller@sandbox.mssante.example";

  private final HandClock clock = new HandClock(START);
  private final CountedIds ids = new CountedIds();
  private final MemoryStore store = new MemoryStore("n1");
  private final List<Delivery> sent = new ArrayList<>();
  private final Rules rules =
      Rules.sandbox("n1")
          .with(
              who ->
                  new SoftwareSheet(
                      "test",
                      "Test",
                      List.of(
                          new Door(Channel.MAIL, Form.MSSANTE_MAIL),
                          new Door(Channel.HOOK, Form.NOTIFICATION)),
                      List.of(),
                      "UTF-8",
                      Acknowledges.DELIVERY_RECEIPT,
                      null,
                      SoftwareSheet.Confidence.HIGH,
                      List.of()),
              URI.create("http://localhost"));
  private final Walk walk;
  private TrustedDomains domains = TrustedDomains.ALL;
  private long uid;

  MailDeskTest() {
    store.changeRoster(old -> People.cast(clock), START, "test");
    walk =
        Walk.of(
            new Walk.Parts(
                store,
                Formats.ALL,
                new Exits(
                    Arrays.stream(Channel.values()).<Exit>map(Way::new).toList(),
                    (channel, form) -> letter -> Parcel.ofText("remis")),
                rules,
                clock,
                ids,
                new Random(1),
                Checkpoint.NONE,
                Duration.ofMinutes(1),
                50,
                Runnable::run,
                () -> {}));
  }

  private final class Way implements Exit {
    private final Channel channel;

    Way(Channel channel) {
      this.channel = channel;
    }

    @Override
    public Channel channel() {
      return channel;
    }

    @Override
    public Attempt send(Delivery delivery, Parcel parcel) {
      sent.add(delivery);
      return new Attempt(AttemptOutcome.OK, "OK");
    }
  }

  private FollowUp received(String file, String flag) {
    walk.receive()
        .receive(
            new Entrance.Incoming(
                "mllp",
                null,
                new LabMessage(LabMessage.DURAND, file)
                    .doctor(LabMessage.BOYER)
                    .potassium("4.2", flag)
                    .content()));
    deliver();
    return store.openFollowUps(10).get(0);
  }

  private void deliver() {
    while (walk.deliver().runOnce() > 0) {
      continue;
    }
  }

  private Delivery mailed() {
    return sent.stream()
        .filter(d -> d.channel().equals(Channel.MAIL.code()) && d.kind() == Delivery.Kind.RESULT)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private Kept mail(
      String from,
      String subject,
      @Nullable String words,
      List<String> about,
      @Nullable MailReceipt receipt) {
    Content raw = Content.of("mail " + uid + words, StandardCharsets.UTF_8);
    return walk.mails().apply(domains).mail(at(++uid, from, subject, words, about, receipt, raw));
  }

  private static IncomingMail at(
      long uid,
      String from,
      String subject,
      @Nullable String words,
      List<String> about,
      @Nullable MailReceipt receipt,
      Content raw) {
    Sha256 id = Sha256.of(Long.toString(uid).getBytes(StandardCharsets.UTF_8));
    String first = words == null ? null : words.split("\n", 2)[0];
    Place place = new Place("relais@x.test", 1, uid, id);
    return new IncomingMail(place, from, subject, first, words, about, receipt, raw);
  }

  private Kept hear(Kind kind, @Nullable String code) {
    return mail(
        "mailer-daemon@x.test",
        "",
        null,
        List.of(mailed().id()),
        new MailReceipt(kind, List.of(), null, null, code));
  }

  private DeliveryState state(Delivery delivery) {
    return store.inTransaction(tx -> tx.delivery(delivery.id())).orElseThrow().state();
  }

  private List<WorkItem> questions(FollowUp row, WorkItem.Question question) {
    return store.inTransaction(tx -> tx.workItemsOf(row.id())).stream()
        .filter(item -> item.question() == question)
        .toList();
  }

  private FollowUpState now(FollowUp row) {
    return store.inTransaction(tx -> tx.followUp(row.id())).orElseThrow().state();
  }

  @Test
  void words_of_a_doctor_go_to_who_is_responsible_and_do_nothing() {
    FollowUp row = received("901", "N");
    String words = "Bonjour,\nje prends ce patient demain, merci.";
    assertThat(mail(BOYER, "Re: XDM", words, List.of(mailed().id()), null)).isEqualTo(Kept.YES);

    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.owner()).isEqualTo("boyer");
              assertThat(item.dueAt()).isNotNull();
              assertThat(item.evidence()).contains("Dr Anne BOYER").endsWith(words);
            });
    assertThat(now(row)).isEqualTo(FollowUpState.OPEN);
    assertThat(store.openFollowUps(9)).hasSize(1);
  }

  @Test
  void our_reference_in_the_subject_is_enough_from_the_mailbox_that_we_wrote_to() {
    FollowUp row = received("902", "N");
    String subject = "RE: Relais : document à suivre (réf. " + row.reference() + ")";
    mail(KELLER, subject, "Je ne suis pas concerné.", List.of(), null);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ)).isEmpty();
    assertThat(store.openFollowUps(9)).hasSize(2);

    mail(BOYER, subject, "Je le vois lundi.", List.of(), null);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ)).hasSize(1);
    assertThat(store.openFollowUps(9)).hasSize(2);
  }

  @Test
  void words_that_name_two_follow_ups_are_kept_and_tied_to_none() {
    FollowUp one = received("903", "N");
    String first = mailed().id();
    received("904", "N");
    String second = mailed().id();
    assertThat(first).isNotEqualTo(second);
    mail(BOYER, "Re", "Lequel ?", List.of(first, second), null);
    assertThat(questions(one, WorkItem.Question.ANSWER_TO_READ)).isEmpty();
    assertThat(store.openFollowUps(9)).hasSize(3);
  }

  @Test
  void mail_that_names_an_unknown_delivery_is_kept_with_an_owner() {
    received("905", "N");
    mail(BOYER, "Re", "Bonjour", List.of("d-elsewhere"), null);
    assertThat(store.openFollowUps(9)).hasSize(2).allMatch(row -> !row.owner().isEmpty());
  }

  @Test
  void the_same_mail_again_changes_nothing_even_under_another_number() {
    FollowUp row = received("906", "N");
    Content raw = Content.of("the same", StandardCharsets.UTF_8);
    IncomingMail mail = at(50, BOYER, "Re", "Bonjour", List.of(mailed().id()), null, raw);
    Place place = mail.place();
    IncomingMail anew =
        new IncomingMail(
            new Place(place.mailbox(), 2, 1, place.messageId()),
            mail.from(),
            mail.subject(),
            mail.firstLine(),
            mail.words(),
            mail.about(),
            null,
            raw);
    for (IncomingMail each : List.of(mail, mail, anew)) {
      assertThat(walk.mails().apply(domains).mail(each)).isEqualTo(Kept.YES);
    }
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ)).hasSize(1);
    assertThat(walk.mails().apply(domains).taken(List.of(place, anew.place()))).hasSize(2);
  }

  @Test
  void an_act_is_done_once_whatever_the_mail_comes_back_as() {
    FollowUp row = received("907", "HH");
    Content raw = Content.of("act", StandardCharsets.UTF_8);
    String line = "JE PRENDS " + row.reference();
    IncomingMail mail = at(60, BOYER, "Re", line, List.of(), null, raw);
    walk.mails().apply(domains).mail(mail);
    assertThat(now(row)).isEqualTo(FollowUpState.TAKEN);
    int events = store.history(row.id()).size();
    walk.mails().apply(domains).mail(mail);
    assertThat(store.history(row.id())).hasSize(events);
  }

  @Test
  void a_domain_outside_the_trusted_ones_neither_acts_nor_answers_nor_feeds_a_follow_up() {
    FollowUp row = received("908", "N");
    domains = new TrustedDomains(List.of("hopital.mssante.example"));
    mail(BOYER, "Re", "JE PRENDS " + row.reference(), List.of(), null);
    mail(BOYER, "Re", "Bonjour", List.of(mailed().id()), null);
    assertThat(now(row)).isEqualTo(FollowUpState.OPEN);
    assertThat(questions(row, WorkItem.Question.ANSWER_TO_READ)).isEmpty();
    List<FollowUp> kept =
        store.openFollowUps(9).stream().filter(f -> !f.id().equals(row.id())).toList();
    assertThat(kept).hasSize(2);
    assertThat(questions(kept.get(0), WorkItem.Question.MESSAGE_NOT_UNDERSTOOD))
        .singleElement()
        .satisfies(item -> assertThat(item.evidence()).contains("espace de confiance"));

    domains = new TrustedDomains(List.of("Sandbox.mssante.example "));
    mail(BOYER, "Re", "JE PRENDS " + row.reference(), List.of(), null);
    assertThat(now(row)).isEqualTo(FollowUpState.TAKEN);
  }

  @Test
  void laboratory_is_known_by_the_mailbox_that_it_declared_or_by_its_finess_number() {
    store.changeRoster(MailDeskTest::mailing, START, "test");
    mailResult("inconnu@ailleurs.mssante.example", "921");
    mailResult("labo@serein.mssante.example", "922");
    assertThat(store.openFollowUps(9)).hasSize(2);
    assertThat(
            store.openFollowUps(9).stream()
                .filter(row -> !questions(row, WorkItem.Question.SENDER_UNKNOWN).isEmpty()))
        .hasSize(1);

    Roster roster = store.roster();
    assertThat(roster.senderOf(new ClaimedSender(null, "LBM", "890009991")))
        .map(Sender::id)
        .contains("labo-serein");
    assertThat(roster.senderOf(new ClaimedSender("AUTRE-SIL", "LBM", "890009991"))).isEmpty();
    assertThat(roster.senderOf(ClaimedSender.NONE)).isEmpty();
    assertThat(roster.senderOfMailbox("Labo@Serein.mssante.example")).isPresent();
  }

  private static Roster mailing(Roster old) {
    List<Sender> senders =
        old.senders().stream()
            .map(
                s ->
                    new Sender(
                        s.id(),
                        s.name(),
                        s.finess(),
                        s.application(),
                        s.facility(),
                        s.folder(),
                        s.hprimCode(),
                        s.site(),
                        s.cumulative(),
                        s.since(),
                        s.id().equals("labo-serein") ? "labo@serein.mssante.example" : null))
            .toList();
    return Roster.of(
        old.version() + 1,
        old.practitioners(),
        old.sites(),
        old.periods(),
        senders,
        old.codes(),
        old.endpoints());
  }

  /** From an application that nobody declared. */
  private void mailResult(String from, String file) {
    String hl7 =
        new LabMessage(LabMessage.DURAND, file)
            .doctor(LabMessage.BOYER)
            .potassium("4.2", "N")
            .content()
            .text(StandardCharsets.UTF_8)
            .replace("SIL-SEREIN", "AUTRE-SIL");
    String raw =
        "From: x@y.test\r\nTo: z@y.test\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: application/hl7-v2\r\nContent-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: attachment; filename=r.hl7\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(hl7.getBytes(StandardCharsets.UTF_8))
            + "\r\n";
    Content content = Content.of(raw, StandardCharsets.US_ASCII);
    walk.mails().apply(domains).mail(at(++uid, from, "", null, List.of(), null, content));
  }

  @ParameterizedTest
  @CsvSource({"DELIVERED", "DISPLAYED", "PROCESSED"})
  void receipt_confirms_the_delivery_and_takes_charge_of_nothing(Kind kind) {
    FollowUp row = received("909", "HH");
    assertThat(hear(kind, null)).isEqualTo(Kept.YES);
    assertThat(state(mailed())).isEqualTo(DeliveryState.CONFIRMED);
    assertThat(now(row)).isEqualTo(FollowUpState.OPEN);
    assertThat(store.openFollowUps(9)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"900", "901", "902", "903", "904", "905", "906"})
  void refused_integration_is_told_to_who_is_responsible_when_there_is_no_other_door(String code) {
    FollowUp row = received("910", "N");
    hear(Kind.DELIVERED, null);
    hear(Kind.REFUSED, code);
    hear(Kind.REFUSED, code);
    assertThat(state(mailed())).isEqualTo(DeliveryState.EXPIRED);
    assertThat(questions(row, WorkItem.Question.NOT_DELIVERED))
        .singleElement()
        .satisfies(item -> assertThat(item.evidence()).contains("erreur " + code));
    deliver();
    assertThat(sent.stream().filter(d -> d.id().equals(mailed().id()))).hasSize(1);
    assertThat(now(row)).isEqualTo(FollowUpState.OPEN);
  }

  @Test
  void integrated_and_then_not_is_told_and_sent_to_nobody() {
    FollowUp row = received("911", "N");
    hear(Kind.PROCESSED, null);
    hear(Kind.REFUSED, "906");
    assertThat(state(mailed())).isEqualTo(DeliveryState.CONFIRMED);
    assertThat(questions(row, WorkItem.Question.NOT_DELIVERED)).hasSize(1);
  }

  @Test
  void mail_that_comes_back_is_sent_again_once_and_a_receipt_of_two_mails_is_of_none() {
    FollowUp row = received("912", "N");
    Delivery first = mailed();
    hear(Kind.NOT_DELIVERED, null);
    assertThat(state(first)).isEqualTo(DeliveryState.READY);
    deliver();
    assertThat(state(first)).isEqualTo(DeliveryState.SENT);
    received("913", "N");
    assertThat(mailed().id()).isNotEqualTo(first.id());
    mail(
        "x@y.test",
        "",
        null,
        List.of(first.id(), mailed().id()),
        new MailReceipt(Kind.REFUSED, List.of(), null, null, "902"));
    assertThat(state(first)).isEqualTo(DeliveryState.SENT);
    assertThat(questions(row, WorkItem.Question.NOT_DELIVERED)).isEmpty();
  }

  @Test
  void silence_of_a_software_that_acknowledges_is_told_once() {
    FollowUp row = received("914", "HH");
    Silence silence = new Silence(store, rules, clock, ids);
    assertThat(silence.runOnce()).isZero();
    clock.set(START.plus(Duration.ofMinutes(16)));
    assertThat(silence.runOnce()).isPositive();
    assertThat(silence.runOnce()).isZero();
    assertThat(questions(row, WorkItem.Question.NOT_DELIVERED))
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item.evidence()).contains("aucun accusé"));
    assertThat(hear(Kind.PROCESSED, null)).isEqualTo(Kept.YES);
    assertThat(state(mailed())).isEqualTo(DeliveryState.CONFIRMED);
  }

  @Test
  void a_receipt_in_time_leaves_no_silence() {
    FollowUp row = received("915", "N");
    store.inTransaction(tx -> tx.deliveriesOf(row.id())).stream()
        .filter(d -> d.channel().equals(Channel.MAIL.code()))
        .forEach(
            d ->
                mail(
                    "",
                    "",
                    null,
                    List.of(d.id()),
                    new MailReceipt(Kind.DELIVERED, List.of(), null, null, null)));
    clock.set(START.plus(Duration.ofHours(25)));
    assertThat(new Silence(store, rules, clock, ids).runOnce()).isZero();
  }
}
