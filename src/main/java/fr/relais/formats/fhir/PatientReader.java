// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Phone;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Sex;
import fr.relais.formats.identifiers.InsNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** Patient, as FR Core 2.1 writes it (fr-core-patient-ins): who is meant and how to reach him. */
final class PatientReader {
  private static final String NOT_SAID = "non précisé";

  private final Patient patient;
  private final String place;
  private final Findings findings;
  private final Words words;
  private final List<LocalId> localIds = new ArrayList<>();
  private @Nullable String ins;
  private @Nullable String insOid;

  PatientReader(Patient patient, String place, Findings findings) {
    this.patient = patient;
    this.place = place;
    this.findings = findings;
    this.words = new Words(findings);
  }

  PatientIdentity identity() {
    for (int i = 0; i < patient.getIdentifier().size(); i++) {
      identifier(patient.getIdentifier().get(i), place + ".identifier[" + i + "]");
    }
    HumanName official = name(HumanName.NameUse.OFFICIAL);
    HumanName usual = name(HumanName.NameUse.USUAL);
    String birthName =
        official == null
            ? null
            : words.line(official.getFamily(), Words.NAME_MAX, place + ".name.family");
    if (birthName == null) {
      required(".name", "Il manque le nom de naissance.", "name avec use = official et family");
    }
    return new PatientIdentity(
        ins,
        insOid,
        status(),
        birthName,
        usual == null
            ? null
            : words.line(usual.getFamily(), Words.NAME_MAX, place + ".name.family"),
        official == null ? List.of() : given(official),
        birthDate(),
        sex(),
        birthPlace(),
        localIds,
        phones().stream().map(Phone::number).distinct().toList(),
        address());
  }

  private void required(String below, String cause, String what) {
    findings.error(ProblemCode.REQUIRED_MISSING, place + below, cause, "Renseignez " + what + ".");
  }

  private @Nullable HumanName name(HumanName.NameUse use) {
    return patient.getName().stream().filter(n -> n.getUse() == use).findFirst().orElse(null);
  }

  private List<String> given(HumanName official) {
    String list = Words.string(official.getExtension(), Uris.BIRTH_GIVEN_NAMES);
    Stream<String> names =
        list == null
            ? official.getGiven().stream().map(StringType::getValue)
            : Stream.of(list.split(" +"));
    List<String> read =
        names
            .map(name -> words.line(name, Words.NAME_MAX, place + ".name.given"))
            .filter(Objects::nonNull)
            .toList();
    if (read.isEmpty()) {
      required(".name.given", "Il manque le prénom de naissance.", "given du nom official");
    }
    return read;
  }

  /** The authority decides what a number is, not its label. */
  private void identifier(Identifier one, String where) {
    String system = Objects.requireNonNullElse(one.getSystem(), "");
    String value = words.line(one.getValue(), Words.NAME_MAX, where);
    if (value == null) {
      return;
    }
    String oid = system.startsWith(Uris.OID) ? system.substring(Uris.OID.length()) : "";
    if (!InsNumber.AUTHORITIES.contains(oid)) {
      localIds.add(new LocalId(value, system.isEmpty() ? null : system, null));
    } else if (!InsNumber.right(value)) {
      findings.error(
          ProblemCode.INS_KEY_WRONG,
          where,
          "La clé de l'INS est fausse ou absente.",
          "Envoyez l'INS sur 15 caractères, tel que le téléservice l'a rendu.");
    } else if (ins != null) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          where,
          "Deux INS sont donnés pour un patient.",
          "N'envoyez que celui qui est en vigueur.");
    } else {
      ins = value;
      insOid = oid;
    }
  }

  /** The same letters mean opposite things in 2.1 and 2.2: the code system decides. */
  private IdentityStatus status() {
    List<Extension> inside =
        Words.extension(patient.getExtension(), Uris.RELIABILITY)
            .map(Extension::getExtension)
            .orElse(List.of());
    Coding said = Words.coding(inside, "identityStatus");
    String code = said == null ? "" : Objects.requireNonNullElse(said.getCode(), "");
    boolean newer = said != null && Uris.STATUS_2_2.equals(said.getSystem());
    boolean older = said != null && Uris.STATUS_2_1.equals(said.getSystem());
    boolean qualified = newer ? code.equals("QUAL") : older && code.equals("VALI");
    if (ins == null) {
      boolean validated = (newer || older) && code.equals("VALI");
      return validated ? IdentityStatus.VALIDATED : IdentityStatus.PROVISIONAL;
    }
    if (qualified) {
      return IdentityStatus.QUALIFIED;
    }
    findings.warning(
        ProblemCode.INS_NOT_QUALIFIED,
        place + ".extension",
        "L'INS est là, mais l'identité n'est pas dite qualifiée ; il ne servira pas à rapprocher.",
        "Qualifiez l'identité (VALI en FR Core 2.1, QUAL en 2.2), ou n'envoyez pas le numéro.");
    return IdentityStatus.RETRIEVED;
  }

  private @Nullable LocalDate birthDate() {
    DateType date = patient.getBirthDateElement();
    if (date.isEmpty()) {
      required(".birthDate", "Il manque la date de naissance.", "birthDate");
      return null;
    }
    if (date.getPrecision() != TemporalPrecisionEnum.DAY) {
      findings.error(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          place + ".birthDate",
          "La date de naissance n'a pas de jour.",
          "Donnez-la entière : AAAA-MM-JJ.");
      return null;
    }
    return LocalDate.parse(date.getValueAsString());
  }

  private @Nullable Sex sex() {
    if (patient.getGender() == null) {
      return null;
    }
    return switch (patient.getGender()) {
      case MALE -> Sex.M;
      case FEMALE -> Sex.F;
      case UNKNOWN -> Sex.U;
      case OTHER, NULL -> {
        findings.error(
            ProblemCode.CODE_NOT_UNDERSTOOD,
            place + ".gender",
            "Ce sexe n'est pas de ceux de l'identité nationale.",
            "Écrivez male, female ou unknown.");
        yield null;
      }
    };
  }

  private @Nullable String birthPlace() {
    return Words.extension(patient.getExtension(), Uris.BIRTH_PLACE)
        .filter(e -> e.getValue() instanceof Address)
        .map(e -> Words.coding(e.getValue().getExtension(), Uris.INSEE))
        .map(Coding::getCode)
        .orElse(null);
  }

  /** His own numbers first, then those of the people to call. */
  List<Phone> phones() {
    List<Phone> phones = new ArrayList<>();
    patient.getTelecom().forEach(t -> phone(t, NOT_SAID, place + ".telecom", phones));
    for (Patient.ContactComponent contact : patient.getContact()) {
      String relation =
          contact.getRelationship().stream()
              .map(r -> r.getText())
              .filter(Objects::nonNull)
              .findFirst()
              .orElse("personne à prévenir");
      contact.getTelecom().forEach(t -> phone(t, relation, place + ".contact.telecom", phones));
    }
    return phones;
  }

  private void phone(ContactPoint point, String otherwise, String where, List<Phone> phones) {
    boolean rings =
        point.getSystem() == ContactPoint.ContactPointSystem.PHONE
            || point.getSystem() == ContactPoint.ContactPointSystem.SMS;
    if (!rings || point.getValue() == null) {
      return;
    }
    String plain = point.getValue().replaceAll("[ .\u00a0\u202f-]", "");
    if (!plain.matches("0[1-9][0-9]{8}|\\+[1-9][0-9]{7,14}")) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          where,
          "Un numéro de téléphone n'est pas compris.",
          "Écrivez dix chiffres, ou +33...");
      return;
    }
    String whose = words.line(Words.string(point.getExtension(), Uris.WHOSE), 100, where);
    phones.add(new Phone(plain, whose == null ? otherwise : whose));
  }

  @Nullable String address() {
    Address home =
        patient.getAddress().stream()
            .filter(a -> a.getUse() != Address.AddressUse.OLD)
            .findFirst()
            .orElse(null);
    if (home == null) {
      return null;
    }
    String built =
        Stream.concat(
                home.getLine().stream().map(StringType::getValue),
                Stream.of(
                    Stream.of(home.getPostalCode(), home.getCity())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" "))))
            .filter(part -> part != null && !part.isBlank())
            .collect(Collectors.joining(", "));
    return words.line(built.isEmpty() ? home.getText() : built, Words.LINE_MAX, place + ".address");
  }
}
