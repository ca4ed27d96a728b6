// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Problem;
import fr.relais.flow.Entrance;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Brings old messages in through the same door as new ones: their results enter concluded, ring
 * nobody and ask nothing. What is not understood whole is not kept, and said with its reason.
 */
final class HistoryImport {
  private static final int REASONS_MAX = 3;

  private final Entrance entrance;
  private final int bytesMax;
  private int read;
  private int entered;
  private int known;
  private final List<String> refused = new ArrayList<>();

  /**
   * @param bytesMax what a message may weigh
   */
  HistoryImport(Entrance entrance, int bytesMax) {
    this.entrance = entrance;
    this.bytesMax = bytesMax;
  }

  /** Files, and those of folders whatever their depth, in the order of their names. */
  HistoryImport read(List<Path> paths) {
    for (Path path : paths) {
      try (Stream<Path> files = Files.walk(path)) {
        files
            .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
            .sorted()
            .forEach(this::file);
      } catch (IOException | UncheckedIOException e) {
        refused.add(path.getFileName() + " : ne peut pas être lu.");
      }
    }
    return this;
  }

  private void file(Path file) {
    read++;
    try {
      if (Files.size(file) > bytesMax) {
        refused.add(file.getFileName() + " : dépasse la taille admise.");
        return;
      }
      note(file, entrance.receive(incoming(Content.of(Files.readAllBytes(file)))));
    } catch (IOException e) {
      refused.add(file.getFileName() + " : ne peut pas être lu.");
    }
  }

  private static Entrance.Incoming incoming(Content content) {
    return new Entrance.Incoming(Entrance.HISTORY, null, content);
  }

  private void note(Path file, Entrance.Answer answer) {
    if (answer.kind() != Acknowledgement.Kind.STORED) {
      refused.add(file.getFileName() + " : " + why(answer.problems()));
    } else if (answer.repeat()) {
      known++;
    } else {
      entered++;
    }
  }

  private static String why(List<Problem> problems) {
    List<String> said =
        problems.stream()
            .filter(Problem::isError)
            .limit(REASONS_MAX)
            .map(p -> p.place() + " : " + p.cause() + " " + p.cure())
            .toList();
    return said.isEmpty() ? "n'a pas pu être traité." : String.join(" | ", said);
  }

  /** Whether everything was taken. */
  boolean whole() {
    return refused.isEmpty();
  }

  /** Numbers, then each file that was refused; file names are the operator's own. */
  void print(PrintWriter out) {
    out.printf(
        "Lus : %d ; entrés en historique : %d ; déjà connus : %d ; refusés : %d.%n",
        read, entered, known, refused.size());
    refused.forEach(line -> out.println("- " + line));
    out.flush();
  }
}
