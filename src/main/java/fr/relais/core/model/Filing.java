// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import fr.relais.core.model.Publication.Submitter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done in a patient's DMP, as it was decided: whoever writes it finds the same names
 * and the same identifiers at each try, whatever changed in the directory since.
 *
 * @param structure national identifier of the structure whose certificates are used: {@code 1} and
 *     its FINESS number; where the delivery goes
 * @param structureName as the directory names it
 * @param submitter who files
 * @param author the doctor who took charge, in whose name a copy is filed; null for a document that
 *     came as such, whose authors it names itself
 * @param patient whose DMP; his INS is qualified
 * @param decidedAt when it was submitted, as far as the DMP is told
 * @param documentId unique id of the document: its own, or the one that the copy is given
 * @param replaces unique id of the document that it takes the place of; null when none
 */
public record Filing(
    Publication.Act act,
    String structure,
    String structureName,
    Submitter submitter,
    @Nullable Submitter author,
    String documentId,
    @Nullable String replaces,
    PatientIdentity patient,
    Instant decidedAt) {

  /** Whether it is a copy of a result that came in another form than a clinical document. */
  public boolean copy() {
    return author != null;
  }
}
