// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Attribution;
import fr.relais.core.decide.Clock;
import fr.relais.core.decide.Ladder;
import fr.relais.core.decide.Policy;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.flow.Policies;
import fr.relais.flow.Store;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which open follow-ups other rules would move, if they had been in force when the clock that runs
 * started. Nothing is changed; references and times only.
 */
final class PolicyDryRun {
  private static final int LISTED_MAX = 10_000;
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
      List<String> moves = moves(row, at);
      if (!moves.isEmpty()) {
        moved++;
        out.printf("%s : %s%n", row.reference(), String.join(" ; ", moves));
      }
    }
    out.printf(
        "%s : %d suivis ouverts, %d changeraient. Rien n'est changé.%n",
        change.policy().name(), open.size(), moved);
    return moved;
  }

  private boolean concerned(FollowUp row) {
    return change.site() == null
        ? now.of(row.site()).equals(now.of(null))
        : change.site().equals(row.site());
  }

  private List<String> moves(FollowUp row, Instant at) {
    Policy before = now.of(row.site());
    List<String> moves = new ArrayList<>();
    Ladder ladder = ladder(row, before);
    Ladder other = ladder(row, change.policy());
    changed(moves, "échéance", ladder.deadline(), other.deadline());
    changed(moves, "prochaine étape", next(row, ladder), next(row, other));
    if (row.state() == FollowUpState.OPEN || row.state() == FollowUpState.OPENED) {
      String given = owner(row, before, at);
      String rather = owner(row, change.policy(), at);
      if (!Objects.equals(given, rather)) {
        moves.add("responsable selon la règle " + given + " -> " + rather);
      }
    }
    return moves;
  }

  private static Ladder ladder(FollowUp row, Policy policy) {
    return Ladder.of(Clock.of(row.state()), row.priority(), row.about(), row.clockStart(), policy);
  }

  private static Instant next(FollowUp row, Ladder ladder) {
    Instant rung = ladder.rung(row.rung() + 1).at();
    return row.openOffer().map(Handover::expiresAt).filter(rung::isAfter).orElse(rung);
  }

  private static void changed(List<String> moves, String what, Instant before, Instant after) {
    if (!before.equals(after)) {
      moves.add(what + " " + TIME.format(before) + " -> " + TIME.format(after));
    }
  }

  /** As if it came now; null when it is not known who ordered. */
  private @Nullable String owner(FollowUp row, Policy policy, Instant at) {
    Practitioner requester = roster.practitioner(row.requester()).orElse(null);
    return requester == null
        ? null
        : Attribution.of(
                new Attribution.Case(
                    requester, row.site(), false, false, null, true, row.priority(), row.about()),
                roster,
                policy,
                at)
            .owner();
  }
}
