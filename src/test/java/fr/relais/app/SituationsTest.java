// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.MemoryStore;
import fr.relais.flow.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row of the table of owners, and every situation beside it, is played by a story. */
class SituationsTest {
  private static final Path TABLES = Path.of("test-fixtures", "decisions", "ownership.md");

  @Test
  void every_situation_has_a_sentence_and_a_story_that_checks_its_row() throws IOException {
    List<List<String>> situations = table("situation");
    assertThat(situations).hasSizeGreaterThan(50);
    for (List<String> situation : situations) {
      assertThat(situation.get(1)).as("%s", situation).endsWith(".");
      Path story = StoryFolders.ROOT.resolve(situation.get(3)).resolve(StoryReader.FILE);
      assertThat(story).as("%s", situation).exists();
      assertThat(rows(story)).as("%s", situation).contains(situation.get(2));
    }
  }

  @Test
  void every_row_of_the_first_table_is_played() throws IOException {
    Set<String> played = new TreeSet<>();
    table("situation").forEach(situation -> played.add(situation.get(2)));
    Set<String> decided = new TreeSet<>();
    table("prescripteur").forEach(row -> decided.add(row.get(row.size() - 1)));
    assertThat(played).containsAll(decided);
  }

  @Test
  void a_follow_up_that_does_not_exist_is_named(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve(StoryReader.FILE),
        """
        title: Un suivi que personne n'a ouvert
        start: "2026-11-19 10:00"
        people: %s
        steps:
          - expect: [ { follow-up: 3, state: OPEN } ]
          - act: { do: TAKE, who: boyer, on: 2 }
        """
            .formatted(StoryFolders.ROOT.resolve("people").toAbsolutePath()));
    Story story = StoryFolders.read(folder);
    assertThat(
            new StoryPlayer(
                    story,
                    new MemoryStore("story"),
                    Formats.ALL,
                    StoryFolders.SHEETS,
                    Checkpoint.NONE)
                .play()
                .differences())
        .containsExactly("étape 1 : il n'y a pas de suivi 3", "étape 2 : il n'y a pas de suivi 2");
  }

  private static List<String> rows(Path story) throws IOException {
    return Pattern.compile("row: (R\\d+[a-e]?\\+?)[ ,}]")
        .matcher(Files.readString(story))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** The rows of the table whose first column has this title. */
  private static List<List<String>> table(String first) throws IOException {
    List<String> lines = Files.readAllLines(TABLES);
    int title = 0;
    while (!lines.get(title).startsWith("| " + first + " |")) {
      title++;
    }
    return lines.subList(title + 2, lines.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ")))
        .toList();
  }
}
