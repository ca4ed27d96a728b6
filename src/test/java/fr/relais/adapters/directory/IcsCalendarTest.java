// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Period;
import fr.relais.core.model.Period.Kind;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A calendar as the common programs export it; today is 19 November 2026. */
class IcsCalendarTest {
  private static final String SOURCE = "calendar:boyer";

  private static String event(String... lines) {
    return "BEGIN:VEVENT\r\nUID:u1\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
  }

  private static CsvFile file(String name, String... events) {
    return new CsvFile(
        name,
        Content.of(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-RELAIS-PRACTITIONER:boyer\r\n"
                + String.join("", events)
                + "END:VCALENDAR\r\n",
            UTF_8));
  }

  private static RosterImport importing(Roster existing, CsvFile... files) {
    return Directory.importing(List.of(files), existing, false);
  }

  private static List<Period> given(String... events) {
    return of(Directory.rosterOf(importing(Directory.right().roster(), file("boyer.ics", events))));
  }

  private static List<Period> of(Roster roster) {
    return roster.periods().stream().filter(p -> SOURCE.equals(p.source())).toList();
  }

  private static ImportProblem problem(CsvFile file) {
    List<ImportProblem> problems =
        Directory.problemsOf(importing(Directory.right().roster(), file));
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ";TZID=Europe/Paris:20261201T080000 | ;TZID=Europe/Paris:20261201T180000",
        ":20261201T070000Z                  | :20261201T170000Z",
        ":20261201T080000                   | :20261201T180000",
        ";TZID=Romance Standard Time:20261201T080000 | :20261201T170000Z",
      })
  void one_presence_is_read_in_each_way_of_writing_its_hours(String from, String to) {
    assertThat(
            given(event("CATEGORIES:PRESENCE", "DTSTART" + from, "DTEND" + to, "LOCATION:noyers")))
        .containsExactly(
            new Period(
                Kind.PRESENCE,
                "boyer",
                "noyers",
                null,
                Instant.parse("2026-12-01T07:00:00Z"),
                Instant.parse("2026-12-01T17:00:00Z"),
                SOURCE));
  }

  @Test
  void whole_days_end_before_the_day_that_is_written() {
    assertThat(given(event("CATEGORIES:Absence", "DTSTART;VALUE=DATE:20270328", "DTEND:20270329")))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.from()).isEqualTo(Instant.parse("2027-03-27T23:00:00Z"));
              assertThat(p.to()).isEqualTo(Instant.parse("2027-03-28T22:00:00Z"));
            });
  }

  @Test
  void a_series_has_its_exceptions_and_its_changed_times() {
    String series =
        event(
            "CATEGORIES:PRESENCE",
            "LOCATION:noyers",
            "DTSTART;TZID=Europe/Paris:20261201T080000",
            "DURATION:PT10H",
            "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5",
            "EXDATE;TZID=Europe/Paris:20261208T080000");
    String moved =
        event(
            "CATEGORIES:PRESENCE",
            "LOCATION:noyers",
            "RECURRENCE-ID;TZID=Europe/Paris:20261215T080000",
            "DTSTART;TZID=Europe/Paris:20261216T090000",
            "DTEND;TZID=Europe/Paris:20261216T120000");
    String cancelled =
        event(
            "CATEGORIES:PRESENCE",
            "STATUS:CANCELLED",
            "LOCATION:noyers",
            "RECURRENCE-ID:20261222T070000Z",
            "DTSTART:20261222T070000Z",
            "DTEND:20261222T170000Z");

    List<String> events = new ArrayList<>(List.of(series, moved, cancelled));
    for (int turn = 0; turn < 3; turn++) {
      assertThat(given(events.toArray(String[]::new)))
          .extracting(Period::from)
          .containsExactlyInAnyOrder(
              Instant.parse("2026-12-01T07:00:00Z"),
              Instant.parse("2026-12-16T08:00:00Z"),
              Instant.parse("2026-12-29T07:00:00Z"));
      Collections.rotate(events, 1);
    }
  }

  @Test
  void the_higher_number_wins_whatever_the_order() {
    String old = event("SEQUENCE:1", "CATEGORIES:ABSENCE", "DTSTART:20261201", "DTEND:20261203");
    String cancelled =
        event("SEQUENCE:2", "STATUS:CANCELLED", "CATEGORIES:ABSENCE", "DTSTART:20261201");

    assertThat(given(old)).hasSize(1);
    assertThat(given(old, cancelled)).isEmpty();
    assertThat(given(cancelled, old)).isEmpty();
    assertThat(problem(file("boyer.ics", old, old)).column()).isEqualTo("SEQUENCE");
  }

  @Test
  void a_mailbox_names_the_person_and_no_title_is_ever_taken() {
    Directory people =
        Directory.right()
            .with(
                "people.csv",
                "id,rpps,family,given,opens,closes,mission_end,revoked_on,folder,mailbox",
                "martin,89970010115,MARTIN,Claire,08:30,19:00,,,martin,",
                "boyer,89970010222,BOYER,Anne,,,2027-05-01,,boyer,anne.boyer@relais.test",
                "lenoir,89970010776,LENOIR,Hugues,,,,,,hugues.lenoir@relais.test");
    String replacement =
        event(
            "X-RELAIS-KIND:REPLACEMENT",
            "X-RELAIS-STANDS-IN-FOR:boyer",
            "SUMMARY:Mme DURAND\\, potassium",
            "ATTENDEE;CN=\"Lenoir; Hugues\";PARTSTAT=ACCEPTED:MAILTO:hugues.lenoi",
            " r@relais.test",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:anne.boyer@relais.test",
            "DTSTART:20261201",
            "DTEND:20261203");
    CsvFile calendar =
        new CsvFile(
            "boyer.ics", Content.of("BEGIN:VCALENDAR\n" + replacement + "END:VCALENDAR\n", UTF_8));

    Roster roster = Directory.rosterOf(importing(people.roster(), calendar));

    assertThat(of(roster)).singleElement().extracting(Period::practitioner).isEqualTo("lenoir");
    assertThat(of(roster).get(0).standsInFor()).isEqualTo("boyer");
    assertThat(roster.toString()).doesNotContain("DURAND");
  }

  @Test
  void a_calendar_replaces_what_it_gave_and_nothing_else() {
    String december = event("CATEGORIES:ABSENCE", "DTSTART:20261201", "DTEND:20261203");
    String january = event("CATEGORIES:ABSENCE", "DTSTART:20270101", "DTEND:20270103");
    Roster before = Directory.right().roster();
    Roster both =
        Directory.rosterOf(importing(before, file("boyer.ics", december), file("b2.ics", january)));

    Roster after = Directory.rosterOf(importing(both, file("boyer.ics", january)));
    assertThat(after.periods()).hasSize(before.periods().size() + 2).containsAll(before.periods());
    assertThat(of(after))
        .extracting(Period::from)
        .allMatch(f -> f.toString().startsWith("2026-12-31"));

    Roster again =
        Directory.rosterOf(
            Directory.importing(Directory.right().files().subList(2, 3), after, false));
    assertThat(again.periods()).containsExactlyInAnyOrderElementsOf(after.periods());
    assertThat(Directory.problemsOf(importing(after, file("boyer.ics"))))
        .singleElement()
        .asString()
        .contains("viderait");
  }

  @Test
  void what_is_not_for_relais_is_left_aside_and_counted() {
    RosterImport result =
        importing(
            Directory.right().roster(),
            file("boyer.ics", event("DTSTART:20261201", "SUMMARY:Anniversaire")));

    assertThat(Directory.warningsOf(result))
        .singleElement()
        .asString()
        .contains("1 évènements", "laissés de côté");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CATEGORIES:ABSENCE                                  | 4  | DTSTART",
        "CATEGORIES:ABSENCE;DTSTART:20261301                 | 7  | DTSTART",
        "CATEGORIES:ABSENCE;DTSTART;TZID=Mars/Olympus:20261201T080000 | 7 | DTSTART",
        "CATEGORIES:ABSENCE;DTSTART:20261201T080000          | 4  | DTEND",
        "CATEGORIES:ABSENCE;DTSTART:20261201;DTEND:20261201  | 4  | DTEND",
        "CATEGORIES:ABSENCE,DUTY;DTSTART:20261201            | 4  | CATEGORIES",
        "CATEGORIES:PRESENCE;DTSTART:20261201                | 4  | LOCATION",
        "CATEGORIES:PRESENCE;LOCATION:ailleurs;DTSTART:20261201 | 4 | site",
        "CATEGORIES:ABSENCE;DTSTART:20261201;RRULE:FREQ=SECONDLY | 8 | RRULE",
        "CATEGORIES:ABSENCE;DTSTART:20261201;RDATE:20261203  | 8  | RDATE",
        "CATEGORIES:ABSENCE;DTSTART:20261201;EXDATE:hier     | 8  | EXDATE",
        "X-RELAIS-KIND:CONGE;DTSTART:20261201                | 4  | X-RELAIS-KIND",
      })
  void an_error_is_told_with_its_line_and_its_property(String lines, int line, String property) {
    ImportProblem problem = problem(file("boyer.ics", event(lines.split(";(?!TZID|FREQ)"))));

    assertThat(problem.file()).isEqualTo("boyer.ics");
    assertThat(problem.line()).isEqualTo(line);
    assertThat(problem.column()).isEqualTo(property);
  }

  @Test
  void hostile_files_are_refused_quickly() {
    String forever =
        event("CATEGORIES:ABSENCE", "DTSTART:20000103", "RRULE:FREQ=DAILY;COUNT=9999;BYDAY=MO");
    String folded = "X-A:" + "a\r\n ".repeat(20_000) + "\r\n";
    String deep = "BEGIN:VEVENT\r\n".repeat(50);
    String many = event("CATEGORIES:ABSENCE", "DTSTART:20261119", "RRULE:FREQ=DAILY").repeat(300);
    StringBuilder series = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      series.append(
          event("CATEGORIES:ABSENCE", "DTSTART:20261119", "RRULE:FREQ=DAILY")
              .replace("UID:u1", "UID:s" + i));
    }

    assertThat(Directory.problemsOf(importing(Directory.right().roster(), file("b.ics", many))))
        .isNotEmpty();
    assertThat(problem(file("b.ics", series.toString())).cause()).contains("séries");
    assertThat(problem(file("b.ics", folded)).cause()).contains("trop longue");
    assertThat(problem(file("b.ics", deep)).cause()).contains("emboîté");
    assertThat(problem(file("b.ics", "X:" + "a".repeat(IcsLine.BYTES_MAX))).cause())
        .contains("2 Mo");
    assertThat(problem(file("b.ics", "\u0000\r\n")).line()).isEqualTo(4);
    assertThat(problem(file("b.ics", "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n")).cause())
        .contains("emboîté");
    assertThat(given(forever)).hasSizeLessThan(Recurrence.OCCURRENCES_MAX);
  }

  @Test
  void someone_unknown_in_an_event_that_comes_back_is_told_once_with_the_count() {
    ImportProblem problem =
        problem(
            file(
                "boyer.ics",
                event(
                    "X-RELAIS-KIND:ABSENCE",
                    "X-RELAIS-PRACTITIONER:inconnu",
                    "DTSTART;TZID=Europe/Paris:20261201T080000",
                    "DTEND;TZID=Europe/Paris:20261201T180000",
                    "RRULE:FREQ=WEEKLY;COUNT=18")));

    assertThat(problem.cause()).isEqualTo("Cette personne n'est pas dans people.csv. (18 fois.)");
  }
}
