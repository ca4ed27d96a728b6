// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Priorities;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.Problem;
import fr.relais.formats.fhir.FhirFormat;
import fr.relais.formats.fhir.FhirValidator;
import java.util.List;

/**
 * What is said of one file: what was read in it, and of FHIR JSON what our profiles find beside. A
 * result that is read for certain is not refused because our profiles ask for more than the
 * standard: what they find of a result is a warning. Any other FHIR, an order first of all, is held
 * against them as {@code $validate} does.
 */
final class FileCheck {
  private final FhirValidator validator = new FhirValidator(Formats.FHIR);

  CheckReport of(String file, Content content) {
    Decoding decoding = Formats.ALL.decode(content);
    if (decoding.format() != FormatName.FHIR || !FhirFormat.inJson(content)) {
      return CheckReport.of(file, decoding, Priorities::of);
    }
    List<Problem> found = validator.validate(content);
    return FhirFormat.namesResult(content)
        ? CheckReport.of(file, decoding, Priorities::of).beside(found)
        : CheckReport.validated(file, found);
  }
}
