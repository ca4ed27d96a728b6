// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Sha256;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import fr.relais.flow.Transaction.Carried;
import fr.relais.flow.Transaction.Remembered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody who has the database, and not the keys, can read or do. */
class SecrecyTest {
  private static final String CANARY = "ZZCANARI";
  private static final InstallationKeys KEYS = InstallationKeys.create("2026-10");
  private static Postgres.Database database;
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh("secrecy");
    store = TestDatabase.open(database, KEYS, "node-a");
  }

  @BeforeEach
  void empty() {
    TestDatabase.empty(database);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static ReportVersion version(int arrival, String family) {
    return new ReportVersion(
        "report-s-" + arrival, "original-s", "999999999", false, arrival, NOW, Case.report(family));
  }

  /** A reception in which every free text holds the canary. */
  private static void receive() {
    FollowUpEvent received = Case.received().get(0);
    FollowUpEvent canary =
        new FollowUpEvent(
            1,
            received.kind(),
            received.at(),
            received.actor(),
            received.person(),
            received.priority(),
            null,
            null,
            "motif " + CANARY,
            received.rule(),
            null,
            received.clockStart(),
            received.deadline(),
            received.nextDue(),
            0,
            "node-a");
    store.inTransaction(
        t -> {
          t.keep(Case.original("original-s", "labo", "PID|" + CANARY));
          t.save(Case.followUp("s"), List.of(canary));
          Content share = Content.of("part " + CANARY, StandardCharsets.UTF_8);
          t.addVersion("follow-s", version(1, CANARY), share, List.of(Case.family(CANARY)));
          t.addVersion("follow-s", version(2, CANARY), share, List.of());
          t.addUnread("follow-s", "unread-s", "original-s", share);
          t.addKeys("follow-s", List.of(Case.lineage(CANARY)));
          t.save(
              new WorkItem(
                  "question-s",
                  "follow-s",
                  WorkItem.Question.REQUESTER_UNKNOWN,
                  "dr-durand",
                  WorkItemState.OPEN,
                  "indice " + CANARY,
                  List.of("choix " + CANARY),
                  NOW,
                  NOW.plusSeconds(60)));
          t.save(
              Case.secretOrder(CANARY),
              List.of(Case.number("N" + CANARY), Case.number("P" + CANARY), Case.family(CANARY)));
          t.remember(
              "editor " + CANARY,
              new Remembered(Sha256.of(new byte[] {1}), List.of("order-s")),
              NOW);
          t.enqueue(
              List.of(Case.delivery("delivery-s", "follow-s", "dr-a", FollowUpPriority.NORMAL)));
          return true;
        });
    store.inTransaction(
        t ->
            t.finish(
                t.claimDeliveries("node-a", NOW, Duration.ofMinutes(1), 1, Set.of()).stream()
                    .map(d -> Case.ended(d, AttemptOutcome.OK, DeliveryState.SENT, null))
                    .toList()));
  }

  @Test
  void no_table_holds_a_name_or_a_value_in_clear() {
    receive();
    List<String> texts = new ArrayList<>();
    TestDatabase.asOwner(
        database,
        sql ->
            sql.list(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
                    row -> row.text("tablename"))
                .forEach(table -> texts.addAll(dump(sql, table))));

    assertThat(texts).hasSizeGreaterThan(10);
    assertThat(texts)
        .noneMatch(row -> row.contains(CANARY))
        .noneMatch(row -> row.contains("Potassium"))
        .noneMatch(row -> row.contains("0199001122"))
        .noneMatch(row -> row.contains("si K"))
        .noneMatch(row -> row.contains("ZOÉ"));
  }

  /** Each row twice: as text, and with its bytes read as characters. */
  private static List<String> dump(Sql sql, String table) {
    List<String> rows = new ArrayList<>();
    rows.addAll(sql.list("SELECT t::text AS line FROM " + table + " t", r -> r.text("line")));
    List<String> sealed =
        sql.list(
            """
            SELECT column_name FROM information_schema.columns
            WHERE table_name = ? AND data_type = 'bytea'""",
            row -> row.text("column_name"),
            table);
    for (String column : sealed) {
      rows.addAll(
          sql.list(
              "SELECT " + column + " AS bytes FROM " + table + " WHERE " + column + " IS NOT NULL",
              row -> new String(row.bytes("bytes"), StandardCharsets.ISO_8859_1)));
    }
    return rows;
  }

  @Test
  void two_sealed_payloads_that_changed_places_are_refused() {
    receive();
    TestDatabase.asOwner(
        database,
        sql ->
            sql.update(
                """
                UPDATE report a SET sealed_report = b.sealed_report, sealed_content = b.sealed_content
                FROM report b WHERE a.id <> b.id AND a.follow_up = b.follow_up"""));

    assertThatThrownBy(() -> store.inTransaction(t -> t.versions("follow-s")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("SEAL_BROKEN");
    assertThatThrownBy(() -> store.inTransaction(t -> t.content("report-s-1")))
        .hasMessage("SEAL_BROKEN");
  }

  @Test
  void a_payload_of_which_one_bit_changed_is_refused() {
    receive();
    TestDatabase.asOwner(
        database,
        sql ->
            sql.update(
                """
                UPDATE original_content SET sealed_content =
                  set_byte(sealed_content, 20, get_byte(sealed_content, 20) # 1)"""));
    store.inTransaction(
        t -> {
          t.addUnread(
              "follow-s",
              "unread-whole",
              "original-s",
              Case.original("x", "y", "PID|" + CANARY).content());
          return true;
        });

    assertThatThrownBy(() -> store.inTransaction(t -> t.content("unread-whole")))
        .hasMessage("SEAL_BROKEN");
  }

  @Test
  void after_a_new_period_old_rows_are_read_before_and_after_they_are_wrapped_again() {
    receive();
    InstallationKeys rotated = KEYS.withPeriod("2026-11");
    try (PostgresStore next = TestDatabase.open(database, rotated, "node-b")) {
      assertThat(next.<List<ReportVersion>>inTransaction(t -> t.versions("follow-s"))).hasSize(2);
      next.inTransaction(
          t -> {
            t.save(Case.followUp("n"), Case.received());
            return true;
          });

      assertThat(next.rewrapDataKeys()).isEqualTo(3);
      assertThat(next.awaitedOrders(2)).containsExactly(Case.secretOrder(CANARY));
      assertThat(next.rewrapDataKeys()).isZero();
      assertThat(next.<List<ReportVersion>>inTransaction(t -> t.versions("follow-s"))).hasSize(2);
      assertThat(next.history("follow-s").get(0).reason()).contains(CANARY);
    }
    TestDatabase.asOwner(
        database,
        sql ->
            assertThat(sql.list("SELECT DISTINCT period FROM data_key", row -> row.text("period")))
                .containsExactly("2026-11"));
  }

  @Test
  void without_the_key_of_its_period_a_row_is_not_read() {
    receive();
    try (PostgresStore other =
        TestDatabase.open(database, InstallationKeys.create("2026-12"), "node-c")) {
      assertThatThrownBy(() -> other.history("follow-s")).hasMessage("PERIOD_KEY_MISSING");
    }
  }

  @Test
  void destroying_a_data_key_purges_what_it_sealed() {
    receive();
    TestDatabase.asOwner(
        database,
        sql ->
            sql.update("DELETE FROM data_key WHERE id IN ('follow-s', 'order-s', 'original-s')"));

    assertThat(store.<List<ReportVersion>>inTransaction(t -> t.versions("follow-s"))).isEmpty();
    assertThatThrownBy(() -> store.inTransaction(t -> t.content("report-s-1")))
        .isInstanceOf(IllegalStateException.class);
    Delivery result =
        Case.delivery(
            "delivery-s",
            "follow-s",
            "report-s-1",
            "dr-a",
            Channel.FOLDER,
            FollowUpPriority.NORMAL);
    assertThat(store.<Map<String, Carried>>inTransaction(t -> t.carried(List.of(result))))
        .isEmpty();
    assertThat(store.awaitedOrders(2)).isEmpty();
  }

  @Test
  void two_sealed_orders_that_changed_places_are_refused() {
    receive();
    store.inTransaction(
        t -> {
          t.save(Case.order("t"), List.of());
          return true;
        });
    TestDatabase.asOwner(
        database,
        sql ->
            sql.update(
                """
                UPDATE exam_order a SET sealed_order = b.sealed_order, key_id = b.key_id
                FROM exam_order b WHERE a.id <> b.id"""));

    assertThatThrownBy(() -> store.awaitedOrders(2)).hasMessage("SEAL_BROKEN");
  }

  @Test
  void the_failure_of_a_statement_quotes_no_data() {
    receive();

    assertThatThrownBy(
            () ->
                store.inTransaction(
                    t -> {
                      t.addUnread(
                          "follow-s", "unread-s", "original-" + CANARY, Content.of(new byte[0]));
                      return true;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("SQLSTATE 23505")
        .hasNoCause();
  }
}
