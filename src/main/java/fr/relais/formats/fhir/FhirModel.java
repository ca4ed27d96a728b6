// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * HAPI's picture of FHIR R4, made once: about a second of work, at the first use or when {@link
 * #warm} is called beside something else.
 */
public final class FhirModel {
  private @Nullable FhirContext context;

  /** The one context; made by whoever asks first. */
  public synchronized FhirContext context() {
    FhirContext made = context;
    if (made == null) {
      made = FhirContext.forR4();
      made.setParserErrorHandler(new StrictErrorHandler());
      context = made;
    }
    return made;
  }

  /** Makes the context and looks through the types that we use. */
  public void warm() {
    context().getResourceDefinition("Bundle");
    context().newJsonParser().encodeResourceToString(new Bundle());
  }

  /** As it is served. */
  public String json(Resource resource) {
    IParser parser = context().newJsonParser();
    return parser.setPrettyPrint(true).encodeResourceToString(resource);
  }
}
