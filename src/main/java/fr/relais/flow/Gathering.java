// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.DmpReading;
import fr.relais.core.decide.Rights;
import fr.relais.core.match.BlindKeys;
import fr.relais.core.match.Identities;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what one doctor may see of one patient. Only what is certainly of this person is
 * shown as his; what a mask hides, or the patient refused this doctor, stays out, as in {@link
 * Histories}.
 */
final class Gathering {
  private static final int FOUND_MAX = 50;
  private static final Comparator<PatientFile.Exam> LATEST_FIRST =
      Comparator.comparing((PatientFile.Exam exam) -> exam.result().day())
          .thenComparing(exam -> exam.result().latest().receivedAt())
          .reversed();

  private final Transaction tx;
  private final Circles circles;
  private final Standing standing;
  private final PatientIdentity patient;
  private final Rows rows;
  private final Instant now;
  private final List<PatientFile.Exam> exams = new ArrayList<>();
  private final List<PatientFile.Apart> apart = new ArrayList<>();

  /**
   * The follow-ups under this patient's keys, by id, locked in the order of their ids so that two
   * readers of one patient never wait for each other.
   *
   * @param more whether there were too many to take all
   */
  record Rows(SortedMap<String, FollowUp> byId, boolean more) {

    /**
     * @param led one more, that led here; null when none did
     */
    static Rows of(Transaction tx, PatientIdentity patient, @Nullable String led) {
      List<String> found = tx.followUpsByIdentity(BlindKeys.of(patient), FOUND_MAX);
      SortedMap<String, FollowUp> byId = new TreeMap<>();
      Stream.concat(Stream.ofNullable(led), found.stream())
          .distinct()
          .sorted()
          .forEach(id -> tx.followUp(id).ifPresent(row -> byId.put(row.id(), row)));
      return new Rows(byId, found.size() == FOUND_MAX);
    }
  }

  Gathering(
      Transaction tx,
      Circles circles,
      Standing standing,
      PatientIdentity patient,
      Rows rows,
      Instant now) {
    this.tx = tx;
    this.circles = circles;
    this.standing = standing;
    this.patient = patient;
    this.rows = rows;
    this.now = now;
  }

  /**
   * @param led the result that led here; null when none did
   */
  PatientFile file(@Nullable String led) {
    rows.byId().values().forEach(row -> add(row, led));
    exams.sort(LATEST_FIRST);
    apart.sort(Comparator.comparing((PatientFile.Apart a) -> a.row().receivedAt()).reversed());
    List<Order> orders = tx.ordersBy(BlindKeys.ordered(patient), FOUND_MAX);
    boolean refused = Circles.refusedBy(tx, patient, standing.person().id());
    List<PatientFile.Awaited> awaited = awaited(orders, refused);
    Site site = site(awaited);
    return new PatientFile(
        patient,
        standing.relation(),
        standing.person(),
        site,
        exams,
        apart,
        awaited,
        rows.more() || orders.size() == FOUND_MAX,
        DmpReading.obstacle(
                new DmpReading.Facts(
                    standing.relation(),
                    refused,
                    DmpChoices.refusesReading(tx, patient),
                    doubtful(led),
                    patient.hasQualifiedIns(),
                    standing.person().rpps() != null,
                    site != null && site.finess() != null))
            .orElse(null),
        opposesFiling(orders),
        tx.roster());
  }

  private void add(FollowUp row, @Nullable String led) {
    List<ReportVersion> versions = tx.versions(row.id());
    if (versions.isEmpty()) {
      return;
    }
    Rights.Reading reading = circles.reading(tx, row, standing.person().id(), now);
    Rights.Facts facts = circles.facts(tx, row);
    boolean opens = reading.view() == Rights.View.WHOLE;
    boolean here =
        standing.at(row.site()) && Rights.history(standing.relation(), reading.relation(), facts);
    ReportVersion latest = versions.get(versions.size() - 1);
    MatchGrade grade = grade(row, latest.report(), row.id().equals(led), facts.doubt());
    if (grade == MatchGrade.CERTAIN && (opens || here)) {
      exams.add(
          new PatientFile.Exam(
              new Earlier(row, latest, Objects.requireNonNull(Picture.of(versions)), opens),
              documents(versions)));
    } else if (grade == MatchGrade.PROBABLE && (opens || reading.view() == Rights.View.TRAITS)) {
      Withheld withheld = new Withheld(reading);
      List<ReportVersion> seen = withheld.versions(versions);
      apart.add(
          new PatientFile.Apart(
              withheld.row(row),
              seen.isEmpty() ? null : seen.get(seen.size() - 1),
              reading.sees(Rights.Field.EXAM_NAME),
              opens));
    }
  }

  /**
   * A result that came without an INS is of this person when it answers an order of this person and
   * contradicts nothing: the order's number and its traits made it so.
   */
  private MatchGrade grade(FollowUp row, Report report, boolean led, boolean doubt) {
    MatchGrade own = Identities.compare(report.patient(), patient);
    boolean ordered =
        own != MatchGrade.CERTAINLY_NOT
            && tx.ordersOf(row.id()).stream()
                .anyMatch(o -> Identities.compare(o.patient(), patient) == MatchGrade.CERTAIN);
    boolean sure = led || !doubt && (own == MatchGrade.CERTAIN || ordered);
    boolean near = own == MatchGrade.CERTAIN || own == MatchGrade.PROBABLE || ordered;
    return sure ? MatchGrade.CERTAIN : near ? MatchGrade.PROBABLE : MatchGrade.CERTAINLY_NOT;
  }

  private static Set<String> documents(List<ReportVersion> versions) {
    return versions.stream()
        .flatMap(version -> version.report().documentIds().stream())
        .collect(Collectors.toSet());
  }

  private List<PatientFile.Awaited> awaited(List<Order> orders, boolean refused) {
    List<PatientFile.Awaited> awaited = new ArrayList<>();
    for (Order order : orders) {
      MatchGrade grade = Identities.compare(order.patient(), patient);
      boolean near = grade == MatchGrade.CERTAIN || grade == MatchGrade.PROBABLE;
      boolean own = order.requester().equals(standing.person().id());
      boolean may = own || standing.at(order.site()) && !refused;
      if (order.state().awaited() && near && may) {
        awaited.add(new PatientFile.Awaited(order, grade == MatchGrade.CERTAIN));
      }
    }
    return awaited;
  }

  /** The site where he sits; when he sits at two today, the one that knows the patient. */
  private @Nullable Site site(List<PatientFile.Awaited> awaited) {
    return Stream.concat(
            exams.stream().map(exam -> Optional.ofNullable(exam.result().row().site())),
            awaited.stream().map(each -> Optional.ofNullable(each.order().site())))
        .flatMap(Optional::stream)
        .flatMap(id -> standing.sites().stream().filter(site -> site.id().equals(id)))
        .findFirst()
        .or(() -> standing.sites().stream().findFirst())
        .orElse(null);
  }

  private boolean doubtful(@Nullable String led) {
    FollowUp row = led == null ? null : rows.byId().get(led);
    return row != null && circles.facts(tx, row).doubt();
  }

  /** What the patient said last with an order, or what a message said of him last. */
  private boolean opposesFiling(List<Order> orders) {
    boolean ordered =
        orders.stream()
            .filter(o -> Identities.compare(o.patient(), patient) != MatchGrade.CERTAINLY_NOT)
            .max(Comparator.comparing(Order::orderedAt))
            .map(order -> order.choices().refusesDmp())
            .orElse(false);
    return ordered || DmpChoices.opposed(tx, patient, List.of());
  }
}
