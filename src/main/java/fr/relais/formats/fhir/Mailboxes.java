// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.PeopleExtract.Mailbox;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Finds someone's own secure mailbox: a telecom that an extension marks as MSSanté (an ordinary
 * address is never taken), or an Endpoint of secure mail. A mailbox that is not listed proves
 * nothing: some ask not to be.
 */
final class Mailboxes {
  static final String METADATA =
      "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata";
  static final String EMAIL_TYPE =
      "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type";
  static final String MSSANTE = "MSSANTE";
  private static final String SECURE_MAIL = "secure-email";

  /** TRE_R257: personal, and that of a practice; those of organisations are nobody's own. */
  private static final Set<String> OWN = Set.of("PER", "CAB");

  private final Linked linked;
  private final Findings findings;
  private final Moments moments;

  Mailboxes(Linked linked, Findings findings) {
    this.linked = linked;
    this.findings = findings;
    this.moments = new Moments(findings);
  }

  /** One that was found, not chosen yet. */
  private record Candidate(String address, Period period, boolean first, String place) {}

  /**
   * The one to write to.
   *
   * @param until the time in which those without dates of their own hold
   */
  List<Mailbox> of(
      PractitionerReference who,
      List<ContactPoint> telecom,
      List<Reference> endpoints,
      DomainResource from,
      Period until,
      String place) {
    List<Candidate> found = new ArrayList<>();
    for (int i = 0; i < telecom.size(); i++) {
      telecom(telecom.get(i), place + ".telecom[" + i + "]", found);
    }
    for (int i = 0; i < endpoints.size(); i++) {
      String where = place + ".endpoint[" + i + "]";
      if (linked.follow(endpoints.get(i), from, where).orElse(null) instanceof Endpoint endpoint) {
        endpoint(endpoint, where, found);
      }
    }
    Candidate chosen = chosen(found, place);
    if (chosen == null) {
      return List.of();
    }
    boolean own = !chosen.period().isEmpty();
    Moments.Days days =
        moments.days(own ? chosen.period() : until, (own ? chosen.place() : place) + ".period");
    return List.of(new Mailbox(who, chosen.address(), days.from(), days.to(), chosen.place()));
  }

  private void telecom(ContactPoint point, String place, List<Candidate> found) {
    Extension metadata = Words.extension(point.getExtension(), METADATA).orElse(null);
    boolean secure =
        metadata != null
            || Words.extension(point.getExtension(), EMAIL_TYPE)
                .filter(e -> codes(e).contains(MSSANTE))
                .isPresent();
    boolean old = point.getUse() == ContactPoint.ContactPointUse.OLD;
    if (!secure || old || point.getSystem() != ContactPoint.ContactPointSystem.EMAIL) {
      return;
    }
    List<String> types =
        metadata == null
            ? List.of()
            : Words.extension(metadata.getExtension(), "type")
                .map(Mailboxes::codes)
                .orElse(List.of());
    if (!types.isEmpty() && types.stream().noneMatch(OWN::contains)) {
      aside(place, "Cette messagerie n'est pas celle d'une personne : elle est laissée de côté.");
      return;
    }
    String address = Objects.requireNonNullElse(point.getValue(), "");
    found.add(new Candidate(address, point.getPeriod(), point.getRank() == 1, place));
  }

  private void endpoint(Endpoint endpoint, String place, List<Candidate> found) {
    if (!SECURE_MAIL.equals(endpoint.getConnectionType().getCode())) {
      aside(place, "Cet accès n'est pas une messagerie sécurisée : il est laissé de côté.");
    } else if (endpoint.getStatus() != Endpoint.EndpointStatus.ACTIVE) {
      aside(place, "Cette messagerie n'est pas en service : elle est laissée de côté.");
    } else {
      String address = Objects.requireNonNullElse(endpoint.getAddress(), "");
      found.add(
          new Candidate(
              address.replaceFirst("^(?i)mailto:", ""), endpoint.getPeriod(), false, place));
    }
  }

  private @Nullable Candidate chosen(List<Candidate> found, String place) {
    List<Candidate> first = found.stream().filter(Candidate::first).toList();
    List<Candidate> left = first.isEmpty() ? found : first;
    if (left.stream().map(c -> c.address().strip().toLowerCase(Locale.ROOT)).distinct().count()
        > 1) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place + ".telecom",
          "Plusieurs messageries sont données : on ne sait pas laquelle est à prendre.",
          "Donnez le rang 1 (rank) à une seule.");
    }
    return left.isEmpty() ? null : left.get(0);
  }

  static List<String> codes(Extension extension) {
    return extension.getValue() instanceof CodeableConcept concept
        ? concept.getCoding().stream().map(Coding::getCode).toList()
        : extension.getValue() instanceof Coding coding ? List.of(coding.getCode()) : List.of();
  }

  private void aside(String place, String cause) {
    findings.warning(
        ProblemCode.FIELD_NOT_UNDERSTOOD, place, cause, "Rien à faire si c'est voulu.");
  }
}
