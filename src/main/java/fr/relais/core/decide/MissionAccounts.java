// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpEvent.Kind;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.MissionAccount;
import fr.relais.core.model.MissionAccount.Asked;
import fr.relais.core.model.MissionAccount.Item;
import fr.relais.core.model.MissionAccount.Pending;
import fr.relais.core.model.MissionAccount.Person;
import fr.relais.core.model.MissionAccount.Standing;
import fr.relais.core.model.MissionAccount.Taking;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import fr.relais.core.model.WorkItem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of all that a doctor ordered at one site. Pure. */
public final class MissionAccounts {
  private static final Set<Kind> TAKES =
      EnumSet.of(Kind.TAKEN, Kind.OFFER_ACCEPTED, Kind.DECIDED, Kind.CLOSED, Kind.CONCLUDED);
  private static final Set<Kind> ENDS =
      EnumSet.of(
          Kind.CLOSED,
          Kind.CONCLUDED,
          Kind.WITHDRAWAL_SEEN,
          Kind.RETURNED,
          Kind.HISTORY,
          Kind.COPIED,
          Kind.MERGED);

  private final Practitioner doctor;
  private final MissionPeople people;
  private final Instant now;

  private MissionAccounts(Practitioner doctor, Site site, Roster roster, Instant now) {
    this.doctor = doctor;
    this.people = new MissionPeople(doctor, site, roster);
    this.now = now;
  }

  /**
   * Something that he ordered: the follow-up of a result or of its absence with the orders that it
   * answers, or one order of which nothing came yet.
   *
   * @param row null when there is no follow-up yet: then there is exactly one order
   * @param events of the follow-up, in order
   * @param arrived when its first report came; null when none did
   * @param questions about it that are open
   * @param generalPractitioner who is declared as the patient's; null when nobody is, or when
   *     nobody but the doctor himself has to do with it
   */
  public record Fact(
      @Nullable FollowUp row,
      List<FollowUpEvent> events,
      @Nullable Instant arrived,
      List<Order> orders,
      List<WorkItem> questions,
      @Nullable String generalPractitioner) {
    public Fact {
      events = List.copyOf(events);
      orders = List.copyOf(orders);
      questions = List.copyOf(questions);
      if (row == null && orders.size() != 1) {
        throw new IllegalArgumentException("without a follow-up there is one order");
      }
    }

    /** The event that ended it, as long as nothing opened it again; null while it is live. */
    @Nullable FollowUpEvent end() {
      if (row == null || row.state().live()) {
        return null;
      }
      FollowUpEvent last = null;
      for (FollowUpEvent event : events) {
        last = ENDS.contains(event.kind()) ? event : last;
      }
      return last;
    }

    private boolean ended(Kind kind) {
      FollowUpEvent end = end();
      return end != null && end.kind() == kind;
    }
  }

  /**
   * @param reports reports on appointments that he wrote and that went as copies
   */
  public static MissionAccount of(
      Practitioner doctor, Site site, List<Fact> facts, int reports, Roster roster, Instant now) {
    MissionAccounts made = new MissionAccounts(doctor, site, roster, now);
    List<Item> items = new ArrayList<>();
    int letters = reports;
    int earlier = 0;
    for (Fact fact : facts) {
      if (fact.ended(Kind.COPIED)) {
        letters++;
      } else if (fact.ended(Kind.HISTORY)) {
        earlier++;
      } else {
        items.add(made.item(fact));
      }
    }
    items.sort(
        Comparator.comparing(Item::priority, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(MissionAccounts::due, Comparator.nullsLast(Comparator.naturalOrder())));
    return new MissionAccount(
        doctor.title(),
        doctor.rpps(),
        site.name(),
        now,
        days(roster, doctor.id(), site.id(), now),
        items,
        letters,
        earlier);
  }

  private static @Nullable Instant due(Item item) {
    return item.pending() == null ? item.expectedBy() : item.pending().deadline();
  }

  /** The days until now on which the calendar says that this person was present at this site. */
  public static List<LocalDate> days(Roster roster, String person, String site, Instant now) {
    return roster.periods().stream()
        .filter(p -> p.kind() == Period.Kind.PRESENCE && person.equals(p.practitioner()))
        .filter(p -> site.equals(p.site()) && !p.from().isAfter(now) && p.from().isBefore(p.to()))
        .flatMap(
            p -> {
              Instant end = p.to().isAfter(now) ? now : p.to().minusNanos(1);
              return day(p.from()).datesUntil(day(end).plusDays(1));
            })
        .distinct()
        .sorted()
        .toList();
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ParisTime.ZONE).toLocalDate();
  }

  private Item item(Fact fact) {
    FollowUp row = fact.row();
    if (row == null) {
      return unanswered(fact.orders().get(0));
    }
    if (!his(fact, row)) {
      return new Item(
          null,
          Standing.ELSEWHERE,
          ReportKind.OTHER,
          null,
          false,
          Taking.NONE,
          null,
          null,
          List.of(),
          null,
          null);
    }
    Order awaited =
        fact.orders().stream().filter(order -> order.state().awaited()).findFirst().orElse(null);
    Standing standing = standing(fact, row, awaited);
    boolean received = fact.arrived() != null;
    return new Item(
        row.reference(),
        standing,
        row.about(),
        received ? row.priority() : null,
        received,
        received ? taking(fact, row) : Taking.NONE,
        standing == Standing.CONCLUDED ? concludedBy(fact) : null,
        row.state().live() ? pending(fact, row) : null,
        fact.questions().stream()
            .map(q -> new Asked(q.question(), people.of(q.owner(), fact), q.dueAt()))
            .toList(),
        fact.orders().stream().map(Order::orderedAt).min(Comparator.naturalOrder()).orElse(null),
        standing == Standing.EXPECTED && awaited != null ? expected(awaited) : null);
  }

  private @Nullable Person concludedBy(Fact fact) {
    FollowUpEvent end = fact.end();
    return end == null || end.actor().equals(FollowUpMachine.RELAIS)
        ? null
        : people.of(end.actor(), fact);
  }

  /** What he ordered and nothing came of: he has not been told yet that it is missing. */
  private static Item unanswered(Order order) {
    boolean awaited = order.state().awaited();
    return new Item(
        null,
        awaited ? Standing.EXPECTED : Standing.WITHDRAWN,
        order.kind(),
        null,
        false,
        Taking.NONE,
        null,
        null,
        List.of(),
        order.orderedAt(),
        awaited ? expected(order) : null);
  }

  private static Instant expected(Order order) {
    Instant next = order.nextDue();
    return next == null ? order.expectedBy() : next;
  }

  /** Whether he may know more than that it exists: not what the patient kept from him. */
  private boolean his(Fact fact, FollowUp row) {
    boolean refused =
        fact.orders().stream()
            .anyMatch(
                order ->
                    order.choices().refusesRequester() && order.requester().equals(doctor.id()));
    return row.owner().equals(doctor.id()) || !refused && doctor.id().equals(row.requester());
  }

  private static Standing standing(Fact fact, FollowUp row, @Nullable Order awaited) {
    if (row.state().live()) {
      return fact.arrived() == null && awaited != null ? Standing.EXPECTED : Standing.OPEN;
    }
    if (awaited != null && awaited.state() == OrderState.EXPECTED) {
      // what came was not the whole: the rest is awaited
      return Standing.EXPECTED;
    }
    return fact.ended(Kind.WITHDRAWAL_SEEN) ? Standing.WITHDRAWN : Standing.CONCLUDED;
  }

  /** The first taking of charge after the result came, against the deadline that ran then. */
  private Taking taking(Fact fact, FollowUp row) {
    Instant deadline = null;
    for (FollowUpEvent event : fact.events()) {
      boolean came = fact.arrived() != null && !event.at().isBefore(fact.arrived());
      if (came && TAKES.contains(event.kind())) {
        return deadline == null || !event.at().isAfter(deadline) ? Taking.IN_TIME : Taking.LATE;
      }
      deadline = event.deadline();
    }
    boolean waits = row.state() == FollowUpState.OPEN || row.state() == FollowUpState.OPENED;
    if (!waits) {
      return Taking.NONE;
    }
    return deadline != null && deadline.isBefore(now) ? Taking.LATE : Taking.NOT_YET;
  }

  private Pending pending(Fact fact, FollowUp row) {
    return new Pending(
        people.of(row.owner(), fact),
        Clock.of(row.state()).french(),
        row.deadline() == null ? row.nextDue() : row.deadline(),
        row.openOffer().map(offer -> people.of(offer.to(), fact)).orElse(null),
        row.openOffer().map(offer -> offer.expiresAt()).orElse(null));
  }
}
