// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.french;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Sex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who the patient is, in words. */
public final class PatientWords {
  private static final String UNKNOWN = "NOM INCONNU";

  private PatientWords() {}

  /** The name used, else the birth name: {@code DURAND}. */
  public static String family(PatientIdentity patient) {
    String name = patient.usedName() != null ? patient.usedName() : patient.birthName();
    return Plain.line(name == null ? UNKNOWN : name);
  }

  /** The birth name, else the only one known. */
  public static String birthName(PatientIdentity patient) {
    return Plain.line(patient.birthName() == null ? family(patient) : patient.birthName());
  }

  public static String given(PatientIdentity patient) {
    return Plain.line(patient.givenNames().isEmpty() ? "" : patient.givenNames().get(0));
  }

  public static String fullName(PatientIdentity patient) {
    return (family(patient) + " " + given(patient)).strip();
  }

  /** {@code née MARTIN · F · née le 03/02/1948 · INS ... · identité qualifiée}. */
  public static String traits(PatientIdentity patient) {
    List<String> said = new ArrayList<>();
    String birth = birthName(patient);
    if (!birth.equals(family(patient))) {
      said.add("nom de naissance " + birth);
    }
    if (patient.givenNames().size() > 1) {
      said.add("prénoms " + Plain.line(String.join(" ", patient.givenNames())));
    }
    said.add(sex(patient.sex()));
    said.add(born(patient));
    if (patient.hasQualifiedIns()) {
      said.add("INS " + patient.ins());
    }
    said.add("identité " + status(patient.identityStatus()));
    return String.join(" · ", said);
  }

  public static String status(IdentityStatus status) {
    return switch (status) {
      case PROVISIONAL -> "provisoire";
      case RETRIEVED -> "récupérée";
      case VALIDATED -> "validée";
      case QUALIFIED -> "qualifiée";
    };
  }

  private static String born(PatientIdentity patient) {
    if (patient.birthDate() == null) {
      return "date de naissance inconnue";
    }
    String word =
        patient.sex() == Sex.F ? "née le " : patient.sex() == Sex.M ? "né le " : "né(e) le ";
    return word + FrenchDates.day(patient.birthDate());
  }

  private static String sex(@Nullable Sex sex) {
    return sex == Sex.F ? "sexe F" : sex == Sex.M ? "sexe M" : "sexe non précisé";
  }
}
