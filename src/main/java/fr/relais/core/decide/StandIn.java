// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.decide.Ownership.Party;
import fr.relais.core.decide.Ownership.Requester;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Practitioner;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whoever answers for a result is away, or his mission ended, when it is to be taken charge of: the
 * rows of {@link Ownership} for an absent requester hold for him, whenever that happens.
 *
 * @param person who is asked, or answers from now on
 * @param answers whether the site's signed rule gives it to him at once; else it is offered
 * @param reason in French, with its row
 */
public record StandIn(String person, boolean answers, String reason) {

  /**
   * Empty when its owner is there, or when there is nobody else.
   *
   * @param deadline by when it must be taken charge of
   */
  public static Optional<StandIn> of(
      FollowUp row, Cover cover, Policy policy, Instant now, Instant deadline) {
    Practitioner owner = cover.roster().practitioner(row.owner()).orElse(null);
    Requester there =
        owner == null
            ? Requester.ACTIVE
            : Attribution.there(
                owner, cover.roster(), now, deadline.isBefore(now) ? now : deadline);
    if (there == Requester.ACTIVE) {
      return Optional.empty();
    }
    Optional<String> replacement = cover.replacementOf(row.owner());
    boolean onDuty = cover.who(Stand.DUTY_DOCTOR).filter(d -> !d.equals(row.owner())).isPresent();
    Ownership.Decision decision =
        Ownership.again(
            new Ownership.Facts(
                there,
                row.site() != null,
                onDuty,
                policy.awayToDuty(),
                replacement.isPresent(),
                true));
    Party offered = decision.offerTo();
    return person(offered == null ? decision.owner() : offered, cover)
        .map(
            to ->
                new StandIn(to, offered == null, decision.reason() + " [" + decision.row() + "]"));
  }

  private static Optional<String> person(Party party, Cover cover) {
    return switch (party) {
      case REPLACEMENT -> cover.who(Stand.OWNER).flatMap(cover::replacementOf);
      case DUTY_DOCTOR -> cover.climb(Stand.DUTY_DOCTOR, Set.of());
      case REFERENT -> cover.climb(Stand.REFERENT, Set.of());
      case OPERATOR_DOCTOR -> cover.climb(Stand.OPERATOR_DOCTOR, Set.of());
      case REQUESTER, SUPERVISOR -> Optional.empty();
    };
  }
}
