// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.RegisterPage.Person;
import fr.relais.core.model.RegisterPage.Situation;
import fr.relais.formats.identifiers.RppsNumber;
import java.time.Duration;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Practitioner.PractitionerQualificationComponent;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** Reads the two resources of the register that speak of people. */
final class RegisterPeople {
  private static final String NOS = "https://mos.esante.gouv.fr/NOS/";
  private static final String PROFESSION = NOS + "TRE_G15-ProfessionSante/";
  private static final String SKILL = NOS + "TRE_R38-SpecialiteOrdinale/";

  /** The register is who gives them: a wrong key is told, and names the same person. */
  private static final String NUMBER = "\\d{11}";

  private static final Duration DAY = Duration.ofDays(1);
  private static final String REPORT = "Signalez-le à l'Annuaire Santé.";

  private final Findings findings;
  private final RegisterMailboxes mailboxes;
  private final @Nullable Date answered;

  /**
   * @param answered when the register made this answer; null when it does not say
   */
  RegisterPeople(Findings findings, @Nullable Date answered) {
    this.findings = findings;
    this.answered = answered;
    this.mailboxes = new RegisterMailboxes(findings);
  }

  /** Empty when his number cannot be told for certain: then nothing is said of him. */
  Optional<Person> person(Practitioner person, String place) {
    Set<String> numbers = numbers(person.getIdentifier());
    if (numbers.size() != 1 || !numbers.stream().allMatch(number -> number.matches(NUMBER))) {
      findings.warning(
          ProblemCode.REQUIRED_MISSING,
          place + ".identifier",
          "Ce professionnel n'a pas un numéro RPPS et un seul : il est laissé de côté.",
          REPORT);
      return Optional.empty();
    }
    if (!numbers.stream().allMatch(RppsNumber::right)) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place + ".identifier",
          "La clé de ce numéro RPPS est fausse : il est gardé tel que l'annuaire le donne.",
          REPORT);
    }
    HumanName name = name(person);
    List<Coding> codes =
        person.getQualification().stream()
            .filter(q -> !over(q.getPeriod(), person))
            .map(PractitionerQualificationComponent::getCode)
            .flatMap(code -> code.getCoding().stream())
            .toList();
    return Optional.of(
        new Person(
            Objects.requireNonNullElse(person.getIdElement().getIdPart(), ""),
            numbers.iterator().next(),
            active(person.hasActive(), person.getActive()),
            Objects.requireNonNullElse(name.getFamily(), ""),
            name.getGiven().stream()
                .map(StringType::getValue)
                .map(given -> Objects.requireNonNullElse(given, ""))
                .toList(),
            codes(codes, PROFESSION),
            codes(codes, SKILL),
            mailboxes.of(person.getTelecom(), place)));
  }

  /** The name of practice, else the first that has a family name. */
  private static HumanName name(Practitioner person) {
    return person.getName().stream()
        .filter(HumanName::hasFamily)
        .min(Comparator.comparing(each -> each.getUse() != HumanName.NameUse.USUAL))
        .orElseGet(person::getNameFirstRep);
  }

  /** An end that was still to come when the register spoke takes nothing away; its day is whole. */
  private boolean over(Period period, Resource owner) {
    if (!period.hasEnd()) {
      return false;
    }
    Date said = answered == null ? owner.getMeta().getLastUpdated() : answered;
    return said == null || !period.getEnd().toInstant().plus(DAY).isAfter(said.toInstant());
  }

  /** A situation's own number stands in the same system as the RPPS of people: it is not read. */
  Situation situation(PractitionerRole role, String place) {
    List<Coding> codes =
        role.getCode().stream().map(CodeableConcept::getCoding).flatMap(List::stream).toList();
    boolean active = active(role.hasActive(), role.getActive()) && !over(role.getPeriod(), role);
    String of = role.getPractitioner().getReferenceElement().getIdPart();
    if (active && of == null) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          place + ".practitioner",
          "Cette situation d'exercice n'est celle de personne.",
          REPORT);
    }
    return new Situation(
        of, active, codes(codes, PROFESSION), mailboxes.of(role.getTelecom(), place));
  }

  /** Absent means true (as-practitioner). */
  private static boolean active(boolean said, boolean value) {
    return !said || value;
  }

  private static Set<String> numbers(List<Identifier> identifiers) {
    Set<String> numbers = new TreeSet<>();
    for (Identifier identifier : identifiers) {
      String value = Objects.requireNonNullElse(identifier.getValue(), "").strip();
      if (Uris.RPPS.equals(identifier.getSystem())) {
        numbers.add(value);
      } else if (Uris.ID_NAT.equals(identifier.getSystem()) && value.startsWith("8")) {
        numbers.add(value.substring(1));
      }
    }
    return numbers;
  }

  private static List<String> codes(List<Coding> codings, String table) {
    return codings.stream()
        .filter(c -> Objects.requireNonNullElse(c.getSystem(), "").startsWith(table))
        .flatMap(c -> Stream.ofNullable(c.getCode()))
        .distinct()
        .toList();
  }
}
