// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.decide.FollowUpMachine.Context;
import fr.relais.core.decide.FollowUpMachine.Step;
import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FollowUpMachineTest {
  private static final Instant TEN = Instant.parse("2026-11-19T09:00:00Z");

  @Test
  void acts_lead_where_the_table_says_from_every_state() throws Exception {
    for (Map<String, String> row : MarkdownTable.read("follow-up-states.md", 1).rows()) {
      for (FollowUpState state : FollowUpState.values()) {
        Acts.Result result = Acts.on(inState(state), act(row.get("acte")), List.of(), at(TEN));
        String found =
            result instanceof Acts.Result.Done done ? done.step().row().state().french() : "refusé";
        assertThat(found)
            .as("%s from %s", row.get("acte"), state)
            .isEqualTo(row.get(state.french()));
      }
    }
  }

  @Test
  void messages_and_clocks_lead_where_the_table_says_from_every_state() throws Exception {
    for (Map<String, String> row : MarkdownTable.read("follow-up-states.md", 2).rows()) {
      for (FollowUpState state : FollowUpState.values()) {
        String expected = row.get(state.french());
        if (!expected.equals("impossible")) {
          FollowUp from = inState(state);
          FollowUp to = happens(row.get("fait"), from);
          assertThat(to.state().french())
              .as("%s from %s", row.get("fait"), state)
              .isEqualTo(expected.equals("même") ? state.french() : expected);
        }
      }
    }
  }

  @Test
  void no_reachable_state_lacks_both_an_end_and_a_due_time_and_the_row_is_the_fold_of_its_events() {
    Random random = new Random(42);
    for (int run = 0; run < 400; run++) {
      List<FollowUpEvent> history = new ArrayList<>();
      FollowUpPriority priority =
          FollowUpPriority.values()[random.nextInt(FollowUpPriority.values().length)];
      Step step =
          FollowUpMachine.received(Samples.opening("boyer", TEN), priority, true, "", at(TEN));
      FollowUp opening = step.row();
      history.add(step.event());
      FollowUp row = opening;
      Instant now = TEN;
      for (int n = 0; n < 40; n++) {
        now = now.plus(Duration.ofMinutes(random.nextInt(600)));
        List<Step> steps = someone(random, row, now);
        for (Step next : steps) {
          history.add(next.event());
          row = next.row();
        }
        assertThat(row.state().live()).as("seed 42, run %s", run).isEqualTo(row.nextDue() != null);
        assertThat(row.owner()).isNotBlank();
        assertThat(FollowUpFold.replay(row, history)).isEqualTo(row);
      }
    }
  }

  private static List<Step> someone(Random random, FollowUp row, Instant now) {
    List<Step> steps = new ArrayList<>();
    FollowUp current = row;
    while (current.dueAt(now)) {
      Step step = FollowUpMachine.due(current, at(now));
      steps.add(step);
      current = step.row();
    }
    Act.Kind kind = Act.Kind.values()[random.nextInt(Act.Kind.values().length)];
    String actor = List.of("boyer", "martin", "lenoir").get(random.nextInt(3));
    Act act =
        new Act(
            kind,
            actor,
            now,
            "martin",
            ClinicalDecision.values()[random.nextInt(ClinicalDecision.values().length)],
            ClinicalOutcome.PATIENT_REACHED,
            "motif",
            null);
    if (Acts.on(current, act, List.of("boyer"), at(now)) instanceof Acts.Result.Done done) {
      steps.add(done.step());
    }
    return steps;
  }

  @Test
  void a_jump_of_a_day_reaches_each_rung_once_and_the_round_once() {
    FollowUp row = received(FollowUpPriority.CRITICAL);
    Instant tomorrow = TEN.plus(Duration.ofDays(1));
    List<Integer> rungs = new ArrayList<>();
    while (row.dueAt(tomorrow)) {
      Step step = FollowUpMachine.due(row, at(tomorrow));
      rungs.add(step.event().rung());
      row = step.row();
    }
    assertThat(rungs).startsWith(1, 2, 3).hasSize(4);
    assertThat(row.nextDue()).isAfter(tomorrow).isBefore(tomorrow.plus(Duration.ofMinutes(31)));
  }

  @Test
  void a_critical_result_whose_owner_is_away_rings_the_next_rung_at_once() {
    Roster nobody = Roster.EMPTY;
    Context away = new Context(new Cover(people(), nobody, TEN), Policy.DEFAULT, "n", TEN);
    Step step =
        FollowUpMachine.received(
            Samples.opening("boyer", TEN), FollowUpPriority.CRITICAL, true, "", away);
    assertThat(step.notices())
        .contains(new FollowUpMachine.Notice("martin", Delivery.Kind.NOTICE_RUNG, true))
        .contains(new FollowUpMachine.Notice("boyer", Delivery.Kind.NOTICE_ACT, true));
  }

  @Test
  void an_escalation_climbs_over_an_empty_stand_and_over_the_silent_owner() {
    Map<Stand, String> people = people();
    people.remove(Stand.DUTY_DOCTOR);
    Cover noDuty = new Cover(people, Roster.EMPTY, TEN);
    assertThat(noDuty.on(EnumSet.of(Stand.OWNER, Stand.DUTY_DOCTOR), Set.of()))
        .containsExactly("boyer", "referent");
    people.put(Stand.REFERENT, "boyer");
    assertThat(new Cover(people, Roster.EMPTY, TEN).on(EnumSet.of(Stand.REFERENT), Set.of()))
        .containsExactly("lenoir");
  }

  @Test
  void a_rung_held_by_someone_who_was_asked_in_vain_goes_to_the_next_one() {
    Map<Stand, String> people = people();
    people.put(Stand.REFERENT, "martin");
    Cover cover = new Cover(people, Roster.EMPTY, TEN);
    FollowUp row = received(FollowUpPriority.CRITICAL);
    Instant half = TEN.plus(Duration.ofMinutes(30));
    Context late = new Context(cover, Policy.DEFAULT, "n", half);
    FollowUp first = FollowUpMachine.due(row, late).row();
    assertThat(FollowUpMachine.due(first, late).notices())
        .containsExactly(new FollowUpMachine.Notice("lenoir", Delivery.Kind.NOTICE_RUNG, true));
  }

  @Test
  void a_withdrawal_is_seen_by_its_owner_and_by_others_only_once_he_kept_silent() {
    FollowUp withdrawn = inState(FollowUpState.WITHDRAWN);
    Act duty = Act.of(Act.Kind.SEE_WITHDRAWAL, "martin", TEN);
    assertThat(Acts.on(withdrawn, duty, List.of(), at(TEN)))
        .isInstanceOf(Acts.Result.Refused.class);
    FollowUp climbed = FollowUpMachine.due(withdrawn, at(TEN.plus(Duration.ofDays(5)))).row();
    assertThat(Acts.on(climbed, duty, List.of(), at(TEN))).isInstanceOf(Acts.Result.Done.class);
    Act owner = Act.of(Act.Kind.SEE_WITHDRAWAL, "boyer", TEN);
    assertThat(Acts.on(withdrawn, owner, List.of(), at(TEN))).isInstanceOf(Acts.Result.Done.class);
  }

  @Test
  void a_critical_result_is_never_seen_with_nothing_to_do() {
    FollowUp taken = taken(received(FollowUpPriority.CRITICAL));
    assertThat(
            Acts.on(
                taken,
                Act.decide("boyer", TEN, ClinicalDecision.SEEN_NOTHING_TO_DO, "ok"),
                List.of(),
                at(TEN)))
        .isInstanceOf(Acts.Result.Refused.class);
  }

  @Test
  void an_offer_leaves_the_giver_owner_and_expires_at_half_of_the_time_that_is_left() {
    FollowUp row = received(FollowUpPriority.CRITICAL);
    Acts.Result.Done offered =
        (Acts.Result.Done)
            Acts.on(row, Act.offer("boyer", TEN, "martin", "absent"), List.of(), at(TEN));
    FollowUp after = offered.step().row();
    assertThat(after.owner()).isEqualTo("boyer");
    assertThat(after.openOffer().orElseThrow().expiresAt())
        .isEqualTo(TEN.plus(Duration.ofMinutes(15)));
    assertThat(after.deadline()).isEqualTo(row.deadline());
    Step expired = FollowUpMachine.due(after, at(TEN.plus(Duration.ofMinutes(15))));
    assertThat(expired.event().kind()).isEqualTo(FollowUpEvent.Kind.OFFER_EXPIRED);
    assertThat(expired.row().owner()).isEqualTo("boyer");
    Acts.Result.Done accepted =
        (Acts.Result.Done)
            Acts.on(after, Act.of(Act.Kind.ACCEPT, "martin", TEN), List.of("boyer"), at(TEN));
    assertThat(accepted.step().row().owner()).isEqualTo("martin");
    assertThat(accepted.step().row().state()).isEqualTo(FollowUpState.TAKEN);
  }

  @Test
  void the_third_failed_attempt_gives_the_result_back_to_its_doctor() {
    FollowUp row = inState(FollowUpState.IN_PROGRESS);
    for (int n = 0; n < 3; n++) {
      row =
          ((Acts.Result.Done)
                  Acts.on(row, Act.of(Act.Kind.ATTEMPT_FAILED, "boyer", TEN), List.of(), at(TEN)))
              .step()
              .row();
    }
    assertThat(row.state()).isEqualTo(FollowUpState.TAKEN);
  }

  private static FollowUp happens(String fact, FollowUp from) {
    Versions.Current plain =
        new Versions.Current(List.of(), ReportStatus.FINAL, from.priority(), false, false);
    Versions.Current withdrawn =
        new Versions.Current(List.of(), ReportStatus.CANCELLED, from.priority(), true, false);
    return switch (fact) {
      case "version sans changement" ->
          FollowUpMachine.version(from, plain, false, false, List.of(), at(TEN)).row();
      case "version à revoir" ->
          FollowUpMachine.version(from, plain, true, false, List.of(), at(TEN)).row();
      case "annulation" ->
          FollowUpMachine.version(from, withdrawn, true, false, List.of(), at(TEN)).row();
      case "échéance" -> FollowUpMachine.due(from, at(TEN.plus(Duration.ofDays(400)))).row();
      case "joint à un autre" -> Moves.merged(from, "f2", at(TEN)).row();
      default -> throw new IllegalArgumentException(fact);
    };
  }

  private static FollowUp inState(FollowUpState state) {
    FollowUp open = received(FollowUpPriority.ABNORMAL);
    return switch (state) {
      case OPEN -> open;
      case OPENED -> done(open, Act.of(Act.Kind.OPEN, "boyer", TEN));
      case TAKEN -> taken(open);
      case IN_PROGRESS ->
          done(taken(open), Act.decide("boyer", TEN, ClinicalDecision.INFORM_PATIENT, null));
      case CONCLUDED ->
          done(taken(open), Act.decide("boyer", TEN, ClinicalDecision.SEEN_NOTHING_TO_DO, null));
      case WITHDRAWN -> happens("annulation", open);
    };
  }

  private static FollowUp taken(FollowUp row) {
    return done(row, Act.of(Act.Kind.TAKE, "boyer", TEN));
  }

  private static FollowUp done(FollowUp row, Act act) {
    return ((Acts.Result.Done) Acts.on(row, act, List.of(), at(TEN))).step().row();
  }

  private static FollowUp received(FollowUpPriority priority) {
    return FollowUpMachine.received(Samples.opening("boyer", TEN), priority, true, "", at(TEN))
        .row();
  }

  private static Act act(String french) {
    return switch (french) {
      case "ouvrir" -> Act.of(Act.Kind.OPEN, "boyer", TEN);
      case "prendre en charge" -> Act.of(Act.Kind.TAKE, "boyer", TEN);
      case "rendre, avec un motif" -> Act.of(Act.Kind.GIVE_UP, "boyer", TEN).withNote("motif");
      case "décider : informer le patient" ->
          Act.decide("boyer", TEN, ClinicalDecision.INFORM_PATIENT, null);
      case "décider : déjà pris en charge, avec un motif" ->
          Act.decide("boyer", TEN, ClinicalDecision.ALREADY_DEALT_WITH, "motif");
      case "noter un appel sans réponse" -> Act.of(Act.Kind.ATTEMPT_FAILED, "boyer", TEN);
      case "dire qu'on ne peut pas, avec un motif" ->
          Act.of(Act.Kind.CANNOT, "boyer", TEN).withNote("motif");
      case "noter l'appel du laboratoire" ->
          Act.of(Act.Kind.NOTE_CALL, "boyer", TEN).withNote("biologiste, 14 h 20");
      case "noter l'issue : patient joint" ->
          Act.outcome("boyer", TEN, ClinicalOutcome.PATIENT_REACHED, null);
      case "voir l'annulation" -> Act.of(Act.Kind.SEE_WITHDRAWAL, "boyer", TEN);
      case "rouvrir, avec un motif" -> Act.of(Act.Kind.REOPEN, "boyer", TEN).withNote("motif");
      case "transmettre" -> Act.offer("boyer", TEN, "martin", "motif");
      default -> throw new IllegalArgumentException(french);
    };
  }

  private static Map<Stand, String> people() {
    Map<Stand, String> people = new EnumMap<>(Stand.class);
    people.put(Stand.OWNER, "boyer");
    people.put(Stand.DUTY_DOCTOR, "martin");
    people.put(Stand.REFERENT, "referent");
    people.put(Stand.OPERATOR_DOCTOR, "lenoir");
    return people;
  }

  private static Context at(Instant now) {
    return new Context(new Cover(people(), Roster.EMPTY, now), Policy.DEFAULT, "node", now);
  }
}
