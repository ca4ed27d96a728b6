// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Attribution;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.decide.Ownership;
import fr.relais.core.decide.Policy;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * It becomes known who ordered a result that had another owner: as long as nobody took charge of
 * it, the rows of {@link Ownership} hold as if it had come with that name. Whoever ordered has it,
 * whoever answers for it; a patient's written refusal is the caller's to know.
 */
record Recognised(Rules rules) {

  /**
   * What changes; nothing when it was his already.
   *
   * @param known the follow-up, with the requester
   * @param how how he was recognised, in French
   */
  List<FollowUpMachine.Step> steps(
      FollowUp known, Practitioner requester, String how, Roster roster, Instant now) {
    boolean waits = known.state() == FollowUpState.OPEN || known.state() == FollowUpState.OPENED;
    List<FollowUpMachine.Step> steps =
        new ArrayList<>(waits ? moved(known, requester, how, roster, now) : List.of());
    FollowUp last = steps.isEmpty() ? known : steps.get(steps.size() - 1).row();
    if (!last.owner().equals(requester.id())) {
      steps.add(
          FollowUpMachine.named(
              last, "Prescripteur reconnu " + how + ".", rules.context(roster, last, now)));
    }
    return steps;
  }

  private List<FollowUpMachine.Step> moved(
      FollowUp known, Practitioner requester, String how, Roster roster, Instant now) {
    Policy policy = rules.policies().of(known.site());
    Attribution given =
        Attribution.of(
            new Attribution.Case(
                requester, known.site(), false, false, null, true, known.priority(), known.about()),
            roster,
            policy,
            now);
    List<FollowUpMachine.Step> steps = new ArrayList<>();
    FollowUp row = known;
    Ownership.Decision decision = given.decision();
    if (!given.owner().equals(row.owner())) {
      steps.add(
          FollowUpMachine.attributed(
              row,
              given.owner(),
              decision.reason() + " Prescripteur reconnu " + how + ". [" + decision.row() + "]",
              rules.context(roster, row, now)));
      row = steps.get(0).row();
    }
    String offerTo = given.offerTo();
    if (offerTo != null && !offerTo.equals(row.owner()) && row.openOffer().isEmpty()) {
      steps.add(
          FollowUpMachine.offeredByRule(
              row, offerTo, given.offerReason(requester), rules.context(roster, row, now)));
    }
    return steps;
  }
}
