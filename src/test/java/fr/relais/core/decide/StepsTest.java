// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static fr.relais.core.decide.Town.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.relais.core.Samples;
import fr.relais.core.decide.FollowUpMachine.Context;
import fr.relais.core.decide.FollowUpMachine.Notice;
import fr.relais.core.decide.FollowUpMachine.Step;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent.Kind;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import fr.relais.core.model.HandoverState;
import fr.relais.core.model.ReportStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each step changes, whom it tells, and what is refused. */
class StepsTest extends OnTown {
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
    assertThat(settled.event().reason())
        .isEqualTo("Le laboratoire a complété ou corrigé ce résultat : à revoir.");
  }

  @Test
  void a_withdrawal_says_so_and_goes_to_everyone_who_had_it() {
    FollowUp row = taken(FollowUpPriority.ABNORMAL);
    Step step =
        FollowUpMachine.version(
            row,
            new Versions.Current(
                List.of(), ReportStatus.CANCELLED, FollowUpPriority.ABNORMAL, true, false),
            true,
            false,
            List.of("boyer", "keller"),
            by(row, TEN.plusSeconds(60)));

    assertThat(step.row().state()).isEqualTo(FollowUpState.WITHDRAWN);
    assertThat(step.event().reason()).isEqualTo("Le laboratoire a annulé ce résultat.");
    assertThat(step.notices())
        .contains(notice("keller", Delivery.Kind.NOTICE_CORRECTED, false), result("keller"));
  }

  @Test
  void every_offer_that_was_made_is_kept_with_what_became_of_it() {
    FollowUp row = offered(open(FollowUpPriority.ABNORMAL), "keller");
    row = offered(done(row, of(Act.Kind.REFUSE, "keller")).row(), "martin");
    row = FollowUpMachine.due(row, by(row, TEN.plus(Duration.ofDays(9)))).row();
    row = offered(row, "lefevre");
    row = offered(row, "lenoir");

    assertThat(row.offers())
        .extracting(Handover::to, Handover::state)
        .containsExactly(
            tuple("keller", HandoverState.REFUSED),
            tuple("martin", HandoverState.EXPIRED),
            tuple("lefevre", HandoverState.WITHDRAWN),
            tuple("lenoir", HandoverState.OFFERED));
    assertThat(done(row, of(Act.Kind.OPEN, "boyer")).row().offers()).isEqualTo(row.offers());
  }
}
