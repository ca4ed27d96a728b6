// SPDX-License-Identifier: Apache-2.0
package fr.relais.core;

import fr.relais.core.model.Coding;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.Sex;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Valid defaults: a test states only what it is about. */
public final class Samples {
  public static final PatientIdentity JEANNE =
      new PatientIdentity(
          "257034899910129",
          "1.2.250.1.213.1.4.10",
          IdentityStatus.QUALIFIED,
          "BERTIN",
          "DURAND",
          List.of("JEANNE"),
          LocalDate.of(1957, 3, 14),
          Sex.F,
          "89276",
          List.of(),
          List.of(),
          null);

  private Samples() {}

  public static Report report(ReportStatus status, Observation... observations) {
    return builder(status, observations).build();
  }

  public static Report.Builder builder(ReportStatus status, Observation... observations) {
    return Report.builder(ReportKind.BIOLOGY, status, JEANNE)
        .observations(List.of(observations))
        .issuedAt(PartialDateTime.of(LocalDateTime.of(2026, 11, 19, 10, 0)));
  }

  public static Observation potassium(String value, Interpretation flag) {
    return observation("2823-3", value, flag, ObservationStatus.FINAL);
  }

  public static Observation observation(
      String code, String value, Interpretation flag, ObservationStatus status) {
    return new Observation(
        code,
        "LN",
        "Potassium",
        List.of(new Coding("K" + code, "L", "Potassium")),
        value,
        null,
        "mmol/L",
        "3.5",
        "5.1",
        flag,
        status,
        false,
        null,
        null,
        null,
        null,
        null);
  }

  public static FollowUp opening(String owner, Instant at) {
    return new FollowUp(
        "f1",
        "7F3K",
        FollowUpState.OPEN,
        FollowUpPriority.NORMAL,
        ReportKind.BIOLOGY,
        owner,
        "noyers",
        owner,
        at,
        at,
        null,
        at,
        0,
        0,
        0,
        List.of(),
        null,
        null,
        null,
        0);
  }
}
