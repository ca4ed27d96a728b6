// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.GeneralPractitionerLinks;
import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.match.BlindKey;
import fr.relais.core.match.BlindKeys;
import fr.relais.core.match.Identities;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.GeneralPractitionerLink;
import fr.relais.core.model.GeneralPractitionerLink.Source;
import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.RefusalReason;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is declared as a patient's médecin traitant, as documents and people said it over time. What
 * one document says holds for another only where both are certainly the same patient.
 */
final class DeclaredPractitioners {
  private static final int CANDIDATES_MAX = 20;
  private final Ids ids;

  DeclaredPractitioners(Ids ids) {
    this.ids = ids;
  }

  /**
   * The médecin traitant of one result.
   *
   * @param person null when none is declared, or he is not in the directory
   * @param copiesOnly whether he refused, or let two offers lapse, for this patient lately
   */
  record Declared(@Nullable Practitioner person, boolean copiesOnly) {
    static final Declared NONE = new Declared(null, false);
  }

  /** Takes note of what the order and the report say, and answers who it is now. */
  Declared find(Transaction tx, Report report, @Nullable Order order, Roster roster, Instant now) {
    PatientIdentity patient = report.patient();
    List<GeneralPractitionerLink> links = linksOf(tx, patient);
    Set<String> said = new HashSet<>();
    if (order != null && order.generalPractitioner() != null) {
      said.add(order.generalPractitioner());
      LocalDate on = WorkingCalendar.dayOf(order.orderedAt());
      links = noted(tx, links, patient, order.generalPractitioner(), on, Source.ORDER);
    }
    Practitioner named = named(report, roster);
    if (named != null) {
      said.add(named.id());
      links = noted(tx, links, patient, named.id(), day(report, now), Source.REPORT);
    }
    List<GeneralPractitionerLink> sure =
        links.stream()
            .filter(l -> said.contains(l.practitioner()) || grade(l, patient) == MatchGrade.CERTAIN)
            .toList();
    return GeneralPractitionerLinks.current(sure)
        .map(
            l ->
                new Declared(roster.practitioner(l.practitioner()).orElse(null), l.copiesOnly(now)))
        .orElse(Declared.NONE);
  }

  private static @Nullable Practitioner named(Report report, Roster roster) {
    PractitionerReference named = report.generalPractitioner();
    return named == null || named.rpps() == null ? null : roster.byRpps(named.rpps()).orElse(null);
  }

  private static LocalDate day(Report report, Instant now) {
    LocalDate today = WorkingCalendar.dayOf(now);
    return report.issuedAt() == null || report.issuedAt().day().isAfter(today)
        ? today
        : report.issuedAt().day();
  }

  private List<GeneralPractitionerLink> noted(
      Transaction tx,
      List<GeneralPractitionerLink> links,
      PatientIdentity patient,
      String practitioner,
      LocalDate on,
      Source source) {
    GeneralPractitionerLink known =
        links.stream().filter(l -> l.practitioner().equals(practitioner)).findFirst().orElse(null);
    GeneralPractitionerLink next =
        GeneralPractitionerLinks.declared(known, ids.next(), patient, practitioner, on, source)
            .orElse(null);
    if (next == null) {
      return links;
    }
    save(tx, next);
    List<GeneralPractitionerLink> after = new ArrayList<>(links);
    after.removeIf(l -> l.id().equals(next.id()));
    after.add(next);
    return after;
  }

  /**
   * Takes note of what a list says. A link of someone who is only probably this patient is left as
   * it is, unless its doctor ended it: that holds until a later day.
   *
   * @return false when it was known, or was ended since
   */
  boolean imported(Transaction tx, PatientIdentity patient, String practitioner, LocalDate since) {
    List<GeneralPractitionerLink> his =
        linksOf(tx, patient).stream().filter(l -> l.practitioner().equals(practitioner)).toList();
    LocalDate lastEnd =
        his.stream()
            .map(GeneralPractitionerLink::endedOn)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(LocalDate.MIN);
    if (!since.isAfter(lastEnd)) {
      return false;
    }
    GeneralPractitionerLink known =
        his.stream().filter(l -> sameNumberOrTraits(l, patient)).findFirst().orElse(null);
    Optional<GeneralPractitionerLink> next =
        GeneralPractitionerLinks.declared(
            known, ids.next(), patient, practitioner, since, Source.IMPORT);
    next.ifPresent(link -> save(tx, link));
    return next.isPresent();
  }

  private static boolean sameNumberOrTraits(GeneralPractitionerLink link, PatientIdentity patient) {
    return grade(link, patient) == MatchGrade.CERTAIN
        || link.patient().hasQualifiedIns() == patient.hasQualifiedIns();
  }

  /** What this doctor answered to an offer, or did not, when he is this patient's own. */
  void answered(
      Transaction tx,
      String followUp,
      FollowUpEvent event,
      @Nullable RefusalReason why,
      Instant now) {
    boolean concerns =
        event.kind() == FollowUpEvent.Kind.OFFER_REFUSED
            || event.kind() == FollowUpEvent.Kind.OFFER_EXPIRED
            || event.kind() == FollowUpEvent.Kind.OFFER_ACCEPTED;
    List<ReportVersion> versions = concerns ? tx.versions(followUp) : List.of();
    if (versions.isEmpty()) {
      return;
    }
    PatientIdentity patient = versions.get(versions.size() - 1).report().patient();
    for (GeneralPractitionerLink link : linksOf(tx, patient)) {
      if (link.practitioner().equals(event.person())) {
        save(tx, next(link, event.kind(), why, now));
      }
    }
  }

  /** The latest declaration for someone who is certainly or probably this patient. */
  static Optional<GeneralPractitionerLink> current(Transaction tx, PatientIdentity patient) {
    return GeneralPractitionerLinks.current(linksOf(tx, patient));
  }

  private static GeneralPractitionerLink next(
      GeneralPractitionerLink link,
      FollowUpEvent.Kind kind,
      @Nullable RefusalReason why,
      Instant now) {
    if (kind == FollowUpEvent.Kind.OFFER_ACCEPTED) {
      return GeneralPractitionerLinks.accepted(link);
    }
    return kind == FollowUpEvent.Kind.OFFER_EXPIRED
        ? GeneralPractitionerLinks.lapsed(link, now)
        : GeneralPractitionerLinks.refused(link, why, now);
  }

  private static List<GeneralPractitionerLink> linksOf(Transaction tx, PatientIdentity patient) {
    List<BlindKey> keys = BlindKeys.of(patient);
    return tx.records().find(GeneralPractitionerLink.class, keys, CANDIDATES_MAX).stream()
        .filter(
            link -> {
              MatchGrade grade = grade(link, patient);
              return grade == MatchGrade.CERTAIN || grade == MatchGrade.PROBABLE;
            })
        .toList();
  }

  private static MatchGrade grade(GeneralPractitionerLink link, PatientIdentity patient) {
    return Identities.compare(link.patient(), patient);
  }

  private static void save(Transaction tx, GeneralPractitionerLink link) {
    tx.records().put(GeneralPractitionerLink.class, link.id(), link, BlindKeys.of(link.patient()));
  }
}
