// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.ReportStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The status of a report from OBX-11 and OBR-25: where they disagree, the one that promises less
 * rules.
 */
record OverallStatus(List<ObservationStatus> observations, List<ExamStatus> exams) {
  private static final Set<ExamStatus> EMPTY =
      EnumSet.of(ExamStatus.AWAITED, ExamStatus.CANCELLED, ExamStatus.WITHDRAWN);
  private static final Set<ExamStatus> GONE =
      EnumSet.of(ExamStatus.UNSAID, ExamStatus.CANCELLED, ExamStatus.WITHDRAWN);

  /** Whether the status explains that there is no result. */
  boolean mayBeEmpty() {
    return !exams.isEmpty() && EMPTY.containsAll(exams);
  }

  ReportStatus status() {
    if (gone()) {
      boolean inError =
          observations.contains(ObservationStatus.ENTERED_IN_ERROR)
              || observations.isEmpty() && exams.contains(ExamStatus.WITHDRAWN);
      return inError ? ReportStatus.ENTERED_IN_ERROR : ReportStatus.CANCELLED;
    }
    if (observations.contains(ObservationStatus.CORRECTED)
        || exams.contains(ExamStatus.CORRECTED)) {
      return ReportStatus.CORRECTED;
    }
    boolean open =
        observations.contains(ObservationStatus.PRELIMINARY)
            || observations.contains(ObservationStatus.REGISTERED)
            || exams.contains(ExamStatus.OPEN)
            || exams.contains(ExamStatus.AWAITED);
    return open ? ReportStatus.PRELIMINARY : ReportStatus.FINAL;
  }

  private boolean gone() {
    boolean observationsGone =
        observations.stream()
            .allMatch(
                status ->
                    status == ObservationStatus.ENTERED_IN_ERROR
                        || status == ObservationStatus.CANCELLED);
    boolean said =
        !observations.isEmpty()
            || exams.contains(ExamStatus.CANCELLED)
            || exams.contains(ExamStatus.WITHDRAWN);
    // an observation that is withdrawn is so, whatever the request says
    boolean inError = observations.contains(ObservationStatus.ENTERED_IN_ERROR);
    return observationsGone && said && (inError || GONE.containsAll(exams));
  }
}
