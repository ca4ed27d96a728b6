// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.ExtractReader;
import fr.relais.core.model.Content;
import fr.relais.formats.fhir.FhirModel;
import fr.relais.formats.fhir.PeopleBundles;
import fr.relais.formats.fhir.StrictJson;

/** People over time from a FHIR Bundle of PractitionerRole, Schedule and Slot. */
final class PeopleFile implements ExtractReader {

  @Override
  public Reading read(Content content) {
    PeopleBundles.Reading read = new PeopleBundles(new StrictJson(new FhirModel())).read(content);
    return new Reading(read.extract(), read.problems());
  }
}
