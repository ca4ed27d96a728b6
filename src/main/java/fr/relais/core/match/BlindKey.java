// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.match;

/**
 * Something to find a person by, folded so that spellings meet. The store keeps only a keyed hash
 * of it (blind index), never the value.
 */
public record BlindKey(Kind kind, String value) {

  /** What is looked for. */
  public enum Kind {
    INS,
    BIRTH_DATE_AND_FAMILY,
    BIRTH_DATE_AND_GIVEN,
    ORDER_NUMBER,
    /** A patient, by INS or by birth date and family name, and the day of a specimen. */
    PATIENT_AND_SPECIMEN_DAY,
    /** A follow-up, for what stands beside it. */
    FOLLOW_UP,
    /** A report, for what was decided about it; it stays when follow-ups become one. */
    REPORT,
    /** Someone of the directory, for what concerns him. */
    PERSON,
    /** What stands by itself and is found by its state: an import that waits. */
    STATE
  }

  @Override
  public String toString() {
    return "BlindKey[" + kind + "]";
  }
}
