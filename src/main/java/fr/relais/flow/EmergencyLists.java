// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Cover;
import fr.relais.core.decide.Rights;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For each site, what is open and critical, urgent or past its deadline: with what a doctor who
 * stands in needs to reach the patient when Relais itself cannot be opened.
 */
public final class EmergencyLists {
  private static final int OPEN_MAX = 100_000;

  private final Store store;
  private final Rules rules;
  private final InstantSource clock;
  private final Circles circles;

  public EmergencyLists(Store store, Rules rules, InstantSource clock) {
    this.store = store;
    this.rules = rules;
    this.clock = clock;
    this.circles = new Circles(rules.policies());
  }

  /**
   * The list of each site, an empty one too, then that of the results of which no site is known.
   * Each says what whoever covers the site may see: what is masked, or in doubt, keeps its content
   * unless it presses.
   */
  public List<EmergencyList> all() {
    Instant now = clock.instant();
    List<FollowUp> rows = pressing(now);
    return store.inTransaction(
        tx -> {
          Roster roster = tx.roster();
          List<EmergencyList> lists = new ArrayList<>();
          for (Site site : roster.sites()) {
            lists.add(printed(tx, site, rows, now));
          }
          lists.add(printed(tx, null, rows, now));
          return List.copyOf(lists);
        });
  }

  private EmergencyList printed(
      Transaction tx, @Nullable Site site, List<FollowUp> rows, Instant now) {
    List<EmergencyList.Entry> entries =
        of(tx.roster(), site, rows).stream().map(row -> entry(tx, row, covering(tx, row))).toList();
    return new EmergencyList(site, now, entries, tx.roster());
  }

  /** The list is for whoever covers the site: that the deadline passed is why he is called. */
  private Rights.Reading covering(Transaction tx, FollowUp row) {
    Rights.Facts facts = circles.facts(tx, row);
    return Rights.of(
        Role.DOCTOR,
        Rights.Relation.COVERING,
        new Rights.Facts(facts.live(), facts.pressing(), true, facts.doubt(), facts.masked()),
        rules.policies().of(row.site()).disclosure());
  }

  /** The sites that this person covers now: on duty, referent, operator's doctor. */
  public List<Site> covered(String reader) {
    Instant now = clock.instant();
    Roster roster = store.roster();
    return roster.sites().stream().filter(site -> covers(roster, site, reader, now)).toList();
  }

  private static boolean covers(Roster roster, Site site, String reader, Instant now) {
    return Cover.of(roster, site.id(), "", now).holds(reader);
  }

  /**
   * The list of one site, for whoever covers it now: of each result what he may see. Each reading
   * is audited; what he reads by emergency access is kept with his reason, as when he opens it.
   */
  public Optional<EmergencyList> read(String reader, String site, String reason) {
    Instant now = clock.instant();
    List<FollowUp> rows = pressing(now);
    return store.inTransaction(
        tx ->
            tx.roster()
                .site(site)
                .filter(place -> covers(tx.roster(), place, reader, now))
                .map(place -> read(tx, place, rows, reader, reason, now)));
  }

  private EmergencyList read(
      Transaction tx, Site site, List<FollowUp> rows, String reader, String reason, Instant now) {
    EmergencyTrace trace = new EmergencyTrace(store, rules);
    List<EmergencyList.Entry> entries = new ArrayList<>();
    for (FollowUp open : of(tx.roster(), site, rows)) {
      FollowUp row = tx.followUp(open.id()).filter(found -> found.state().live()).orElse(null);
      if (row == null) {
        continue;
      }
      Rights.Reading reading = circles.reading(tx, row, reader, now);
      if (!reading.sees(Rights.Field.IDENTITY)) {
        continue;
      }
      tx.audit(
          new AuditLine(
              now,
              reader,
              AuditLine.Action.READ,
              row.id(),
              "LIST " + reading.view() + " " + reading.relation()));
      boolean emergency = reading.view() == Rights.View.EMERGENCY;
      entries.add(entry(tx, emergency ? trace.keep(tx, row, reader, reason, now) : row, reading));
    }
    return new EmergencyList(site, now, entries, tx.roster());
  }

  private List<FollowUp> pressing(Instant now) {
    return store.openFollowUps(OPEN_MAX).stream()
        .filter(row -> row.state().live() && presses(row, now))
        .toList();
  }

  static boolean presses(FollowUp row, Instant now) {
    Instant deadline = row.deadline();
    return row.priority().compareTo(FollowUpPriority.URGENT) <= 0
        || deadline != null && deadline.isBefore(now);
  }

  /** Those of this site; where the site is unknown, those of no site of the roster. */
  private static List<FollowUp> of(Roster roster, @Nullable Site site, List<FollowUp> rows) {
    return rows.stream()
        .filter(
            row -> site == null ? roster.site(row.site()).isEmpty() : site.id().equals(row.site()))
        .toList();
  }

  private EmergencyList.Entry entry(Transaction tx, FollowUp row, Rights.Reading reading) {
    Withheld withheld = new Withheld(reading);
    List<ReportVersion> versions = withheld.versions(tx.versions(row.id()));
    return new EmergencyList.Entry(
        new Cases.Line(
            withheld.row(row),
            reading,
            Picture.of(versions),
            versions.isEmpty() ? null : versions.get(versions.size() - 1),
            withheld.orders(tx.ordersOf(row.id())),
            List.of()),
        since(row));
  }

  /** When its owner became responsible; when it came, if nothing says so. */
  private Instant since(FollowUp row) {
    Instant since = row.receivedAt();
    String owner = null;
    for (FollowUpEvent event : store.history(row.id())) {
      String named = event.kind().namesOwner() ? event.person() : null;
      if (named != null && !Objects.equals(named, owner)) {
        owner = named;
        since = event.at();
      }
    }
    return since;
  }
}
