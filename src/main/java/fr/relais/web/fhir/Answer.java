// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import fr.relais.formats.fhir.FhirModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;

/** Writes a resource as the whole answer. */
record Answer(FhirModel model) {

  void write(HttpServletResponse response, int status, Resource resource) throws IOException {
    response.setStatus(status);
    response.setContentType("application/fhir+json");
    response.setCharacterEncoding("UTF-8");
    response.getOutputStream().write(model.json(resource).getBytes(StandardCharsets.UTF_8));
  }
}
