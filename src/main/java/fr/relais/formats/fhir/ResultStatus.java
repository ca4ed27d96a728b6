// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.fhir.ResultGroups.Group;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;

/** The status of a result, from its reports, its document, else its observations. */
final class ResultStatus {
  private final Bundled message;
  private final Findings findings;

  ResultStatus(Bundled message, Findings findings) {
    this.message = message;
    this.findings = findings;
  }

  /**
   * @param replaces whether it takes the place of another document
   */
  ReportStatus of(Group group, List<Observation> facts, boolean replaces) {
    ReportStatus base;
    if (!group.reports().isEmpty()) {
      base = combined(group.reports().stream().map(this::report).toList());
    } else if (!group.documents().isEmpty()) {
      base = combined(group.documents().stream().map(this::document).toList());
    } else {
      base = group.composition() != null ? ReportStatus.FINAL : observed(facts);
    }
    Composition composition = group.composition();
    ReportStatus status = composition == null ? base : over(composition, base);
    return replaces && status == ReportStatus.FINAL ? ReportStatus.CORRECTED : status;
  }

  /** While one is awaited, the whole is; what is taken back counts when all is. */
  private static ReportStatus combined(List<ReportStatus> all) {
    if (all.contains(ReportStatus.PRELIMINARY)) {
      return ReportStatus.PRELIMINARY;
    }
    return all.stream()
        .filter(status -> !status.withdraws())
        .max(Comparator.naturalOrder())
        .orElseGet(
            () -> all.stream().max(Comparator.naturalOrder()).orElse(ReportStatus.PRELIMINARY));
  }

  private ReportStatus over(Composition composition, ReportStatus base) {
    if (composition.getStatus() == null) {
      return unknown(message.place(composition) + ".status");
    }
    return switch (composition.getStatus()) {
      case PRELIMINARY -> ReportStatus.PRELIMINARY;
      case FINAL -> base;
      case AMENDED -> base == ReportStatus.FINAL ? ReportStatus.AMENDED : base;
      case ENTEREDINERROR -> ReportStatus.ENTERED_IN_ERROR;
      case NULL -> unknown(message.place(composition) + ".status");
    };
  }

  private ReportStatus report(DiagnosticReport report) {
    if (report.getStatus() == null) {
      return unknown(message.place(report) + ".status");
    }
    return switch (report.getStatus()) {
      case REGISTERED, PARTIAL, PRELIMINARY -> ReportStatus.PRELIMINARY;
      case FINAL -> ReportStatus.FINAL;
      case AMENDED, APPENDED -> ReportStatus.AMENDED;
      case CORRECTED -> ReportStatus.CORRECTED;
      case CANCELLED -> ReportStatus.CANCELLED;
      case ENTEREDINERROR -> ReportStatus.ENTERED_IN_ERROR;
      case UNKNOWN, NULL -> unknown(message.place(report) + ".status");
    };
  }

  private ReportStatus document(DocumentReference document) {
    String place = message.place(document);
    DocumentReferenceStatus said = document.getStatus();
    if (said == DocumentReferenceStatus.ENTEREDINERROR) {
      return ReportStatus.ENTERED_IN_ERROR;
    }
    if (said == DocumentReferenceStatus.SUPERSEDED) {
      findings.error(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          place + ".status",
          "Ce document a été remplacé par un autre : il n'est plus en vigueur.",
          "Envoyez la version en vigueur.");
    } else if (said != DocumentReferenceStatus.CURRENT) {
      return unknown(place + ".status");
    }
    if (document.getDocStatus() == null) {
      boolean adds =
          document.getRelatesTo().stream()
              .anyMatch(r -> r.getCode() == DocumentReference.DocumentRelationshipType.APPENDS);
      return adds ? ReportStatus.AMENDED : ReportStatus.FINAL;
    }
    return switch (document.getDocStatus()) {
      case PRELIMINARY -> ReportStatus.PRELIMINARY;
      case FINAL -> ReportStatus.FINAL;
      case AMENDED -> ReportStatus.AMENDED;
      case ENTEREDINERROR -> ReportStatus.ENTERED_IN_ERROR;
      case NULL -> unknown(place + ".docStatus");
    };
  }

  /** Where they disagree, the one that promises less rules. */
  private static ReportStatus observed(List<Observation> facts) {
    List<ObservationStatus> all = facts.stream().map(Observation::status).toList();
    boolean awaited =
        all.contains(ObservationStatus.PRELIMINARY) || all.contains(ObservationStatus.REGISTERED);
    boolean gone = all.stream().allMatch(ResultStatus::gone);
    if (gone && all.contains(ObservationStatus.ENTERED_IN_ERROR)) {
      return ReportStatus.ENTERED_IN_ERROR;
    } else if (gone && !all.isEmpty()) {
      return ReportStatus.CANCELLED;
    } else if (awaited || all.isEmpty()) {
      return ReportStatus.PRELIMINARY;
    }
    return all.contains(ObservationStatus.CORRECTED) ? ReportStatus.CORRECTED : ReportStatus.FINAL;
  }

  private static boolean gone(ObservationStatus status) {
    return status == ObservationStatus.ENTERED_IN_ERROR || status == ObservationStatus.CANCELLED;
  }

  private ReportStatus unknown(String place) {
    findings.error(
        ProblemCode.CODE_NOT_UNDERSTOOD,
        place,
        "Le statut du compte rendu est absent ou inconnu.",
        "Donnez registered, preliminary, final, amended, corrected, appended, cancelled ou"
            + " entered-in-error.");
    return ReportStatus.PRELIMINARY;
  }
}
