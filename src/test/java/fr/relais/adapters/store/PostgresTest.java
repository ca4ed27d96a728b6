// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.flow.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server itself: its settings, its life, several nodes on it. */
class PostgresTest {

  @ParameterizedTest
  @CsvSource({
    "fsync,off",
    "full_page_writes,off",
    "synchronous_commit,off",
    "synchronous_commit,local"
  })
  void a_server_that_could_lose_what_it_confirmed_is_refused_in_french(
      String setting, String value) {
    Postgres.Database database = TestDatabase.fresh("unsafe");
    // the first two belong to the whole server: the check is asked in a session that sees them so
    TestDatabase.asOwner(
        database,
        sql -> {
          sql.update("CREATE SCHEMA pretended");
          sql.update(
              """
              CREATE FUNCTION pretended.current_setting(name text) RETURNS text LANGUAGE sql AS
              $$ SELECT CASE WHEN name = '%s' THEN '%s' ELSE pg_catalog.current_setting(name) END $$\
              """
                  .formatted(setting, value));
          sql.update("SET search_path = pretended, pg_catalog");

          assertThatThrownBy(() -> Durability.check(sql))
              .isInstanceOfSatisfying(
                  UnsafeDatabase.class, refused -> assertThat(refused.setting()).isEqualTo(setting))
              .hasMessageContaining("« " + setting + " » vaut « " + value + " »")
              .hasMessageContaining("postgresql.conf");
        });
  }

  @Test
  void a_database_filled_under_other_keys_or_for_another_profile_is_refused() {
    Postgres.Database database = TestDatabase.fresh("marked");
    InstallationKeys keys = InstallationKeys.create("2026-11");
    TestDatabase.open(database, keys, "first").servingOnly("sandbox").close();

    assertThatThrownBy(
            () -> TestDatabase.open(database, InstallationKeys.create("2026-11"), "other"))
        .isInstanceOf(UnsafeDatabase.class)
        .hasMessageContaining("autre fichier de clés");
    PostgresStore again = TestDatabase.open(database, keys.withPeriod("2026-12"), "again");
    assertThatThrownBy(() -> again.servingOnly("live"))
        .isInstanceOf(UnsafeDatabase.class)
        .hasMessageContaining("autre profil");
    TestDatabase.open(database, keys, "same").servingOnly("sandbox").close();
  }

  @Test
  void an_address_whose_settings_are_not_safe_is_refused() {
    Postgres.Database database = TestDatabase.fresh("unsafe");
    TestDatabase.asOwner(
        database, sql -> sql.update("ALTER DATABASE unsafe SET synchronous_commit = off"));

    assertThatThrownBy(() -> Postgres.at(database.url())).isInstanceOf(UnsafeDatabase.class);
  }

  @Test
  void a_database_is_kept_unless_a_fresh_one_is_asked_for() {
    try (Postgres server = Postgres.at(TestDatabase.fresh("kept").url())) {
      TestDatabase.asOwner(
          server.database("kept", false), sql -> sql.update("CREATE TABLE mark()"));
      assertThat(tables(server.database("kept", false))).contains("mark");
      assertThat(tables(server.database("other_kept", true))).doesNotContain("mark");
    }
    assertThat(tables(TestDatabase.fresh("kept"))).doesNotContain("mark");
  }

  private static List<String> tables(Postgres.Database database) {
    List<String> names = new ArrayList<>();
    TestDatabase.asOwner(
        database,
        sql ->
            names.addAll(
                sql.list(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
                    row -> row.text("tablename"))));
    return names;
  }

  @Test
  void one_that_finds_the_server_running_attaches_and_leaves_it_running(@TempDir Path folder) {
    try (Postgres started = Postgres.embedded(TestDatabase.withProgram(folder), 0)) {
      Postgres attached = Postgres.embedded(folder, 0);
      assertThat(attached.database().url()).isEqualTo(started.database().url());
      attached.close();

      assertThat(tables(started.database())).isEmpty();
    }
    // stopped by the one that started it, and started again on the same data
    try (Postgres again = Postgres.embedded(folder, 0)) {
      assertThat(tables(again.database())).isEmpty();
    }
  }

  @Test
  void a_dead_server_whose_process_number_another_program_has_is_started_again(@TempDir Path folder)
      throws IOException {
    Postgres.embedded(TestDatabase.withProgram(folder), 0).close();
    Path file = folder.resolve("data/postmaster.pid");
    String ours = Long.toString(ProcessHandle.current().pid());
    Files.writeString(file, String.join("\n", ours, "data", "0", "5999", "", "127.0.0.1", ""));

    try (Postgres again = Postgres.embedded(folder, 0)) {
      assertThat(tables(again.database())).isEmpty();
    }
  }

  @Test
  void a_store_without_its_server_is_unavailable_until_the_server_is_back() {
    PostgresStore store = TestDatabase.open("cut");
    TestDatabase.asOwner(
        TestDatabase.fresh("cut_other"),
        sql -> {
          sql.update("ALTER DATABASE cut ALLOW_CONNECTIONS false");
          sql.list(
              "SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity WHERE datname ="
                  + " 'cut'",
              row -> row.truth("done"));
        });

    assertThatThrownBy(() -> store.inTransaction(t -> t.followUp("f")))
        .isInstanceOf(StoreUnavailable.class);
    TestDatabase.asOwner(
        TestDatabase.fresh("cut_other"),
        sql -> sql.update("ALTER DATABASE cut ALLOW_CONNECTIONS true"));
    Awaitility.await()
        .ignoreExceptionsInstanceOf(StoreUnavailable.class)
        .untilAsserted(() -> assertThat(store.openFollowUps(1)).isEmpty());
    store.close();
  }

  @Test
  void what_one_node_claims_is_passed_over_by_the_other_until_the_end_of_its_transaction() {
    Postgres.Database database = TestDatabase.fresh("nodes");
    InstallationKeys keys = InstallationKeys.create("p");
    try (PostgresStore one = TestDatabase.open(database, keys, "one");
        PostgresStore other = TestDatabase.open(database, keys, "other")) {
      FollowUp due = Case.followUp("x", FollowUpState.OPEN, FollowUpPriority.URGENT, NOW, 1);
      one.inTransaction(
          t -> {
            t.save(due, Case.received());
            t.save(Case.question("x", NOW));
            return true;
          });
      one.inTransaction(
          t -> {
            assertThat(t.claimDue(NOW, 9)).containsExactly(due);
            assertThat(t.claimDueQuestions(NOW, 9)).hasSize(1);
            assertThat(other.<List<FollowUp>>inTransaction(o -> o.claimDue(NOW, 9))).isEmpty();
            assertThat(other.<List<?>>inTransaction(o -> o.claimDueQuestions(NOW, 9))).isEmpty();
            return true;
          });
      assertThat(other.<List<FollowUp>>inTransaction(o -> o.claimDue(NOW, 9))).containsExactly(due);
    }
  }

  @Test
  void one_node_leads_until_it_closes() {
    Postgres.Database database = TestDatabase.fresh("leaders");
    InstallationKeys keys = InstallationKeys.create("p");
    try (PostgresStore other = TestDatabase.open(database, keys, "other")) {
      try (PostgresStore one = TestDatabase.open(database, keys, "one")) {
        assertThat(one.leads("folder")).isTrue();
        assertThat(one.leads("folder")).isTrue();
        assertThat(other.leads("folder")).isFalse();
        assertThat(other.leads("mailbox")).isTrue();
        assertThat(one.leads("mailbox")).isFalse();
      }
      Awaitility.await().until(() -> other.leads("folder"));
    }
  }

  @Test
  void a_second_node_finds_the_tables_up_to_date() {
    Postgres.Database database = TestDatabase.fresh("twice");
    InstallationKeys keys = InstallationKeys.create("p");
    try (PostgresStore one = TestDatabase.open(database, keys, "one");
        PostgresStore other = TestDatabase.open(database, keys, "other")) {
      one.inTransaction(
          t -> {
            t.save(Case.followUp("x"), Case.received());
            return true;
          });
      assertThat(other.openFollowUps(9)).containsExactly(Case.followUp("x"));
    }
  }
}
