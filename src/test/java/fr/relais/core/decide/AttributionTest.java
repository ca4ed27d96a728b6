// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static fr.relais.core.decide.Town.TEN;
import static fr.relais.core.decide.Town.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.decide.Policy.Disclosure;
import fr.relais.core.decide.Policy.StandingAcceptance;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private static final Policy TO_DUTY =
      new Policy("duty-1", Times.DEFAULT, true, Marks.NONE, List.of(), Disclosure.NOTHING);

  private static Attribution.Case of(Practitioner who, String site) {
    return new Attribution.Case(
        who, site, false, false, null, false, FollowUpPriority.ABNORMAL, ReportKind.BIOLOGY);
  }

  private static Attribution.Case refused(Practitioner who, String site, String designated) {
    return new Attribution.Case(
        who, site, false, true, designated, true, FollowUpPriority.ABNORMAL, ReportKind.BIOLOGY);
  }

  private static void decides(
      Town town, String who, String site, String row, String owner, String offer) {
    decides(
        town, Policy.DEFAULT, of(who == null ? null : town.person(who), site), row, owner, offer);
  }

  private static void decides(
      Town town, Policy policy, Attribution.Case known, String row, String owner, String offer) {
    Attribution given = Attribution.of(known, town.roster(), policy, TEN);
    assertThat(given.decision().row()).isEqualTo(row);
    assertThat(given.owner()).isEqualTo(owner);
    assertThat(given.offerTo()).isEqualTo(offer);
  }

  @Test
  void who_is_there_owns_what_he_ordered() {
    decides(new Town(), "boyer", "noyers", "R1", "boyer", null);
    decides(new Town(), "boyer", null, "R10", "boyer", null);
    Town town = new Town();
    Attribution.Case ordered =
        new Attribution.Case(
            town.person("boyer"),
            null,
            false,
            false,
            null,
            true,
            FollowUpPriority.NORMAL,
            ReportKind.BIOLOGY);
    decides(town, Policy.DEFAULT, ordered, "R1", "boyer", null);
  }

  @Test
  void who_is_away_through_the_deadline_is_offered_to_another_and_only_then() {
    Town away = new Town().away("boyer", "2026-11-10", "2026-12-01");
    decides(away, "boyer", "noyers", "R2a", "boyer", "keller");
    decides(away, "boyer", null, "R2c", "boyer", "lenoir");
    decides(away.replaced("boyer", "lefevre"), "boyer", "noyers", "R2e", "boyer", "lefevre");
    Town back = new Town().away("boyer", "2026-11-10", "2026-11-20");
    decides(back, "boyer", "noyers", "R1", "boyer", null);
    Town leaves = new Town().away("boyer", "2026-11-20", "2026-12-01");
    decides(leaves, "boyer", "noyers", "R1", "boyer", null);
    Town alone = new Town().away("boyer", "2026-11-10", "2026-12-01").nobodyOnDuty();
    decides(alone, "boyer", "noyers", "R2d", "boyer", "martin");
  }

  @Test
  void a_signed_rule_gives_it_to_the_duty_doctor_at_once() {
    Town town = new Town().away("boyer", "2026-11-10", "2026-12-01");
    decides(town, TO_DUTY, of(town.person("boyer"), "noyers"), "R2b", "keller", null);
  }

  @Test
  void a_mission_ends_after_its_last_day() {
    Town last = new Town().with(Town.doctor("boyer", Role.DOCTOR, TODAY, null, null));
    decides(last, "boyer", "noyers", "R1", "boyer", null);
    Town ended = new Town().with(Town.doctor("boyer", Role.DOCTOR, TODAY.minusDays(1), null, null));
    decides(ended, "boyer", "noyers", "R3a", "boyer", "keller");
    decides(ended.replaced("boyer", "lefevre"), "boyer", "noyers", "R3a", "boyer", "keller");
  }

  @Test
  void who_can_no_longer_practise_owns_nothing_from_that_day_on() {
    Town gone = new Town().with(Town.doctor("boyer", Role.DOCTOR, null, TODAY, null));
    decides(gone, "boyer", "noyers", "R4a", "keller", null);
    decides(gone, "boyer", null, "R4c", "lenoir", null);
    decides(gone.nobodyOnDuty(), "boyer", "noyers", "R4b", "martin", null);
    Town tomorrow =
        new Town().with(Town.doctor("boyer", Role.DOCTOR, null, TODAY.plusDays(1), null));
    decides(tomorrow, "boyer", "noyers", "R1", "boyer", null);
  }

  @Test
  void a_juniors_supervisor_answers_for_him_and_without_one_it_is_the_sites_paper() {
    Town town = new Town().with(Town.doctor("moulin", Role.JUNIOR, null, null, "lefevre"));
    decides(town, "moulin", "noyers", "R11", "lefevre", null);
    town.with(Town.doctor("lefevre", Role.DOCTOR, null, TODAY, null));
    decides(town, "moulin", "noyers", "R9", "martin", null);
  }

  @Test
  void nobody_a_secretary_and_the_sites_paper_are_questions() {
    Town town = new Town().with(Town.doctor("sylvie", Role.SECRETARY, null, null, null));
    decides(town, null, "noyers", "R5", "martin", null);
    decides(town, Policy.DEFAULT, of(null, null), "R6", "lenoir", null);
    decides(town, "sylvie", "noyers", "R5", "martin", null);
    Attribution.Case paper =
        new Attribution.Case(
            null, "noyers", true, false, null, false, FollowUpPriority.NORMAL, ReportKind.BIOLOGY);
    decides(town, Policy.DEFAULT, paper, "R9", "martin", null);
  }

  @Test
  void whom_the_patient_named_is_offered_it_if_he_may_have_it() {
    Town town = new Town();
    Practitioner boyer = town.person("boyer");
    decides(town, Policy.DEFAULT, refused(boyer, "noyers", "lefevre"), "R7", "martin", "lefevre");
    decides(town, Policy.DEFAULT, refused(boyer, null, "lefevre"), "R8", "lenoir", "lefevre");
    decides(town, Policy.DEFAULT, refused(boyer, "noyers", "martin"), "R7", "martin", null);
    decides(town, Policy.DEFAULT, refused(boyer, "noyers", null), "R7", "martin", null);
    town.with(Town.doctor("lefevre", Role.DOCTOR, null, TODAY, null));
    decides(town, Policy.DEFAULT, refused(boyer, "noyers", "lefevre"), "R7", "martin", null);
    Attribution.Case notRefused =
        new Attribution.Case(
            boyer,
            "noyers",
            false,
            false,
            "martin",
            true,
            FollowUpPriority.NORMAL,
            ReportKind.BIOLOGY);
    decides(town, Policy.DEFAULT, notRefused, "R1", "boyer", null);
  }

  @Test
  void whom_the_patient_refused_does_not_get_it_as_referent_unless_he_is_alone() {
    Town town = new Town();
    Practitioner martin = town.person("martin");
    Practitioner lenoir = town.person("lenoir");
    decides(town, Policy.DEFAULT, refused(martin, "noyers", null), "R7", "lenoir", null);
    decides(town, Policy.DEFAULT, refused(lenoir, "noyers", null), "R7", "martin", null);
    Roster martinAlone =
        Roster.of(
            1,
            List.of(martin),
            town.roster().sites(),
            List.of(
                new Period(
                    Period.Kind.OPERATOR_DUTY,
                    "martin",
                    null,
                    null,
                    Town.at("2026-01-01"),
                    Town.at("2027-01-01"))),
            List.of(),
            List.of(),
            List.of());
    assertThat(
            Attribution.of(refused(martin, "noyers", null), martinAlone, Policy.DEFAULT, TEN)
                .owner())
        .isEqualTo("martin");
  }

  @Test
  void what_was_accepted_in_advance_is_his_at_once() {
    Town town = new Town();
    Policy signed = accepting("lefevre", Set.of(ReportKind.BIOLOGY), Set.of(DayOfWeek.THURSDAY));
    Attribution given =
        Attribution.of(of(town.person("boyer"), "noyers"), town.roster(), signed, TEN);
    Attribution offered = given.offeredTo("lefevre", ReportKind.BIOLOGY, signed, TEN);
    assertThat(offered.owner()).isEqualTo("lefevre");
    assertThat(offered.offerTo()).isNull();
    assertThat(offered.decision().row()).isEqualTo("R1+");
    assertThat(offered.decision().reason()).contains("accepte");
    Attribution other = given.offeredTo("keller", ReportKind.BIOLOGY, signed, TEN);
    assertThat(other.owner()).isEqualTo("boyer");
    assertThat(other.offerTo()).isEqualTo("keller");
    assertThat(given.offeredTo("lefevre", ReportKind.IMAGING, signed, TEN).owner())
        .isEqualTo("boyer");
  }

  private static Policy accepting(String who, Set<ReportKind> kinds, Set<DayOfWeek> days) {
    return new Policy(
        "p-1",
        Times.DEFAULT,
        false,
        Marks.NONE,
        List.of(
            new StandingAcceptance(
                who, kinds, days, LocalDate.of(2026, 11, 19), LocalDate.of(2026, 11, 26))),
        Disclosure.NOTHING);
  }

  @Test
  void an_acceptance_holds_for_its_doctor_its_kinds_its_days_and_between_its_dates() {
    Policy any = accepting("lefevre", Set.of(), Set.of());
    assertThat(any.acceptedAhead("lefevre", ReportKind.IMAGING, TEN)).isTrue();
    assertThat(any.acceptedAhead("keller", ReportKind.IMAGING, TEN)).isFalse();
    assertThat(any.acceptedAhead("lefevre", ReportKind.IMAGING, Town.at("2026-11-18"))).isFalse();
    assertThat(any.acceptedAhead("lefevre", ReportKind.IMAGING, Town.at("2026-11-26"))).isTrue();
    assertThat(any.acceptedAhead("lefevre", ReportKind.IMAGING, Town.at("2026-11-27"))).isFalse();
    Policy friday = accepting("lefevre", Set.of(), Set.of(DayOfWeek.FRIDAY));
    assertThat(friday.acceptedAhead("lefevre", ReportKind.IMAGING, TEN)).isFalse();
    Policy biology = accepting("lefevre", Set.of(ReportKind.BIOLOGY), Set.of());
    assertThat(biology.acceptedAhead("lefevre", ReportKind.IMAGING, TEN)).isFalse();
    assertThat(Policy.DEFAULT.acceptedAhead("lefevre", ReportKind.BIOLOGY, TEN)).isFalse();
  }

  @Test
  void a_medecin_traitant_who_is_away_or_gone_gets_nothing() {
    Town town = new Town().away("keller", "2026-11-10", "2026-12-01");
    Roster roster = town.roster();
    Attribution given =
        Attribution.of(of(town.person("boyer"), "noyers"), roster, Policy.DEFAULT, TEN);
    FollowUpPriority abnormal = FollowUpPriority.ABNORMAL;
    assertThat(given.share(town.person("lefevre"), false, abnormal, roster, TEN))
        .isEqualTo(GeneralPractitioners.Share.OFFER);
    assertThat(given.share(town.person("lefevre"), true, abnormal, roster, TEN))
        .isEqualTo(GeneralPractitioners.Share.COPY);
    assertThat(given.share(town.person("keller"), false, abnormal, roster, TEN))
        .isEqualTo(GeneralPractitioners.Share.NOTHING);
    assertThat(given.share(town.person("boyer"), false, abnormal, roster, TEN))
        .isEqualTo(GeneralPractitioners.Share.NOTHING);
    assertThat(given.share(null, false, abnormal, roster, TEN))
        .isEqualTo(GeneralPractitioners.Share.NOTHING);
    Practitioner gone = Town.doctor("colas", Role.DOCTOR, null, TODAY, null);
    assertThat(given.share(gone, false, abnormal, roster, TEN))
        .isEqualTo(GeneralPractitioners.Share.NOTHING);
    assertThat(
            given
                .offeredTo("keller", ReportKind.BIOLOGY, Policy.DEFAULT, TEN)
                .share(town.person("lefevre"), false, abnormal, roster, TEN))
        .isEqualTo(GeneralPractitioners.Share.COPY);
  }

  private static String offered(Town town, String who, String site) {
    Practitioner requester = town.person(who);
    return Attribution.of(of(requester, site), town.roster(), Policy.DEFAULT, TEN)
        .offerReason(requester);
  }

  @Test
  void whoever_is_offered_it_reads_who_ordered_and_why_it_comes_to_him() {
    Town away = new Town().away("boyer", "2026-11-10", "2026-12-01");
    String boyer = away.person("boyer").title();

    assertThat(offered(away, "boyer", "noyers"))
        .startsWith("Le " + boyer + ", qui l'a prescrit, est en absence ; il vous est proposé")
        .endsWith("comme médecin de garde du site.");
    assertThat(offered(away, "boyer", null)).endsWith("comme médecin d'astreinte de l'opérateur.");
    assertThat(offered(away.replaced("boyer", "lefevre"), "boyer", "noyers"))
        .endsWith("comme remplaçant.");
    assertThat(offered(new Town(), "boyer", "noyers"))
        .startsWith("Le " + boyer + " a prescrit cet examen")
        .endsWith("proposé comme médecin traitant déclaré.");
    Practitioner requester = new Town().person("boyer");
    assertThat(
            Attribution.of(
                    refused(requester, "noyers", "lefevre"),
                    new Town().roster(),
                    Policy.DEFAULT,
                    TEN)
                .offerReason(requester))
        .startsWith("Le patient vous a désigné");
  }

  @Test
  void the_reason_names_the_stand_of_whoever_has_it_in_the_end() {
    Town town = new Town();
    Attribution barred =
        Attribution.of(
            refused(town.person("martin"), "noyers", null), town.roster(), Policy.DEFAULT, TEN);

    assertThat(barred.owner()).isEqualTo("lenoir");
    assertThat(barred.decision().row()).isEqualTo("R7");
    assertThat(barred.decision().reason())
        .endsWith("vous êtes le médecin d'astreinte de l'opérateur.");
  }

  @Test
  void of_a_junior_whom_nobody_supervises_it_is_known_who_ordered() {
    Town town = new Town();
    Practitioner junior = Town.doctor("jeunot", Role.JUNIOR, null, null, null);
    Attribution given =
        Attribution.of(of(junior, "noyers"), town.with(junior).roster(), Policy.DEFAULT, TEN);

    assertThat(given.owner()).isEqualTo("martin");
    assertThat(given.decision().ask()).isEqualTo(Ownership.Ask.WHO_ORDERED);
    assertThat(given.decision().reason())
        .startsWith("Prescrit par un docteur junior")
        .endsWith("vous êtes le médecin référent du site. À rapprocher.");
  }

  @Test
  void a_stand_that_nobody_holds_is_the_next_ones_and_the_last_one_must_exist() {
    Cover cover = Cover.of(new Town().nobodyOnDuty().roster(), "noyers", "", TEN);
    assertThat(Attribution.holder(cover, Ladder.Stand.DUTY_DOCTOR)).isEqualTo("martin");
    assertThatThrownBy(
            () -> Attribution.holder(Cover.of(Roster.EMPTY, null, "", TEN), Ladder.Stand.REFERENT))
        .isInstanceOf(IllegalStateException.class);
  }
}
