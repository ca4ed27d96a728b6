// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Roster;
import fr.relais.flow.Entrance.Incoming;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail that a person wrote and that holds nothing but words.
 *
 * @param from name and mailbox of the writer, as far as they are known
 */
record Written(String from, String words) {

  /** Empty for any other message. */
  static Optional<Written> of(Incoming incoming, Roster roster, Instant now) {
    String words = incoming.words();
    if (words == null) {
      return Optional.empty();
    }
    String mailbox = incoming.mailbox();
    return Optional.of(
        new Written(mailbox == null ? "boîte inconnue" : who(mailbox, roster, now), words));
  }

  private static String who(String mailbox, Roster roster, Instant now) {
    return roster.practitioners().stream()
        .filter(p -> mailbox.equalsIgnoreCase(roster.mailboxOf(p, now)))
        .findFirst()
        .map(Practitioner::title)
        .map(title -> title + " (" + mailbox + ")")
        .orElse(mailbox);
  }

  /** Whether there was nothing else to say against it: it simply brings no document. */
  static boolean nothingElse(List<Problem> why) {
    return why.stream()
        .filter(Problem::isError)
        .allMatch(problem -> problem.code() == ProblemCode.MESSAGE_TYPE_NOT_READ);
  }

  /** What whoever is responsible reads: what it is, what to do, and the words themselves. */
  String evidence() {
    return "De : "
        + from
        + ".\nCe courriel n'a aucun document joint, et Relais ne lit pas ses mots : ils peuvent"
        + " parler d'un patient. Lisez-les. S'ils attendent une réponse, répondez de votre"
        + " messagerie ; s'ils annoncent un résultat, demandez qu'on l'envoie avec son document.\n"
        + words;
  }
}
