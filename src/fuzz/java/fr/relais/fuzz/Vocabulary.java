// SPDX-License-Identifier: Apache-2.0
package fr.relais.fuzz;

import static org.assertj.core.api.Assertions.fail;

import fr.relais.core.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of our own sources: a problem that has another one took it from the message. */
final class Vocabulary {
  private static final Pattern WORD = Pattern.compile("\\p{L}{6,}|\\d{6,}");
  private final Set<String> words = new HashSet<>();

  private Vocabulary() {}

  static Vocabulary ofTheSourcesAnd(Set<String> standard) {
    Vocabulary vocabulary = new Vocabulary();
    vocabulary.words.addAll(standard);
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java", "fr", "relais"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher word = WORD.matcher(Files.readString(file));
        while (word.find()) {
          vocabulary.words.add(word.group());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return vocabulary;
  }

  void holds(Problem problem) {
    for (String text : List.of(problem.place(), problem.cause(), problem.cure())) {
      Matcher word = WORD.matcher(text);
      while (word.find()) {
        if (!words.contains(word.group())) {
          fail(problem.code() + " says " + word.group() + ", which is no word of ours");
        }
      }
    }
  }
}
