// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.identifiers.RppsNumber;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Follows references inside one message: to an entry of the bundle, to a contained resource, or to
 * nothing but an identifier. Nothing is ever fetched.
 */
final class Linked {
  private final Map<String, Resource> entries;
  private final Findings findings;

  Linked(Map<String, Resource> entries, Findings findings) {
    this.entries = entries;
    this.findings = findings;
  }

  /** What the reference leads to; empty when it names an identifier only. */
  Optional<Resource> follow(Reference reference, DomainResource from, String place) {
    String to = reference.getReference();
    if (to == null || to.isEmpty()) {
      return Optional.empty();
    }
    Optional<Resource> found =
        to.startsWith("#")
            ? from.getContained().stream().filter(r -> to.substring(1).equals(id(r))).findFirst()
            : Optional.ofNullable(entries.get(to));
    if (found.isEmpty() && reference.getIdentifier().isEmpty()) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "Cette référence ne mène à rien dans le message.",
          "Renvoyez à une entrée (urn:uuid:) ou à une ressource contenue (#), ou donnez un"
              + " identifier.");
    }
    return found;
  }

  static String id(Resource resource) {
    String id = Objects.requireNonNullElse(resource.getIdElement().getIdPart(), "");
    return id.startsWith("#") ? id.substring(1) : id;
  }

  /** Who is meant; null when nobody is, with a problem when it should be said. */
  @Nullable PractitionerReference practitioner(
      Reference reference, DomainResource from, String place) {
    if (reference.isEmpty()) {
      return null;
    }
    Resource found = follow(reference, from, place).orElse(null);
    if (found instanceof PractitionerRole role) {
      boolean inside = reference.getReference().startsWith("#");
      return practitioner(role.getPractitioner(), inside ? from : role, place + ".practitioner");
    }
    return found instanceof Practitioner person
        ? named(person, place)
        : named(List.of(reference.getIdentifier()), new HumanName(), place);
  }

  /** Who this resource is, by his numbers. */
  PractitionerReference named(Practitioner person, String place) {
    return named(person.getIdentifier(), person.getNameFirstRep(), place);
  }

  private PractitionerReference named(List<Identifier> identifiers, HumanName name, String place) {
    String rpps = rpps(identifiers);
    String ours =
        identifiers.stream()
            .filter(i -> Uris.PRACTITIONER.equals(i.getSystem()))
            .map(Identifier::getValue)
            .findFirst()
            .orElse(null);
    if (rpps != null && !RppsNumber.right(rpps)) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "Un RPPS a 11 chiffres, et sa clé est fausse ici.",
          "Recopiez-le depuis l'annuaire.");
    }
    return new PractitionerReference(
        rpps, ours, name.getFamily(), name.hasGiven() ? name.getGivenAsSingleString() : null);
  }

  private static @Nullable String rpps(List<Identifier> identifiers) {
    return identifiers.stream()
        .flatMap(
            i -> {
              String value = Objects.requireNonNullElse(i.getValue(), "");
              return Uris.RPPS.equals(i.getSystem())
                  ? Stream.of(value)
                  : Uris.ID_NAT.equals(i.getSystem()) && value.matches("8\\d{11}")
                      ? Stream.of(value.substring(1))
                      : Stream.empty();
            })
        .findFirst()
        .orElse(null);
  }
}
