// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.MailReceipt.Kind;
import fr.relais.core.model.Parcel;
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
import fr.relais.flow.TrustedDomains;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The walk with mails, in memory: a result goes out by mail, and mails come in. */
abstract class MailWalk {
  static final Instant START = Instant.parse("2026-11-19T09:00:00Z");
  static final String BOYER = "anne.boyer@sandbox.mssante.example";
  static final String KELLER = "paul.keller@sandbox.mssante.example";

  final HandClock clock = new HandClock(START);
  final CountedIds ids = new CountedIds();
  final MemoryStore store = new MemoryStore("n1");
  final List<Delivery> sent = new ArrayList<>();
  final Rules rules =
      Rules.sandbox("n1")
          .with(
              who ->
                  new SoftwareSheet(
                      "test",
                      "Test",
                      List.of(
                          new Door(Channel.MAIL, Form.MSSANTE_MAIL),
                          new Door(Channel.FOLDER, Form.AS_RECEIVED)),
                      List.of(),
                      "UTF-8",
                      Acknowledges.DELIVERY_RECEIPT,
                      null,
                      SoftwareSheet.Confidence.HIGH,
                      List.of()),
              URI.create("http://localhost"));
  final Walk walk;
  TrustedDomains domains = TrustedDomains.ALL;
  long uid;

  MailWalk() {
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

  FollowUp received(String file, String flag) {
    return received(LabMessage.BOYER, file, flag);
  }

  FollowUp received(String doctor, String file, String flag) {
    walk.receive()
        .receive(
            new Entrance.Incoming(
                "mllp",
                null,
                new LabMessage(LabMessage.DURAND, file)
                    .doctor(doctor)
                    .potassium("4.2", flag)
                    .content()));
    deliver();
    return store.openFollowUps(10).get(0);
  }

  void deliver() {
    while (walk.deliver().runOnce() > 0) {
      continue;
    }
  }

  Delivery mailed() {
    return sent.stream()
        .filter(d -> d.channel().equals(Channel.MAIL.code()) && d.kind() == Delivery.Kind.RESULT)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  Kept mail(
      String from,
      String subject,
      @Nullable String words,
      List<String> about,
      @Nullable MailReceipt receipt) {
    Content raw = Content.of("mail " + uid + words, StandardCharsets.UTF_8);
    return walk.mails().apply(domains).mail(at(++uid, from, subject, words, about, receipt, raw));
  }

  static IncomingMail at(
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
    return new IncomingMail(place, from, subject, first, words, null, about, receipt, raw);
  }

  Kept hear(Kind kind, @Nullable String code) {
    return mail(
        "mailer-daemon@x.test",
        "",
        null,
        List.of(mailed().id()),
        new MailReceipt(kind, List.of(), null, null, code));
  }

  DeliveryState state(Delivery delivery) {
    return store.inTransaction(tx -> tx.delivery(delivery.id())).orElseThrow().state();
  }

  List<WorkItem> questions(FollowUp row, WorkItem.Question question) {
    return store.inTransaction(tx -> tx.workItemsOf(row.id())).stream()
        .filter(item -> item.question() == question)
        .toList();
  }

  FollowUpState now(FollowUp row) {
    return store.inTransaction(tx -> tx.followUp(row.id())).orElseThrow().state();
  }
}
