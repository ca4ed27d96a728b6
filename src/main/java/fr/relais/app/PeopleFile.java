// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.CsvFile;
import fr.relais.adapters.directory.ExtractReader;
import fr.relais.core.model.Content;
import fr.relais.formats.fhir.PeopleBundles;
import fr.relais.formats.fhir.StrictJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** People over time from FHIR Bundles of PractitionerRole, Schedule and Slot; each is read once. */
final class PeopleFile implements ExtractReader {
  private final PeopleBundles bundles = new PeopleBundles(new StrictJson(Formats.FHIR));
  private final Map<Content, Reading> known = new HashMap<>();

  /** Reads these now: what comes after may hold a transaction. */
  PeopleFile ahead(List<CsvFile> files) {
    files.stream().filter(f -> f.name().endsWith(ENDING)).forEach(f -> read(f.content()));
    return this;
  }

  @Override
  public Reading read(Content content) {
    return known.computeIfAbsent(
        content,
        bytes -> {
          PeopleBundles.Reading read = bundles.read(bytes);
          return new Reading(read.extract(), read.problems());
        });
  }
}
