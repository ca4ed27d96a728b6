// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import java.util.List;

/**
 * Whether one report takes the place of another one of the same result, so that the other need not
 * be found any more. Several exams of one order are several reports: none hides another.
 */
public final class Succession {
  private Succession() {}

  /**
   * It does when it names the other, or is a later one of its set, or when nothing that the other
   * says stands beside it. A report without values is only corrected by what calls itself so.
   *
   * @param alone whether there is no third report that it could be about
   */
  public static boolean takesPlaceOf(Report other, Report report, boolean alone) {
    if (other.documentIds().stream().anyMatch(report.replaces()::contains)
        || other.setId() != null && other.setId().equals(report.setId())) {
      return !Versions.later(other, report);
    }
    if (!report.replaces().isEmpty() || Versions.later(other, report)) {
      return false;
    }
    return other.observations().isEmpty() ? alone && corrects(report) : saysAll(other, report);
  }

  /**
   * Whether a report that takes nothing back is the very document, by its own identifier, of one
   * that was seen before.
   */
  public static boolean sameDocument(Report report, List<Report> seen) {
    return !report.status().withdraws()
        && seen.stream()
            .filter(other -> !other.status().withdraws())
            .flatMap(other -> other.documentIds().stream())
            .anyMatch(report.documentIds()::contains);
  }

  private static boolean corrects(Report report) {
    return report.status() == ReportStatus.CORRECTED || report.status() == ReportStatus.AMENDED;
  }

  private static boolean saysAll(Report other, Report report) {
    return !Versions.of(List.of(version(other), version(report))).tie()
        && Analytes.group(List.of(other, report)).stream()
            .allMatch(group -> !group.in(0) || group.in(1));
  }

  private static Versions.Version version(Report report) {
    return new Versions.Version(report, false);
  }
}
