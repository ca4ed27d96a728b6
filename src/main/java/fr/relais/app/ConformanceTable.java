// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person wrote that the files of a folder say: tab-separated, one line a file, a header
 * first, the reason last.
 *
 * @param rows by the path of the file under the folder, with {@code /} between folders
 * @param leftOut files that are no messages: lines whose format is a dash, by path or file name,
 *     {@code *} for any characters
 */
record ConformanceTable(
    Map<String, Map<ConformanceColumn, String>> rows, List<PathMatcher> leftOut) {
  static final String FILE_NAME = "expected.tsv";
  private static final String HEADER =
      Stream.concat(
              Stream.concat(
                  Stream.of("file"),
                  Arrays.stream(ConformanceColumn.values()).map(ConformanceColumn::header)),
              Stream.of("why"))
          .collect(Collectors.joining("\t"));
  private static final int CELLS = ConformanceColumn.values().length + 2;

  /**
   * Reads a table.
   *
   * @throws CommandFailure when there is none, or when a line of it is not one
   */
  static ConformanceTable read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new CommandFailure("La table des réponses attendues ne peut pas être lue : " + file);
    }
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new CommandFailure(
          file + " : la première ligne doit être : " + HEADER.replace("\t", " [tab] "));
    }
    Map<String, Map<ConformanceColumn, String>> rows = new LinkedHashMap<>();
    List<PathMatcher> leftOut = new ArrayList<>();
    for (int at = 1; at < lines.size(); at++) {
      if (!lines.get(at).isBlank()) {
        add(lines.get(at), file + ", ligne " + (at + 1), rows, leftOut);
      }
    }
    return new ConformanceTable(rows, leftOut);
  }

  private static void add(
      String line,
      String place,
      Map<String, Map<ConformanceColumn, String>> rows,
      List<PathMatcher> leftOut) {
    String[] cells = line.split("\t", -1);
    if (cells.length != CELLS) {
      throw new CommandFailure(place + " : " + CELLS + " colonnes attendues, pas " + cells.length);
    }
    Map<ConformanceColumn, String> expected = new EnumMap<>(ConformanceColumn.class);
    for (ConformanceColumn column : ConformanceColumn.values()) {
      expected.put(column, cells[column.ordinal() + 1]);
    }
    if (ConformanceColumn.NONE.equals(expected.get(ConformanceColumn.FORMAT))) {
      leftOut.add(FileSystems.getDefault().getPathMatcher("glob:" + cells[0]));
    } else if (rows.put(cells[0], expected) != null) {
      throw new CommandFailure(place + " : ce fichier a déjà une ligne");
    }
  }

  /** Whether the table says that this file, under the folder, is no message. */
  boolean leavesOut(Path file) {
    return leftOut.stream().anyMatch(any -> any.matches(file) || any.matches(file.getFileName()));
  }
}
