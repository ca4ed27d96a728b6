// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Period;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A day that nobody covers is asked of the site's referent when a result needs that day. */
class CoverAlarmTest {

  private static Content abnormal() {
    return new LabMessage(LabMessage.PETIT, "F-1").potassium("5.6", "H").content();
  }

  private static Period duty(@Nullable String who, String from, String to) {
    return new Period(
        Period.Kind.DUTY, who, "noyers", null, Installation.paris(from), Installation.paris(to));
  }

  private static Period absence(String who, String from, String to) {
    return new Period(
        Period.Kind.ABSENCE, who, null, null, Installation.paris(from), Installation.paris(to));
  }

  /** The people of the stories with these duties at Noyers instead of theirs. */
  private static void duties(Installation relais, Period... periods) {
    Roster old = relais.store.roster();
    List<Period> all = new ArrayList<>(List.of(periods));
    old.periods().stream()
        .filter(p -> p.kind() != Period.Kind.DUTY || !"noyers".equals(p.site()))
        .forEach(all::add);
    relais.roster(
        Roster.of(
            1, old.practitioners(), old.sites(), all, old.senders(), old.codes(), old.endpoints()));
  }

  private static List<WorkItem> questions(Installation relais) {
    return relais.store.openWorkItems(100).stream()
        .filter(item -> item.question() == WorkItem.Question.NO_COVER)
        .toList();
  }

  @Test
  void on_a_friday_evening_the_days_until_monday_noon_are_asked_once_of_the_referent() {
    Installation relais = new Installation("2026-11-20T18:10");
    duties(
        relais,
        duty("keller", "2026-11-16T00:00", "2026-11-21T00:00"),
        duty("keller", "2026-11-23T08:00", "2026-11-28T00:00"));
    relais.settle();
    assertThat(questions(relais)).isEmpty();

    relais.receives(abnormal());
    relais.at("2026-11-20T18:12");
    assertThat(questions(relais))
        .extracting(WorkItem::id)
        .containsExactlyInAnyOrder(
            "cover-noyers-2026-11-21", "cover-noyers-2026-11-22", "cover-noyers-2026-11-23");
    assertThat(questions(relais)).allMatch(item -> item.owner().equals("martin"));
    assertThat(questions(relais))
        .extracting(WorkItem::evidence)
        .anyMatch(said -> said.contains("le 21/11/2026, de toute la journée"))
        .anyMatch(said -> said.contains("le 23/11/2026, de 00:00 à 08:00"));
    relais.at("2026-11-20T18:20");
    assertThat(questions(relais)).hasSize(3);
  }

  @Test
  void on_the_eve_of_the_first_of_may_that_day_alone_is_asked() {
    Installation relais = new Installation("2026-04-30T17:00");
    duties(
        relais,
        duty("keller", "2026-04-01T00:00", "2026-05-01T00:00"),
        duty(null, "2026-05-02T00:00", "2026-05-04T00:00"),
        duty("keller", "2026-05-04T00:00", "2026-05-09T00:00"));
    relais.receives(abnormal());
    relais.at("2026-04-30T17:02");
    assertThat(questions(relais))
        .extracting(WorkItem::id)
        .containsExactly("cover-noyers-2026-05-01");
  }

  @Test
  void a_mended_roster_closes_the_question_by_itself() {
    Installation relais = new Installation("2026-04-30T17:00");
    duties(
        relais,
        duty("keller", "2026-04-01T00:00", "2026-05-01T00:00"),
        duty("keller", "2026-05-02T00:00", "2026-05-09T00:00"));
    relais.receives(abnormal());
    relais.at("2026-04-30T17:02");
    assertThat(questions(relais)).hasSize(1);
    duties(relais, duty("keller", "2026-04-01T00:00", "2026-05-09T00:00"));
    relais.settle();
    assertThat(questions(relais)).isEmpty();
  }

  @Test
  void nobody_but_the_centre_15_is_an_answer_and_an_absent_doctor_is_none() {
    Installation relais = new Installation("2026-11-20T18:10");
    duties(
        relais,
        duty(null, "2026-11-16T00:00", "2026-11-22T00:00"),
        duty("keller", "2026-11-22T00:00", "2026-11-28T00:00"),
        absence("keller", "2026-11-22T10:00", "2026-11-22T20:00"));
    relais.receives(abnormal());
    relais.at("2026-11-20T18:12");
    assertThat(questions(relais))
        .extracting(WorkItem::evidence)
        .singleElement()
        .satisfies(
            said -> assertThat(said).contains("le 22/11/2026, de 10:00 à 20:00", "MSP du Serein"));
  }

  @Test
  void a_hole_after_every_deadline_is_no_alarm() {
    Installation relais = new Installation("2026-11-18T10:00");
    duties(relais, duty("keller", "2026-11-16T00:00", "2026-11-21T00:00"));
    relais.receives(abnormal());
    relais.at("2026-11-18T10:02");
    assertThat(questions(relais)).isEmpty();
  }

  @Test
  void the_referent_is_asked_again_himself_the_next_working_day() {
    Installation relais = new Installation("2026-11-20T18:10");
    duties(relais, duty("keller", "2026-11-16T00:00", "2026-11-21T00:00"));
    relais.receives(abnormal());
    relais.at("2026-11-20T18:12");
    Instant due = questions(relais).get(0).dueAt();
    assertThat(due).isNotNull();
    relais.at("2026-11-23T12:30");
    assertThat(questions(relais)).isNotEmpty().allMatch(item -> item.owner().equals("martin"));
  }
}
