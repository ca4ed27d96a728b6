// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.ReceiptRule.Next;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.MailReceipt.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code test-fixtures/decisions/mail-receipts.md} against the rule, every combination. */
class ReceiptRuleTest {
  private static final Map<String, Kind> RECEIPTS =
      Map.of(
          "delivered", Kind.DELIVERED,
          "delayed", Kind.DELAYED,
          "failed", Kind.NOT_DELIVERED,
          "displayed", Kind.DISPLAYED,
          "processed", Kind.PROCESSED,
          "refused", Kind.REFUSED,
          "other", Kind.OTHER,
          "elsewhere", Kind.ELSEWHERE);
  private static final List<String> STATES =
      List.of("never left", "leaving", "waits", "sent", "confirmed", "other door", "given up");

  @Test
  void the_rule_is_the_table_for_every_state_every_history_and_every_receipt() throws IOException {
    List<Map<String, String>> rows = MarkdownTable.read("mail-receipts.md", 1).rows();
    Set<Map<String, String>> used = new HashSet<>();
    for (String state : STATES) {
      for (int history = 0; history < 1 << Kind.values().length; history++) {
        Set<Kind> heard = heard(history);
        for (Kind now : Kind.values()) {
          Optional<Map<String, String>> row =
              rows.stream().filter(r -> fits(r, state, heard, now)).findFirst();
          assertThat(row).as("%s %s %s", state, heard, now).isPresent();
          used.add(row.get());
          assertThat(next(state, heard, now))
              .as("%s %s %s", state, heard, now)
              .isEqualTo(word(row.get().get("-> next")));
        }
      }
    }
    assertThat(used).as("rows that decide nothing").containsAll(rows);
  }

  @Test
  void the_same_receipt_twice_changes_nothing_the_second_time() {
    for (Kind kind : EnumSet.complementOf(EnumSet.of(Kind.NOT_DELIVERED, Kind.REFUSED))) {
      assertThat(ReceiptRule.of(DeliveryState.CONFIRMED, true, false, EnumSet.of(kind), kind))
          .isEqualTo(Next.NOTED);
    }
    assertThat(
            ReceiptRule.of(
                DeliveryState.READY,
                true,
                false,
                EnumSet.of(Kind.NOT_DELIVERED),
                Kind.NOT_DELIVERED))
        .isEqualTo(Next.NOTED);
  }

  private static Set<Kind> heard(int bits) {
    Set<Kind> heard = EnumSet.noneOf(Kind.class);
    for (Kind kind : Kind.values()) {
      if ((bits >> kind.ordinal() & 1) == 1) {
        heard.add(kind);
      }
    }
    return heard;
  }

  private static boolean fits(Map<String, String> row, String state, Set<Kind> heard, Kind now) {
    String before = row.get("heard before");
    return among(row.get("state"), state)
        && (before.equals("-") || heard.contains(RECEIPTS.get(before)))
        && (row.get("receipt").equals("any")
            || Arrays.stream(row.get("receipt").split(", "))
                .map(RECEIPTS::get)
                .anyMatch(now::equals));
  }

  private static boolean among(String cell, String state) {
    return cell.equals("any") || List.of(cell.split(", ")).contains(state);
  }

  private static Next next(String state, Set<Kind> heard, Kind now) {
    DeliveryState stands =
        switch (state) {
          case "sent" -> DeliveryState.SENT;
          case "confirmed" -> DeliveryState.CONFIRMED;
          case "other door" -> DeliveryState.SECOND_CHANNEL;
          case "given up" -> DeliveryState.EXPIRED;
          default -> DeliveryState.READY;
        };
    return ReceiptRule.of(stands, !state.equals("never left"), state.equals("leaving"), heard, now);
  }

  private static Next word(String cell) {
    return Next.valueOf(cell.toUpperCase(java.util.Locale.ROOT).replace(' ', '_'));
  }
}
