// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.match.BlindKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a secretary told the doctor of a result: that the patient was reached, or which answer she
 * proposes to a question. It concludes nothing.
 *
 * @param workItem the question that it is about; null when it is about none
 * @param by id of the secretary
 * @param text in French; never what the result says
 */
public record OfficeNote(
    String id, String followUp, @Nullable String workItem, String by, Instant at, String text) {
  private static final int FOUND_MAX = 50;

  static List<OfficeNote> of(Transaction tx, String followUp) {
    return tx.records().find(OfficeNote.class, keys(followUp), FOUND_MAX);
  }

  void keep(Transaction tx) {
    tx.records().put(OfficeNote.class, id, this, keys(followUp));
  }

  private static Collection<BlindKey> keys(String followUp) {
    return List.of(new BlindKey(BlindKey.Kind.FOLLOW_UP, followUp));
  }
}
