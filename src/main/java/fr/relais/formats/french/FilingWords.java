// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.french;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was found or done in the patient's DMP, where nothing was refused, for people. */
public final class FilingWords {
  private static final Map<String, String> DONE =
      Map.of(
          "DMP_FILED", "déposé",
          "DMP_ALREADY_THERE", "le document y était déjà",
          "DMP_REPLACED", "déposé à la place de la version d'avant",
          "DMP_NOTHING_TO_REPLACE", "déposé ; la version d'avant n'y était pas",
          "DMP_DELETED", "supprimé",
          "DMP_NOTHING_TO_DELETE", "le document n'y était pas");

  /** Found so after a try of ours whose answer was lost: that try did it. */
  private static final Map<String, String> DONE_BEFORE =
      Map.of(
          "DMP_ALREADY_THERE", "déposé à un essai d'avant, dont la réponse s'était perdue",
          "DMP_NOTHING_TO_DELETE", "supprimé à un essai d'avant, dont la réponse s'était perdue");

  private FilingWords() {}

  /**
   * What came of a try that succeeded; "remis" for one that is not about the DMP.
   *
   * @param code as it is kept with the try
   * @param answerLost whether an earlier try of the same was sent and its answer never came
   */
  public static String done(@Nullable String code, boolean answerLost) {
    if (code == null) {
      return "remis";
    }
    String now = DONE.getOrDefault(code, "remis");
    return answerLost ? DONE_BEFORE.getOrDefault(code, now) : now;
  }
}
