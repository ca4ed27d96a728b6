// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.decide.Notices;
import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.SoftwareSheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes deliveries of what must go out: which person, which door of his software. */
final class Outbox {
  private final Ids ids;
  private final SoftwareSheets sheets;

  Outbox(Ids ids, SoftwareSheets sheets) {
    this.ids = ids;
    this.sheets = sheets;
  }

  /**
   * What goes to each addressee by the first door that he has; what interrupts also rings. Someone
   * who is handed the result in the same step is not written to a second time, only called; of
   * several notices to one person the more demanding goes. Whoever has no door sees it in his own
   * list.
   *
   * @param report the report that a RESULT carries; null when there is none to carry
   */
  List<Delivery> of(
      List<Notice> notices, FollowUp row, @Nullable String report, Roster roster, Instant now) {
    Set<String> handed =
        notices.stream()
            .filter(n -> n.kind() == Delivery.Kind.RESULT && report != null)
            .map(Notice::to)
            .collect(Collectors.toSet());
    List<Delivery> deliveries = new ArrayList<>();
    for (Notice notice : Notices.once(notices)) {
      Practitioner person = roster.reachable(notice.to(), WorkingCalendar.dayOf(now)).orElse(null);
      boolean result = notice.kind() == Delivery.Kind.RESULT;
      if (person != null && (!result || report != null)) {
        String ringing = notice.rings() ? number(person, row) : null;
        boolean both = !result && handed.contains(person.id());
        // a mail that hands over a correction says itself that it replaces the one before
        boolean said = both && notice.kind() == Delivery.Kind.NOTICE_CORRECTED;
        first(person, notice.kind())
            .filter(door -> !(both && ringing != null) && !(said && door == Channel.MAIL))
            .ifPresent(
                door ->
                    deliveries.add(
                        delivery(notice, row, result ? report : null, person, door, null, now)));
        if (ringing != null) {
          deliveries.add(delivery(notice, row, null, person, Channel.CALL, ringing, now));
        }
      }
    }
    return deliveries;
  }

  /** Writes a step that a rule or a clock made by itself, and sends what must go out. */
  void done(Transaction tx, FollowUpMachine.Step step, Instant now) {
    FollowUp row = step.row();
    tx.save(row, List.of(step.event()));
    List<ReportVersion> versions = tx.versions(row.id());
    String report = versions.isEmpty() ? null : versions.get(versions.size() - 1).id();
    tx.enqueue(of(step.notices(), row, report, tx.roster(), now));
    tx.audit(
        new AuditLine(
            now,
            FollowUpMachine.RELAIS,
            AuditLine.Action.ATTRIBUTED,
            row.id(),
            step.event().kind().name() + " " + row.owner() + " " + row.priority().name()));
  }

  /** Something of its own kind, by the first door of whoever gets it; empty when he has none. */
  Optional<Delivery> copy(FollowUp row, Delivery.Kind kind, String to, Roster roster, Instant now) {
    Practitioner person = roster.reachable(to, WorkingCalendar.dayOf(now)).orElse(null);
    return person == null
        ? Optional.empty()
        : first(person, kind)
            .map(door -> delivery(new Notice(to, kind, false), row, null, person, door, null, now));
  }

  /** The number that rings: his other one once the first stayed without an answer. */
  private static @Nullable String number(Practitioner person, FollowUp row) {
    boolean again = row.rung() > 0 && person.id().equals(row.owner());
    return again && person.secondPhone() != null ? person.secondPhone() : person.phone();
  }

  private Optional<Channel> first(Practitioner person, Delivery.Kind kind) {
    return doors(person, kind).findFirst();
  }

  /** A digest is nothing that a practice software could file: it goes by no folder. */
  private Stream<Channel> doors(Practitioner person, Delivery.Kind kind) {
    return sheets.of(person).doors().stream()
        .map(SoftwareSheet.Door::channel)
        .filter(channel -> person.address(channel) != null)
        .filter(channel -> kind != Delivery.Kind.NOTICE_DIGEST || channel != Channel.FOLDER);
  }

  /** The same thing by the next door, when this one stays shut; empty when there is none. */
  Optional<Delivery> next(Delivery shut, Practitioner person, Instant now) {
    List<Channel> doors = doors(person, shut.kind()).toList();
    int at = doors.stream().map(Channel::code).toList().indexOf(shut.channel());
    if (at < 0 || at + 1 >= doors.size()) {
      return Optional.empty();
    }
    Channel door = doors.get(at + 1);
    return Optional.of(again(shut, door, Objects.requireNonNull(person.address(door)), now));
  }

  /**
   * The same where the recipient is reached now, when what it was made for ended meanwhile: by the
   * same channel, else by his first door. Empty when his address is still this one.
   */
  Optional<Delivery> moved(Delivery ended, Practitioner person, Instant now) {
    Channel channel = Channel.valueOf(ended.channel().toUpperCase(Locale.ROOT));
    boolean second = channel == Channel.CALL && ended.address().equals(person.secondPhone());
    String address = person.address(channel);
    if (second || ended.address().equals(address)) {
      return Optional.empty();
    }
    return address != null
        ? Optional.of(again(ended, channel, address, now))
        : first(person, ended.kind())
            .filter(door -> channel != Channel.CALL && person.address(door) != null)
            .map(door -> again(ended, door, Objects.requireNonNull(person.address(door)), now));
  }

  private Delivery again(Delivery before, Channel door, String address, Instant now) {
    return new Delivery(
        ids.next(),
        before.followUp(),
        before.kind(),
        before.subject(),
        before.recipient(),
        door.code(),
        address,
        before.priority(),
        DeliveryState.READY,
        now,
        0,
        0);
  }

  private Delivery delivery(
      Notice notice,
      FollowUp row,
      @Nullable String report,
      Practitioner person,
      Channel channel,
      @Nullable String number,
      Instant now) {
    String address = number != null ? number : person.address(channel);
    return new Delivery(
        ids.next(),
        row.id(),
        notice.kind(),
        report,
        notice.to(),
        channel.code(),
        java.util.Objects.requireNonNull(address),
        row.priority(),
        DeliveryState.READY,
        now,
        0,
        0);
  }
}
