// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Coding;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Observation;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a report in a bundle of ours: it is what must be read again, to the letter. What
 * it leaves out is in the table of {@link FhirLosses}.
 */
final class KeptReport {
  private KeptReport() {}

  static Report of(Report report) {
    boolean replaced = report.status() == ReportStatus.FINAL && !report.replaces().isEmpty();
    return Report.builder(
            report.kind(),
            replaced ? ReportStatus.CORRECTED : report.status(),
            patient(report.patient()))
        .documentIds(report.documentIds().stream().distinct().toList())
        .setId(report.setId())
        .versionNumber(report.versionNumber())
        .replaces(report.replaces().stream().distinct().toList())
        .whole(report.whole())
        .typeCode(report.typeCode())
        .title(report.title())
        .issuedAt(time(report.issuedAt()))
        .specimenAt(time(report.specimenAt()))
        .fileNumber(report.fileNumber())
        .complete(report.complete())
        .requester(named(report.requester()) ? report.requester() : null)
        .generalPractitioner(
            named(report.generalPractitioner()) ? report.generalPractitioner() : null)
        .performer(report.performer())
        .recipients(
            report.recipients().stream()
                .filter(one -> named(one.practitioner()))
                .map(KeptReport::recipient)
                .distinct()
                .toList())
        .orders(report.orders().stream().distinct().toList())
        .requestPriority(report.requestPriority())
        .observations(observations(report.observations()))
        .narrative(narrative(report.narrative()))
        .laboratoryCall(report.laboratoryCall())
        .flags(flags(report.flags()))
        .build();
  }

  private static List<String> narrative(List<String> lines) {
    return lines.stream()
        .flatMap(String::lines)
        .map(String::stripTrailing)
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static ReportFlags flags(ReportFlags flags) {
    return new ReportFlags(
        flags.dmpByProducer(),
        hidden(flags.hiddenFromPatient()),
        hidden(flags.hiddenFromProfessionals()),
        hidden(flags.hiddenFromRepresentatives()));
  }

  private static @Nullable Boolean hidden(@Nullable Boolean said) {
    return Boolean.TRUE.equals(said) ? Boolean.TRUE : null;
  }

  /** To the second, as it is written. */
  static @Nullable PartialDateTime time(@Nullable PartialDateTime at) {
    return at == null || at.time() == null
        ? at
        : new PartialDateTime(at.day(), at.time().withNano(0));
  }

  private static Recipient recipient(Recipient one) {
    boolean mail = one.address() != null && one.address().indexOf('@') > 0;
    return new Recipient(one.practitioner(), mail ? one.address() : null);
  }

  /** Whether there is anything to say of this person. */
  static boolean named(@Nullable PractitionerReference who) {
    return who != null
        && Stream.of(who.rpps(), who.otherId(), who.family(), who.given())
            .anyMatch(Objects::nonNull);
  }

  /** The number leaves with a qualified identity only. */
  private static PatientIdentity patient(PatientIdentity who) {
    boolean numbered = who.hasQualifiedIns();
    IdentityStatus status =
        switch (who.identityStatus()) {
          case PROVISIONAL, RETRIEVED -> IdentityStatus.PROVISIONAL;
          case VALIDATED -> IdentityStatus.VALIDATED;
          case QUALIFIED -> numbered ? IdentityStatus.QUALIFIED : IdentityStatus.VALIDATED;
        };
    return new PatientIdentity(
        numbered ? who.ins() : null,
        numbered ? who.insOid() : null,
        status,
        who.birthName(),
        who.usedName(),
        who.givenNames(),
        who.birthDate(),
        who.sex(),
        who.birthPlace(),
        who.localIds(),
        who.phones().stream().distinct().toList(),
        who.address());
  }

  /** The current ones first. */
  private static List<Observation> observations(List<Observation> all) {
    return inOrder(all).stream().map(KeptReport::observation).toList();
  }

  static List<Observation> inOrder(List<Observation> all) {
    return Stream.concat(
            all.stream().filter(one -> !one.prior()), all.stream().filter(Observation::prior))
        .toList();
  }

  static Observation observation(Observation fact) {
    List<Coding> codes = codes(fact);
    Coding first = codes.isEmpty() ? null : codes.get(0);
    boolean text = fact.value() != null && !ObservationWriter.number(fact.value());
    boolean bounds = ObservationWriter.numbers(fact.low(), fact.high());
    String label = fact.label() == null && first != null ? first.code() : fact.label();
    return new Observation(
        first == null ? null : first.code(),
        first == null ? null : first.system(),
        first != null && first.code().equals(label) ? null : label,
        codes.isEmpty() ? List.of() : codes.subList(1, codes.size()),
        text ? asText(fact.comparator(), fact.value(), fact.unit()) : fact.value(),
        text || fact.value() == null ? null : fact.comparator(),
        text || fact.value() == null ? null : fact.unit(),
        bounds ? fact.low() : null,
        bounds ? fact.high() : null,
        fact.interpretation(),
        fact.status(),
        fact.prior(),
        fact.subId(),
        fact.specimen(),
        time(fact.observedAt()),
        secondary(fact.secondary()),
        comment(fact, bounds));
  }

  private static @Nullable String comment(Observation fact, boolean bounds) {
    if (bounds) {
      return fact.comment();
    }
    String words = "Valeurs de référence : " + ObservationWriter.words(fact.low(), fact.high());
    return fact.comment() == null ? words : words + "\n" + fact.comment();
  }

  private static String asText(
      @Nullable String comparator, @Nullable String value, @Nullable String unit) {
    return Objects.requireNonNullElse(comparator, "") + value + (unit == null ? "" : " " + unit);
  }

  private static Observation.@Nullable Secondary secondary(Observation.@Nullable Secondary second) {
    if (second == null) {
      return null;
    }
    boolean text = !ObservationWriter.number(second.value());
    boolean bounds = ObservationWriter.numbers(second.low(), second.high());
    return new Observation.Secondary(
        text ? asText(null, second.value(), second.unit()) : second.value(),
        text ? null : second.unit(),
        bounds ? second.low() : null,
        bounds ? second.high() : null);
  }

  /** LOINC first; a system that is no address is the laboratory's own. */
  private static List<Coding> codes(Observation fact) {
    List<Coding> all = new ArrayList<>();
    String code = fact.code();
    if (code != null) {
      all.add(new Coding(code, system(fact.system()), null));
    }
    fact.translations().forEach(t -> all.add(new Coding(t.code(), system(t.system()), t.label())));
    for (int i = 1; i < all.size(); i++) {
      if ("LN".equals(all.get(i).system()) && !"LN".equals(all.get(0).system())) {
        all.add(0, all.remove(i));
        break;
      }
    }
    return all;
  }

  private static String system(@Nullable String said) {
    boolean kept = said != null && (said.equals("LN") || said.indexOf(':') > 0);
    return kept ? said : "L";
  }
}
