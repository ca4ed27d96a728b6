// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import fr.relais.formats.fhir.AppointmentWriter;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Schedule;

/** The caller's own agenda: there is one. */
public final class ScheduleApi implements IResourceProvider {

  ScheduleApi() {}

  @Override
  public Class<Schedule> getResourceType() {
    return Schedule.class;
  }

  @Read
  @Description(shortDefinition = "L'agenda de ce médecin.")
  public Schedule read(@IdParam IdType id, RequestDetails details) {
    Schedule own = search(details).get(0);
    if (!own.getIdElement().getIdPart().equals(id.getIdPart())) {
      throw Refusal.notFound();
    }
    return own;
  }

  @Search
  @Description(shortDefinition = "L'agenda de ce médecin.")
  public List<Schedule> search(RequestDetails details) {
    Session session = Session.of(details);
    return List.of(
        new AppointmentWriter(session.desk().cases().roster()).schedule(session.caller()));
  }
}
