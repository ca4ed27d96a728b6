// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.InstallationKeys;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.adapters.store.Postgres;
import fr.relais.adapters.store.PostgresStore;
import fr.relais.adapters.store.TestDatabase;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Entrance;
import fr.relais.flow.Receive;
import fr.relais.flow.Rules;
import fr.relais.flow.Store;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An ordinary failure at each step of a reception, once the bytes are kept. */
class FaultInjectionTest {
  private static final Instant NOW = Instant.parse("2026-11-19T09:00:00Z");
  private static final Content ORU =
      SentMessages.oru("202611190955", "F", new SentMessages.Line("K", "6.4", "HH", "F"));
  private static final Content TWO_PATIENTS =
      SentMessages.hprimOfTwoPatients(
          new SentMessages.Line("K", "6.4", "HH", "F"),
          new SentMessages.Line("K", "4.2", "N", "F"));
  private static final Content NOTHING_CRITICAL =
      SentMessages.hprimOfTwoPatients(
          new SentMessages.Line("K", "5.4", "H", "F"), new SentMessages.Line("K", "4.2", "N", "F"));

  private static Roster people;
  private static Postgres.Database database;
  private static PostgresStore postgres;

  @BeforeAll
  static void open() {
    people = StoryPeople.read(StoryFolders.ROOT.resolve("people"), NOW);
    database = TestDatabase.fresh("faults_in_steps");
    postgres = TestDatabase.open(database, InstallationKeys.create("2026-11"), "faults");
    postgres.changeRoster(old -> people, NOW, "test");
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  static Set<Checkpoint.Step> reception() {
    return EnumSet.range(Checkpoint.Step.KEPT, Checkpoint.Step.BEFORE_COMMIT);
  }

  @ParameterizedTest
  @MethodSource("reception")
  void a_failure_in_memory_leaves_the_result_owned(Checkpoint.Step step) {
    check(step, this::memory);
  }

  @ParameterizedTest
  @MethodSource("reception")
  void a_failure_on_postgresql_leaves_the_result_owned(Checkpoint.Step step) {
    check(step, FaultInjectionTest::emptied);
  }

  private interface Stores {
    Store empty();
  }

  private Store memory() {
    Store store = new MemoryStore("faults");
    store.changeRoster(old -> people, NOW, "test");
    return store;
  }

  private static Store emptied() {
    TestDatabase.empty(database);
    return postgres;
  }

  private static void check(Checkpoint.Step step, Stores stores) {
    fails(step, stores.empty(), ORU, FollowUpPriority.CRITICAL);
    fails(step, stores.empty(), TWO_PATIENTS, FollowUpPriority.CRITICAL);
    fails(step, stores.empty(), NOTHING_CRITICAL, FollowUpPriority.UNCLASSIFIED);
  }

  private static void fails(
      Checkpoint.Step step, Store store, Content content, FollowUpPriority priority) {
    AtomicBoolean thrown = new AtomicBoolean();
    Entrance.Incoming incoming = new Entrance.Incoming("folder", "labo-serein", content);
    Entrance.Answer answer = entrance(store, failing(step, thrown)).receive(incoming);

    assertThat(thrown).isTrue();
    assertThat(answer.kind()).isEqualTo(Acknowledgement.Kind.STORED);
    List<FollowUp> open = store.openFollowUps(10);
    assertThat(open).hasSize(1);
    FollowUp row = open.get(0);
    assertThat(row.state()).isEqualTo(FollowUpState.OPEN);
    assertThat(row.owner()).isEqualTo("martin");
    assertThat(row.priority()).isEqualTo(priority);
    assertThat(row.deadline()).isAfter(NOW);
    assertThat(row.nextDue()).isAfter(NOW);
    assertThat(store.openWorkItems(10))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.question()).isEqualTo(WorkItem.Question.TREATMENT_FAILED);
              assertThat(item.followUp()).isEqualTo(row.id());
              assertThat(item.owner()).isEqualTo("martin");
            });
    assertThat(store.violations(NOW)).isEmpty();

    Entrance.Answer again = entrance(store, Checkpoint.NONE).receive(incoming);
    assertThat(again.kind()).isEqualTo(Acknowledgement.Kind.STORED);
    assertThat(again.repeat()).isTrue();
    assertThat(store.openFollowUps(10)).hasSize(1);
  }

  private static Receive entrance(Store store, Checkpoint checkpoint) {
    HandClock clock = new HandClock(NOW);
    return new Receive(
        store, Formats.ALL, Rules.sandbox("faults"), clock, new RandomIds(clock), checkpoint);
  }

  private static Checkpoint failing(Checkpoint.Step at, AtomicBoolean thrown) {
    return step -> {
      if (step == at && thrown.compareAndSet(false, true)) {
        throw new IllegalStateException("asked for");
      }
    };
  }
}
