// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody with every right on the database changes the trace: it shows. */
class AuditTamperTest {
  private static Postgres.Database database;
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh("audit");
    store = TestDatabase.open(database, InstallationKeys.create("p1"), "node-a");
  }

  @BeforeEach
  void sixSealedLines() {
    TestDatabase.empty(database);
    store.inTransaction(
        t -> {
          List.of("a", "b", "c", "d", "e", "f").forEach(s -> t.audit(Case.line(s)));
          return true;
        });
    assertThat(store.sealAudit(NOW)).isEqualTo(6);
    assertThat(store.auditChainHolds()).isTrue();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static void tamper(String statements) {
    TestDatabase.asOwner(
        database,
        sql -> {
          sql.update("SET session_replication_role = replica");
          for (String statement : statements.split(";")) {
            sql.update(statement);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_line SET detail = 'OTHER' WHERE id = 3",
        "UPDATE audit_line SET at = at + interval '1 microsecond' WHERE id = 3",
        "UPDATE audit_line SET content_hash = set_byte(content_hash, 0, 1) WHERE id = 3",
        "UPDATE audit_seal SET chain = set_byte(chain, 0, get_byte(chain, 0) # 1) WHERE n = 2",
        "DELETE FROM audit_line WHERE id = 3",
        "DELETE FROM audit_line WHERE id = 6",
        "DELETE FROM audit_seal WHERE n = 3",
        "DELETE FROM audit_line WHERE id = 3;DELETE FROM audit_seal WHERE n = 3",
        "DELETE FROM audit_line WHERE id = 6;DELETE FROM audit_seal WHERE n = 6",
        "DELETE FROM audit_line;DELETE FROM audit_seal",
        "DELETE FROM audit_seal WHERE n = 6",
        "UPDATE audit_line a SET subject = b.subject, content_hash = b.content_hash"
            + " FROM audit_line b WHERE (a.id, b.id) IN ((2, 3), (3, 2))",
        "UPDATE audit_seal SET line = -line;UPDATE audit_seal SET line = CASE -line"
            + " WHEN 2 THEN 3 WHEN 3 THEN 2 ELSE -line END",
        "UPDATE audit_head SET signature = set_byte(signature, 0, get_byte(signature, 0) # 1)",
        "INSERT INTO audit_line (at, actor, action, subject, detail, content_hash)"
            + " SELECT at, actor, action, subject, detail, content_hash FROM audit_line LIMIT 1"
      })
  void a_changed_trace_shows(String statements) {
    tamper(statements);

    assertThat(store.auditChainHolds()).isFalse();
  }

  @Test
  void the_head_is_signed_at_most_once_an_hour() {
    store.inTransaction(
        t -> {
          t.audit(Case.line("g"));
          return true;
        });
    store.sealAudit(NOW.plusSeconds(3599));
    assertThat(heads()).isEqualTo(1);
    store.sealAudit(NOW.plusSeconds(3600));
    assertThat(heads()).isEqualTo(2);
    assertThat(store.auditChainHolds()).isTrue();
  }

  private static long heads() {
    long[] count = new long[1];
    TestDatabase.asOwner(database, sql -> count[0] = sql.number("SELECT count(*) FROM audit_head"));
    return count[0];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_line SET detail = 'X'",
        "DELETE FROM audit_line",
        "TRUNCATE audit_line",
        "UPDATE audit_seal SET n = 9",
        "DELETE FROM audit_head",
        "DELETE FROM roster",
        "UPDATE follow_up_event SET seq = 7",
        "DELETE FROM follow_up_event"
      })
  void tables_that_only_grow_refuse_any_other_change(String statement) {
    assertThatThrownBy(() -> TestDatabase.asOwner(database, sql -> sql.update(statement)))
        .hasMessage("SQLSTATE 42501");
  }
}
