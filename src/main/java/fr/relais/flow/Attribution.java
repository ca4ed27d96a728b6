// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Clock;
import fr.relais.core.decide.Cover;
import fr.relais.core.decide.GeneralPractitioners;
import fr.relais.core.decide.Ladder;
import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.decide.Ownership;
import fr.relais.core.decide.Policy;
import fr.relais.core.match.Requesters;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Order;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a result, and to whom it is offered.
 *
 * @param offerTo null when it is offered to nobody
 */
record Attribution(String owner, @Nullable String offerTo, Ownership.Decision decision) {

  Attribution offeredTo(@Nullable Practitioner person) {
    return person == null ? this : new Attribution(owner, person.id(), decision);
  }

  /** What the declared médecin traitant gets of it. */
  GeneralPractitioners.Share share(
      @Nullable Practitioner gp, FollowUpPriority priority, Roster roster, Instant now) {
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    boolean reachable = gp != null && !gp.revoked(today) && !roster.absent(gp.id(), now);
    return GeneralPractitioners.share(
        priority, reachable, gp != null && gp.id().equals(owner), offerTo != null);
  }

  static Attribution of(
      Roster roster,
      Requesters.Found found,
      Ordered ordered,
      FollowUpPriority priority,
      ReportKind kind,
      Policy policy,
      Instant now) {
    Cover cover = Cover.of(roster, found.site(), "", now);
    Instant deadline = Ladder.of(Clock.TAKE_CHARGE, priority, kind, now, policy).deadline();
    Ownership.Decision decision =
        Ownership.decide(
            new Ownership.Facts(
                ordered.refused()
                    ? Ownership.Requester.REFUSED_BY_PATIENT
                    : standing(roster, found.requester(), now, deadline),
                found.site() != null,
                cover.who(Stand.DUTY_DOCTOR).isPresent(),
                roster.site(found.site()).map(s -> s.awayToDuty()).orElse(false)));
    String owner =
        decision.owner() == null
            ? Objects.requireNonNull(found.requester()).id()
            : holder(cover, decision.owner());
    String offerTo =
        decision.offerTo() == null
            ? designated(roster, ordered, now)
            : holder(cover, decision.offerTo());
    return new Attribution(owner, offerTo, decision);
  }

  /** The doctor whom the patient named when he refused that the requester receives it. */
  private static @Nullable String designated(Roster roster, Ordered ordered, Instant now) {
    Order order = ordered.order();
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    return order == null || !ordered.refused()
        ? null
        : roster
            .practitioner(order.choices().designated())
            .filter(p -> !p.revoked(today))
            .map(Practitioner::id)
            .orElse(null);
  }

  /** Whoever holds the stand, or the next one above; the operator's doctor always exists. */
  static String holder(Cover cover, Stand stand) {
    for (Stand above : EnumSet.range(stand, Stand.OPERATOR_DOCTOR)) {
      if (cover.who(above).isPresent()) {
        return cover.who(above).get();
      }
    }
    throw new IllegalStateException("no operator duty doctor: the last rung is missing");
  }

  private static Ownership.Requester standing(
      Roster roster, @Nullable Practitioner requester, Instant now, Instant deadline) {
    if (requester == null) {
      return Ownership.Requester.UNKNOWN;
    }
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    if (requester.revokedOn() != null && !requester.revokedOn().isAfter(today)) {
      return Ownership.Requester.CANNOT_PRACTISE;
    }
    if (requester.missionEnds() != null && requester.missionEnds().isBefore(today)) {
      return Ownership.Requester.MISSION_ENDED;
    }
    return roster.absent(requester.id(), now) && roster.absent(requester.id(), deadline)
        ? Ownership.Requester.AWAY
        : Ownership.Requester.ACTIVE;
  }
}
