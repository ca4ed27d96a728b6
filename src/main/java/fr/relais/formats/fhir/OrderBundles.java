// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Content;
import fr.relais.core.model.OrderRequest;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * Reads the orders of one prescription: a transaction of Patient, Practitioner, Encounter and
 * ServiceRequests, or one ServiceRequest that contains them. All of it is understood or nothing is
 * taken.
 */
public final class OrderBundles {
  private static final int ENTRIES_MAX = 200;
  private static final String REQUEST = "ServiceRequest";
  private static final Set<String> TYPES =
      Set.of("Patient", "Practitioner", "PractitionerRole", "Organization", "Encounter", REQUEST);

  private final StrictJson json;

  public OrderBundles(StrictJson json) {
    this.json = json;
  }

  /**
   * What was read.
   *
   * @param orders in the order of the message; empty when there is an error
   * @param types the type of each entry, in their order
   * @param problems errors, or warnings beside the orders
   */
  public record Reading(List<OrderRequest> orders, List<String> types, List<Problem> problems) {
    public Reading {
      orders = List.copyOf(orders);
      types = List.copyOf(types);
      problems = List.copyOf(problems);
    }
  }

  public Reading read(Content content) {
    StrictJson.Reading strict = json.read(content);
    Resource resource = strict.resource();
    Findings findings = new Findings();
    if (resource instanceof Bundle bundle) {
      return transaction(bundle, findings);
    } else if (resource instanceof ServiceRequest request) {
      List<OrderRequest> orders = new ArrayList<>();
      new OrderReader(request, REQUEST, new Linked(Map.of(), findings), findings)
          .read()
          .ifPresent(orders::add);
      return done(orders, List.of(REQUEST), findings);
    } else if (resource != null) {
      findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          resource.fhirType(),
          "Ce type de ressource n'est pas pris ici.",
          "Envoyez un Bundle de type transaction, ou un ServiceRequest.");
      return done(List.of(), List.of(), findings);
    }
    return new Reading(List.of(), List.of(), strict.problems());
  }

  private static Reading done(List<OrderRequest> orders, List<String> types, Findings findings) {
    return new Reading(findings.broken() ? List.of() : orders, types, findings.list());
  }

  private static Reading transaction(Bundle bundle, Findings findings) {
    if (bundle.getType() != Bundle.BundleType.TRANSACTION) {
      findings.error(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          "Bundle.type",
          "Ce Bundle n'est pas une transaction.",
          "Écrivez type = transaction : tout est pris, ou rien.");
    }
    if (bundle.getEntry().size() > ENTRIES_MAX) {
      findings.error(
          ProblemCode.TOO_LARGE,
          "Bundle.entry",
          "Le Bundle a plus de " + ENTRIES_MAX + " entrées.",
          "Envoyez une prescription à la fois.");
      return done(List.of(), List.of(), findings);
    }
    Map<String, Resource> byUrl = new HashMap<>();
    List<String> types = new ArrayList<>();
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
      types.add(entry.hasResource() ? entry.getResource().fhirType() : "");
      entry(entry, "Bundle.entry[" + i + "]", byUrl, findings);
    }
    onePatient(bundle, findings);
    return done(orders(bundle, new Linked(byUrl, findings), findings), types, findings);
  }

  private static List<OrderRequest> orders(Bundle bundle, Linked linked, Findings findings) {
    List<OrderRequest> orders = new ArrayList<>();
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      if (bundle.getEntry().get(i).getResource() instanceof ServiceRequest request) {
        new OrderReader(request, "Bundle.entry[" + i + "].resource", linked, findings)
            .read()
            .ifPresent(orders::add);
      }
    }
    if (orders.isEmpty() && !findings.broken()) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          "Bundle.entry",
          "Le Bundle ne contient aucune prescription.",
          "Ajoutez au moins un ServiceRequest.");
    }
    return orders;
  }

  private static void entry(
      Bundle.BundleEntryComponent entry,
      String place,
      Map<String, Resource> byUrl,
      Findings findings) {
    Resource resource = entry.getResource();
    if (resource == null || !TYPES.contains(resource.fhirType())) {
      findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          place + ".resource",
          "Cette entrée est vide, ou d'un type qui n'est pas pris dans une prescription.",
          "Types pris : Patient, Practitioner, PractitionerRole, Organization, Encounter,"
              + " ServiceRequest.");
      return;
    }
    String url = Objects.requireNonNullElse(entry.getFullUrl(), "");
    if (!url.startsWith("urn:uuid:") || byUrl.put(url, resource) != null) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place + ".fullUrl",
          "Le fullUrl n'est pas de la forme urn:uuid:, ou sert deux fois.",
          "Donnez à chaque entrée un urn:uuid: qui lui soit propre.");
    }
    Bundle.BundleEntryRequestComponent request = entry.getRequest();
    if (request.getMethod() != Bundle.HTTPVerb.POST
        || !resource.fhirType().equals(request.getUrl())) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place + ".request",
          "Cette entrée ne demande pas une création de son propre type.",
          "Écrivez method = POST et url = le type de la ressource.");
    }
    if (request.hasIfNoneExist() && !ownIdentifier(request.getIfNoneExist(), resource)) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place + ".request.ifNoneExist",
          "Cette condition ne porte pas sur l'identifier de la prescription de cette entrée.",
          "Écrivez identifier=système|valeur, ceux du ServiceRequest.");
    }
  }

  /** The only condition that is understood: by the order's own number. */
  private static boolean ownIdentifier(String condition, Resource resource) {
    return resource instanceof ServiceRequest request
        && request.getIdentifier().stream()
            .map(i -> "identifier=" + i.getSystem() + "|" + i.getValue())
            .anyMatch(condition::equals);
  }

  private static void onePatient(Bundle bundle, Findings findings) {
    long patients =
        bundle.getEntry().stream().filter(e -> e.getResource() instanceof Patient).count();
    long within =
        bundle.getEntry().stream()
            .map(Bundle.BundleEntryComponent::getResource)
            .filter(ServiceRequest.class::isInstance)
            .flatMap(r -> ((ServiceRequest) r).getContained().stream())
            .filter(Patient.class::isInstance)
            .count();
    if (patients + within != 1) {
      findings.error(
          patients + within == 0 ? ProblemCode.PATIENT_MISSING : ProblemCode.SEVERAL_PATIENTS,
          "Bundle.entry",
          patients + within == 0
              ? "Le Bundle n'a pas de patient."
              : "Le Bundle a plusieurs patients.",
          "Une transaction est la prescription d'un seul patient.");
    }
  }
}
