// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import java.util.ArrayList;
import java.util.List;

/**
 * What hides a report, and from whom. It binds copies, the history of the site and what is said to
 * the patient; it never stops whoever ordered or answers for the result, who is told of it.
 */
public record Masks(boolean professionals, boolean patient, boolean representatives) {
  private static final Masks NONE = new Masks(false, false, false);

  public static Masks of(ReportFlags flags) {
    return new Masks(
        Boolean.TRUE.equals(flags.hiddenFromProfessionals()),
        Boolean.TRUE.equals(flags.hiddenFromPatient()),
        Boolean.TRUE.equals(flags.hiddenFromRepresentatives()));
  }

  /** What any of them hides is hidden. */
  public static Masks of(List<Report> reports) {
    return reports.stream().map(r -> of(r.flags())).reduce(NONE, Masks::and);
  }

  /** What either hides is hidden. */
  public Masks and(Masks other) {
    return new Masks(
        professionals || other.professionals,
        patient || other.patient,
        representatives || other.representatives);
  }

  /** Whether someone else than the patient may be told that he is awaited (a minor's secret). */
  public boolean othersMayBeTold() {
    return !representatives;
  }

  /** In French, for whoever ordered or answers for it. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (professionals) {
      sentences.add("Masqué aux autres professionnels à la demande du patient.");
    }
    if (patient) {
      sentences.add("À ne pas montrer avant la consultation d'annonce.");
    }
    if (representatives) {
      sentences.add("Confidentiel : n'en parler qu'au patient, ni à ses parents ni à ses proches.");
    }
    return sentences;
  }
}
