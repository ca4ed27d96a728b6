// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.ReportStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The status of a report from OBX-11 and OBR-25: where they disagree, the one that promises less
 * rules.
 *
 * @param exams OBR-25 of each request, empty where it says nothing
 */
record OverallStatus(List<ObservationStatus> observations, List<String> exams) {
  private static final Set<String> NOT_FINAL = Set.of("O", "I", "S", "A", "P", "R");

  /** Whether the status explains that there is no result. */
  boolean mayBeEmpty() {
    return !exams.isEmpty()
        && exams.stream().allMatch(code -> Set.of("O", "I", "S", "X").contains(code));
  }

  ReportStatus status() {
    boolean any = !observations.isEmpty();
    boolean gone = observations.stream().allMatch(OverallStatus::gone);
    if (any && gone && observations.contains(ObservationStatus.ENTERED_IN_ERROR)) {
      return ReportStatus.ENTERED_IN_ERROR;
    }
    boolean examGone = exams.stream().allMatch(code -> code.equals("X") || code.isEmpty());
    if (gone && examGone && (any || exams.contains("X"))) {
      return ReportStatus.CANCELLED;
    }
    if (observations.contains(ObservationStatus.CORRECTED) || exams.contains("C")) {
      return ReportStatus.CORRECTED;
    }
    boolean notFinal =
        Stream.of(ObservationStatus.PRELIMINARY, ObservationStatus.REGISTERED)
            .anyMatch(observations::contains);
    return notFinal || exams.stream().anyMatch(NOT_FINAL::contains)
        ? ReportStatus.PRELIMINARY
        : ReportStatus.FINAL;
  }

  private static boolean gone(ObservationStatus status) {
    return status == ObservationStatus.ENTERED_IN_ERROR || status == ObservationStatus.CANCELLED;
  }
}
