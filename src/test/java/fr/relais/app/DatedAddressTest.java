// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Endpoint;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.Roster;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Entrance;
import fr.relais.flow.Exit;
import fr.relais.flow.Exits;
import fr.relais.flow.Mailbox;
import fr.relais.flow.Rules;
import fr.relais.flow.TrustedDomains;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Dr Boyer changes her mailbox at midnight, from 19 to 20 November 2026 in Paris. */
class DatedAddressTest {
  private static final Instant BEFORE = Instant.parse("2026-11-19T22:50:00Z");
  private static final Instant AFTER = Instant.parse("2026-11-19T23:10:00Z");
  private static final String OLD = "anne.boyer@sandbox.mssante.example";
  private static final String NEW = "boyer@nouvelle.mssante.example";

  private final HandClock clock = new HandClock(BEFORE);
  private final MemoryStore store = new MemoryStore("n1");
  private final List<Delivery> sent = new ArrayList<>();
  private final Walk walk;

  DatedAddressTest() {
    Roster cast = People.cast(clock);
    Endpoint moved = new Endpoint("boyer", Channel.MAIL, NEW, LocalDate.of(2026, 11, 20), null);
    store.changeRoster(
        old ->
            Roster.of(
                1,
                cast.practitioners(),
                cast.sites(),
                cast.periods(),
                cast.senders(),
                cast.codes(),
                List.of(moved)),
        BEFORE,
        "test");
    walk =
        Walk.of(
            new Walk.Parts(
                store,
                Formats.ALL,
                new Exits(
                    Arrays.stream(Channel.values()).<Exit>map(Door::new).toList(),
                    (channel, form) -> letter -> Parcel.ofText("remis")),
                Rules.sandbox("n1"),
                clock,
                new CountedIds(),
                new Random(1),
                Checkpoint.NONE,
                Duration.ofMinutes(1),
                50,
                Runnable::run,
                () -> {}));
  }

  /** Takes everything. */
  private final class Door implements Exit {
    private final Channel channel;

    Door(Channel channel) {
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

  private FollowUp received() {
    walk.receive()
        .receive(
            new Entrance.Incoming(
                "mllp",
                null,
                new LabMessage(LabMessage.DURAND, "911")
                    .doctor(LabMessage.BOYER)
                    .potassium("4.2", "N")
                    .content()));
    return store.openFollowUps(10).get(0);
  }

  private void deliver() {
    while (walk.deliver().runOnce() > 0) {
      continue;
    }
  }

  private List<String> mailedToHer() {
    return sent.stream()
        .filter(d -> d.recipient().equals("boyer") && d.channel().equals(Channel.MAIL.code()))
        .map(Delivery::address)
        .toList();
  }

  private FollowUpState stateAfterReply(FollowUp row, String from) {
    String line = "JE PRENDS " + row.reference();
    walk.mails()
        .apply(TrustedDomains.ALL)
        .mail(
            Mailbox.IncomingMail.of(
                from, line, List.of(), null, Content.of(line, StandardCharsets.UTF_8)));
    return store.inTransaction(tx -> tx.followUp(row.id())).orElseThrow().state();
  }

  @Test
  void a_result_goes_where_she_is_reached_that_day() {
    received();
    deliver();
    assertThat(mailedToHer()).containsOnly(OLD).isNotEmpty();

    sent.clear();
    clock.set(AFTER);
    walk.receive()
        .receive(
            new Entrance.Incoming(
                "mllp",
                null,
                new LabMessage(LabMessage.PETIT, "912")
                    .doctor(LabMessage.BOYER)
                    .potassium("4.3", "N")
                    .content()));
    deliver();
    assertThat(mailedToHer()).containsOnly(NEW).isNotEmpty();
  }

  @Test
  void a_result_that_still_waits_at_midnight_is_not_lost_and_leaves_for_the_new_one_alone() {
    received();
    clock.set(AFTER);

    deliver();

    assertThat(mailedToHer()).containsOnly(NEW).isNotEmpty();
  }

  @Test
  void a_reply_from_the_mailbox_that_ended_changes_nothing() {
    FollowUp row = received();
    deliver();
    clock.set(AFTER);

    assertThat(stateAfterReply(row, OLD)).isEqualTo(row.state());
    assertThat(stateAfterReply(row, NEW)).isEqualTo(FollowUpState.TAKEN);
  }
}
