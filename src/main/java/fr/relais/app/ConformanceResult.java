// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a folder stands against its table.
 *
 * @param files how many messages the folder holds
 * @param right those that say all that is expected
 * @param wrong those that differ in at least one column
 * @param unlisted files without a line in the table
 * @param missing lines of the table without a file
 */
record ConformanceResult(
    int files,
    int right,
    int wrong,
    List<String> unlisted,
    List<String> missing,
    List<Difference> differences) {

  /** One cell that is not as expected. */
  record Difference(String file, String column, String expected, String found) {
    @Override
    public String toString() {
      return "✗ "
          + file
          + " · "
          + column
          + " : attendu « "
          + expected
          + " », trouvé « "
          + found
          + " »";
    }
  }

  /** Whether every file is listed and says what is expected, and no line is left over. */
  boolean conforms() {
    return wrong == 0 && unlisted.isEmpty() && missing.isEmpty();
  }

  /** One line a difference, then the totals. */
  List<String> text() {
    List<String> lines = new ArrayList<>();
    differences.forEach(difference -> lines.add(difference.toString()));
    unlisted.forEach(file -> lines.add("✗ " + file + " : absent de la table"));
    missing.forEach(file -> lines.add("✗ " + file + " : dans la table, mais pas dans le dossier"));
    lines.add(
        (conforms() ? "✓ " : "✗ ")
            + Stream.of(
                    "fichiers : " + files,
                    "justes : " + right,
                    "faux : " + wrong,
                    "absents de la table : " + unlisted.size(),
                    "lignes sans fichier : " + missing.size())
                .reduce((one, other) -> one + " · " + other)
                .orElseThrow());
    return lines;
  }

  /** One JSON object on one line, without a line end after it. */
  String json() {
    try {
      return new ObjectMapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("these records always have a JSON form", e);
    }
  }
}
