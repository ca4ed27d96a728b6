// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Sex;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.identifiers.InsNumber;
import fr.relais.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code recordTarget}: who the document says the patient is. A document has no field for the
 * status of an identity: an INS in it says that the author qualified it.
 */
final class PatientReader {
  private static final String PLACE = "recordTarget";

  private final XmlElement role;
  private final Findings findings;
  private final List<LocalId> localIds = new ArrayList<>();
  private @Nullable String ins;
  private @Nullable String insOid;
  private boolean doubtful;

  PatientReader(XmlElement role, Findings findings) {
    this.role = role;
    this.findings = findings;
  }

  PatientIdentity read() {
    Parts.ids(role).forEach(this::identifier);
    List<XmlElement> families = role.all("patient", "name", "family").toList();
    List<XmlElement> givens = role.all("patient", "name", "given").toList();
    String birthName = qualified(families, "BR");
    String usedName =
        Stream.of("CL", "SP", "")
            .map(qualifier -> qualified(families, qualifier))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (birthName == null && usedName == null) {
      findings.warning(
          ProblemCode.REQUIRED_MISSING,
          PLACE,
          "Le patient n'a pas de nom.",
          "Mettre le nom de naissance (family, qualifier BR).");
    }
    List<String> given = given(givens);
    PartialDateTime born =
        new Times(findings).read(role.first("patient", "birthTime"), PLACE + "/birthTime");
    Sex sex = sex();
    String birthPlace =
        Parts.textOf(role.first("patient", "birthplace", "place", "addr", "county"));
    boolean all =
        birthName != null && !given.isEmpty() && born != null && sex != null && birthPlace != null;
    return new PatientIdentity(
        ins,
        insOid,
        status(all),
        birthName,
        usedName,
        given,
        born == null ? null : born.day(),
        sex,
        birthPlace,
        localIds,
        phones(),
        address(role.child("addr")));
  }

  /** The root decides what a number is. */
  private void identifier(Identifier id) {
    String number = id.extension();
    if (number == null) {
      return;
    }
    if (!InsNumber.AUTHORITIES.contains(id.root())) {
      localIds.add(new LocalId(number, id.root(), null));
      return;
    }
    if (!InsNumber.right(number)) {
      findings.warning(
          ProblemCode.INS_KEY_WRONG,
          PLACE + "/id",
          "La clé de l'INS est fausse ou absente ; le numéro n'a pas été retenu.",
          "Envoyer l'INS sur 15 caractères, tel que le téléservice l'a rendu.");
    } else if (ins == null) {
      ins = number;
      insOid = id.root();
    } else if (!number.equals(ins) || !id.root().equals(insOid)) {
      doubtful = true;
      localIds.add(new LocalId(number, id.root(), null));
    }
  }

  private IdentityStatus status(boolean allTraits) {
    if (ins == null) {
      return IdentityStatus.PROVISIONAL;
    }
    if (allTraits && !doubtful) {
      return IdentityStatus.QUALIFIED;
    }
    findings.warning(
        ProblemCode.INS_NOT_QUALIFIED,
        PLACE,
        doubtful
            ? "Le document porte deux INS différents ; aucun ne servira à rapprocher."
            : "L'INS est là sans tous les traits d'identité ; il ne servira pas à rapprocher.",
        "Envoyer un seul INS, avec nom et prénoms de naissance, date, sexe et lieu de naissance.");
    return IdentityStatus.RETRIEVED;
  }

  private static @Nullable String qualified(List<XmlElement> names, String qualifier) {
    return names.stream()
        .filter(name -> has(name, qualifier))
        .map(XmlElement::allText)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static boolean has(XmlElement name, String qualifier) {
    String said = name.attribute("qualifier");
    return said == null ? qualifier.isEmpty() : List.of(said.split(" ")).contains(qualifier);
  }

  /**
   * {@code BR} is the first given name of birth; without qualifier stands the list of them all, in
   * one element, or one by one in older documents.
   */
  private static List<String> given(List<XmlElement> names) {
    String first = qualified(names, "BR");
    List<String> all =
        names.stream()
            .filter(name -> has(name, ""))
            .map(XmlElement::allText)
            .filter(Objects::nonNull)
            .toList();
    if (first == null) {
      String used = qualified(names, "CL");
      return !all.isEmpty() ? all : used == null ? List.of() : List.of(used);
    }
    List<String> given = new ArrayList<>(List.of(first));
    String list = String.join(" ", all);
    String others = list.startsWith(first + " ") ? list.substring(first.length()).strip() : list;
    if (!others.isEmpty() && !others.equals(first)) {
      given.addAll(List.of(others.split(" ")));
    }
    return given;
  }

  private @Nullable Sex sex() {
    String code = Parts.value(role.first("patient", "administrativeGenderCode"), "code");
    return switch (code == null ? "" : code) {
      case "M" -> Sex.M;
      case "F" -> Sex.F;
      case "U", "UN" -> Sex.U;
      default -> null;
    };
  }

  private List<String> phones() {
    return role.children("telecom")
        .map(telecom -> telecom.attribute("value"))
        .filter(Objects::nonNull)
        .filter(value -> value.startsWith("tel:"))
        .map(value -> value.substring("tel:".length()).strip())
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }

  private static @Nullable String address(@Nullable XmlElement address) {
    if (address == null) {
      return null;
    }
    List<String> parts =
        address.children().stream().map(XmlElement::allText).filter(Objects::nonNull).toList();
    return parts.isEmpty() ? address.allText() : String.join(", ", parts);
  }
}
