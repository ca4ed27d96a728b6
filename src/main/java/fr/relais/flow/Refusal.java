// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Attribution;
import fr.relais.core.decide.Cover;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Order;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The patient refused in writing that whoever ordered receives the result (CSP L6211-2), and it
 * joins a follow-up that this person already owns: that of its absence, or of a form that did not
 * name the order.
 */
record Refusal(Order order, boolean certain) {

  /** The refusal that this report, or an order that the follow-up answers, brings; null if none. */
  static @Nullable Refusal of(Ordered ordered, List<Order> orders) {
    return Stream.concat(Stream.ofNullable(ordered.order()), orders.stream())
        .filter(o -> o.choices().refusesRequester())
        .findFirst()
        .map(order -> new Refusal(order, true))
        .orElse(ordered.held() == null ? null : new Refusal(ordered.held(), false));
  }

  /**
   * Whether the follow-up must leave the requester: not what he has already taken charge of, unless
   * it was only an absence.
   */
  boolean moves(FollowUp row, boolean awaited) {
    boolean waits = row.state() == FollowUpState.OPEN || row.state() == FollowUpState.OPENED;
    return row.owner().equals(order.requester()) && (awaited || waits);
  }

  /** The site's referent owns it from now on. */
  FollowUpMachine.Step taken(FollowUp row, Roster roster, Rules rules, Instant now) {
    String site = row.site() == null ? order.site() : row.site();
    String owner = Attribution.holder(Cover.of(roster, site, "", now), Stand.REFERENT);
    FollowUp unnamed = row.requestedBy(null, site);
    return FollowUpMachine.attributed(
        unnamed,
        owner,
        "Le patient a demandé par écrit qu'un autre médecin le reçoive ; vous êtes le médecin"
            + " référent du site.",
        rules.context(roster, unnamed, now));
  }

  /**
   * An offer to the doctor whom the patient named; empty when there is none who may practise, or
   * when it is not certain that this is that patient.
   */
  Optional<FollowUpMachine.Step> offered(FollowUp row, Roster roster, Rules rules, Instant now) {
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    return roster
        .practitioner(order.choices().designated())
        .filter(p -> certain && p.mayOwn(today))
        .map(Practitioner::id)
        .filter(id -> !id.equals(row.owner()))
        .map(
            id ->
                FollowUpMachine.offeredByRule(
                    row, id, "Désigné par le patient.", rules.context(roster, row, now)));
  }
}
