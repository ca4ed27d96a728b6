// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static fr.relais.core.decide.Town.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.Samples;
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

/** What people do, and what changes hands. */
class HandsTest extends OnTown {
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
    assertThat(step.notices()).containsExactly(notice("keller", Delivery.Kind.NOTICE_RUNG, true));
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
    assertThat(restarted.row().decision()).isNull();
    FollowUp end =
        done(going, Act.outcome("boyer", TEN, ClinicalOutcome.PATIENT_REACHED, null)).row();
    FollowUp anew = Moves.moved(end, "keller", "x", by(end, later)).row();
    assertThat(anew.decision()).isNull();
    assertThat(anew.outcome()).isNull();
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
