// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Versions;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import java.time.LocalDate;

/**
 * An earlier result of the same patient.
 *
 * @param latest its last report
 * @param current the picture that its versions make
 * @param opens whether this reader may open it, beyond these lines
 */
public record Earlier(FollowUp row, ReportVersion latest, Versions.Current current, boolean opens) {

  public LocalDate day() {
    return day(latest);
  }

  /** The day of the exam; when it was issued or came, if nothing nearer is said. */
  public static LocalDate day(ReportVersion version) {
    Report report = version.report();
    if (report.specimenAt() != null) {
      return report.specimenAt().day();
    }
    return report.issuedAt() != null
        ? report.issuedAt().day()
        : version.receivedAt().atZone(ParisTime.ZONE).toLocalDate();
  }
}
