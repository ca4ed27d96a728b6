// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static fr.relais.core.decide.Town.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.Samples;
import fr.relais.core.decide.FollowUpMachine.Context;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.decide.FollowUpMachine.Step;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent.Kind;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.RefusalReason;
import fr.relais.core.model.ReportStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each step changes, whom it tells, and what is refused. */
class StepsTest {
  private static final Town TOWN = new Town();

  private static Context by(FollowUp row, Instant now) {
    return new Context(
        Cover.of(TOWN.roster(), "noyers", row.owner(), now), Policy.DEFAULT, "n", now);
  }

  private static Step receive(FollowUpPriority priority) {
    FollowUp opening = Samples.opening("boyer", TEN);
    return FollowUpMachine.received(opening, priority, true, "", by(opening, TEN));
  }

  private static FollowUp open(FollowUpPriority priority) {
    return receive(priority).row();
  }

  private static Acts.Result act(FollowUp row, Act act, String... told) {
    return Acts.on(row, act, List.of(told), by(row, act.at()));
  }

  private static Step done(FollowUp row, Act act, String... told) {
    Acts.Result result = act(row, act, told);
    assertThat(result).isInstanceOf(Acts.Result.Done.class);
    return ((Acts.Result.Done) result).step();
  }

  private static String refused(FollowUp row, Act act, String... told) {
    Acts.Result result = act(row, act, told);
    assertThat(result).isInstanceOf(Acts.Result.Refused.class);
    return ((Acts.Result.Refused) result).reason();
  }

  private static Act of(Act.Kind kind, String who) {
    return Act.of(kind, who, TEN);
  }

  private static Notice result(String who) {
    return new Notice(who, Delivery.Kind.RESULT, false);
  }

  private static Notice notice(String who, Delivery.Kind kind, boolean rings) {
    return new Notice(who, kind, rings);
  }

  private static FollowUp taken(FollowUpPriority priority) {
    return done(open(priority), of(Act.Kind.TAKE, "boyer")).row();
  }

  private static FollowUp inProgress(FollowUpPriority priority) {
    return done(taken(priority), Act.decide("boyer", TEN, ClinicalDecision.CALL_IN, null)).row();
  }

  private static FollowUp offered(FollowUp row, String to) {
    return done(row, Act.offer(row.owner(), TEN, to, null)).row();
  }

  @Test
  void the_first_rung_rings_for_critical_and_urgent_only() {
    Notice rings = notice("boyer", Delivery.Kind.NOTICE_ACT, true);
    assertThat(receive(FollowUpPriority.CRITICAL).notices())
        .containsExactly(result("boyer"), rings);
    assertThat(receive(FollowUpPriority.URGENT).notices()).containsExactly(result("boyer"), rings);
    assertThat(receive(FollowUpPriority.ABNORMAL).notices()).containsExactly(result("boyer"));
    assertThat(receive(FollowUpPriority.CRITICAL).quietly().notices()).isEmpty();
    FollowUp opening = Samples.opening("boyer", TEN);
    Step quiet =
        FollowUpMachine.received(opening, FollowUpPriority.NORMAL, false, "", by(opening, TEN));
    assertThat(quiet.notices()).containsExactly(result("boyer"));
  }

  @Test
  void an_absent_owners_replacement_and_duty_doctor_are_rung_at_once_for_critical() {
    Town away = new Town().away("boyer", "2026-11-01", "2026-12-01").replaced("boyer", "lefevre");
    FollowUp opening = Samples.opening("boyer", TEN);
    Cover cover = Cover.of(away.roster(), "noyers", "boyer", TEN);
    Context context = new Context(cover, Policy.DEFAULT, "n", TEN);
    assertThat(
            FollowUpMachine.received(opening, FollowUpPriority.CRITICAL, true, "", context)
                .notices())
        .containsExactly(
            result("boyer"),
            notice("boyer", Delivery.Kind.NOTICE_ACT, true),
            notice("lefevre", Delivery.Kind.NOTICE_RUNG, true),
            notice("keller", Delivery.Kind.NOTICE_RUNG, true));
    assertThat(
            FollowUpMachine.received(opening, FollowUpPriority.URGENT, true, "", context).notices())
        .hasSize(2);
  }

  @Test
  void whoever_is_recognised_is_told_and_the_former_owner_stands_down() {
    FollowUp row = open(FollowUpPriority.ABNORMAL).requestedBy("lefevre", "noyers");
    Step step = FollowUpMachine.attributed(row, "lefevre", "", by(row, TEN));
    assertThat(step.row().owner()).isEqualTo("lefevre");
    assertThat(step.row().deadline()).isEqualTo(row.deadline());
    assertThat(step.notices())
        .containsExactly(
            result("lefevre"), notice("boyer", Delivery.Kind.NOTICE_STAND_DOWN, false));
    FollowUp opened = done(row, of(Act.Kind.OPEN, "boyer")).row();
    assertThat(FollowUpMachine.attributed(opened, "lefevre", "", by(row, TEN)).row().state())
        .isEqualTo(FollowUpState.OPEN);
    assertThat(FollowUpMachine.named(row, "", by(row, TEN)).notices())
        .containsExactly(result("lefevre"));
    FollowUp own = open(FollowUpPriority.ABNORMAL);
    assertThat(FollowUpMachine.named(own, "", by(own, TEN)).notices()).isEmpty();
    assertThat(
            FollowUpMachine.readInEmergency(own, "keller", "garde", by(own, TEN)).event().actor())
        .isEqualTo("keller");
  }

  @Test
  void an_offer_by_rule_rings_as_its_priority_does_and_a_second_offer_replaces_the_first() {
    FollowUp row = open(FollowUpPriority.URGENT);
    Step step = FollowUpMachine.offeredByRule(row, "keller", "", by(row, TEN));
    assertThat(step.notices()).containsExactly(notice("keller", Delivery.Kind.NOTICE_OFFER, true));
    FollowUp abnormal = open(FollowUpPriority.ABNORMAL);
    assertThat(FollowUpMachine.offeredByRule(abnormal, "keller", "", by(row, TEN)).notices())
        .containsExactly(notice("keller", Delivery.Kind.NOTICE_OFFER, false));
    FollowUp first = offered(abnormal, "keller");
    Instant later = TEN.plus(Duration.ofHours(2));
    FollowUp second = done(first, Act.offer("boyer", later, "lefevre", null)).row();
    assertThat(second.nextDue())
        .isEqualTo(second.openOffer().orElseThrow().expiresAt())
        .isAfter(first.openOffer().orElseThrow().expiresAt());
  }

  @Test
  void an_offer_that_waits_ends_at_its_time_whatever_restarts_the_clock() {
    FollowUp offered = offered(taken(FollowUpPriority.ABNORMAL), "keller");
    Instant ends = offered.openOffer().orElseThrow().expiresAt();
    Act decide = Act.decide("boyer", TEN, ClinicalDecision.CALL_IN, null);
    assertThat(done(offered, decide).row().nextDue()).isEqualTo(ends);
    assertThat(done(offered, of(Act.Kind.GIVE_UP, "boyer").withNote("x")).row().nextDue())
        .isBeforeOrEqualTo(ends);
    FollowUp normal = offered(open(FollowUpPriority.NORMAL), "keller");
    Instant normalEnds = normal.openOffer().orElseThrow().expiresAt();
    Step corrected = version(normal, FollowUpPriority.UNCLASSIFIED, true, false);
    assertThat(corrected.row().nextDue()).isBeforeOrEqualTo(normalEnds);
    FollowUp taken = done(normal, of(Act.Kind.TAKE, "boyer")).row();
    assertThat(taken.nextDue()).isEqualTo(taken.deadline());
    assertThat(taken.openOffer()).isEmpty();
    FollowUp refusedIt = done(normal, of(Act.Kind.REFUSE, "keller")).row();
    assertThat(refusedIt.nextDue()).isEqualTo(refusedIt.deadline());
  }

  private static Step version(
      FollowUp row, FollowUpPriority priority, boolean again, boolean validated, String... had) {
    return FollowUpMachine.version(
        row,
        new Versions.Current(List.of(), ReportStatus.FINAL, priority, false, false),
        again,
        validated,
        List.of(had),
        by(row, TEN.plusSeconds(60)));
  }

  @Test
  void a_version_that_changes_nothing_keeps_the_clock_and_tells_nobody_unless_it_validates() {
    FollowUp row = open(FollowUpPriority.NORMAL);
    Step same = version(row, FollowUpPriority.NORMAL, false, false, "boyer", "keller");
    assertThat(same.notices()).isEmpty();
    assertThat(same.row().clockStart()).isEqualTo(TEN);
    Step validated = version(row, FollowUpPriority.NORMAL, false, true, "boyer", "keller");
    assertThat(validated.notices()).containsExactly(result("boyer"), result("keller"));
    assertThat(validated.row().clockStart()).isEqualTo(TEN.plusSeconds(60));
    FollowUp abnormal = open(FollowUpPriority.ABNORMAL);
    assertThat(version(abnormal, FollowUpPriority.ABNORMAL, false, true).row().clockStart())
        .isEqualTo(TEN);
    FollowUp taken = taken(FollowUpPriority.NORMAL);
    assertThat(version(taken, FollowUpPriority.NORMAL, false, true).row().state())
        .isEqualTo(FollowUpState.TAKEN);
  }

  @Test
  void a_correction_goes_to_everyone_who_had_it_and_rings_when_it_is_worse_or_was_settled() {
    FollowUp waiting = open(FollowUpPriority.ABNORMAL);
    Step alike = version(waiting, FollowUpPriority.ABNORMAL, true, false, "boyer", "keller");
    assertThat(alike.row().clockStart()).as("the clock goes on").isEqualTo(TEN);
    assertThat(alike.notices())
        .containsExactly(
            result("boyer"),
            notice("boyer", Delivery.Kind.NOTICE_CORRECTED, false),
            result("keller"),
            notice("keller", Delivery.Kind.NOTICE_CORRECTED, false));
    Step worse = version(waiting, FollowUpPriority.URGENT, true, false);
    assertThat(worse.row().clockStart()).isEqualTo(TEN.plusSeconds(60));
    assertThat(worse.notices()).contains(notice("boyer", Delivery.Kind.NOTICE_ACT, true));
    Step lower = version(open(FollowUpPriority.URGENT), FollowUpPriority.NORMAL, true, false);
    assertThat(lower.row().clockStart()).isEqualTo(TEN.plusSeconds(60));
    assertThat(lower.notices()).containsExactly(result("boyer"));
    Step settled = version(taken(FollowUpPriority.URGENT), FollowUpPriority.URGENT, true, false);
    assertThat(settled.row().state()).isEqualTo(FollowUpState.OPEN);
    assertThat(settled.notices()).contains(notice("boyer", Delivery.Kind.NOTICE_ACT, true));
    assertThat(settled.event().kind()).isEqualTo(Kind.VERSION_REOPENS);
  }

  @Test
  void who_takes_charge_is_told_nothing_and_the_others_stand_down() {
    FollowUp row = open(FollowUpPriority.ABNORMAL);
    assertThat(done(row, of(Act.Kind.TAKE, "boyer"), "boyer", "keller").notices())
        .containsExactly(notice("keller", Delivery.Kind.NOTICE_STAND_DOWN, false));
    assertThat(done(row, of(Act.Kind.TAKE, "keller"), "keller").notices())
        .containsExactly(notice("boyer", Delivery.Kind.NOTICE_STAND_DOWN, false), result("keller"));
    assertThat(done(row, of(Act.Kind.TAKE, "keller"), "boyer").notices())
        .containsExactly(notice("boyer", Delivery.Kind.NOTICE_STAND_DOWN, false), result("keller"));
  }

  @Test
  void only_who_is_concerned_acts() {
    FollowUp row = open(FollowUpPriority.ABNORMAL);
    for (Act.Kind kind : List.of(Act.Kind.OPEN, Act.Kind.TAKE)) {
      assertThat(refused(row, of(kind, "lefevre"))).contains("ne vous est pas confié");
      assertThat(done(row, of(kind, "lefevre"), "lefevre").row()).isNotNull();
      assertThat(done(row, of(kind, "lenoir")).row()).isNotNull();
      assertThat(done(offered(row, "lefevre"), of(kind, "lefevre")).row()).isNotNull();
      assertThat(done(row.requestedBy("lefevre", "noyers"), of(kind, "lefevre")).row()).isNotNull();
    }
    FollowUp taken = taken(FollowUpPriority.ABNORMAL);
    assertThat(refused(taken, of(Act.Kind.TAKE, "boyer"))).contains("déjà pris en charge");
    assertThat(refused(taken, of(Act.Kind.TAKE, "keller"))).contains("Un confrère");
    FollowUp late = FollowUpMachine.due(taken, by(taken, TEN.plus(Duration.ofDays(9)))).row();
    assertThat(done(late, of(Act.Kind.TAKE, "keller")).row().owner()).isEqualTo("keller");
    assertThat(refused(taken, Act.decide("keller", TEN, ClinicalDecision.CALL_IN, null)))
        .contains("Seul le médecin responsable");
    assertThat(refused(row, of(Act.Kind.GIVE_UP, "boyer"))).contains("on ne peut pas rendre");
  }

  @Test
  void what_asks_for_a_word_is_refused_without_one() {
    FollowUp taken = taken(FollowUpPriority.ABNORMAL);
    for (Act mute :
        List.of(
            of(Act.Kind.GIVE_UP, "boyer"),
            of(Act.Kind.GIVE_UP, "boyer").withNote(" "),
            of(Act.Kind.NOTE_CALL, "boyer"),
            of(Act.Kind.NOTE_CALL, "boyer").withNote(" "),
            Act.decide("boyer", TEN, ClinicalDecision.ALREADY_DEALT_WITH, null),
            Act.decide("boyer", TEN, ClinicalDecision.ALREADY_DEALT_WITH, " "))) {
      assertThat(refused(taken, mute)).startsWith("Écrivez");
    }
    Act nothing = new Act(Act.Kind.DECIDE, "boyer", TEN, null, null, null, null, null);
    assertThat(refused(taken, nothing)).startsWith("Dites");
    FollowUp going = inProgress(FollowUpPriority.ABNORMAL);
    Act noOutcome = new Act(Act.Kind.NOTE_OUTCOME, "boyer", TEN, null, null, null, null, null);
    assertThat(refused(going, noOutcome)).startsWith("Dites");
    ClinicalOutcome stopped = ClinicalOutcome.STOPPED_AFTER_ATTEMPTS;
    assertThat(refused(going, Act.outcome("boyer", TEN, stopped, null))).startsWith("Écrivez");
    assertThat(refused(going, Act.outcome("boyer", TEN, stopped, " "))).startsWith("Écrivez");
    assertThat(done(going, Act.outcome("boyer", TEN, stopped, "courrier")).row().outcome())
        .isEqualTo(stopped);
    assertThat(refused(taken, of(Act.Kind.NOTE_CALL, "lefevre").withNote("x")))
        .contains("ne vous est pas confié");
  }

  @Test
  void an_outcome_tells_the_requester_who_had_it_and_is_not_the_one_who_notes() {
    FollowUp own = inProgress(FollowUpPriority.ABNORMAL);
    Act reached = Act.outcome("boyer", TEN, ClinicalOutcome.PATIENT_REACHED, null);
    assertThat(done(own, reached, "boyer").notices()).isEmpty();
    FollowUp others = own.requestedBy("lefevre", "noyers");
    assertThat(done(others, reached, "lefevre").notices())
        .containsExactly(notice("lefevre", Delivery.Kind.NOTICE_STAND_DOWN, false));
    assertThat(done(others, reached).notices()).isEmpty();
    FollowUp end = done(own, reached).row();
    assertThat(end.decision()).isEqualTo(ClinicalDecision.CALL_IN);
    assertThat(end.outcome()).isEqualTo(ClinicalOutcome.PATIENT_REACHED);
    assertThat(end.nextDue()).isNull();
    assertThat(refused(end, of(Act.Kind.REOPEN, "boyer"))).startsWith("Écrivez");
    assertThat(refused(end, of(Act.Kind.REOPEN, "boyer").withNote(" "))).startsWith("Écrivez");
    assertThat(refused(end, of(Act.Kind.REOPEN, "lefevre").withNote("x"))).contains("confié");
    Step again = done(end, of(Act.Kind.REOPEN, "boyer").withNote("nouveau symptôme"));
    assertThat(again.row().decision()).isNull();
    assertThat(again.row().outcome()).isNull();
    assertThat(again.notices()).containsExactly(notice("boyer", Delivery.Kind.NOTICE_ACT, false));
    FollowUp merged = Moves.merged(end.seq() > 0 ? own : end, "f2", by(own, TEN)).row();
    assertThat(merged.mergedInto()).isEqualTo("f2");
    assertThat(refused(merged, of(Act.Kind.REOPEN, "boyer").withNote("x"))).contains("joint");
  }

  @Test
  void what_is_given_up_goes_back_to_everyones_view() {
    Step step = done(taken(FollowUpPriority.URGENT), of(Act.Kind.GIVE_UP, "boyer").withNote("x"));
    assertThat(step.notices())
        .containsExactly(
            notice("boyer", Delivery.Kind.NOTICE_RUNG, true),
            notice("keller", Delivery.Kind.NOTICE_RUNG, true));
    assertThat(step.event().reason()).isEqualTo("x");
  }

  @Test
  void a_hand_over_needs_another_and_after_three_goes_to_the_referent() {
    FollowUp row = open(FollowUpPriority.ABNORMAL);
    assertThat(refused(row, Act.offer("boyer", TEN, "boyer", null))).startsWith("Dites");
    assertThat(refused(row, of(Act.Kind.OFFER, "boyer"))).startsWith("Dites");
    assertThat(refused(row, of(Act.Kind.ACCEPT, "keller"))).startsWith("Aucune proposition");
    assertThat(refused(row, of(Act.Kind.REFUSE, "keller"))).startsWith("Aucune proposition");
    assertThat(refused(offered(row, "keller"), of(Act.Kind.REFUSE, "lefevre")))
        .startsWith("Aucune");
    for (String next : List.of("keller", "lefevre", "lenoir")) {
      row = done(offered(row, next), of(Act.Kind.ACCEPT, next)).row();
      assertThat(row.state()).isEqualTo(FollowUpState.TAKEN);
    }
    assertThat(row.hops()).isEqualTo(3);
    assertThat(offered(row, "boyer").openOffer().orElseThrow().to()).isEqualTo("martin");
    FollowUp referents = done(offered(row, "martin"), of(Act.Kind.ACCEPT, "martin")).row();
    assertThat(offered(referents, "boyer").openOffer().orElseThrow().to()).isEqualTo("boyer");
  }

  @Test
  void accepting_what_is_in_progress_undoes_no_decision() {
    FollowUp going = offered(inProgress(FollowUpPriority.ABNORMAL), "keller");
    FollowUp after = done(going, of(Act.Kind.ACCEPT, "keller")).row();
    assertThat(after.state()).isEqualTo(FollowUpState.IN_PROGRESS);
    assertThat(after.decision()).isEqualTo(ClinicalDecision.CALL_IN);
    assertThat(after.clockStart()).isEqualTo(going.clockStart());
    FollowUp taken = offered(taken(FollowUpPriority.ABNORMAL), "keller");
    Act late = Act.of(Act.Kind.ACCEPT, "keller", TEN.plusSeconds(600));
    assertThat(done(taken, late).row().clockStart()).isEqualTo(TEN);
    FollowUp open = offered(open(FollowUpPriority.ABNORMAL), "keller");
    assertThat(done(open, late).row().clockStart()).isEqualTo(TEN.plusSeconds(600));
  }

  @Test
  void a_refusal_says_why_and_comes_back_to_the_giver() {
    FollowUp row = offered(open(FollowUpPriority.URGENT), "keller");
    Step why = done(row, of(Act.Kind.REFUSE, "keller").because(RefusalReason.AWAY));
    assertThat(why.event().reason()).isEqualTo("absent");
    assertThat(why.notices()).containsExactly(notice("boyer", Delivery.Kind.NOTICE_RUNG, true));
    assertThat(
            done(row, of(Act.Kind.CANNOT, "keller").because(RefusalReason.OTHER).withNote("congé"))
                .event()
                .reason())
        .isEqualTo("autre raison : congé");
    assertThat(done(row, of(Act.Kind.REFUSE, "keller").withNote("non")).event().reason())
        .isEqualTo("non");
    assertThat(refused(row, of(Act.Kind.CANNOT, "lefevre"))).contains("confié");
    Step cannot = done(row, of(Act.Kind.CANNOT, "boyer"));
    assertThat(cannot.event().kind()).isEqualTo(Kind.GIVEN_UP);
    assertThat(cannot.notices()).containsExactly(notice("keller", Delivery.Kind.NOTICE_RUNG, true));
    assertThat(refused(inProgress(FollowUpPriority.URGENT), of(Act.Kind.CANNOT, "boyer")))
        .contains("transmettez");
    assertThat(refused(taken(FollowUpPriority.URGENT), of(Act.Kind.CANNOT, "boyer")))
        .startsWith("Écrivez");
  }

  @Test
  void what_its_owner_can_no_longer_follow_moves_and_only_what_waited_keeps_its_clock() {
    FollowUp open = open(FollowUpPriority.ABNORMAL);
    Instant later = TEN.plusSeconds(600);
    Step moved = Moves.moved(open, "keller", "x", by(open, later));
    assertThat(moved.row().owner()).isEqualTo("keller");
    assertThat(moved.row().clockStart()).isEqualTo(TEN);
    assertThat(moved.notices()).containsExactly(result("keller"));
    FollowUp opened = done(open, of(Act.Kind.OPEN, "boyer")).row();
    assertThat(Moves.moved(opened, "keller", "x", by(open, later)).row().clockStart())
        .isEqualTo(TEN);
    FollowUp going = inProgress(FollowUpPriority.ABNORMAL);
    Step restarted = Moves.moved(going, "keller", "x", by(going, later));
    assertThat(restarted.row().state()).isEqualTo(FollowUpState.OPEN);
    assertThat(restarted.row().clockStart()).isEqualTo(later);
    FollowUp gone =
        FollowUpMachine.version(
                open,
                new Versions.Current(
                    List.of(), ReportStatus.CANCELLED, FollowUpPriority.ABNORMAL, true, false),
                true,
                false,
                List.of(),
                by(open, TEN))
            .row();
    FollowUp movedGone = Moves.moved(gone, "keller", "x", by(gone, later)).row();
    assertThat(movedGone.state()).isEqualTo(FollowUpState.WITHDRAWN);
    assertThat(movedGone.clockStart()).isEqualTo(TEN);
    assertThat(Moves.returned(open, "boyer", by(open, TEN)).row().nextDue()).isNull();
    assertThat(Moves.history(open, by(open, TEN)).row().state()).isEqualTo(FollowUpState.CONCLUDED);
    assertThat(Moves.copied(open, by(open, TEN)).row().state()).isEqualTo(FollowUpState.CONCLUDED);
  }

  @Test
  void two_that_become_one_keep_the_higher_priority_and_the_nearest_clock() {
    FollowUp abnormal = open(FollowUpPriority.ABNORMAL);
    FollowUp opening = Samples.opening("boyer", TEN.minusSeconds(3600));
    FollowUp earlier =
        FollowUpMachine.received(
                opening, FollowUpPriority.ABNORMAL, true, "", by(opening, TEN.minusSeconds(3600)))
            .row();
    FollowUp urgent = open(FollowUpPriority.URGENT);
    assertThat(Moves.joined(abnormal, urgent, by(abnormal, TEN)).row().priority())
        .isEqualTo(FollowUpPriority.URGENT);
    assertThat(Moves.joined(abnormal, urgent, by(abnormal, TEN)).row().deadline())
        .isEqualTo(urgent.deadline());
    assertThat(Moves.joined(abnormal, earlier, by(abnormal, TEN)).row().clockStart())
        .isEqualTo(earlier.clockStart());
    assertThat(Moves.joined(earlier, abnormal, by(abnormal, TEN)).row().clockStart())
        .isEqualTo(earlier.clockStart());
    assertThat(Moves.joined(urgent, earlier, by(urgent, TEN)).row().clockStart()).isEqualTo(TEN);
    FollowUp climbed = FollowUpMachine.due(urgent, by(urgent, TEN.plusSeconds(7200))).row();
    FollowUp both = Moves.joined(abnormal, climbed, by(abnormal, TEN)).row();
    assertThat(both.rung()).isEqualTo(1);
    assertThat(both.nextDue()).isEqualTo(TEN.plusSeconds(4 * 3600));
    FollowUp taken = taken(FollowUpPriority.NORMAL);
    assertThat(Moves.joined(taken, earlier, by(taken, TEN)).row().clockStart()).isEqualTo(TEN);
    FollowUp closed =
        done(taken, Act.decide("boyer", TEN, ClinicalDecision.SEEN_NOTHING_TO_DO, null)).row();
    assertThat(Moves.joined(closed, urgent, by(taken, TEN)).row().nextDue()).isNull();
    assertThat(Moves.joined(urgent, closed, by(taken, TEN)).row().deadline())
        .isEqualTo(urgent.deadline());
  }

  @Test
  void what_was_awaited_and_comes_or_does_not() {
    FollowUp opening = Samples.opening("boyer", TEN);
    Step missing = Awaited.missing(opening, FollowUpPriority.UNCLASSIFIED, "x", by(opening, TEN));
    assertThat(missing.notices()).containsExactly(notice("boyer", Delivery.Kind.NOTICE_ACT, false));
    assertThat(Awaited.missing(opening, FollowUpPriority.URGENT, "x", by(opening, TEN)).notices())
        .containsExactly(notice("boyer", Delivery.Kind.NOTICE_ACT, true));
    FollowUp row = missing.row();
    Step came = Awaited.arrived(row, FollowUpPriority.URGENT, false, true, by(row, TEN));
    assertThat(came.row().state()).isEqualTo(FollowUpState.OPEN);
    assertThat(came.notices()).hasSize(2);
    Step quiet = Awaited.arrived(row, FollowUpPriority.NORMAL, true, false, by(row, TEN));
    assertThat(quiet.row().state()).isEqualTo(FollowUpState.WITHDRAWN);
    assertThat(quiet.notices()).containsExactly(result("boyer"));
  }

  @Test
  void the_fold_takes_events_in_their_order_only() {
    FollowUp row = open(FollowUpPriority.ABNORMAL);
    Step next = done(row, of(Act.Kind.OPEN, "boyer"));
    assertThatThrownBy(() -> FollowUpFold.next(next.row(), next.event()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Clock.DECIDE.french()).isEqualTo("à décider");
    assertThat(Times.DEFAULT.expectedIn(fr.relais.core.model.ReportKind.BIOLOGY, false))
        .isEqualTo(Duration.ofDays(7));
    assertThat(Times.DEFAULT.expectedIn(fr.relais.core.model.ReportKind.IMAGING, false))
        .isEqualTo(Duration.ofDays(15));
    assertThat(Times.DEFAULT.expectedIn(fr.relais.core.model.ReportKind.BIOLOGY, true))
        .isEqualTo(Duration.ofDays(1));
  }
}
