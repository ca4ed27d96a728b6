// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import static fr.relais.adapters.store.Case.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.LineageKey;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Store;
import fr.relais.flow.Transaction;
import fr.relais.flow.Transaction.Remembered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store must do when several write at once. */
interface ConcurrencyContract extends OnStore {
  int THREADS = 8;

  /** Runs the work many times on eight threads; the answers, in no order. */
  private <R> List<R> atOnce(int times, Callable<R> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<R> answers = new ArrayList<>();
      for (Future<R> each : threads.invokeAll(Collections.nCopies(times, work))) {
        answers.add(each.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  default void the_same_bytes_ten_times_at_once_are_kept_once() throws Exception {
    AtomicInteger number = new AtomicInteger();
    List<Boolean> fresh =
        atOnce(
            10,
            () -> {
              String id = "at-once-" + number.incrementAndGet();
              return store()
                  .inTransaction(t -> t.keep(Case.original(id, "labo", "same")).isEmpty());
            });

    assertThat(fresh).containsOnlyOnce(true);
    assertThat(store().figures(NOW).received()).isEqualTo(1);
    assertThat(store().figures(NOW).repeats()).isEqualTo(9);
  }

  @Test
  default void transactions_that_lock_a_common_key_run_one_after_the_other() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger turn = new AtomicInteger();
    List<LineageKey> keys =
        List.of(Case.lineage("a"), Case.lineage("b"), Case.lineage("c"), Case.lineage("d"));
    List<Boolean> alone =
        atOnce(
            24,
            () -> {
              List<LineageKey> mine = new ArrayList<>(keys);
              Collections.rotate(mine, turn.incrementAndGet());
              return store()
                  .inTransaction(
                      t -> {
                        t.lock(mine);
                        boolean first = inside.incrementAndGet() == 1;
                        Thread.yield();
                        inside.decrementAndGet();
                        return first;
                      });
            });

    assertThat(alone).hasSize(24).containsOnly(true);
  }

  @Test
  default void one_number_makes_one_follow_up_however_many_bring_it() throws Exception {
    AtomicInteger number = new AtomicInteger();
    LineageKey key = Case.lineage("one");
    List<Boolean> made =
        atOnce(
            16,
            () -> {
              String word = "bring-" + number.incrementAndGet();
              return store()
                  .inTransaction(
                      t -> {
                        t.lock(List.of(key));
                        if (!t.lineage(List.of(key)).isEmpty()) {
                          return false;
                        }
                        t.save(Case.followUp(word), Case.received());
                        t.addKeys("follow-" + word, List.of(key));
                        return true;
                      });
            });

    assertThat(made).containsOnlyOnce(true);
  }

  @Test
  default void two_nodes_never_claim_the_same_delivery_and_both_get_some() throws Exception {
    List<Delivery> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(Case.delivery("c-" + i, "f-" + i, "dr-" + i % 7, FollowUpPriority.NORMAL));
    }
    write(t -> t.enqueue(all));
    AtomicInteger turn = new AtomicInteger();
    List<List<Delivery>> claims =
        atOnce(
            40,
            () -> {
              boolean here = turn.incrementAndGet() % 2 == 0;
              Store node = here ? store() : otherNode();
              String name = here ? "node-a" : "node-b";
              return node.inTransaction(
                  t -> t.claimDeliveries(name, NOW, Duration.ofMinutes(5), 10, Set.of()));
            });

    List<String> claimed = claims.stream().flatMap(List::stream).map(Delivery::id).toList();
    assertThat(claimed).doesNotHaveDuplicates();
    List<Delivery> rest =
        list(t -> t.claimDeliveries("node-a", NOW, Duration.ofMinutes(5), 500, Set.of()));
    assertThat(claimed.size() + rest.size()).isEqualTo(200);
    assertThat(store().figures(NOW).jobsByNode()).containsKeys("node-a", "node-b");
  }

  @Test
  default void a_row_saved_by_two_at_once_is_saved_by_one() throws Exception {
    given("both");
    FollowUp next = Case.followUp("both", FollowUpState.OPENED, FollowUpPriority.NORMAL, NOW, 2);
    List<Boolean> saved =
        atOnce(
            8,
            () -> {
              try {
                write(t -> t.save(next, List.of(Case.event(2, FollowUpEvent.Kind.OPENED))));
                return true;
              } catch (IllegalStateException e) {
                return false;
              }
            });

    assertThat(saved).containsOnlyOnce(true);
    assertThat(store().history("follow-both")).hasSize(2);
  }

  /** Another roster that says the same: an import that changed nothing is still an import. */
  private static Roster same(Roster before) {
    return Roster.of(
        before.version(),
        before.practitioners(),
        before.sites(),
        before.periods(),
        before.senders(),
        before.codes(),
        before.endpoints());
  }

  @Test
  default void an_import_that_is_not_taken_makes_no_version() {
    long before = store().changeRoster(r -> same(r), NOW, "operator").version();

    assertThat(store().changeRoster(r -> r, NOW, "operator").version()).isEqualTo(before);
  }

  @Test
  default void imports_at_once_each_get_a_version_of_their_own() throws Exception {
    List<Long> versions =
        atOnce(8, () -> store().changeRoster(r -> same(r), NOW, "operator").version());

    assertThat(versions).doesNotHaveDuplicates();
    Roster last = otherNode().roster();
    assertThat(versions).contains(last.version()).allMatch(v -> v <= last.version());
  }

  @Test
  default void one_request_sent_many_times_at_once_makes_one_order() throws Exception {
    AtomicInteger number = new AtomicInteger();
    List<List<String>> answers =
        atOnce(
            16,
            () ->
                store()
                    .inTransaction(
                        t ->
                            t.remembered("editor key-1")
                                .map(Remembered::ids)
                                .orElseGet(() -> order(t, "request-" + number.incrementAndGet()))));

    assertThat(answers).hasSize(16).containsOnly(answers.get(0));
    assertThat(store().awaitedOrders(20)).hasSize(1);
  }

  private static List<String> order(Transaction t, String word) {
    Order made = Case.order(word);
    t.save(made, List.of());
    t.remember("editor key-1", new Remembered(Sha256.of(new byte[] {1}), List.of(made.id())), NOW);
    return List.of(made.id());
  }

  @Test
  default void an_answer_remembered_blindly_by_two_at_once_is_kept_by_one() throws Exception {
    AtomicInteger number = new AtomicInteger();
    List<Boolean> kept =
        atOnce(
            8,
            () -> {
              try {
                write(t -> order(t, "blind-" + number.incrementAndGet()));
                return true;
              } catch (IllegalStateException e) {
                return false;
              }
            });

    assertThat(kept).containsOnlyOnce(true);
    assertThat(store().awaitedOrders(20)).hasSize(1);
  }

  @Test
  default void an_order_that_is_due_is_claimed_by_one_node_only() throws Exception {
    write(
        t -> {
          for (int i = 0; i < 40; i++) {
            t.save(Case.order("due-" + i, RequestPriority.ROUTINE, NOW), List.of());
          }
        });
    List<Integer> claims =
        atOnce(
            8,
            () ->
                store()
                    .inTransaction(
                        t -> {
                          List<Order> mine = t.claimDueOrders(NOW, 10);
                          mine.forEach(
                              o -> t.save(o.with(OrderState.MISSING, null, null), List.of()));
                          return mine.size();
                        }));

    int all = claims.stream().mapToInt(Integer::intValue).sum();
    int rest = list(t -> t.claimDueOrders(NOW, 100)).size();
    assertThat(all + rest).isEqualTo(40);
  }
}
