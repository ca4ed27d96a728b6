// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Handover;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may see what of a result. Each reading records its basis. The table that a clinician reads is
 * {@code test-fixtures/decisions/rights.md}.
 */
public final class Rights {

  private Rights() {}

  /** How much is shown. */
  public enum View {
    /** Identity, values, instruction, history. */
    WHOLE,
    /** The same, to someone who covers: he gives a reason, an alert goes out, it is audited. */
    EMERGENCY,
    /** That it was given to another doctor at the patient's wish, and nothing else. */
    HANDED_ELSEWHERE,
    /** Nothing; the answer does not even say that it exists. */
    NOTHING
  }

  /**
   * What the reader is to the result.
   *
   * @param basis in French, as the trace keeps it
   */
  public record Reading(View view, String basis) {}

  /**
   * @param handed ids of those who were handed the result itself
   * @param told ids of all those who were told of it
   * @param refusedRequester the requester whom the patient refused in writing; null when none
   */
  public static Reading of(
      FollowUp row,
      String reader,
      List<String> handed,
      List<String> told,
      @Nullable String refusedRequester,
      Cover cover) {
    if (reader.equals(refusedRequester) && !reader.equals(row.owner())) {
      return new Reading(View.HANDED_ELSEWHERE, "prescripteur écarté à la demande du patient");
    }
    if (reader.equals(row.owner())) {
      return new Reading(View.WHOLE, "responsable");
    }
    if (reader.equals(row.requester())) {
      return new Reading(View.WHOLE, "prescripteur");
    }
    if (row.offers().stream().map(Handover::to).anyMatch(reader::equals)
        && row.openOffer().map(Handover::to).filter(reader::equals).isPresent()) {
      return new Reading(View.WHOLE, "proposition en attente");
    }
    if (handed.contains(reader)) {
      return new Reading(View.WHOLE, "destinataire");
    }
    boolean pressing = row.priority().ordinal() <= FollowUpPriority.URGENT.ordinal();
    boolean covers = cover.holds(reader) || told.contains(reader);
    if (covers && row.state().live() && (pressing || row.rung() > 0)) {
      return new Reading(View.EMERGENCY, "accès d'urgence : garde, référent ou astreinte");
    }
    return new Reading(View.NOTHING, "hors du cercle de soins");
  }
}
