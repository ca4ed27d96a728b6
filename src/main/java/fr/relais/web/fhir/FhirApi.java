// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import fr.relais.formats.fhir.FhirModel;
import fr.relais.formats.fhir.FhirValidator;
import fr.relais.formats.fhir.OrderBundles;
import fr.relais.formats.fhir.StrictJson;
import fr.relais.web.Desk;
import fr.relais.web.WebServer;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/**
 * {@code /fhir}: the editors' API, a servlet beside Javalin's handlers. They do not run for it, so
 * its own filter asks who calls, sets the headers and keeps the limits.
 */
public final class FhirApi implements WebServer.Part {
  private static final String EVERYTHING = "/fhir/*";

  private final Gate gate;
  private final FhirServlet servlet;

  /**
   * @param desk empty until Relais is ready
   * @param callers from a bearer token to the id of the practitioner in whose name it speaks;
   *     always empty: everyone but {@code metadata} is refused
   * @param insOidsRefused authorities of identities that this installation refuses
   */
  public FhirApi(
      FhirModel model,
      FhirValidator validator,
      Supplier<Optional<Desk>> desk,
      Function<String, Optional<String>> callers,
      Set<String> insOidsRefused) {
    StrictJson json = new StrictJson(model);
    Answer answer = new Answer(model);
    OrderDesk orders = new OrderDesk(new OrderBundles(json), insOidsRefused);
    this.gate = new Gate(desk, callers, json, answer);
    this.servlet =
        new FhirServlet(
            model,
            new SystemApi(orders, validator, answer),
            List.of(
                new OrderApi(orders),
                new ReportApi(),
                new ObservationApi(),
                new DocumentApi(),
                new BinaryApi(),
                new PatientApi(),
                new PractitionerApi(),
                new TaskApi(),
                new AppointmentApi(),
                new SlotApi(),
                new ScheduleApi(),
                new ProvenanceApi()),
            new FrenchFailures(answer));
  }

  @Override
  public void addTo(JavalinConfig config) {
    config.jetty.modifyServletContextHandler(
        handler -> {
          handler.addFilter(new FilterHolder(gate), EVERYTHING, EnumSet.of(DispatcherType.REQUEST));
          handler.addServlet(new ServletHolder("fhir", servlet), EVERYTHING);
        });
  }
}
