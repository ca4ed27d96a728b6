// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Observation;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The closed table of what a bundle of ours does not hold as the report has it, each with the place
 * where it was put instead. What {@link KeptReport} leaves out and this table does not name fails a
 * test.
 */
final class FhirLosses {
  private static final String NOWHERE = "nulle part";
  private static final String VALUE = "texte de la valeur";

  private final List<Loss> losses = new ArrayList<>();

  static List<Loss> of(Report report) {
    FhirLosses table = new FhirLosses();
    table.patient(report.patient());
    table.report(report);
    table.observations(report.observations());
    return List.copyOf(table.losses);
  }

  private void patient(PatientIdentity who) {
    add(who.ins() != null && !who.hasQualifiedIns(), "INS d'une identité non qualifiée", NOWHERE);
    add(
        who.identityStatus() == IdentityStatus.RETRIEVED,
        "Statut d'identité « récupérée »",
        "statut « provisoire »");
    add(
        who.identityStatus() == IdentityStatus.QUALIFIED && !who.hasQualifiedIns(),
        "Statut d'identité « qualifiée » sans INS",
        "statut « validée »");
  }

  private void report(Report report) {
    add(!report.attachments().isEmpty(), "Pièces jointes", "message d'origine");
    add(
        report.status() == ReportStatus.FINAL && !report.replaces().isEmpty(),
        "Statut « définitif » d'un document qui en remplace un",
        "statut « corrigé »");
    ReportFlags flags = report.flags();
    boolean denied =
        Stream.of(
                flags.hiddenFromPatient(),
                flags.hiddenFromProfessionals(),
                flags.hiddenFromRepresentatives())
            .anyMatch(Boolean.FALSE::equals);
    add(denied, "Consigne « non masqué » dite", "absence de consigne");
    boolean odd =
        report.recipients().stream()
            .anyMatch(r -> r.address() != null && r.address().indexOf('@') <= 0);
    add(odd, "Adresse de copie qui n'est pas une boîte aux lettres", NOWHERE);
    boolean blank =
        report.narrative().stream()
            .anyMatch(line -> line.isBlank() || !line.equals(line.stripTrailing()));
    add(blank, "Lignes vides et blancs de fin du texte", NOWHERE);
    boolean precise =
        Stream.concat(
                Stream.of(report.issuedAt(), report.specimenAt()),
                report.observations().stream().map(Observation::observedAt))
            .anyMatch(FhirLosses::fraction);
    add(precise, "Fractions de seconde", NOWHERE);
  }

  private static boolean fraction(@Nullable PartialDateTime at) {
    return !Objects.equals(at, KeptReport.time(at));
  }

  private void observations(List<Observation> all) {
    any(
        all,
        o -> text(o.value()) && (o.comparator() != null || o.unit() != null),
        "Comparateur ou unité d'une valeur qui n'est pas un nombre",
        VALUE);
    any(
        all,
        o -> o.value() == null && (o.comparator() != null || o.unit() != null),
        "Unité d'un résultat sans valeur",
        NOWHERE);
    any(
        all,
        o -> !ObservationWriter.numbers(o.low(), o.high()),
        "Bornes qui ne sont pas des nombres",
        "texte des bornes, lu en commentaire");
    any(
        all,
        FhirLosses::second,
        "Seconde valeur ou ses bornes, qui ne sont pas des nombres",
        VALUE);
    any(
        all,
        o ->
            o.code() != null && !held(o.system())
                || o.translations().stream().anyMatch(t -> !held(t.system())),
        "Système d'un code, quand ce n'est pas une adresse",
        "code local, sans système");
  }

  private static boolean second(Observation fact) {
    Observation.Secondary second = fact.secondary();
    return second != null
        && (text(second.value()) || !ObservationWriter.numbers(second.low(), second.high()));
  }

  private static boolean text(@Nullable String value) {
    return value != null && !ObservationWriter.number(value);
  }

  private static boolean held(@Nullable String system) {
    return system != null && (system.equals("LN") || system.equals("L") || system.indexOf(':') > 0);
  }

  private void any(List<Observation> all, Predicate<Observation> has, String fact, String instead) {
    add(all.stream().anyMatch(has), fact, instead);
  }

  private void add(boolean there, String fact, String instead) {
    if (there) {
      losses.add(new Loss(fact, instead));
    }
  }
}
