// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import fr.relais.web.Desk;
import jakarta.servlet.http.HttpServletRequest;

/**
 * One request: what it may ask of the walk, and in whose name.
 *
 * @param caller id of the practitioner whose software calls
 */
record Session(Desk desk, String caller) {
  private static final String KEY = Session.class.getName();

  void bind(HttpServletRequest request) {
    request.setAttribute(KEY, this);
  }

  static Session of(RequestDetails details) {
    Object bound = ((ServletRequestDetails) details).getServletRequest().getAttribute(KEY);
    if (bound instanceof Session session) {
      return session;
    }
    throw Refusal.notFound();
  }
}
