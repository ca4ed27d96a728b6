// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Rights;
import fr.relais.core.decide.Versions;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.GeneralPractitionerLink;
import fr.relais.core.model.Order;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people and their software read. The right is looked up at each reading, and the reading is
 * audited with its basis in the same transaction. Whoever may see nothing is not told that there is
 * something.
 */
public final class Cases {
  private final Store store;
  private final Rules rules;
  private final InstantSource clock;
  private final Circles circles;

  public Cases(Store store, Rules rules, InstantSource clock) {
    this.store = store;
    this.rules = rules;
    this.clock = clock;
    this.circles = new Circles(rules.policies());
  }

  /**
   * One result with all that a doctor needs to act. Everything but {@code row} and {@code reading}
   * is empty when the reader may only know that it was handed to another.
   *
   * @param current the picture that its versions make; null when nothing was understood or came
   * @param before the picture without its last version; null when there is one only
   * @param attempts what was sent, and what was said of it
   * @param filings what was decided about its DMP, in order
   * @param notes what the secretaries of the site told of it
   * @param unread what came and was not read
   * @param declared the latest declaration of his médecin traitant; null when none is known
   * @param roster names of the people in it
   */
  public record Case(
      FollowUp row,
      Rights.Reading reading,
      List<FollowUpEvent> history,
      List<ReportVersion> versions,
      Versions.@Nullable Current current,
      Versions.@Nullable Current before,
      List<Order> orders,
      List<WorkItem> questions,
      List<Tried> attempts,
      List<OfficeNote> notes,
      List<DmpDecision> filings,
      List<UnreadShare> unread,
      @Nullable GeneralPractitionerLink declared,
      Roster roster) {
    public Case {
      notes = List.copyOf(notes);
      filings = List.copyOf(filings);
      unread = List.copyOf(unread);
      history = List.copyOf(history);
      versions = List.copyOf(versions);
      orders = List.copyOf(orders);
      questions = List.copyOf(questions);
      attempts = List.copyOf(attempts);
    }

    /** The last report that arrived; null when none did. */
    public @Nullable ReportVersion latest() {
      return versions.isEmpty() ? null : versions.get(versions.size() - 1);
    }

    boolean holds(String id) {
      return versions.stream().anyMatch(version -> version.id().equals(id))
          || unread.stream().anyMatch(one -> one.id().equals(id));
    }

    public String name(@Nullable String practitioner) {
      return practitioner == null
          ? ""
          : roster.practitioner(practitioner).map(Practitioner::title).orElse(practitioner);
    }
  }

  /** A line of someone's list: what he may see of one follow-up. */
  public record Line(
      FollowUp row,
      Rights.Reading reading,
      Versions.@Nullable Current current,
      @Nullable ReportVersion latest,
      List<Order> orders,
      List<WorkItem> questions) {
    public Line {
      orders = List.copyOf(orders);
      questions = List.copyOf(questions);
    }
  }

  /**
   * Reads one result.
   *
   * @param reader id of the practitioner
   * @param followUp its id or its short reference
   * @param reason why, when he comes by emergency access; null when he gave none: then he gets
   *     nothing but the question
   */
  public Optional<Case> read(String reader, String followUp, @Nullable String reason) {
    return store.inTransaction(
        tx -> {
          FollowUp row = tx.byReference(followUp).or(() -> tx.followUp(followUp)).orElse(null);
          if (row == null) {
            return Optional.empty();
          }
          Instant now = clock.instant();
          Rights.Reading reading = circles.reading(tx, row, reader, now);
          if (!reading.sees(Rights.Field.EXISTENCE)) {
            return Optional.empty();
          }
          boolean mute =
              reading.view() == Rights.View.EMERGENCY && (reason == null || reason.isBlank());
          if (mute) {
            return Optional.of(closed(row, reading, tx.roster()));
          }
          tx.audit(new AuditLine(now, reader, AuditLine.Action.READ, row.id(), basis(reading)));
          if (reading.view() == Rights.View.HANDED_ELSEWHERE) {
            return Optional.of(closed(row, reading, tx.roster()));
          }
          FollowUp told =
              reading.view() == Rights.View.EMERGENCY && reason != null
                  ? new EmergencyTrace(store, rules).keep(tx, row, reader, reason, now)
                  : row;
          return Optional.of(open(tx, told, reading));
        });
  }

  /** As the trace keeps it: codes only. */
  private static String basis(Rights.Reading reading) {
    return reading.view().name() + " " + reading.relation().name();
  }

  private static Case closed(FollowUp row, Rights.Reading reading, Roster roster) {
    return new Case(
        row, reading, List.of(), List.of(), null, null, List.of(), List.of(), List.of(), List.of(),
        List.of(), List.of(), null, roster);
  }

  private Case open(Transaction tx, FollowUp row, Rights.Reading reading) {
    Withheld withheld = new Withheld(reading);
    List<ReportVersion> all = tx.versions(row.id());
    List<ReportVersion> versions = withheld.versions(all);
    return new Case(
        withheld.row(row),
        reading,
        withheld.history(store.history(row.id())),
        versions,
        Picture.of(versions),
        versions.size() < 2 ? null : Picture.of(versions.subList(0, versions.size() - 1)),
        withheld.orders(tx.ordersOf(row.id())),
        withheld.questions(tx.workItemsOf(row.id())),
        reading.sees(Rights.Field.HISTORY) ? Tried.of(tx, tx.attemptsOf(row.id())) : List.of(),
        withheld.history(OfficeNote.of(tx, row.id())),
        withheld.history(DmpDecision.of(tx, all)),
        UnreadShare.of(tx, row.id(), reading),
        reading.sees(Rights.Field.HISTORY) ? declared(tx, row) : null,
        tx.roster());
  }

  private static @Nullable GeneralPractitionerLink declared(Transaction tx, FollowUp row) {
    PatientIdentity patient = Circles.patient(tx, row);
    return patient == null ? null : DeclaredPractitioners.current(tx, patient).orElse(null);
  }

  /**
   * What waits for this person, most pressing first: what he owns, what is offered to him, what he
   * ordered and another looks after, what he covers now.
   */
  public List<Line> list(String reader, int limit) {
    Instant now = clock.instant();
    List<FollowUp> rows = store.openFollowUps(limit);
    OpenLines lines = new OpenLines(circles);
    return store.inTransaction(
        tx -> rows.stream().flatMap(row -> lines.of(tx, row, reader, now).stream()).toList());
  }

  /** What he is still asked of results that are concluded. */
  public List<Line> left(String reader, int limit) {
    Instant now = clock.instant();
    List<WorkItem> open = store.openWorkItems(limit);
    return store.inTransaction(tx -> new OpenLines(circles).left(tx, open, reader, now));
  }

  /** The earlier results of the same patient that this reader may see, the latest first. */
  public List<Earlier> earlier(String reader, Case found) {
    return store.inTransaction(tx -> new Histories(tx, circles, clock.instant()).of(reader, found));
  }

  /** Everything that is known of one patient, for who may see it together. */
  public PatientFiles patients() {
    return new PatientFiles(store, rules, circles, clock);
  }

  /** The DMP of a patient whom he reads so, where it can be asked. */
  public SharedReadings shared(SharedRecords records) {
    return new SharedReadings(store, records, clock);
  }

  /** What must not wait, site by site. */
  public EmergencyLists emergencies() {
    return new EmergencyLists(store, rules, clock);
  }

  /** What the agent of a place that is lent sees. */
  public Reception reception() {
    return new Reception(store, clock);
  }

  /** What became of what a doctor ordered at a site, at the end of his mission. */
  public Missions missions() {
    return new Missions(store, clock);
  }

  /** Numbers for those who answer for the whole; nothing of anyone. */
  public Pilot pilot() {
    return Pilot.of(store, clock.instant());
  }

  /** Orders of this person whose result is awaited, by when it is expected. */
  public List<Order> awaited(String reader, int limit) {
    return store.awaitedOrders(limit).stream()
        .filter(order -> order.requester().equals(reader))
        .toList();
  }

  /** An order of this person's own, audited. */
  public Optional<Order> order(String reader, String id) {
    return store.inTransaction(
        tx -> {
          Optional<Order> own = tx.order(id).filter(order -> order.requester().equals(reader));
          own.ifPresent(
              order ->
                  tx.audit(
                      new AuditLine(
                          clock.instant(), reader, AuditLine.Action.READ, id, "prescripteur")));
          return own;
        });
  }

  /** When the last event of a follow-up happened; nothing of what is in it. */
  public Instant changedAt(FollowUp row) {
    List<FollowUpEvent> events = store.history(row.id());
    return events.isEmpty() ? row.receivedAt() : events.get(events.size() - 1).at();
  }

  /**
   * The bytes of a report, or of what was not read, of a result that this person may read; audited.
   *
   * @param reason why, when he comes by emergency access
   */
  public Optional<Content> content(
      String reader, String followUp, String version, @Nullable String reason) {
    return read(reader, followUp, reason)
        .filter(found -> found.reading().sees(Rights.Field.DOCUMENTS))
        .filter(found -> found.holds(version))
        .flatMap(found -> store.inTransaction(tx -> tx.content(version)));
  }

  /** The people whom this one may hand a result to. */
  public List<Practitioner> colleagues(String reader) {
    Instant now = clock.instant();
    return store.roster().practitioners().stream()
        .filter(p -> !p.id().equals(reader))
        .filter(p -> p.mayOwn(now.atZone(ParisTime.ZONE).toLocalDate()))
        .toList();
  }

  /** The roster as it stands, for names. */
  public Roster roster() {
    return Objects.requireNonNull(store.roster());
  }

  /** Who did it when nobody did. */
  public static boolean automatic(String actor) {
    return actor.equals(FollowUpMachine.RELAIS);
  }
}
