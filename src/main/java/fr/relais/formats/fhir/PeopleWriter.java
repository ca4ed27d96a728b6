// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.Phone;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** People as FR Core 2.1 writes them. */
public final class PeopleWriter {

  private PeopleWriter() {}

  /**
   * The patient as one message named him. The INS leaves only with a qualified identity.
   *
   * @param phones with whose number each is; the identity's own are not repeated
   */
  public static Patient patient(PatientIdentity who, List<Phone> phones, @Nullable String address) {
    Patient patient = new Patient();
    if (who.birthDate() != null && who.birthName() != null && !who.givenNames().isEmpty()) {
      patient.getMeta().addProfile(Uris.profile("Patient"));
    }
    patient.addExtension(reliability(who));
    if (who.birthPlace() != null) {
      Address place = new Address();
      place.addExtension(
          new Extension(Uris.INSEE, new Coding(Uris.COMMUNE, who.birthPlace(), null)));
      patient.addExtension(new Extension(Uris.BIRTH_PLACE, place));
    }
    if (who.hasQualifiedIns()) {
      patient
          .addIdentifier()
          .setUse(Identifier.IdentifierUse.OFFICIAL)
          .setType(
              new CodeableConcept(new Coding(Uris.FR_IDENTIFIER_TYPE, insType(who.insOid()), null)))
          .setSystem(Uris.OID + who.insOid())
          .setValue(who.ins());
    }
    names(patient, who);
    if (who.birthDate() != null) {
      patient.setBirthDateElement(new DateType(who.birthDate().toString()));
    }
    if (who.sex() != null) {
      patient.setGender(
          switch (who.sex()) {
            case M -> AdministrativeGender.MALE;
            case F -> AdministrativeGender.FEMALE;
            case U -> AdministrativeGender.UNKNOWN;
          });
    }
    for (Phone phone : phones) {
      ContactPoint point = patient.addTelecom();
      point.setSystem(ContactPoint.ContactPointSystem.PHONE).setValue(phone.number());
      point.addExtension(new Extension(Uris.WHOSE, new StringType(phone.whose())));
    }
    if (address != null) {
      patient.addAddress().setText(address);
    }
    return patient;
  }

  private static String insType(@Nullable String oid) {
    String end = Objects.requireNonNullElse(oid, "");
    return end.endsWith(".8")
        ? "INS-NIR"
        : end.endsWith(".9") ? "INS-NIA" : end.endsWith(".10") ? "INS-NIR-TEST" : "INS-NIR-DEMO";
  }

  /** VALI with an INS is qualified in FR Core 2.1; without one, validated. */
  private static Extension reliability(PatientIdentity who) {
    String code =
        switch (who.identityStatus()) {
          case PROVISIONAL, RETRIEVED -> "PROV";
          case VALIDATED, QUALIFIED -> "VALI";
        };
    Extension reliability = new Extension(Uris.RELIABILITY);
    reliability.addExtension(
        new Extension("identityStatus", new Coding(Uris.STATUS_2_1, code, null)));
    return reliability;
  }

  private static void names(Patient patient, PatientIdentity who) {
    if (who.birthName() != null || !who.givenNames().isEmpty()) {
      HumanName official = patient.addName();
      official.setUse(HumanName.NameUse.OFFICIAL).setFamily(who.birthName());
      if (!who.givenNames().isEmpty()) {
        official.addExtension(
            new Extension(
                Uris.BIRTH_GIVEN_NAMES, new StringType(String.join(" ", who.givenNames()))));
        official.addGiven(who.givenNames().get(0));
      }
    }
    if (who.usedName() != null) {
      patient.addName().setUse(HumanName.NameUse.USUAL).setFamily(who.usedName());
    }
  }

  public static Practitioner practitioner(fr.relais.core.model.Practitioner who) {
    Practitioner practitioner = new Practitioner();
    practitioner.setId(who.id());
    practitioner.getMeta().addProfile(Uris.profile("Practitioner"));
    practitioner.addIdentifier().setSystem(Uris.PRACTITIONER).setValue(who.id());
    if (who.rpps() != null) {
      practitioner.addIdentifier(rpps(who.rpps()));
    }
    practitioner.addName().setFamily(who.family()).addGiven(who.given()).addPrefix("DR");
    return practitioner;
  }

  /** A doctor whom we know: his resource, his number, his name. */
  public static Reference reference(fr.relais.core.model.Practitioner who) {
    Reference reference = new Reference("Practitioner/" + who.id());
    if (who.rpps() != null) {
      reference.setIdentifier(rpps(who.rpps()));
    }
    return reference.setDisplay(who.title());
  }

  private static Identifier rpps(String number) {
    return new Identifier()
        .setType(new CodeableConcept(new Coding(Uris.FR_IDENTIFIER_TYPE, "RPPS", null)))
        .setSystem(Uris.RPPS)
        .setValue(number);
  }

  static Reference performer(PerformerReference who) {
    Reference reference = new Reference().setType("Organization");
    if (who.finess() != null) {
      reference.setIdentifier(new Identifier().setSystem(Uris.FINESS).setValue(who.finess()));
    }
    return reference.setDisplay(who.name());
  }
}
