// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a Markdown page that clinicians review, row by row. */
public final class MarkdownTable {
  private final List<Map<String, String>> rows;

  private MarkdownTable(List<Map<String, String>> rows) {
    this.rows = rows;
  }

  /** The n-th table of a page of {@code test-fixtures/decisions}, from 1. */
  public static MarkdownTable read(String page, int number) throws IOException {
    List<MarkdownTable> tables = new ArrayList<>();
    List<String> header = null;
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("test-fixtures/decisions", page))) {
      if (!line.startsWith("|")) {
        if (header != null) {
          tables.add(new MarkdownTable(rows));
          rows = new ArrayList<>();
        }
        header = null;
      } else if (header == null) {
        header = cells(line);
      } else if (!line.startsWith("| ---")) {
        rows.add(row(header, cells(line), page));
      }
    }
    if (header != null) {
      tables.add(new MarkdownTable(rows));
    }
    return tables.get(number - 1);
  }

  private static Map<String, String> row(List<String> header, List<String> cells, String page) {
    if (cells.size() != header.size()) {
      throw new IllegalStateException(page + ": a row of " + cells.size() + " cells: " + cells);
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      row.put(header.get(i), cells.get(i));
    }
    return row;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
        .map(String::strip)
        .toList();
  }

  public List<Map<String, String>> rows() {
    return rows;
  }

  /** The one row for these facts; "tous" in a row stands for any value. */
  public Map<String, String> row(Map<String, String> facts) {
    List<Map<String, String>> found =
        rows.stream()
            .filter(
                row ->
                    facts.entrySet().stream()
                        .allMatch(
                            fact ->
                                row.get(fact.getKey()).equals("tous")
                                    || row.get(fact.getKey()).equals(fact.getValue())))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " rows for " + facts);
    }
    return found.get(0);
  }
}
