// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The national value sets, from the files beside this class, with their source and date. */
final class CodeTables {
  static final String CLASS = "class-codes";
  static final String TYPE = "type-codes";
  static final String FORMAT = "format-codes";
  static final String PRACTICE = "practice-settings";
  static final String FACILITY = "facility-types";
  static final String CONTENT = "content-types";
  static final String CONFIDENTIALITY = "confidentiality";
  static final String ROLE = "roles";
  private static final String UNCHECKED = "-";
  private final Map<String, Map<String, Map<String, String>>> tables = new HashMap<>();

  CodeTables() {
    for (String name :
        List.of(CLASS, TYPE, FORMAT, PRACTICE, FACILITY, CONTENT, CONFIDENTIALITY, ROLE)) {
      tables.put(name, load(name));
    }
  }

  private static Map<String, Map<String, String>> load(String name) {
    try (InputStream in = CodeTables.class.getResourceAsStream(name + ".csv")) {
      if (in == null) {
        throw new IllegalStateException("a table is missing: " + name);
      }
      List<String> lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      String[] columns = lines.get(0).split(";");
      Map<String, Map<String, String>> rows = new HashMap<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(";");
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < columns.length; i++) {
          row.put(columns[i], cells[i]);
        }
        rows.put(cells[0], row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Map<String, String> row(String table, String code) {
    return tables.getOrDefault(table, Map.of()).get(code);
  }

  /** Whether a code of this system is in the value set. */
  boolean has(String table, String code, String system) {
    Map<String, String> row = row(table, code);
    if (row == null) {
      return false;
    }
    String expected = row.getOrDefault("system", UNCHECKED);
    return expected.equals(UNCHECKED) || expected.equals(system);
  }

  /** The class that a type belongs to (ASS_X16), empty when the type is unknown. */
  String classOf(String type) {
    Map<String, String> row = row(TYPE, type);
    return row == null ? "" : row.getOrDefault("class", "");
  }

  /** Whether a CDA with these templates may have this format (ASS_A11). */
  boolean isFormatOf(String format, Set<String> templates) {
    Map<String, String> row = row(FORMAT, format);
    return row != null
        && List.of(row.getOrDefault("templates", "").split(" ")).stream()
            .anyMatch(template -> template.equals(UNCHECKED) || templates.contains(template));
  }
}
