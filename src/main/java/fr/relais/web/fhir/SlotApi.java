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
import org.hl7.fhir.r4.model.Slot;

/** The times at which the caller's own agenda says that he is free. */
public final class SlotApi implements IResourceProvider {

  SlotApi() {}

  @Override
  public Class<Slot> getResourceType() {
    return Slot.class;
  }

  @Read
  @Description(shortDefinition = "Un créneau libre de ce médecin.")
  public Slot read(@IdParam IdType id, RequestDetails details) {
    return search(details).stream()
        .filter(slot -> slot.getIdElement().getIdPart().equals(id.getIdPart()))
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  @Search
  @Description(shortDefinition = "Les créneaux libres de ce médecin, importés de son agenda.")
  public List<Slot> search(RequestDetails details) {
    Session session = Session.of(details);
    AppointmentWriter writer = new AppointmentWriter(session.desk().cases().roster());
    return session.desk().visits().free(session.caller()).slots().stream()
        .filter(slot -> slot.start().isAfter(session.desk().clock().instant()))
        .map(writer::slot)
        .toList();
  }
}
