// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.LineageKey;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.Transaction;
import fr.relais.flow.Transaction.Ended;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many receptions a second the store takes, and what each costs on disk. */
@Tag("campaign")
class StoreCampaign {
  private static final int MESSAGE_BYTES = 1200;
  private static final int RECEPTIONS = 4000;

  /** The bar of the house: 1.2 times the original and 6 kB. */
  private static final long DISK_BYTES_MAX = MESSAGE_BYTES * 12 / 10 + 6 * 1024;

  @Test
  void receptions_are_fast_and_small() throws Exception {
    Postgres.Database database = TestDatabase.fresh("campaign");
    try (PostgresStore store =
        TestDatabase.open(database, InstallationKeys.create("p"), "node-a")) {
      receive(store, 8, RECEPTIONS);
      long empty = size(database);
      double alone = receive(store, 1, RECEPTIONS);
      double eight = receive(store, 8, RECEPTIONS * 2);
      long each = (size(database) - empty) / (RECEPTIONS * 3);
      double jobs = deliver(store);
      System.out.printf(
          "1 thread %.0f/s, 8 threads %.0f/s, %d bytes each, %.0f deliveries/s%n",
          alone, eight, each, jobs);
      long start = System.nanoTime();
      int sealed = store.sealAudit(NOW);
      System.out.printf(
          "sealed %d lines in %d ms%n", sealed, (System.nanoTime() - start) / 1_000_000);
      start = System.nanoTime();
      assertThat(store.violations(NOW)).isEmpty();
      store.figures(NOW);
      System.out.printf("checks and figures %d ms%n", (System.nanoTime() - start) / 1_000_000);

      assertThat(each).isLessThan(DISK_BYTES_MAX);
      assertThat(eight).isGreaterThan(400);
    }
  }

  private static long size(Postgres.Database database) {
    long[] bytes = new long[1];
    TestDatabase.asOwner(
        database,
        sql -> {
          sql.list(
              """
              SELECT relname, pg_total_relation_size(oid) AS bytes,
                pg_relation_size(oid) AS heap
              FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
              ORDER BY 2 DESC LIMIT 12""",
              row -> {
                System.out.println(
                    row.text("relname")
                        + " "
                        + row.number("bytes")
                        + " heap "
                        + row.number("heap"));
                return true;
              });
          bytes[0] = sql.number("SELECT pg_database_size(current_database())");
        });
    return bytes[0];
  }

  private static double receive(PostgresStore store, int threads, int count) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(
          pool.submit(
              () -> {
                for (int n = 0; n < count / threads; n++) {
                  store.inTransaction(StoreCampaign::reception);
                }
              }));
    }
    for (Future<?> each : all) {
      each.get();
    }
    pool.shutdown();
    return count * 1e9 / (System.nanoTime() - start);
  }

  private static boolean reception(Transaction t) {
    String id = UUID.randomUUID().toString();
    Content content = content(id);
    t.keep(new OriginalMessage(id, "labo-" + id.charAt(0), "mllp", NOW, content));
    List<LineageKey> keys =
        List.of(
            new LineageKey("999999999", LineageKey.Kind.FILLER, "2026/" + id),
            new LineageKey("999999999", LineageKey.Kind.PLACER, "P" + id),
            new LineageKey("999999999", LineageKey.Kind.FILE, "D" + id));
    t.lock(keys);
    t.roster();
    assertThat(t.lineage(keys)).isEmpty();
    t.save(Case.followUp(id), Case.received());
    t.addVersion(
        "follow-" + id,
        new ReportVersion("r" + id, id, "999999999", false, 1, NOW, report(id)),
        content,
        List.of(
            new BlindKey(BlindKey.Kind.BIRTH_DATE_AND_FAMILY, "1990-02-03|" + id),
            new BlindKey(BlindKey.Kind.BIRTH_DATE_AND_GIVEN, "1990-02-03|ZOE"),
            new BlindKey(BlindKey.Kind.INS, "2900299999" + id)));
    t.addKeys("follow-" + id, keys);
    t.enqueue(
        List.of(
            Case.delivery("1" + id, "follow-" + id, "dr-a", FollowUpPriority.ABNORMAL),
            Case.delivery("2" + id, "follow-" + id, "dr-b", FollowUpPriority.ABNORMAL)));
    t.audit(Case.line(id));
    t.audit(Case.line("follow-" + id));
    t.audit(Case.line("r" + id));
    t.answered(id, Acknowledgement.Kind.STORED);
    return true;
  }

  private static Content content(String id) {
    StringBuilder text = new StringBuilder("MSH|^~\\&|LAB|999999999|RELAIS||" + id + "\r");
    for (int i = 0; text.length() < MESSAGE_BYTES; i++) {
      text.append("OBX|")
          .append(i)
          .append("|NM|")
          .append(id, 0, 4)
          .append(i * 37 % 1000)
          .append("-3^ANALYTE ")
          .append(i)
          .append("^LN||")
          .append(i * 7919 % 997)
          .append("|mmol/L|3,5-5,1|N|||F|||20261121084500\r");
    }
    return Content.of(text.toString(), StandardCharsets.ISO_8859_1);
  }

  private static Report report(String id) {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      observations.add(
          new Observation(
              id.substring(0, 4) + i,
              "LN",
              "ANALYTE " + i,
              List.of(),
              Integer.toString(i * 7919 % 997),
              null,
              "mmol/L",
              "3.5",
              "5.1",
              Interpretation.N,
              ObservationStatus.FINAL,
              false,
              null,
              null,
              null,
              null,
              null));
    }
    return Report.builder(ReportKind.BIOLOGY, ReportStatus.FINAL, Case.report("T" + id).patient())
        .observations(observations)
        .build();
  }

  private static double deliver(PostgresStore store) {
    long start = System.nanoTime();
    int done = 0;
    List<Delivery> claimed = claim(store);
    while (!claimed.isEmpty() && done < 5000) {
      List<Ended> ended =
          claimed.stream()
              .map(each -> Case.ended(each, AttemptOutcome.OK, DeliveryState.SENT, null))
              .toList();
      store.inTransaction(t -> t.finish(ended));
      done += claimed.size();
      claimed = claim(store);
    }
    return done * 1e9 / (System.nanoTime() - start);
  }

  private static List<Delivery> claim(PostgresStore store) {
    return store.inTransaction(
        t -> t.claimDeliveries("node-a", NOW, Duration.ofMinutes(1), 50, Set.of()));
  }
}
