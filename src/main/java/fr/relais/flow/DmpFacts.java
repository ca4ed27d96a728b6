// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.DmpPolicy.Facts;
import fr.relais.core.decide.DmpPolicy.Form;
import fr.relais.core.decide.DmpPolicy.Matter;
import fr.relais.core.decide.DmpPolicy.Place;
import fr.relais.core.decide.DmpPolicy.Stage;
import fr.relais.core.decide.DmpPolicy.Whose;
import fr.relais.core.decide.Masks;
import fr.relais.core.decide.Policy;
import fr.relais.core.match.Identities;
import fr.relais.core.model.DerivedOid;
import fr.relais.core.model.Feeds;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Publication.Submitter;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.Site;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about the DMP is made with, gathered from our own tables.
 *
 * @param document the clinical document; null when it came in another form
 * @param site null when it is not known, or has no number
 * @param patient whose DMP: the identity of the report, else the qualified one of the order that it
 *     answers or of another form of the result
 * @param doctor who took charge; null while nobody has
 */
record DmpFacts(
    Facts facts,
    SharedFiling.@Nullable Document document,
    @Nullable Site site,
    PatientIdentity patient,
    @Nullable Submitter doctor) {

  static DmpFacts of(Transaction tx, FollowUp row, FileInDmp.Case one, Rules rules) {
    Roster roster = tx.roster();
    Report report = one.version().report();
    Site site = roster.site(row.site()).filter(s -> s.finess() != null).orElse(null);
    Policy.Dmp wishes = rules.policies().of(row.site()).dmp();
    Place place = place(row, site, wishes, rules.dmp());
    SharedFiling.Document document =
        wishes.publishes() ? rules.dmp().document(one.content()).orElse(null) : null;
    Submitter doctor = taken(row) ? doctor(roster, row) : null;
    boolean volunteer =
        document != null && document.authors().stream().anyMatch(id -> volunteer(roster, id));
    List<Order> orders = tx.ordersOf(row.id());
    PatientIdentity patient =
        document != null ? report.patient() : known(report, orders, one.history().versions());
    Facts facts =
        new Facts(
            document == null ? Form.OTHER : Form.DOCUMENT,
            Matter.of(report.kind(), volunteer),
            Stage.of(report.kind(), report.status(), one.old()),
            one.history().before(one.version(), document),
            Masks.of(report.flags()).professionals(),
            place,
            Boolean.TRUE.equals(report.flags().dmpByProducer()),
            feeds(roster, one.version()),
            whose(tx, row, patient),
            DmpChoices.opposed(tx, patient, orders),
            doctor != null);
    return new DmpFacts(facts, document, site, patient, doctor);
  }

  private static Place place(
      FollowUp row, @Nullable Site site, Policy.Dmp wishes, SharedFiling dmp) {
    if (row.site() == null) {
      return Place.UNKNOWN;
    }
    if (!wishes.publishes()) {
      return Place.DOES_NOT_PUBLISH;
    }
    if (site == null || !dmp.opensTo(structure(site))) {
      return Place.NO_CERTIFICATE;
    }
    return wishes.copies() ? Place.PUBLISHES_COPIES : Place.PUBLISHES;
  }

  /**
   * A file that has no place for a qualified number is about the patient of its order, when both
   * are certainly or probably one.
   */
  private static PatientIdentity known(
      Report report, List<Order> orders, List<ReportVersion> versions) {
    PatientIdentity said = report.patient();
    return Stream.of(
            Stream.of(said),
            orders.stream().map(Order::patient),
            versions.stream().map(version -> version.report().patient()))
        .flatMap(each -> each)
        .filter(PatientIdentity::hasQualifiedIns)
        .filter(
            other -> {
              MatchGrade grade = Identities.compare(said, other);
              return grade == MatchGrade.CERTAIN || grade == MatchGrade.PROBABLE;
            })
        .findFirst()
        .orElse(said);
  }

  private static Whose whose(Transaction tx, FollowUp row, PatientIdentity patient) {
    if (Circles.doubtful(tx, row)) {
      return Whose.IN_DOUBT;
    }
    return patient.hasQualifiedIns() ? Whose.QUALIFIED : Whose.NOT_QUALIFIED;
  }

  /** A laboratory may have several channels: what one line of it says holds for all. */
  private static Feeds feeds(Roster roster, ReportVersion version) {
    List<Feeds> said =
        roster.senders().stream()
            .filter(sender -> sender.performer().equals(version.performer()))
            .map(Sender::feeds)
            .toList();
    if (said.contains(Feeds.YES)) {
      return Feeds.YES;
    }
    return said.contains(Feeds.NO) ? Feeds.NO : Feeds.UNKNOWN;
  }

  /** Whether a named doctor took charge of it, or did and concluded. */
  static boolean taken(FollowUp row) {
    return row.state() == FollowUpState.TAKEN
        || row.state() == FollowUpState.IN_PROGRESS
        || row.state() == FollowUpState.CONCLUDED
            && (row.decision() != null || row.outcome() != null);
  }

  private static @Nullable Submitter doctor(Roster roster, FollowUp row) {
    return roster.practitioner(row.owner()).flatMap(DmpFacts::national).orElse(null);
  }

  private static Optional<Submitter> national(Practitioner doctor) {
    return doctor.rpps() == null
        ? Optional.empty()
        : Optional.of(
            new Submitter(
                "8" + doctor.rpps(), doctor.family(), doctor.given(), false, doctor.expertise()));
  }

  private static boolean volunteer(Roster roster, String nationalId) {
    return nationalId.startsWith("8")
        && roster.byRpps(nationalId.substring(1)).filter(Practitioner::volunteer).isPresent();
  }

  /** National identifier of the structure. */
  static String structure(Site site) {
    return "1" + site.finess();
  }

  /** The same for each try, and after a restart. */
  static String copyId(ReportVersion version) {
    return DerivedOid.of("dmp copy", version.performer(), version.id());
  }
}
