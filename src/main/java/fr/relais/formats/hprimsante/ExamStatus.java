// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.ObservationStatus;
import org.jspecify.annotations.Nullable;

/** OBR-25, and the action of OBR-11 where it cancels. */
enum ExamStatus {
  UNSAID(null),
  FINAL(ObservationStatus.FINAL),
  CORRECTED(ObservationStatus.CORRECTED),
  /** P partial, R not validated, M: some of it is not final. */
  OPEN(ObservationStatus.PRELIMINARY),
  /** O received, I in progress: no result is due yet. */
  AWAITED(ObservationStatus.PRELIMINARY),
  CANCELLED(ObservationStatus.CANCELLED),
  WITHDRAWN(ObservationStatus.ENTERED_IN_ERROR),
  /** A code of no table. */
  UNKNOWN(null);

  private static final int ACTION = 11;
  private static final int STATUS = 25;

  private final @Nullable ObservationStatus observations;

  ExamStatus(@Nullable ObservationStatus observations) {
    this.observations = observations;
  }

  /** What it says of the observations that say nothing of themselves. */
  @Nullable ObservationStatus observations() {
    return observations;
  }

  static ExamStatus of(Segment obr) {
    ExamStatus said = of(obr.field(STATUS).component(1).code());
    return said == UNSAID && obr.field(ACTION).code().equals("C") ? CANCELLED : said;
  }

  private static ExamStatus of(String code) {
    return switch (code) {
      case "" -> UNSAID;
      case "F" -> FINAL;
      case "C" -> CORRECTED;
      case "P", "R", "M" -> OPEN;
      case "O", "I" -> AWAITED;
      case "X" -> CANCELLED;
      case "D" -> WITHDRAWN;
      default -> UNKNOWN;
    };
  }
}
