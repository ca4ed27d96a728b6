// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Recipient;
import fr.relais.formats.identifiers.RppsNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Professionals and structures of a result, under their national numbers; with or without the type
 * digit of CI-SIS (PS_IdNat, Struct_IdNat).
 */
final class ResultPeople {
  private static final Set<String> RPPS = Set.of(Uris.RPPS, Uris.ID_NAT, "http://rpps.fr");
  private static final Set<String> FINESS =
      Set.of(
          Uris.FINESS,
          "urn:oid:1.2.250.1.71.4.2.2",
          "http://finess.sante.gouv.fr",
          "http://finess.esante.gouv.fr");
  private static final Pattern FINESS_FORM = Pattern.compile("1?(\\d{9}|2[AB]\\d{7})");
  private static final int RPPS_DIGITS = 11;
  private static final int ADELI_SIGNS = 9;

  private final Scope scope;

  ResultPeople(Scope scope) {
    this.scope = scope;
  }

  /** Null when it is no person, or when neither a number nor a name is there. */
  @Nullable PractitionerReference practitioner(Reference reference, Resource from, String place) {
    if (reference.isEmpty()) {
      return null;
    }
    Resource found = scope.useful(reference, from, place);
    List<Identifier> identifiers = new ArrayList<>();
    HumanName name = new HumanName().setText(reference.getDisplay());
    if (found instanceof PractitionerRole role) {
      scope.take(role);
      identifiers.addAll(role.getIdentifier());
      Resource person = scope.links.find(role.getPractitioner(), role);
      if (person instanceof Practitioner practitioner) {
        found = practitioner;
      } else {
        identifiers.add(0, role.getPractitioner().getIdentifier());
        name = new HumanName().setText(role.getPractitioner().getDisplay());
        return person(identifiers, name, place);
      }
    }
    if (found instanceof Practitioner practitioner) {
      scope.take(practitioner);
      identifiers.addAll(0, practitioner.getIdentifier());
      return person(identifiers, practitioner.getNameFirstRep(), place);
    }
    if (found != null || organisation(reference)) {
      return null;
    }
    return person(List.of(reference.getIdentifier()), name, place);
  }

  private static boolean organisation(Reference reference) {
    return "Organization".equals(reference.getType())
        || Objects.requireNonNullElse(reference.getReference(), "").startsWith("Organization/");
  }

  private @Nullable PractitionerReference person(
      List<Identifier> identifiers, HumanName name, String place) {
    String rpps = null;
    String other = null;
    for (Identifier identifier : identifiers) {
      String value = identifier.hasValue() ? identifier.getValue().strip() : "";
      boolean national = identifier.hasSystem() && RPPS.contains(identifier.getSystem());
      String bare = national ? withoutPrefix(value) : value;
      if (national && RppsNumber.right(bare)) {
        rpps = rpps == null ? bare : rpps;
      } else if (!value.isEmpty()) {
        if (national && bare.length() == RPPS_DIGITS) {
          wrongRpps(place);
        }
        other = other == null ? bare : other;
      }
    }
    boolean pieces = name.hasFamily() || name.hasGiven();
    String family = pieces ? name.getFamily() : name.getText();
    String given = name.hasGiven() ? name.getGivenAsSingleString() : null;
    return rpps == null && other == null && family == null && given == null
        ? null
        : new PractitionerReference(rpps, other, family, given);
  }

  /** 8 and the RPPS number, or 0 and the ADELI number. */
  private static String withoutPrefix(String number) {
    boolean rpps = number.length() == RPPS_DIGITS + 1 && number.charAt(0) == '8';
    boolean adeli = number.length() == ADELI_SIGNS + 1 && number.charAt(0) == '0';
    return rpps || adeli ? number.substring(1) : number;
  }

  private void wrongRpps(String place) {
    scope.findings.warning(
        ProblemCode.FIELD_NOT_UNDERSTOOD,
        place,
        "Numéro RPPS faux ; il n'a pas été retenu comme numéro national.",
        "Corriger le numéro du professionnel.");
  }

  /** The structure, or that of the person; else the person's name; null when nothing is said. */
  @Nullable PerformerReference performer(Reference reference, Resource from, String place) {
    if (reference.isEmpty()) {
      return null;
    }
    Resource found = scope.useful(reference, from, place);
    if (found instanceof PractitionerRole role && role.hasOrganization()) {
      scope.take(role);
      return performer(role.getOrganization(), role, place + ".organization");
    } else if (found instanceof Organization organisation) {
      scope.take(organisation);
      return structure(organisation.getIdentifier(), organisation.getName());
    } else if (found == null && (organisation(reference) || !reference.hasReference())) {
      return structure(List.of(reference.getIdentifier()), reference.getDisplay());
    }
    PractitionerReference person = practitioner(reference, from, place);
    String name =
        person == null
            ? null
            : String.join(
                    " ",
                    Objects.requireNonNullElse(person.given(), ""),
                    Objects.requireNonNullElse(person.family(), ""))
                .strip();
    return name == null || name.isEmpty() ? null : new PerformerReference(name, null, null);
  }

  private static @Nullable PerformerReference structure(
      List<Identifier> identifiers, @Nullable String name) {
    String finess = null;
    String code = null;
    for (Identifier identifier : identifiers) {
      String value = identifier.hasValue() ? identifier.getValue().strip() : "";
      boolean national = identifier.hasSystem() && FINESS.contains(identifier.getSystem());
      Matcher form = FINESS_FORM.matcher(value);
      if (national && form.matches()) {
        finess = finess == null ? form.group(1) : finess;
      } else if (!value.isEmpty()) {
        code = code == null ? value : code;
      }
    }
    return name == null && finess == null && code == null
        ? null
        : new PerformerReference(name, finess, code);
  }

  /**
   * Someone who gets a copy, with the mailbox that the message gives; null when it names no person.
   */
  @Nullable Recipient recipient(Reference reference, Resource from, String place) {
    PractitionerReference person = practitioner(reference, from, place);
    if (person == null) {
      return null;
    }
    List<ContactPoint> points = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    Resource found = scope.links.find(reference, from);
    if (found instanceof PractitionerRole role) {
      points.addAll(role.getTelecom());
      role.getEndpoint().stream()
          .map(to -> scope.links.find(to, role))
          .filter(Endpoint.class::isInstance)
          .filter(scope::take)
          .forEach(to -> addresses.add(((Endpoint) to).getAddress()));
      found = scope.links.find(role.getPractitioner(), role);
    }
    if (found instanceof Practitioner practitioner) {
      points.addAll(practitioner.getTelecom());
    }
    points.stream()
        .filter(point -> point.getSystem() == ContactPoint.ContactPointSystem.EMAIL)
        .forEach(point -> addresses.add(point.getValue()));
    return new Recipient(
        person,
        addresses.stream()
            .filter(Objects::nonNull)
            .map(address -> address.replaceFirst("^mailto:", "").strip())
            .filter(address -> address.indexOf('@') > 0)
            .findFirst()
            .orElse(null));
  }
}
