// SPDX-License-Identifier: Apache-2.0
package fr.relais.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.FollowUpFold;
import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Roster;
import fr.relais.flow.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what was sent and answered, what the store holds, what lies in the folders of the
 * recipients, and what the generator knows to be true.
 */
final class Ledgers {
  private final Store store;
  private final String url;
  private final Path out;

  /**
   * @param url of the same database as the store's
   * @param out folder of the recipients
   */
  Ledgers(Store store, String url, Path out) {
    this.store = store;
    this.url = url;
    this.out = out;
  }

  /** The clock of a sandbox whose data are here. */
  static Instant now(Path data) throws IOException {
    Path advance = data.resolve("horloge");
    return Instant.now()
        .plus(
            Files.exists(advance)
                ? Duration.parse(Files.readString(advance).strip())
                : Duration.ZERO);
  }

  /** Rows of a query, each as its columns' texts. */
  List<List<String>> rows(String query) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<List<String>> found = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        found.add(row);
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long number(String query) {
    return Long.parseLong(rows(query).get(0).get(0));
  }

  /** Custody: everything acknowledged is kept, and nothing that nobody sent. */
  void nothingLost(Map<String, Laboratories.Sent> acknowledged) {
    Set<String> kept = new HashSet<>();
    rows("SELECT encode(sha256, 'hex') FROM original_message").forEach(r -> kept.add(r.get(0)));
    assertThat(kept).containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
  }

  /** The truth of the generator: one lineage, one follow-up, all its versions in it. */
  void oneFollowUpForEachLineage(Map<String, Laboratories.Sent> acknowledged) {
    Map<String, String> followUpOf = new HashMap<>();
    Map<String, String> lineageOf = new HashMap<>();
    List<List<String>> versions =
        rows(
            """
            SELECT encode(o.sha256, 'hex'), r.follow_up FROM report r
            JOIN original_message o ON o.id = r.original_id""");
    for (List<String> version : versions) {
      String lineage = acknowledged.get(version.get(0)).message().lineage();
      String followUp = version.get(1);
      assertThat(followUpOf.merge(lineage, followUp, (a, b) -> a)).isEqualTo(followUp);
      assertThat(lineageOf.merge(followUp, lineage, (a, b) -> a)).isEqualTo(lineage);
    }
    assertThat(versions).hasSameSizeAs(acknowledged.keySet());
    assertThat(number("SELECT count(*) FROM follow_up")).isEqualTo(followUpOf.size());
  }

  /** Responsibility: one owner, one due time, and the row is the fold of its events. */
  void everyFollowUpIsLegal(Instant now) {
    Roster roster = store.roster();
    for (List<String> row : rows("SELECT id FROM follow_up")) {
      FollowUp followUp = store.inTransaction(tx -> tx.followUp(row.get(0))).orElseThrow();
      assertThat(FollowUpFold.replay(followUp, store.history(followUp.id()))).isEqualTo(followUp);
      assertThat(followUp.owner()).isNotEmpty();
      assertThat(!followUp.state().live() || followUp.nextDue() != null).isTrue();
      assertThat(roster.practitioner(followUp.owner())).isPresent();
    }
    assertThat(store.violations(now)).isEmpty();
  }

  /** Traces: the chain verifies from its beginning, and no line stays out of it. */
  void theChainHolds(Instant now) {
    while (store.sealAudit(now) > 0) {
      assertThat(store.auditChainHolds()).isTrue();
    }
    assertThat(store.auditChainHolds()).isTrue();
    assertThat(number("SELECT count(*) FROM audit_pending")).isZero();
  }

  /** Delivery: what lies in the folders is what was to go, once, with the bytes that came. */
  void everyDeliveryLiesOnce() throws IOException {
    Map<String, Path> files = new HashMap<>();
    try (var all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        assertThat(name).doesNotEndWith(".tmp");
        assertThat(files.put(name.substring(0, name.indexOf('.')), file)).isNull();
      }
    }
    Set<String> known = new HashSet<>();
    for (List<String> row : rows("SELECT id, kind, subject, address, state FROM delivery")) {
      known.add(row.get(0));
      assertThat(row.get(4)).isEqualTo("SENT");
      Path file = files.get(row.get(0));
      assertThat(file).isNotNull();
      assertThat(file.getParent()).isEqualTo(out.resolve(row.get(3)));
      if (row.get(1).equals("RESULT")) {
        Content content = store.inTransaction(tx -> tx.content(row.get(2))).orElseThrow();
        assertThat(Files.readAllBytes(file)).isEqualTo(content.bytes());
      }
    }
    assertThat(known).isEqualTo(files.keySet());
  }

  /** What happened no two times: no rung of the same clock, no attempt that ended well. */
  void nothingDoneTwice() {
    assertThat(
            rows(
                """
                SELECT follow_up, clock_start, rung FROM follow_up_event
                WHERE kind = 'RUNG_REACHED' GROUP BY 1, 2, 3 HAVING count(*) > 1"""))
        .isEmpty();
    assertThat(
            rows(
                """
                SELECT delivery FROM delivery_attempt
                WHERE outcome = 'OK' GROUP BY 1 HAVING count(*) > 1"""))
        .isEmpty();
  }
}
