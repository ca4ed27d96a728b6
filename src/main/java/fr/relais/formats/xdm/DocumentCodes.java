// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Coding;
import fr.relais.formats.cda.CdaHeader.Identifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The codes of the metadata that are derived from the document, never chosen (CI-SIS): the tables
 * are data, {@code document-codes.csv}, with their sources and date.
 */
final class DocumentCodes {
  private static final String RESOURCE = "/fr/relais/formats/document-codes.csv";
  private static final String ANY = "*";
  private static final int COLUMNS = 5;
  private static final Map<Key, Coding> TABLES = read();

  private DocumentCodes() {}

  private record Key(String table, String key) {}

  /** ASS_X16: the class of a type of document. */
  static Coding classOf(@Nullable String type) {
    return of("class", type);
  }

  /** ASS_A11: the format of a model of document; the first model that has one. */
  static Coding formatOf(List<Identifier> templates) {
    return templates.stream()
        .map(template -> TABLES.get(new Key("format", template.root())))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> of("format", null));
  }

  /** Where a document of this type is made, when it does not say. */
  static Coding facilityOf(@Nullable String type) {
    return of("facility", type);
  }

  private static Coding of(String table, @Nullable String key) {
    Coding found = key == null ? null : TABLES.get(new Key(table, key));
    return found == null ? Objects.requireNonNull(TABLES.get(new Key(table, ANY))) : found;
  }

  private static Map<Key, Coding> read() {
    try (InputStream in = DocumentCodes.class.getResourceAsStream(RESOURCE)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Map<Key, Coding> tables = new HashMap<>();
      for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
        String[] cells = line.split(";", -1);
        if (cells.length != COLUMNS) {
          throw new IllegalStateException("the table holds a row of " + cells.length + " cells");
        }
        tables.put(new Key(cells[0], cells[1]), new Coding(cells[2], cells[4], cells[3]));
      }
      return Map.copyOf(tables);
    } catch (IOException e) {
      throw new UncheckedIOException("table of codes not readable", e);
    }
  }
}
