// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static fr.relais.core.decide.Town.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.decide.FollowUpMachine.Context;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.decide.FollowUpMachine.Step;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import java.time.Instant;
import java.util.List;

/** A follow-up in each state, in a town with everyone who can answer for it. */
abstract class OnTown {
  static final Town TOWN = new Town();

  static Context by(FollowUp row, Instant now) {
    return new Context(
        Cover.of(TOWN.roster(), "noyers", row.owner(), now), Policy.DEFAULT, "n", now);
  }

  static Step receive(FollowUpPriority priority) {
    FollowUp opening = Samples.opening("boyer", TEN);
    return FollowUpMachine.received(opening, priority, true, "", by(opening, TEN));
  }

  static FollowUp open(FollowUpPriority priority) {
    return receive(priority).row();
  }

  static Acts.Result act(FollowUp row, Act act, String... told) {
    return Acts.on(row, act, List.of(told), by(row, act.at()));
  }

  static Step done(FollowUp row, Act act, String... told) {
    Acts.Result result = act(row, act, told);
    assertThat(result).isInstanceOf(Acts.Result.Done.class);
    return ((Acts.Result.Done) result).step();
  }

  static String refused(FollowUp row, Act act, String... told) {
    Acts.Result result = act(row, act, told);
    assertThat(result).isInstanceOf(Acts.Result.Refused.class);
    return ((Acts.Result.Refused) result).reason();
  }

  static Act of(Act.Kind kind, String who) {
    return Act.of(kind, who, TEN);
  }

  static Notice result(String who) {
    return new Notice(who, Delivery.Kind.RESULT, false);
  }

  static Notice notice(String who, Delivery.Kind kind, boolean rings) {
    return new Notice(who, kind, rings);
  }

  static FollowUp taken(FollowUpPriority priority) {
    return done(open(priority), of(Act.Kind.TAKE, "boyer")).row();
  }

  static FollowUp inProgress(FollowUpPriority priority) {
    return done(taken(priority), Act.decide("boyer", TEN, ClinicalDecision.CALL_IN, null)).row();
  }

  static FollowUp offered(FollowUp row, String to) {
    return done(row, Act.offer(row.owner(), TEN, to, null)).row();
  }
}
