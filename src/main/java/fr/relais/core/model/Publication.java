// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One act on the patient's DMP, ready: what is filed, replaced or deleted, by whom, in which
 * structure's name (IHE XDS.b; national TD2.1 and TD3.3c). The same delivery makes the same
 * publication, identifiers included, at each try.
 *
 * @param structure national identifier of the structure whose certificates are used: {@code 1} and
 *     the FINESS number
 * @param submitter who files, as the assertion names him; it agrees with the structure
 * @param patient whose DMP; his INS is qualified
 * @param submissionId OID of the submission set
 * @param documentId unique id of the document in every copy: {@code root} or {@code root^extension}
 * @param replaces unique id of the document that this one takes the place of; null when none
 * @param metadata null for a deletion
 * @param document the clinical document; null for a deletion
 */
public record Publication(
    Act act,
    String structure,
    Submitter submitter,
    PatientIdentity patient,
    String submissionId,
    Instant submittedAt,
    String documentId,
    @Nullable String replaces,
    @Nullable DocumentMetadata metadata,
    @Nullable Content document) {

  /** What is done. */
  public enum Act {
    /** The document is filed, in the place of another when it names one. */
    PUBLISH,
    /** The document that this structure filed is deleted (logically). */
    DELETE
  }

  public Publication {
    if (act == Act.PUBLISH && (metadata == null || document == null)) {
      throw new IllegalArgumentException("what is filed needs its document and its description");
    }
  }

  /**
   * Who files: a doctor of the structure, known to it (indirect authentication), or the software
   * itself.
   *
   * @param id national identifier of a professional, {@code 8} and the RPPS number; of software,
   *     the structure's identifier, {@code /} and a number
   * @param expertise code of his speciality (TRE_R38), {@code SM26}; null for software
   */
  public record Submitter(
      String id, String family, String given, boolean software, @Nullable String expertise) {}
}
