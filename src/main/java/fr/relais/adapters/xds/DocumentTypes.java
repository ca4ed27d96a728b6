// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.core.model.ReportKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The national types of document (JDV_J07, JDV_J66, and what came before them): the table is data,
 * {@code document-types.csv}, with its sources and date.
 */
final class DocumentTypes {
  private static final String RESOURCE = "/fr/relais/adapters/document-types.csv";
  private static final int COLUMNS = 3;
  private static final Map<String, Type> TABLE = read();

  private DocumentTypes() {}

  private record Type(ReportKind kind, String label) {}

  /** What it is for us; {@link ReportKind#OTHER} when it is not one of these. */
  static ReportKind kind(String code) {
    return Optional.ofNullable(TABLE.get(code)).map(Type::kind).orElse(ReportKind.OTHER);
  }

  /** Its French name; empty when it is not one of these. */
  static Optional<String> label(String code) {
    return Optional.ofNullable(TABLE.get(code)).map(Type::label);
  }

  private static Map<String, Type> read() {
    try (InputStream in = DocumentTypes.class.getResourceAsStream(RESOURCE)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Map<String, Type> table = new HashMap<>();
      for (String line : text.lines().filter(l -> !l.startsWith("#")).skip(1).toList()) {
        String[] cells = line.split(";", -1);
        if (cells.length != COLUMNS) {
          throw new IllegalStateException("the table holds a row of " + cells.length + " cells");
        }
        table.put(cells[0], new Type(ReportKind.valueOf(cells[1]), cells[2]));
      }
      return Map.copyOf(table);
    } catch (IOException e) {
      throw new UncheckedIOException("table of types not readable", e);
    }
  }
}
