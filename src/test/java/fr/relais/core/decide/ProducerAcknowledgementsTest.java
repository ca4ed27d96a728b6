// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.ProducerAcknowledgements.Seen;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.ProducerAcknowledgement.Event;
import fr.relais.core.model.ProducerAcknowledgement.Said;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code test-fixtures/decisions/producer-acknowledgements.md} against the rule. */
class ProducerAcknowledgementsTest {
  private static final String PAGE = "producer-acknowledgements.md";
  private static final List<String> ASKED =
      List.of("nothing asked", "reception asked", "reading asked", "both asked");
  private static final Set<Said> HAS_IT =
      EnumSet.of(Said.MAIL_RECEIVED, Said.MAIL_READ, Said.MAIL_NOT_INTEGRATED);

  @Test
  void the_rule_is_the_two_tables_for_everything_that_can_be_asked_seen_and_said()
      throws Exception {
    Map<String, Map<String, String>> seen = rows(1, "seen");
    Map<String, Map<String, String>> whether = rows(2, "condition");
    assertThat(seen.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Seen.values()).map(ProducerAcknowledgementsTest::words).toList());
    for (Seen one : Seen.values()) {
      for (int asked = 0; asked < ASKED.size(); asked++) {
        for (int history = 0; history < 1 << Said.values().length; history++) {
          for (boolean named : new boolean[] {true, false}) {
            Set<Said> before = said(history);
            Set<Said> wanted =
                wanted(seen.get(words(one)), whether, ASKED.get(asked), named, before);
            assertThat(
                    ProducerAcknowledgements.of(
                        (asked & 1) == 1, (asked & 2) == 2, named, one, before))
                .as("%s, %s, %s, %s", words(one), ASKED.get(asked), named, before)
                .isEqualTo(wanted);
          }
        }
      }
    }
  }

  @Test
  void one_thing_seen_says_at_most_one_of_each_kind_and_never_yes_and_no() {
    for (Seen one : Seen.values()) {
      List<Event> events =
          ProducerAcknowledgements.of(true, true, true, one, Set.of()).stream()
              .map(Said::event)
              .toList();
      assertThat(events).as(words(one)).doesNotHaveDuplicates();
      assertThat(one.says()).isEqualTo(!events.isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DMP_FILED, OK, SENT, false, DMP_TOOK",
    "DMP_DELETED, OK, SENT, true, DMP_TOOK",
    "DMP_ALREADY_THERE, OK, SENT, false, DMP_AS_BEFORE",
    "DMP_ALREADY_THERE, OK, SENT, true, DMP_AS_WE_TRIED",
    "DMP_NOTHING_TO_DELETE, OK, SENT, false, DMP_AS_BEFORE",
    "DMP_CLOSED, REFUSED, EXPIRED, false, DMP_REFUSED",
    "DMP_STRUCTURE_UNKNOWN, REFUSED, READY, false, DMP_NOTHING",
    "DMP_NO_CERTIFICATE, REFUSED, EXPIRED, false, DMP_NOTHING",
    "NO_LONGER_ALLOWED, REFUSED, EXPIRED, true, DMP_NOTHING",
    "DMP_NO_ANSWER, UNKNOWN, EXPIRED, true, DMP_NOTHING",
  })
  void only_what_the_dmp_itself_said_counts(
      String detail, AttemptOutcome outcome, DeliveryState next, boolean tried, Seen seen) {
    assertThat(DmpAnswers.seen(detail, outcome, next, tried)).isEqualTo(seen);
  }

  private static Set<Said> wanted(
      Map<String, String> seen,
      Map<String, Map<String, String>> whether,
      String asked,
      boolean named,
      Set<Said> before) {
    return Arrays.stream(Said.values())
        .filter(said -> seen.get(said.event().name()).equals(said.success() ? "Y" : "N"))
        .filter(said -> allows(whether, asked, said))
        .filter(said -> named || allows(whether, "not for him", said))
        .filter(said -> !before.contains(said) || allows(whether, "said before", said))
        .filter(
            said ->
                before.stream().noneMatch(HAS_IT::contains)
                    || allows(whether, "someone has it", said))
        .collect(Collectors.toSet());
  }

  private static boolean allows(
      Map<String, Map<String, String>> whether, String condition, Said said) {
    String cell = whether.get(condition).get(said.event().name());
    return cell.equals("yes") || cell.equals("N no") && said.success();
  }

  private static Map<String, Map<String, String>> rows(int table, String by) throws IOException {
    return MarkdownTable.read(PAGE, table).rows().stream()
        .collect(Collectors.toMap(row -> row.get(by), row -> row));
  }

  private static Set<Said> said(int bits) {
    return Arrays.stream(Said.values())
        .filter(one -> (bits >> one.ordinal() & 1) == 1)
        .collect(Collectors.toSet());
  }

  private static String words(Seen seen) {
    return seen.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
