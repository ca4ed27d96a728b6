// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import java.util.Set;

/**
 * What a site's doctors add to the laboratory's flags.
 *
 * @param lowered codes (LOINC) and folded labels of analytes whose HH or LL is no emergency: the
 *     next working day, never under ABNORMAL
 * @param critical the table of critical values: it can only raise
 */
public record Marks(Set<String> lowered, CriticalValues critical) {
  public static final Marks NONE = new Marks(Set.of(), CriticalValues.NONE);

  public Marks {
    lowered = Set.copyOf(lowered);
  }

  /** A label as it is compared: without case, accents or blanks around, one blank for several. */
  public static String folded(String label) {
    return Analytes.folded(label);
  }

  /**
   * Whether HH or LL of this analyte is no emergency here; AA says more than a number and is never
   * lowered. A label counts only where no LOINC code says what it is.
   */
  boolean lowers(Observation observation) {
    if (observation.interpretation() != Interpretation.HH
        && observation.interpretation() != Interpretation.LL) {
      return false;
    }
    Set<String> codes = Analytes.loincs(observation);
    return codes.isEmpty()
        ? observation.label() != null && lowered.contains(folded(observation.label()))
        : lowered.containsAll(codes);
  }
}
