// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import fr.relais.formats.fhir.FhirModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;

/** HAPI's server with our providers; it is made ready at its first request. */
final class FhirServlet extends RestfulServer {
  private static final long serialVersionUID = 1L;

  private final transient FhirModel model;
  private final transient SystemApi system;
  private final transient List<IResourceProvider> providers;
  private final transient FrenchFailures failures;

  FhirServlet(
      FhirModel model,
      SystemApi system,
      List<IResourceProvider> providers,
      FrenchFailures failures) {
    this.model = model;
    this.system = system;
    this.providers = providers;
    this.failures = failures;
  }

  @Override
  protected void initialize() {
    setFhirContext(model.context());
    setServerName("Relais");
    setImplementationDescription(
        "Courtier de résultats d'examens : prescriptions en entrée, comptes rendus et suivis en"
            + " sortie.");
    setDefaultResponseEncoding(EncodingEnum.JSON);
    setDefaultPrettyPrint(true);
    registerProvider(system);
    registerProviders(providers);
    registerInterceptor(failures);
    registerInterceptor(new Words());
  }

  /** Nothing about the software that answers. */
  @Override
  public void addHeadersToResponse(HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
  }

  /** What each resource is here, in French, in the CapabilityStatement. */
  @Interceptor
  public static final class Words {
    private static final Map<String, String> FRENCH =
        new TreeMap<>(
            Map.of(
                "ServiceRequest",
                "Prescription. Création seule (If-None-Exist: identifier=système|valeur, ou"
                    + " transaction), en-tête Idempotency-Key ; Relais rend le numéro à imprimer"
                    + " (type PLAC). On ne lit que les siennes.",
                "DiagnosticReport",
                "Compte rendu, projeté du message d'origine. La recherche rend ceux des suivis non"
                    + " terminés ; _include=DiagnosticReport:result joint les mesures.",
                "Observation",
                "Mesure d'un compte rendu : chiffres, unité et bornes comme le laboratoire les a"
                    + " écrits.",
                "DocumentReference",
                "Description du message d'origine.",
                "Binary",
                "Le message d'origine, octet pour octet.",
                "Patient",
                "Le patient d'un compte rendu. Lecture seule : aucune identité ne se cherche.",
                "Practitioner",
                "Médecin connu de Relais.",
                "Task",
                "Suivi : un responsable, une échéance (restriction.period.end), un état. $act fait"
                    + " un geste au nom du médecin. Un suivi terminé se lit par son identifiant.",
                "Provenance",
                "Changement de responsable d'un suivi."));

    private static final Map<String, String> APPOINTMENTS =
        Map.of(
            "Appointment",
            "Rendez-vous qui suit une décision. POST : proposed ou booked, le suivi dans"
                + " supportingInformation. PUT : booked, cancelled, fulfilled (compte rendu dans"
                + " comment), noshow. Ni patient ni motif.",
            "Slot",
            "Créneau libre de l'agenda du médecin. Lecture seule.",
            "Schedule",
            "Agenda du médecin. Lecture seule.");

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void describe(IBaseConformance statement) {
      CapabilityStatement made = (CapabilityStatement) statement;
      made.setLanguage("fr");
      made.getRestFirstRep()
          .setDocumentation(
              "FHIR R4 en JSON. Jeton : en-tête Authorization: Bearer. Transaction : une"
                  + " prescription. $validate : dit ce qui ne va pas, ne garde rien.");
      made.getRestFirstRep()
          .getResource()
          .forEach(
              r ->
                  r.setDocumentation(
                      FRENCH.getOrDefault(r.getType(), APPOINTMENTS.get(r.getType()))));
    }
  }
}
