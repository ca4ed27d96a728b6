// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Store;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a story on the real core, in memory, and says where it differs from what it expects. */
@Command(
    name = "play",
    description = "Joue une histoire. Code 0 : elle se passe comme écrit ; 2 : non.")
final class PlayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "HISTOIRE", description = "dossier qui contient story.yaml")
  private Path folder = Path.of(".");

  @Option(
      names = "--software",
      paramLabel = "DOSSIER",
      description = "fiches des logiciels (routes/software, sinon celles de Relais)")
  private Path software = Path.of("routes", RoutesFolder.SOFTWARE);

  @Option(names = "--json", description = "un objet JSON par ligne")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Story story = StoryReader.read(folder, StoryPeople::read);
    PrintWriter out = spec.commandLine().getOut();
    try (Store store = new MemoryStore("story")) {
      StoryPlayer.Played played =
          new StoryPlayer(story, store, Formats.ALL, Sheets.once(software), Checkpoint.NONE).play();
      if (!json) {
        out.println(story.title());
      }
      played.lines().forEach(line -> out.println(json ? json(line) : line.toString()));
      played.differences().forEach(d -> out.println(json ? difference(d) : "✗ " + d));
      if (!json && played.differences().isEmpty()) {
        out.println("✓ l'histoire se passe comme elle est écrite");
      }
      out.flush();
      return played.differences().isEmpty() ? 0 : 2;
    }
  }

  private static String json(StoryLine line) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("at", line.at().toString());
    fields.put("kind", line.kind());
    fields.putAll(line.fields());
    return write(fields);
  }

  private static String difference(String text) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("kind", "difference");
    fields.put("text", text);
    return write(fields);
  }

  private static String write(Map<String, @Nullable Object> fields) {
    try {
      return new ObjectMapper().writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values always make JSON", e);
    }
  }
}
