// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.AppointmentNotice;
import fr.relais.core.model.Content;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.ReportVersion;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Makes a letter of what the doctor wrote, so that the writers of reports can write it. */
final class VisitLetters {
  private VisitLetters() {}

  /** Null for a notice, which carries no text. */
  static @Nullable ReportVersion version(AppointmentNotice notice) {
    String text = notice.report();
    PatientIdentity patient = notice.patient();
    if (text == null || patient == null) {
      return null;
    }
    LocalDateTime at =
        notice.at().atZone(ParisTime.ZONE).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
    Report report =
        Report.builder(ReportKind.LETTER, ReportStatus.FINAL, patient)
            .title("Compte rendu de " + notice.appointment().kind().french())
            .issuedAt(PartialDateTime.of(at))
            .complete(false)
            .narrative(text.lines().toList())
            .build();
    String id = notice.appointment().id();
    return new ReportVersion(id, id, "relais", false, 1, notice.at(), report);
  }

  static @Nullable Content content(AppointmentNotice notice) {
    String text = notice.report();
    return text == null ? null : Content.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
