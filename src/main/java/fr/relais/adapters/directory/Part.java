// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parts of the directory: one file each, with the columns that it must have, in any order. */
enum Part {
  PEOPLE(
      "people.csv",
      "id",
      "rpps",
      "family",
      "given",
      "opens",
      "closes",
      "mission_end",
      "revoked_on",
      "folder"),
  SITES("sites.csv", "id", "name", "finess", "referent", "away_to_duty"),
  PERIODS("roster.csv", "kind", "practitioner", "site", "from", "to"),
  SENDERS(
      "senders.csv",
      "id",
      "name",
      "finess",
      "application",
      "facility",
      "folder",
      "hprim_code",
      "site",
      "cumulative"),
  CODES("codes.csv", "sender", "code", "practitioner", "site");

  private final String file;
  private final List<String> columns;

  Part(String file, String... columns) {
    this.file = file;
    this.columns = List.of(columns);
  }

  String file() {
    return file;
  }

  List<String> columns() {
    return columns;
  }

  static Optional<Part> ofFile(String name) {
    return Arrays.stream(values()).filter(part -> part.file.equals(name)).findFirst();
  }
}
