// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Cover;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Policy;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Roster;
import fr.relais.flow.Policies;
import fr.relais.flow.Store;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which open follow-ups other rules would move, and how: the deadline and the step that are set
 * stay, and the step after that one follows the rules of its day. It is found by taking that step
 * with the rules in force and with the others. Nothing is changed; references and times only.
 */
final class PolicyDryRun {
  private static final int LISTED_MAX = 10_000;
  private static final int STEPS_MAX = 20;
  private static final String KEPT =
      "Ce qui est en cours garde son responsable, son échéance et l'étape déjà fixée. Les nouvelles"
          + " règles valent pour les étapes d'après, pour ce qu'un geste fait repartir (ouvrir,"
          + " prendre en charge, décider) et pour les résultats reçus ensuite.";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ParisTime.ZONE);

  private final PolicyFile change;
  private final Policies now;
  private final Roster roster;

  /**
   * @param change its signature is not looked at: this is for the day before it is signed
   * @param now the rules in force
   */
  PolicyDryRun(PolicyFile change, Policies now, Roster roster) {
    this.change = change;
    this.now = now;
    this.roster = roster;
  }

  /** The number of follow-ups that would move. */
  int print(Store store, Instant at, PrintWriter out) {
    List<FollowUp> open = store.openFollowUps(LISTED_MAX).stream().filter(this::concerned).toList();
    int moved = 0;
    for (FollowUp row : open) {
      Instant then = row.nextDue() == null || row.nextDue().isBefore(at) ? at : row.nextDue();
      FollowUp before = after(row, now.of(row.site()), then);
      FollowUp other = after(row, change.policy(), then);
      if (!Objects.equals(before.nextDue(), other.nextDue()) || before.rung() != other.rung()) {
        moved++;
        out.printf(
            "%s : échéance %s et étape du %s inchangées ; ensuite, échelon %d -> %d, étape suivante"
                + " %s -> %s%n",
            row.reference(),
            time(row.deadline()),
            time(row.nextDue()),
            before.rung(),
            other.rung(),
            time(before.nextDue()),
            time(other.nextDue()));
      }
    }
    out.printf(
        "%s : %d suivis ouverts, %d changeraient. Rien n'est changé.%n",
        change.policy().name(), open.size(), moved);
    out.println(KEPT);
    return moved;
  }

  private boolean concerned(FollowUp row) {
    return change.site() == null
        ? now.of(row.site()).equals(now.of(null))
        : change.site().equals(row.site());
  }

  /** What becomes of it at the time that is already set, if nobody acts before. */
  private FollowUp after(FollowUp row, Policy policy, Instant then) {
    FollowUp moved = row;
    for (int steps = 0; moved.dueAt(then) && steps < STEPS_MAX; steps++) {
      Cover cover = Cover.of(roster, moved.site(), moved.owner(), then);
      moved =
          FollowUpMachine.due(moved, new FollowUpMachine.Context(cover, policy, "essai", then))
              .row();
    }
    return moved;
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "aucune" : TIME.format(at);
  }
}
