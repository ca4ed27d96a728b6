// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Sex;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A patient as a page names him: text as it came, which the page escapes.
 *
 * @param name family name in capitals, then the first given name
 * @param traits sex, age, date of birth
 * @param identity how far the identity was checked
 */
public record PatientView(String name, String traits, String identity) {
  static final PatientView UNKNOWN = new PatientView("Patient non lu", "", "");

  static PatientView of(@Nullable PatientIdentity patient, LocalDate today) {
    return patient == null
        ? UNKNOWN
        : new PatientView(name(patient), traits(patient, today), identity(patient));
  }

  private static String name(PatientIdentity patient) {
    String birth = upper(patient.birthName());
    String used = upper(patient.usedName());
    StringBuilder name = new StringBuilder(used.isEmpty() ? birth : used);
    if (!birth.isEmpty() && !used.isEmpty() && !birth.equals(used)) {
      name.append(" (nom de naissance ").append(birth).append(')');
    }
    if (!patient.givenNames().isEmpty()) {
      name.append(' ').append(capital(patient.givenNames().get(0)));
    }
    return name.isEmpty() ? UNKNOWN.name() : name.toString();
  }

  private static String upper(@Nullable String name) {
    return name == null ? "" : name.toUpperCase(Locale.FRENCH);
  }

  /** JEAN-MARC becomes Jean-Marc; a name that has small letters stays as it is. */
  private static String capital(String given) {
    if (!given.equals(given.toUpperCase(Locale.FRENCH))) {
      return given;
    }
    StringBuilder made = new StringBuilder();
    boolean first = true;
    for (char letter : given.toCharArray()) {
      made.append(first ? letter : Character.toLowerCase(letter));
      first = !Character.isLetter(letter);
    }
    return made.toString();
  }

  private static String traits(PatientIdentity patient, LocalDate today) {
    List<String> traits = new ArrayList<>();
    if (patient.sex() == Sex.F || patient.sex() == Sex.M) {
      traits.add(patient.sex().name());
    }
    LocalDate born = patient.birthDate();
    if (born != null) {
      long years = ChronoUnit.YEARS.between(born, today);
      traits.add(
          years < 2
              ? ChronoUnit.MONTHS.between(born, today) + " mois"
              : years + (years == 1 ? " an" : " ans"));
      traits.add((patient.sex() == Sex.F ? "née le " : "né le ") + Times.day(born));
    }
    return String.join(" · ", traits);
  }

  private static String identity(PatientIdentity patient) {
    IdentityStatus status = patient.identityStatus();
    return switch (status) {
      case QUALIFIED -> "Identité qualifiée";
      case VALIDATED -> "Identité validée";
      case RETRIEVED -> "Identité récupérée";
      case PROVISIONAL -> "Identité provisoire";
    };
  }
}
