// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.InstallationKeys;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.adapters.store.Postgres;
import fr.relais.adapters.store.PostgresStore;
import fr.relais.adapters.store.TestDatabase;
import fr.relais.core.model.ParisTime;
import fr.relais.flow.Checkpoint;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every story, on the real core: in memory, on PostgreSQL, and with the process dying in it. */
class StoryTest {
  private static Postgres.Database database;
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh("stories");
    store = TestDatabase.open(database, InstallationKeys.create("2026-11"), "story");
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @TestFactory
  Stream<DynamicTest> each_story_happens_as_it_is_written() {
    return each(story -> assertThat(inMemory(story, CrashPoint.none()).differences()).isEmpty());
  }

  /** The crash below plays each on PostgreSQL in every build. */
  @Tag("campaign")
  @TestFactory
  Stream<DynamicTest> each_story_ends_on_postgresql_as_in_memory() {
    return each(
        story -> {
          StoryPlayer.Played there = onPostgres(story, CrashPoint.none());
          assertThat(there.differences()).isEmpty();
          assertThat(there.end()).isEqualTo(inMemory(story, CrashPoint.none()).end());
        });
  }

  /** Which step, and which passage, changes with the story and from day to day. */
  @TestFactory
  Stream<DynamicTest> each_story_ends_the_same_after_a_crash() {
    List<Path> folders = StoryFolders.all();
    long day = LocalDate.now(ParisTime.ZONE).toEpochDay();
    return folders.stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getFileName().toString(),
                    () -> {
                      Story story = StoryFolders.read(folder);
                      CrashPoint point = pick(story, day + folders.indexOf(folder));
                      System.out.println(folder.getFileName() + " dies at " + point);
                      survives(story, point, true);
                    }));
  }

  @Test
  void every_step_of_the_walk_is_passed_by_some_story() {
    Set<Checkpoint.Step> passed = EnumSet.noneOf(Checkpoint.Step.class);
    for (Path folder : StoryFolders.all()) {
      CrashPoint counting = CrashPoint.none();
      inMemory(StoryFolders.read(folder), counting);
      passed.addAll(counting.passed().keySet());
    }
    assertThat(passed).containsExactlyInAnyOrder(Checkpoint.Step.values());
  }

  @Tag("campaign")
  @TestFactory
  Stream<DynamicTest> each_story_ends_the_same_after_every_crash_in_memory() {
    return each(story -> survivesAll(story, false));
  }

  @Tag("campaign")
  @TestFactory
  Stream<DynamicTest> each_story_ends_the_same_after_every_crash_on_postgresql() {
    return each(story -> survivesAll(story, true));
  }

  private interface Check {
    void on(Story story);
  }

  private static Stream<DynamicTest> each(Check check) {
    return StoryFolders.all().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getFileName().toString(), () -> check.on(StoryFolders.read(folder))));
  }

  private static CrashPoint pick(Story story, long turn) {
    CrashPoint counting = CrashPoint.none();
    inMemory(story, counting);
    List<Checkpoint.Step> steps = List.copyOf(counting.passed().keySet());
    Checkpoint.Step step = steps.get((int) (turn % steps.size()));
    return CrashPoint.at(step, 1 + (int) (turn / steps.size() % counting.passed().get(step)));
  }

  private static void survivesAll(Story story, boolean onPostgres) {
    CrashPoint counting = CrashPoint.none();
    inMemory(story, counting);
    for (Map.Entry<Checkpoint.Step, Integer> step : counting.passed().entrySet()) {
      for (int occurrence = 1; occurrence <= step.getValue(); occurrence++) {
        survives(story, CrashPoint.at(step.getKey(), occurrence), onPostgres);
      }
    }
  }

  private static void survives(Story story, CrashPoint point, boolean onPostgres) {
    StoryPlayer.Played crashed = onPostgres ? onPostgres(story, point) : inMemory(story, point);
    assertThat(point.died()).as("%s is passed", point).isTrue();
    assertThat(crashed.differences()).as("after %s", point).isEmpty();
    assertThat(crashed.end())
        .as("after %s", point)
        .isEqualTo(inMemory(story, CrashPoint.none()).end());
  }

  private static StoryPlayer.Played inMemory(Story story, Checkpoint checkpoint) {
    return new StoryPlayer(
            story, new MemoryStore("story"), Formats.ALL, StoryFolders.SHEETS, checkpoint)
        .play();
  }

  private static StoryPlayer.Played onPostgres(Story story, Checkpoint checkpoint) {
    TestDatabase.empty(database);
    return new StoryPlayer(story, store, Formats.ALL, StoryFolders.SHEETS, checkpoint).play();
  }
}
