// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one message, and where its references lead.
 *
 * @param bundle null when the message is one resource alone
 * @param left whether a document has resources that are not read: their text is
 */
record Bundled(@Nullable Bundle bundle, List<Entry> entries, Links links, boolean left) {
  private static final int ENTRIES_MAX = 5_000;
  private static final Set<Bundle.BundleType> TYPES =
      EnumSet.of(
          Bundle.BundleType.DOCUMENT,
          Bundle.BundleType.MESSAGE,
          Bundle.BundleType.TRANSACTION,
          Bundle.BundleType.BATCH,
          Bundle.BundleType.COLLECTION,
          Bundle.BundleType.SEARCHSET);

  /** Read, or only naming where and by what a result was made. */
  private static final Set<String> READ =
      Set.of(
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Organization",
          "Location",
          "HealthcareService",
          "Encounter",
          "Specimen",
          "ServiceRequest",
          "DiagnosticReport",
          "Observation",
          "DocumentReference",
          "Binary",
          "Composition",
          "List",
          "MessageHeader",
          "Device",
          "Media",
          "ImagingStudy",
          "Endpoint",
          "RelatedPerson",
          "Provenance",
          "OperationOutcome");

  /**
   * One resource of the message.
   *
   * @param index its rank among the entries
   * @param patched what it changes, when it is a change and no resource of its own; else null
   */
  record Entry(int index, String place, Resource resource, @Nullable String patched) {}

  static Bundled of(Resource resource, Findings findings) {
    Links links = new Links();
    if (!(resource instanceof Bundle bundle)) {
      links.add(null, resource);
      return new Bundled(
          null, List.of(new Entry(0, resource.fhirType(), resource, null)), links, false);
    }
    if (!TYPES.contains(bundle.getType())) {
      findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          "Bundle.type",
          "Ce type de Bundle n'apporte pas de résultat.",
          "Types lus : document, message, transaction, batch, collection, searchset.");
    }
    List<Entry> entries = new ArrayList<>();
    boolean left = false;
    if (bundle.getEntry().size() > ENTRIES_MAX) {
      findings.error(
          ProblemCode.TOO_LARGE,
          "Bundle.entry",
          "Le Bundle a plus de " + ENTRIES_MAX + " entrées.",
          "Envoyez un compte rendu à la fois.");
      return new Bundled(bundle, List.of(), links, false);
    }
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
      String place = "Bundle.entry[" + i + "]";
      if (!request(entry, place, findings)) {
        continue;
      }
      Resource inside = entry.getResource();
      left |= !READ.contains(inside.fhirType());
      String patched = patched(entry);
      type(bundle, inside, patched, place, findings);
      if (patched == null && !links.add(entry.getFullUrl(), inside)) {
        doubled(place, findings);
      }
      entries.add(new Entry(i, place + ".resource", inside, patched));
    }
    return new Bundled(bundle, entries, links, left);
  }

  /** Whether the entry brings a resource that is there from now on. */
  private static boolean request(
      Bundle.BundleEntryComponent entry, String place, Findings findings) {
    Bundle.HTTPVerb method = entry.getRequest().getMethod();
    boolean brings =
        method == null
            || method == Bundle.HTTPVerb.POST
            || method == Bundle.HTTPVerb.PUT
            || patched(entry) != null;
    if (!brings || !entry.hasResource() || entry.hasResponse()) {
      findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          place,
          "Cette entrée n'apporte pas de ressource : elle efface, cherche, change ou répond.",
          "Envoyez les ressources entières (POST ou PUT).");
      return false;
    }
    return true;
  }

  private static @Nullable String patched(Bundle.BundleEntryComponent entry) {
    boolean patch =
        entry.getRequest().getMethod() == Bundle.HTTPVerb.PATCH
            && entry.getResource() instanceof Parameters;
    return patch ? entry.getRequest().getUrl() : null;
  }

  private static void type(
      Bundle bundle, Resource inside, @Nullable String patched, String place, Findings findings) {
    if (READ.contains(inside.fhirType()) || patched != null) {
      return;
    }
    if (bundle.getType() == Bundle.BundleType.DOCUMENT && !(inside instanceof Bundle)) {
      findings.warning(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          place + ".resource",
          "Ce type de ressource n'est pas lu ; le texte du document le dit.",
          "Lire l'original.");
    } else {
      findings.error(
          ProblemCode.MESSAGE_TYPE_NOT_READ,
          place + ".resource",
          "Ce type de ressource n'est pas lu dans un résultat : un fait serait perdu.",
          "Envoyez le résultat dans un DiagnosticReport et des Observations.");
    }
  }

  private static void doubled(String place, Findings findings) {
    findings.error(
        ProblemCode.FIELD_NOT_UNDERSTOOD,
        place + ".fullUrl",
        "Ce fullUrl sert deux fois : on ne sait pas laquelle des ressources est visée.",
        "Donnez à chaque entrée un fullUrl qui lui soit propre.");
  }

  /** The entries of this kind, in the order of the message. */
  <T extends Resource> List<T> all(Class<T> type) {
    return entries.stream().map(Entry::resource).filter(type::isInstance).map(type::cast).toList();
  }

  /** Where a resource stands in the message. */
  String place(Resource resource) {
    return entries.stream()
        .filter(entry -> entry.resource() == resource)
        .map(Entry::place)
        .findFirst()
        .orElse(resource.fhirType());
  }

  /** Each resource of this kind, entries and those that they contain. */
  <T extends Resource> List<T> everywhere(Class<T> type) {
    return entries.stream()
        .map(Entry::resource)
        .flatMap(
            one ->
                one instanceof DomainResource holder
                    ? Stream.concat(Stream.of(one), holder.getContained().stream())
                    : Stream.of(one))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
