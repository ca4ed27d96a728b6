// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import java.time.LocalDate;
import java.util.List;

/**
 * Stops what the register would take away when it looks like a register cut short, or would leave
 * nobody to answer: until a person looked at it. One doctor alone who stops never waits.
 */
final class RegisterGuard {
  private static final int PERCENT_MAX = 5;
  private static final String CURE =
      "Vérifiez auprès de l'Annuaire Santé et des personnes, puis prenez l'import ou écartez-le.";

  private RegisterGuard() {}

  static void check(
      Roster before, Roster after, List<RegisterRow> rows, LocalDate today, Problems doubts) {
    long ended =
        rows.stream()
            .filter(row -> row.act().counted())
            .filter(row -> before.byRpps(row.rpps()).filter(p -> !p.revoked(today)).isPresent())
            .count();
    if (suspicious(ended, before, today)) {
      doubt(
          "L'annuaire retirerait d'un coup leur accès à "
              + ended
              + " personnes, sur "
              + practising(before, today)
              + " en exercice.",
          doubts);
    }
    if (lastRung(before, today) && !lastRung(after, today)) {
      doubt(
          "Le dernier échelon manquerait : plus aucun médecin d'astreinte de l'opérateur ne"
              + " pourrait exercer. Nommez-en un autre d'abord.",
          doubts);
    }
  }

  /** Whether so many at once look like a register cut short. */
  static boolean suspicious(long ended, Roster roster, LocalDate today) {
    return ended > 1 && ended * 100 > practising(roster, today) * PERCENT_MAX;
  }

  private static long practising(Roster roster, LocalDate today) {
    return roster.practitioners().stream().filter(p -> practises(p, today)).count();
  }

  private static boolean practises(Practitioner person, LocalDate today) {
    return person.rpps() != null && !person.revoked(today);
  }

  private static boolean lastRung(Roster roster, LocalDate today) {
    return roster.periods().stream()
        .filter(p -> p.kind() == Period.Kind.OPERATOR_DUTY)
        .flatMap(p -> roster.practitioner(p.practitioner()).stream())
        .anyMatch(p -> p.mayOwn(today));
  }

  private static void doubt(String cause, Problems doubts) {
    doubts.add(RegisterSheet.FILE, 0, "", cause + " Rien n'a été changé.", CURE);
  }
}
