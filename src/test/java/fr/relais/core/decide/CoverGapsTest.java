// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static fr.relais.core.decide.Town.TEN;
import static fr.relais.core.decide.Town.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.decide.CoverGaps.Gap;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.Period;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverGapsTest extends OnTown {
  @Test
  void a_duty_that_is_held_or_answered_by_centre_15_has_no_hole() {
    assertThat(CoverGaps.ahead(new Town().roster(), TEN)).isEmpty();
    assertThat(CoverGaps.ahead(new Town().nobodyOnDuty().roster(), TEN)).isEmpty();
  }

  @Test
  void an_absence_makes_one_hole_for_each_of_its_days_the_first_one_from_now() {
    Roster today = new Town().away("keller", "2026-11-18", "2026-11-20").roster();
    Roster later = new Town().away("keller", "2026-11-21", "2026-11-23").roster();

    assertThat(CoverGaps.ahead(today, TEN)).containsExactly(gap(TODAY, TEN, at("2026-11-20")));
    assertThat(CoverGaps.ahead(later, TEN))
        .containsExactly(
            gap(day(21), at("2026-11-21"), at("2026-11-22")),
            gap(day(22), at("2026-11-22"), at("2026-11-23")));
  }

  @Test
  void thirty_one_days_are_looked_at_and_no_more() {
    Town last = new Town().away("keller", "2026-12-19", "2026-12-20");
    Town beyond = new Town().away("keller", "2026-12-20", "2026-12-21");

    assertThat(CoverGaps.ahead(last.roster(), TEN)).hasSize(1);
    assertThat(CoverGaps.ahead(beyond.roster(), TEN)).isEmpty();
  }

  @Test
  void who_can_no_longer_practise_holds_nothing_from_that_day_on() {
    LocalDate gone = LocalDate.of(2026, 12, 18);
    Town town = new Town().with(Town.doctor("keller", Role.DOCTOR, null, gone, null));

    assertThat(CoverGaps.ahead(town.roster(), TEN))
        .extracting(Gap::day)
        .containsExactly(gone, gone.plusDays(1));
  }

  @Test
  void a_hole_lasts_until_someone_stands_again() {
    Instant noon = TEN.plus(Duration.ofHours(2));
    Instant four = TEN.plus(Duration.ofHours(6));
    Instant beyond = at("2027-06-01");

    assertThat(CoverGaps.ahead(duties(duty(TEN, noon), duty(four, beyond)), TEN))
        .containsExactly(gap(TODAY, noon, four));
    assertThat(CoverGaps.ahead(duties(duty(four, beyond), duty(TEN, four)), TEN)).isEmpty();
    assertThat(CoverGaps.ahead(duties(duty(TEN, four), duty(noon, beyond)), TEN)).isEmpty();
    assertThat(CoverGaps.ahead(duties(), TEN)).hasSize(31);
  }

  @Test
  void an_absence_of_some_hours_makes_a_hole_of_those_hours() {
    Instant noon = TEN.plus(Duration.ofHours(2));
    Instant four = TEN.plus(Duration.ofHours(6));
    Period away = new Period(Period.Kind.ABSENCE, "keller", null, null, noon, four);
    Period holds = duty(TEN, at("2027-06-01"));
    Period present = new Period(Period.Kind.PRESENCE, "keller", "noyers", null, noon, four);
    Period other = new Period(Period.Kind.ABSENCE, "boyer", null, null, noon, four);

    assertThat(CoverGaps.ahead(duties(holds, away), TEN)).containsExactly(gap(TODAY, noon, four));
    assertThat(CoverGaps.ahead(duties(holds, present), TEN)).isEmpty();
    assertThat(CoverGaps.ahead(duties(holds, other), TEN)).isEmpty();
  }

  @Test
  void a_hole_does_not_end_where_someone_else_comes_or_goes() {
    Instant noon = TEN.plus(Duration.ofHours(2));
    Instant one = TEN.plus(Duration.ofHours(3));
    Instant four = TEN.plus(Duration.ofHours(6));
    Period other = new Period(Period.Kind.PRESENCE, "boyer", "noyers", null, one, four);
    Period next = duty(four, at("2027-06-01"));

    assertThat(CoverGaps.ahead(duties(duty(TEN, noon), other, next), TEN))
        .containsExactly(gap(TODAY, noon, four));
  }

  @Test
  void a_hole_matters_to_an_awaited_result_of_its_site_from_now_to_the_day_it_is_expected() {
    FollowUp late = open(FollowUpPriority.ABNORMAL);
    Instant by = TEN.plus(Duration.ofDays(20));
    Gap before = gap(TODAY, by.minusSeconds(1), by);
    Gap at = gap(TODAY, by, by.plusSeconds(9));
    List<Gap> gaps = List.of(before, at);

    assertThat(needed(gaps, late, order("noyers", OrderState.EXPECTED, by)))
        .containsExactly(before);
    assertThat(needed(gaps, late, order("chablis", OrderState.EXPECTED, by))).isEmpty();
    assertThat(needed(gaps, late, order("noyers", OrderState.MISSING, by))).isEmpty();
    assertThat(needed(gaps, late)).isEmpty();
  }

  private static List<Gap> needed(List<Gap> gaps, FollowUp open, Order... awaited) {
    return CoverGaps.needed(gaps, List.of(open), List.of(awaited), TEN).stream()
        .map(CoverGaps.Needed::gap)
        .toList();
  }

  private static Order order(String site, OrderState state, Instant expectedBy) {
    return new Order(
        "o-1",
        "R7F3K9Q2",
        null,
        null,
        null,
        ReportKind.BIOLOGY,
        null,
        "Ionogramme",
        RequestPriority.ROUTINE,
        "boyer",
        site,
        TEN,
        Samples.JEANNE,
        List.of(),
        null,
        null,
        null,
        null,
        PatientChoices.NONE,
        expectedBy,
        state,
        expectedBy,
        null);
  }

  @Test
  void a_hole_matters_to_what_its_site_must_answer_before_its_end() {
    FollowUp row = open(FollowUpPriority.ABNORMAL);
    Instant deadline = java.util.Objects.requireNonNull(row.deadline());
    Gap before = gap(TODAY, deadline.minusSeconds(1), deadline);
    Gap after = gap(TODAY, deadline, deadline.plusSeconds(9));
    Gap elsewhere = new Gap("chablis", TODAY, before.from(), before.to());

    List<Gap> gaps = List.of(before, after, elsewhere);

    assertThat(CoverGaps.needed(gaps, List.of(row), List.of(), TEN))
        .containsExactly(new CoverGaps.Needed(before, row));
    assertThat(CoverGaps.needed(gaps, List.of(), List.of(), TEN)).isEmpty();
    Instant late = deadline.plus(Duration.ofDays(3));
    Gap now = gap(TODAY, late, late.plusSeconds(60));
    Gap soon = gap(TODAY, late.plusSeconds(1), late.plusSeconds(60));
    assertThat(CoverGaps.needed(List.of(now, soon), List.of(row), List.of(), late))
        .containsExactly(new CoverGaps.Needed(now, row));
  }

  private static Roster duties(Period... duties) {
    Roster town = new Town().roster();
    return Roster.of(
        1,
        List.of(town.practitioner("keller").orElseThrow()),
        List.of(new Site("noyers", "Noyers", null, "martin", true, null, null, null)),
        List.of(duties),
        List.of(),
        List.of(),
        List.of());
  }

  private static Period duty(Instant from, Instant to) {
    return new Period(Period.Kind.DUTY, "keller", "noyers", null, from, to);
  }

  private static Gap gap(LocalDate day, Instant from, Instant to) {
    return new Gap("noyers", day, from, to);
  }

  private static LocalDate day(int of) {
    return LocalDate.of(2026, 11, of);
  }

  private static Instant at(String day) {
    return Town.at(day);
  }
}
