// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Rules;
import fr.relais.flow.SharedRecords;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.fhir.FhirModel;
import fr.relais.formats.fhir.FhirValidator;
import fr.relais.web.Desk;
import fr.relais.web.WebServer;
import fr.relais.web.fhir.FhirApi;
import fr.relais.web.ops.OpsServer;
import fr.relais.web.patient.PatientPages;
import fr.relais.web.receipts.AgendaHook;
import fr.relais.web.receipts.CallReceipts;
import fr.relais.web.worklist.SharedDesk;
import fr.relais.web.worklist.Worklist;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the one HTTP server serves; each part says "not ready" until Relais is. */
final class Served {
  private static final String SANDBOX_KEY = "sandbox-";

  private Served() {}

  static List<WebServer.Part> parts(
      Settings settings,
      OpsServer ops,
      @Nullable SandboxWorld world,
      @Nullable SharedRecords dmp,
      FhirModel fhir,
      Supplier<Optional<Desk>> desk,
      Supplier<Optional<AgendaHook.Agendas>> agendas) {
    List<WebServer.Part> parts = new ArrayList<>(List.of(ops));
    String secret = world == null ? settings.get(OutsideKeys.CALLS_SECRET) : world.secret();
    if (!secret.isEmpty()) {
      parts.add(new CallReceipts(desk, secret));
    }
    Map<String, String> services = AgendaIntake.secrets(settings.get(OutsideKeys.AGENDA_SECRETS));
    if (!services.isEmpty()) {
      parts.add(new AgendaHook(services, agendas));
    }
    boolean sandbox = settings.profile() == Profile.SANDBOX;
    SharedDesk shared =
        dmp == null ? null : new SharedDesk(dmp, Formats.ALL, CdaDocuments::embeddedPdf);
    parts.add(new Worklist(desk, sandbox, shared));
    parts.add(new PatientPages(desk));
    parts.add(
        new FhirApi(
            fhir,
            new FhirValidator(fhir),
            desk,
            sandbox ? Served::sandboxCaller : token -> Optional.empty(),
            sandbox ? Rules.REAL_OIDS : Rules.TEST_OIDS));
    return parts;
  }

  /** In the sandbox a software's key says in whose name it speaks; live has no such door yet. */
  private static Optional<String> sandboxCaller(String token) {
    return token.startsWith(SANDBOX_KEY)
        ? Optional.of(token.substring(SANDBOX_KEY.length()))
        : Optional.empty();
  }
}
