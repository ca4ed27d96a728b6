// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Sex;
import fr.relais.formats.identifiers.InsNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Patient of a result, as FR Core or plain FHIR R4 writes it: what it does not say is absent, what
 * it says in doubt is told. An order is read more strictly, by {@link PatientReader}.
 */
final class ResultPatient {
  private static final String OWN_NAME =
      "http://hl7.org/fhir/StructureDefinition/humanname-own-name";

  /** Identity status before FR Core had an address of its own: the same letters as in 2.1. */
  private static final Set<String> OLDER =
      Set.of(
          Uris.STATUS_2_1,
          "http://interopsante.org/fhir/CodeSystem/fr-v2-0445",
          "http://interopsante.org/CodeSystem/fr-v2-0445");

  private final Patient patient;
  private final String place;
  private final Findings findings;
  private final List<LocalId> localIds = new ArrayList<>();
  private @Nullable String ins;
  private @Nullable String insOid;
  private boolean doubtful;

  ResultPatient(Patient patient, String place, Scope scope) {
    this.patient = patient;
    this.place = place;
    this.findings = scope.findings;
  }

  PatientIdentity identity() {
    patient.getIdentifier().forEach(this::identifier);
    HumanName birth = name(HumanName.NameUse.OFFICIAL, HumanName.NameUse.MAIDEN);
    HumanName used = name(HumanName.NameUse.USUAL, HumanName.NameUse.NICKNAME, null);
    String birthName = family(birth);
    if (birthName == null && used != null) {
      birthName = Words.string(used.getFamilyElement().getExtension(), OWN_NAME);
    }
    String usedName = family(used);
    if (birthName == null && usedName == null) {
      findings.warning(
          ProblemCode.REQUIRED_MISSING,
          place + ".name",
          "Le patient n'a pas de nom.",
          "Donnez le nom de naissance : name avec use = official et family.");
    }
    List<String> given = given(birth);
    PartialDateTime born =
        new FhirTimes(findings).of(patient.getBirthDateElement(), place + ".birthDate");
    return new PatientIdentity(
        ins,
        insOid,
        status(),
        birthName,
        usedName,
        given.isEmpty() ? given(used) : given,
        born == null ? null : born.day(),
        sex(),
        birthPlace(),
        localIds,
        phones(),
        address());
  }

  /** The system decides what a number is, not its label. */
  private void identifier(Identifier one) {
    if (!one.hasValue() || one.getUse() == Identifier.IdentifierUse.OLD) {
      return;
    }
    String value = one.getValue().strip();
    String system =
        one.hasSystem() ? Identifiers.bare(one.getSystem()) : one.getAssigner().getDisplay();
    if (system == null || !InsNumber.AUTHORITIES.contains(system)) {
      Coding type = one.getType().getCodingFirstRep();
      localIds.add(new LocalId(value, system, type.getCode()));
    } else if (!InsNumber.right(value)) {
      findings.warning(
          ProblemCode.INS_KEY_WRONG,
          place + ".identifier",
          "La clé de l'INS est fausse ou absente ; le numéro n'a pas été retenu.",
          "Envoyez l'INS sur 15 caractères, tel que le téléservice l'a rendu.");
    } else if (ins == null) {
      ins = value;
      insOid = system;
    } else if (!value.equals(ins) || !system.equals(insOid)) {
      doubtful = true;
      localIds.add(new LocalId(value, system, null));
    }
  }

  private @Nullable HumanName name(HumanName.@Nullable NameUse... uses) {
    for (HumanName.NameUse use : uses) {
      for (HumanName name : patient.getName()) {
        if (name.getUse() == use && !name.isEmpty()) {
          return name;
        }
      }
    }
    return null;
  }

  /** A name without pieces is a family name. */
  private static @Nullable String family(@Nullable HumanName name) {
    if (name == null) {
      return null;
    }
    String family = name.hasFamily() || name.hasGiven() ? name.getFamily() : name.getText();
    return family == null || family.isBlank() ? null : family.strip();
  }

  /** The list of the given names of birth begins with the first, which may have a blank in it. */
  private static List<String> given(@Nullable HumanName name) {
    if (name == null) {
      return List.of();
    }
    List<String> written =
        name.getGiven().stream()
            .map(StringType::getValue)
            .filter(Objects::nonNull)
            .map(String::strip)
            .toList();
    String list = Words.string(name.getExtension(), Uris.BIRTH_GIVEN_NAMES);
    if (list == null) {
      return written;
    }
    List<String> all = new ArrayList<>();
    String others = list.strip();
    if (!written.isEmpty() && (others + ' ').startsWith(written.get(0) + ' ')) {
      all.add(written.get(0));
      others = others.substring(written.get(0).length()).strip();
    }
    Stream.of(others.split(" +")).filter(one -> !one.isEmpty()).forEach(all::add);
    return all;
  }

  /** The same letters mean opposite things in 2.1 and 2.2: the code system decides. */
  private IdentityStatus status() {
    List<Extension> inside =
        Words.extension(patient.getExtension(), Uris.RELIABILITY)
            .map(Extension::getExtension)
            .orElse(List.of());
    Coding said = Words.coding(inside, "identityStatus");
    String system = said == null ? "" : Objects.requireNonNullElse(said.getSystem(), "");
    String code = said == null ? "" : Objects.requireNonNullElse(said.getCode(), "");
    boolean newer = system.equals(Uris.STATUS_2_2);
    boolean valid = code.equals("VALI") && (newer || OLDER.contains(system));
    if (ins == null) {
      return valid ? IdentityStatus.VALIDATED : IdentityStatus.PROVISIONAL;
    }
    boolean qualified = newer ? code.equals("QUAL") : valid;
    if (qualified && !doubtful) {
      return IdentityStatus.QUALIFIED;
    }
    findings.warning(
        ProblemCode.INS_NOT_QUALIFIED,
        place,
        doubtful
            ? "Le patient a deux INS différents ; aucun ne servira à rapprocher."
            : "L'INS est là, mais l'identité n'est pas dite qualifiée ; il ne servira pas à"
                + " rapprocher.",
        "Qualifiez l'identité (VALI en FR Core 2.1, QUAL en 2.2), ou n'envoyez pas le numéro.");
    return IdentityStatus.RETRIEVED;
  }

  private @Nullable Sex sex() {
    if (patient.getGender() == null) {
      return null;
    }
    return switch (patient.getGender()) {
      case MALE -> Sex.M;
      case FEMALE -> Sex.F;
      case UNKNOWN -> Sex.U;
      case OTHER, NULL -> null;
    };
  }

  private @Nullable String birthPlace() {
    return Words.extension(patient.getExtension(), Uris.BIRTH_PLACE)
        .filter(e -> e.getValue() instanceof Address)
        .map(e -> Words.coding(e.getValue().getExtension(), Uris.INSEE))
        .map(Coding::getCode)
        .orElse(null);
  }

  private List<String> phones() {
    return patient.getTelecom().stream()
        .filter(
            point ->
                point.getSystem() == ContactPoint.ContactPointSystem.PHONE
                    || point.getSystem() == ContactPoint.ContactPointSystem.SMS)
        .filter(point -> point.hasValue() && point.getUse() != ContactPoint.ContactPointUse.OLD)
        .map(point -> point.getValue().replaceFirst("^tel:", "").strip())
        .filter(number -> !number.isEmpty())
        .distinct()
        .toList();
  }

  private @Nullable String address() {
    return patient.getAddress().stream()
        .filter(home -> home.getUse() != Address.AddressUse.OLD)
        .map(ResultPatient::written)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static String written(Address home) {
    Stream<@Nullable String> town =
        Stream.of(
            Stream.of(home.getPostalCode(), home.getCity())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" ")),
            home.getCountry());
    String built =
        Stream.concat(home.getLine().stream().map(StringType::getValue), town)
            .filter(part -> part != null && !part.isBlank())
            .map(String::strip)
            .collect(Collectors.joining(", "));
    return home.hasLine() || !home.hasText() ? built : home.getText().strip();
  }
}
