// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import org.jspecify.annotations.Nullable;

/**
 * One change that the register asks for.
 *
 * @param mailbox the one to take from now on; null: none
 * @param replaces the one of ours that it takes the place of; null: none
 */
record RegisterRow(String rpps, Act act, @Nullable String mailbox, @Nullable String replaces) {

  static RegisterRow revoked(String rpps, Act why) {
    return new RegisterRow(rpps, why, null, null);
  }

  /** What changes, and why. */
  enum Act {
    /** The register says that he does not practise any more. */
    INACTIVE("ne peut plus exercer : inactif dans l'annuaire"),
    /** He had situations of work, and has had none left for a week. */
    NO_SITUATION("ne peut plus exercer : plus aucune situation d'exercice"),
    /** He was a doctor there, and is not any more. */
    OTHER_PROFESSION("ne peut plus exercer : n'est plus médecin"),
    /** He was there, and is not found, without being said inactive. */
    VANISHED("ne peut plus exercer : n'est plus dans l'annuaire"),
    /** His access was taken away because of the register already, and a list brought it back. */
    AGAIN("ne peut plus exercer : déjà dit par l'annuaire"),
    /** A mailbox. */
    MAILBOX("a une messagerie selon l'annuaire");

    private final String french;

    Act(String french) {
      this.french = french;
    }

    /** What follows his id. */
    String french() {
      return french;
    }

    /** Whether it takes an access away. */
    boolean revokes() {
      return this != MAILBOX;
    }

    /** Whether several at once look like a register cut short. */
    boolean counted() {
      return this == INACTIVE
          || this == NO_SITUATION
          || this == OTHER_PROFESSION
          || this == VANISHED;
    }
  }
}
