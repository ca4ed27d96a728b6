// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.Sex;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Valid defaults for what check says. */
final class CheckSamples {
  static final Content BYTES = Content.of("synthetic", UTF_8);
  static final PatientIdentity NOBODY =
      new PatientIdentity(
          null,
          null,
          IdentityStatus.PROVISIONAL,
          null,
          null,
          List.of(),
          null,
          null,
          null,
          List.of(),
          List.of(),
          null);

  private CheckSamples() {}

  static CheckReport check(Decoding decoding) {
    return CheckReport.of("essai.hl7", decoding, report -> FollowUpPriority.CRITICAL);
  }

  static Decoding accepted(Report report) {
    return new Decoding(
        FormatName.HL7V2_ORU,
        "2.5",
        "UTF-8",
        Decoding.ClaimedSender.NONE,
        List.of(),
        List.of(new Decoding.Part(BYTES, report, List.of())));
  }

  static Report empty() {
    return Report.builder(ReportKind.OTHER, ReportStatus.FINAL, NOBODY).build();
  }

  static Report full() {
    PatientIdentity patient =
        new PatientIdentity(
            "248028999900129",
            "1.2.250.1.213.1.4.10",
            IdentityStatus.QUALIFIED,
            "Durand",
            null,
            List.of("Jeanne"),
            LocalDate.of(1948, 2, 3),
            Sex.F,
            "89999",
            List.of(new LocalId("P-1", "LABO", "PI")),
            List.of("0300000000"),
            "1 rue Inventée");
    PractitionerReference boyer = new PractitionerReference(null, "BOYEAN", "Boyer", "Anne");
    return Report.builder(ReportKind.BIOLOGY, ReportStatus.CORRECTED, patient)
        .documentIds(List.of("1.2.3"))
        .replaces(List.of("1.2.2"))
        .typeCode("11502-2")
        .title("Compte rendu")
        .issuedAt(PartialDateTime.of(LocalDateTime.of(2026, 11, 19, 8, 30)))
        .requester(new PractitionerReference(null, "BOYEAN", "BOYER", "Anne"))
        .performer(new PerformerReference("LBM DU SEREIN", "890009991", null))
        .recipients(List.of(new Recipient(boyer, "anne@mssante.test")))
        .orders(List.of(new OrderNumbers("DEM-1", null)))
        .observations(List.of(observation(Interpretation.HH, ObservationStatus.ENTERED_IN_ERROR)))
        .attachments(List.of(new Attachment("application/pdf", 12)))
        .flags(new ReportFlags(null, true, false, null))
        .build();
  }

  static Observation observation(Interpretation flag, ObservationStatus status) {
    return new Observation(
        "2823-3",
        "LN",
        "Potassium",
        List.of(),
        "6.4",
        null,
        "mmol/L",
        "3.5",
        "5.0",
        flag,
        status,
        false,
        null,
        null,
        null,
        null,
        null);
  }

  static Problem unreadable() {
    return Problem.error(
        ProblemCode.TRUNCATED, "ligne 7", "La fin manque.", "Renvoyez le fichier entier.");
  }
}
