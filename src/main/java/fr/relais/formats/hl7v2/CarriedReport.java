// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The report of a document, with what its envelope adds: the document's word comes first. */
final class CarriedReport {
  private final Report inside;
  private final CarrierIntent intent;
  private final Findings findings;

  CarriedReport(Report inside, CarrierIntent intent, Findings findings) {
    this.inside = inside;
    this.intent = intent;
    this.findings = findings;
  }

  /**
   * @param txa describes the document; null in a message of results
   */
  Report with(
      PatientIdentity envelope,
      @Nullable PractitionerReference requester,
      List<Recipient> recipients,
      OrderNumbers order,
      @Nullable Segment txa,
      CarrierFlags flags,
      List<Segment> notes) {
    checkDocumentId(txa);
    boolean deleted = intent == CarrierIntent.DELETE;
    return Report.builder(
            deleted ? ReportKind.WITHDRAWAL : inside.kind(), status(), patient(envelope))
        .documentIds(inside.documentIds())
        .setId(inside.setId())
        .versionNumber(inside.versionNumber())
        .replaces(replaces(txa))
        .whole(inside.whole() || intent != CarrierIntent.INITIAL)
        .typeCode(inside.typeCode())
        .title(inside.title())
        .issuedAt(inside.issuedAt())
        .specimenAt(inside.specimenAt())
        .fileNumber(inside.fileNumber())
        .complete(inside.complete())
        .requester(requester(requester))
        .generalPractitioner(inside.generalPractitioner())
        .performer(inside.performer())
        .recipients(recipients(recipients))
        .orders(orders(order))
        .requestPriority(inside.requestPriority())
        .observations(deleted ? withdrawn() : inside.observations())
        .narrative(narrative(notes))
        .laboratoryCall(inside.laboratoryCall())
        .attachments(inside.attachments())
        .flags(flags.with(inside.flags()))
        .build();
  }

  private ReportStatus status() {
    return switch (intent) {
      case INITIAL -> inside.status();
      case REPLACE ->
          inside.status() == ReportStatus.FINAL ? ReportStatus.CORRECTED : inside.status();
      case DELETE -> ReportStatus.ENTERED_IN_ERROR;
    };
  }

  /**
   * A deletion sends the last version unchanged: it takes back that version, under its own
   * identifier, and replaces nothing that the document does not name. A replacement names the
   * version before in the document, or in TXA-13.
   */
  private List<String> replaces(@Nullable Segment txa) {
    Set<String> ids = new LinkedHashSet<>(inside.replaces());
    inside.documentIds().forEach(ids::remove);
    String parent = txa == null ? null : documentId(txa.field(13));
    if (intent == CarrierIntent.REPLACE && parent != null) {
      ids.add(parent);
    }
    if (intent == CarrierIntent.REPLACE && ids.isEmpty()) {
      findings.warning(
          ProblemCode.REQUIRED_MISSING,
          "TXA-13",
          "Le message remplace un document sans dire lequel.",
          "Nommer le document remplacé (relatedDocument RPLC, TXA-13).");
    }
    return List.copyOf(ids);
  }

  /** {@code ext^^root^ISO}, or the root alone. */
  private static @Nullable String documentId(Element field) {
    String first = field.component(1).text();
    String root = field.component(3).text();
    return first == null || root == null ? first : root + "^" + first;
  }

  private void checkDocumentId(@Nullable Segment txa) {
    String said = txa == null ? null : documentId(txa.field(12));
    if (said != null
        && !inside.documentIds().isEmpty()
        && inside.documentIds().stream().noneMatch(said::equalsIgnoreCase)) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "TXA-12",
          "L'enveloppe donne un autre identifiant que le document ; celui du document est retenu.",
          "Accorder TXA-12 et l'identifiant du document.");
    }
  }

  /** An identity that the envelope does not call validated is not qualified by the document. */
  private PatientIdentity patient(PatientIdentity envelope) {
    PatientIdentity patient = inside.patient();
    boolean kept =
        patient.identityStatus() != IdentityStatus.QUALIFIED
            || envelope.identityStatus() == IdentityStatus.QUALIFIED
            || envelope.identityStatus() == IdentityStatus.VALIDATED;
    return kept
        ? patient
        : new PatientIdentity(
            patient.ins(),
            patient.insOid(),
            IdentityStatus.RETRIEVED,
            patient.birthName(),
            patient.usedName(),
            patient.givenNames(),
            patient.birthDate(),
            patient.sex(),
            patient.birthPlace(),
            patient.localIds(),
            patient.phones(),
            patient.address());
  }

  private @Nullable PractitionerReference requester(@Nullable PractitionerReference envelope) {
    PractitionerReference named = inside.requester();
    if (named == null || envelope == null) {
      return named == null ? envelope : named;
    }
    boolean differ =
        named.rpps() != null && envelope.rpps() != null && !named.rpps().equals(envelope.rpps());
    if (differ) {
      findings.warning(
          ProblemCode.REQUESTERS_DISAGREE,
          "OBR-16",
          "Le message et le document désignent des prescripteurs différents ; aucun n'a été"
              + " choisi.",
          "Dire qui a prescrit ; chez l'émetteur, accorder OBR-16 et le document.");
    }
    return differ ? null : named;
  }

  /** The envelope says where to; whom the document names besides is kept without an address. */
  private List<Recipient> recipients(List<Recipient> envelope) {
    List<Recipient> all = new ArrayList<>(envelope);
    for (Recipient named : inside.recipients()) {
      boolean there =
          envelope.stream()
              .anyMatch(
                  one ->
                      named.practitioner().rpps() != null
                          && named.practitioner().rpps().equals(one.practitioner().rpps()));
      if (!there) {
        all.add(named);
      }
    }
    return all.stream().distinct().toList();
  }

  private List<OrderNumbers> orders(OrderNumbers envelope) {
    Set<OrderNumbers> all = new LinkedHashSet<>(inside.orders());
    if (envelope.placer() != null || envelope.filler() != null) {
      all.add(envelope);
    }
    return List.copyOf(all);
  }

  private List<Observation> withdrawn() {
    return inside.observations().stream().map(CarriedReport::withdrawn).toList();
  }

  private static Observation withdrawn(Observation one) {
    return one.prior()
        ? one
        : new Observation(
            one.code(),
            one.system(),
            one.label(),
            one.translations(),
            one.value(),
            one.comparator(),
            one.unit(),
            one.low(),
            one.high(),
            one.interpretation(),
            ObservationStatus.ENTERED_IN_ERROR,
            false,
            one.subId(),
            one.specimen(),
            one.observedAt(),
            one.secondary(),
            one.comment());
  }

  private List<String> narrative(List<Segment> notes) {
    List<String> lines = new ArrayList<>(inside.narrative());
    notes.stream()
        .map(nte -> nte.field(3).text())
        .filter(Objects::nonNull)
        .flatMap(String::lines)
        .forEach(lines::add);
    return lines;
  }
}
