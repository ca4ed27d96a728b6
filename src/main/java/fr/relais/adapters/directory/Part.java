// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import java.util.Arrays;
import java.util.Optional;

/**
 * The parts of the directory: one file each, with its columns in any order; a question mark here
 * means that a file may leave the column out.
 */
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
      "folder",
      "?software",
      "?mailbox",
      "?phone",
      "?second_phone",
      "?hook",
      "?role",
      "?supervisor",
      "?site",
      "?expertise"),
  SITES(
      "sites.csv",
      "id",
      "name",
      "finess",
      "referent",
      "?care_place",
      "?folder",
      "?software",
      "?mailbox"),
  PERIODS("roster.csv", "kind", "practitioner", "site", "from", "to", "?stands_in_for", "?recurs"),
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
      "cumulative",
      "?since",
      "?feeds_dmp",
      "?mailbox",
      "?acknowledgements",
      "?charset",
      "?certificate"),
  CODES("codes.csv", "sender", "code", "practitioner", "site"),
  ENDPOINTS("endpoints.csv", "practitioner", "channel", "address", "from", "to");

  private final Form form;

  Part(String file, String... columns) {
    this.form = Form.of(file, columns);
  }

  Form form() {
    return form;
  }

  String file() {
    return form.file();
  }

  static Optional<Part> ofFile(String name) {
    return Arrays.stream(values()).filter(part -> part.file().equals(name)).findFirst();
  }
}
