// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.MissionAccounts;
import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.GeneralPractitionerLink;
import fr.relais.core.model.MissionAccount;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import fr.relais.core.model.WorkItemState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account of a doctor's mission at a site. He may have his own, as long as he has access and
 * for the places where the calendar says that he was; the operator makes that of anyone.
 */
public final class Missions {
  /** More than one doctor can order at one place in years. */
  private static final int READ_MAX = 20_000;

  private final Store store;
  private final InstantSource clock;

  public Missions(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The sites where this doctor was present, the last one first; none for anyone else. */
  public List<Site> sitesOf(String reader) {
    Instant now = clock.instant();
    Roster roster = store.roster();
    LocalDate today = WorkingCalendar.dayOf(now);
    if (!roster.practitioner(reader).map(p -> p.mayOwn(today)).orElse(false)) {
      return List.of();
    }
    Map<Site, LocalDate> last = new LinkedHashMap<>();
    for (Site site : roster.sites()) {
      List<LocalDate> days = MissionAccounts.days(roster, reader, site.id(), now);
      if (!days.isEmpty()) {
        last.put(site, days.get(days.size() - 1));
      }
    }
    return last.entrySet().stream()
        .sorted(Map.Entry.<Site, LocalDate>comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** His own account, audited; empty for a site where he was not. */
  public Optional<MissionAccount> own(String reader, String site) {
    return sitesOf(reader).stream().anyMatch(place -> place.id().equals(site))
        ? made(reader, site, reader)
        : Optional.empty();
  }

  /**
   * The account of anyone, audited.
   *
   * @param actor who asks for it, for the trace
   * @return empty when he was never there and ordered nothing there, or one of them is unknown
   */
  public Optional<MissionAccount> made(String practitioner, String site, String actor) {
    Instant now = clock.instant();
    Roster roster = store.roster();
    Practitioner doctor =
        roster.practitioner(practitioner).filter(p -> p.role().doctor()).orElse(null);
    Site place = roster.site(site).orElse(null);
    if (doctor == null || place == null) {
      return Optional.empty();
    }
    Map<String, FollowUp> rows = new LinkedHashMap<>();
    for (FollowUp row : whole(store.requestedBy(practitioner, site, READ_MAX))) {
      rows.put(row.id(), row);
    }
    List<Order> orders = whole(store.orderedBy(practitioner, site, READ_MAX));
    MissionAccount account =
        store.inTransaction(
            tx -> {
              List<MissionAccounts.Fact> facts = facts(tx, practitioner, rows, orders);
              int reports = reports(tx, practitioner, facts);
              tx.audit(
                  new AuditLine(
                      now, actor, AuditLine.Action.READ, site, "MISSION_ACCOUNT " + practitioner));
              return MissionAccounts.of(doctor, place, facts, reports, roster, now);
            });
    boolean nothing =
        account.days().isEmpty() && account.ordered() + account.letters() + account.earlier() == 0;
    return nothing ? Optional.empty() : Optional.of(account);
  }

  /** A count that leaves something out would be a wrong one. */
  private static <T> List<T> whole(List<T> found) {
    if (found.size() >= READ_MAX) {
      throw new IllegalStateException("too much for one account");
    }
    return found;
  }

  /** Each follow-up once, whichever became of it since; each order that has none. */
  private List<MissionAccounts.Fact> facts(
      Transaction tx, String doctor, Map<String, FollowUp> read, List<Order> orders) {
    Map<String, FollowUp> rows = new LinkedHashMap<>();
    read.values().forEach(row -> add(tx, row, rows));
    List<MissionAccounts.Fact> facts = new ArrayList<>();
    for (Order order : orders) {
      if (order.followUp() == null) {
        facts.add(new MissionAccounts.Fact(null, List.of(), null, List.of(order), List.of(), null));
      } else if (!rows.containsKey(order.followUp())) {
        add(tx, tx.followUp(order.followUp()).orElseThrow(), rows);
      }
    }
    rows.values().forEach(row -> facts.add(fact(tx, doctor, row)));
    return facts;
  }

  /** The follow-up itself, or the one that took its place. */
  private static void add(Transaction tx, FollowUp row, Map<String, FollowUp> rows) {
    FollowUp last = row;
    while (last.mergedInto() != null) {
      last = tx.followUp(last.mergedInto()).orElseThrow();
    }
    rows.putIfAbsent(last.id(), last);
  }

  private MissionAccounts.Fact fact(Transaction tx, String doctor, FollowUp row) {
    List<FollowUpEvent> events = store.history(row.id());
    List<ReportVersion> versions = tx.versions(row.id());
    List<Order> orders = tx.ordersOf(row.id());
    boolean unread = versions.isEmpty() && orders.isEmpty();
    Instant arrived =
        unread
            ? row.receivedAt()
            : versions.stream()
                .map(ReportVersion::receivedAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    return new MissionAccounts.Fact(
        row,
        events,
        arrived,
        orders,
        tx.workItemsOf(row.id()).stream()
            .filter(item -> item.state() == WorkItemState.OPEN)
            .toList(),
        row.owner().equals(doctor) ? null : declared(tx, row));
  }

  private static @Nullable String declared(Transaction tx, FollowUp row) {
    PatientIdentity patient = Circles.patient(tx, row);
    return patient == null
        ? null
        : DeclaredPractitioners.current(tx, patient)
            .map(GeneralPractitionerLink::practitioner)
            .orElse(null);
  }

  /** Reports on appointments that he wrote and that went to anyone. */
  private static int reports(Transaction tx, String doctor, List<MissionAccounts.Fact> facts) {
    Diary diary = new Diary(tx);
    return (int)
        facts.stream()
            .map(MissionAccounts.Fact::row)
            .filter(row -> row != null)
            .flatMap(row -> diary.reports(diary.of(row.id())).stream())
            .filter(report -> report.author().equals(doctor) && report.copies() > 0)
            .count();
  }
}
