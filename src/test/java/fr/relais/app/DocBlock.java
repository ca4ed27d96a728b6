// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is typed in a block marked {@code sh run}, and what the {@code text} after it shows. */
record DocBlock(String place, List<String> commands, List<String> shown) {

  static List<DocBlock> in(Path document) throws IOException {
    List<Fence> fences = fences(document);
    return IntStream.range(0, fences.size())
        .filter(at -> fences.get(at).mark().equals("sh run"))
        .mapToObj(
            at -> {
              Fence next = at + 1 < fences.size() ? fences.get(at + 1) : null;
              Fence fence = fences.get(at);
              boolean answered = next != null && next.mark().equals("text");
              return new DocBlock(
                  document + ":" + fence.line(),
                  fence.lines(),
                  answered ? next.lines() : List.of("…"));
            })
        .toList();
  }

  static List<String> shells(Path document) throws IOException {
    return fences(document).stream()
        .filter(fence -> fence.mark().startsWith("sh"))
        .flatMap(fence -> fence.lines().stream())
        .toList();
  }

  static String withoutFences(Path document) throws IOException {
    String text = Files.readString(document);
    return Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(text)
        .replaceAll("");
  }

  private record Fence(String mark, int line, List<String> lines) {}

  private static List<Fence> fences(Path document) throws IOException {
    List<Fence> fences = new ArrayList<>();
    Fence open = null;
    int number = 0;
    for (String line : Files.readAllLines(document)) {
      number++;
      if (!line.startsWith("```")) {
        if (open != null) {
          open.lines().add(line);
        }
      } else if (open == null) {
        open = new Fence(line.substring(3).strip(), number, new ArrayList<>());
      } else {
        fences.add(open);
        open = null;
      }
    }
    assertThat(open).as(document + " ends inside a block").isNull();
    return fences;
  }

  /** Empty when it matches: a line "…" stands for any lines, "…" in a line for any text. */
  Optional<String> difference(List<String> printed) {
    String expected =
        shown.stream()
            .filter(line -> !line.isBlank())
            .map(
                line ->
                    line.equals("…")
                        ? "(?:.*\\n)*?"
                        : Arrays.stream(line.split("…", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*"))
                            + "\\n")
            .collect(Collectors.joining());
    String found =
        printed.stream()
            .filter(line -> !line.isBlank())
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    return Pattern.matches(expected, found)
        ? Optional.empty()
        : Optional.of(place + " shows\n" + String.join("\n", shown) + "\nbut prints\n" + found);
  }
}
