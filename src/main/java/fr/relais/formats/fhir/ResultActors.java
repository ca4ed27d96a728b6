// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.LocalId;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;

/** The people and the numbers of a report in a bundle of ours. */
final class ResultActors {
  private static final Pattern OID = Pattern.compile("[0-2](?:\\.(?:0|[1-9]\\d*))+");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final String ANY_URI = "urn:ietf:rfc:3986";

  private final BiFunction<String, Resource, Reference> bundle;

  /**
   * @param bundle puts a resource into the bundle under a name, and gives the reference to it
   */
  ResultActors(BiFunction<String, Resource, Reference> bundle) {
    this.bundle = bundle;
  }

  /** Null when nothing is known of it. */
  @Nullable Reference performer(PerformerReference who) {
    Organization made = new Organization();
    made.setName(who.name());
    if (who.finess() != null) {
      made.addIdentifier().setSystem(Uris.FINESS).setValue(who.finess());
    }
    if (who.code() != null) {
      made.addIdentifier().setValue(who.code());
    }
    return made.isEmpty() ? null : bundle.apply("performer", made);
  }

  Reference practitioner(String name, PractitionerReference who, @Nullable ContactPoint mail) {
    Practitioner made = new Practitioner();
    if (who.rpps() != null) {
      made.addIdentifier().setSystem(Uris.RPPS).setValue(who.rpps());
    }
    if (who.otherId() != null) {
      made.addIdentifier().setValue(who.otherId());
    }
    if (who.family() != null || who.given() != null) {
      made.addName().setFamily(who.family());
      if (who.given() != null) {
        made.getNameFirstRep().addGiven(who.given());
      }
    }
    if (mail != null) {
      made.addTelecom(mail);
    }
    return bundle.apply(name, made);
  }

  /** The numbers that others gave to the patient, each with who gave it. */
  void numbers(List<LocalId> all, Patient patient) {
    for (LocalId id : all) {
      Identifier made = patient.addIdentifier().setValue(id.value());
      String authority = id.authority();
      if (authority != null && authority.indexOf(':') > 0) {
        made.setSystem(authority);
      } else if (authority != null && OID.matcher(authority).matches()) {
        made.setSystem(Uris.OID + authority);
      } else if (authority != null) {
        made.setAssigner(new Reference().setDisplay(authority));
      }
      if (id.type() != null) {
        made.setType(new CodeableConcept(new Coding(Uris.IDENTIFIER_TYPE, id.type(), null)));
      }
    }
  }

  static void number(ServiceRequest request, String type, @Nullable String value) {
    if (value != null) {
      request
          .addIdentifier()
          .setType(new CodeableConcept(new Coding(Uris.IDENTIFIER_TYPE, type, null)))
          .setValue(value);
    }
  }

  /** A name of a document: root, and extension after a circumflex. */
  static Identifier identifier(String key) {
    int mark = key.indexOf('^');
    String root = mark < 0 ? key : key.substring(0, mark);
    if (OID.matcher(root).matches()) {
      return mark < 0
          ? new Identifier().setSystem(ANY_URI).setValue(Uris.OID + root)
          : new Identifier().setSystem(Uris.OID + root).setValue(key.substring(mark + 1));
    }
    return UUID.matcher(key).matches()
        ? new Identifier().setSystem(ANY_URI).setValue("urn:uuid:" + key)
        : new Identifier().setValue(key);
  }
}
