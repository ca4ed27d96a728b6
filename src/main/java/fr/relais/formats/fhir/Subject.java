// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ProblemCode;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Whose result it is; everything in one result must be about him. */
final class Subject {
  /** How a transaction names a patient by his number alone (FHIR R4, 3.1.0.11.2). */
  private static final Pattern CONDITION =
      Pattern.compile("Patient\\?identifier=([^|&]{1,200})\\|([^|&]{1,100})");

  private final Scope scope;
  private final @Nullable Patient patient;
  private final PatientIdentity identity;

  private Subject(Scope scope, @Nullable Patient patient, PatientIdentity identity) {
    this.scope = scope;
    this.patient = patient;
    this.identity = identity;
  }

  /**
   * Who the reference means.
   *
   * @param source where the patient's traits stand when the reference is a number only; may be
   *     empty
   * @return null, with a problem, when it is not one patient
   */
  static @Nullable Subject of(
      Reference reference, Reference source, Resource from, String place, Scope scope) {
    Identifier number = number(reference);
    Resource found = scope.links.find(reference, from);
    if (found == null && !source.isEmpty()) {
      found = scope.links.find(source, from);
    }
    if (found instanceof Patient patient) {
      scope.take(patient);
      PatientIdentity read = new ResultPatient(patient, place, scope).identity();
      if (number != null && !named(patient, number)) {
        scope.findings.error(
            ProblemCode.SEVERAL_PATIENTS,
            place,
            "Le numéro qui désigne le patient n'est pas de ceux du patient qui est joint.",
            "Accordez-les.");
      }
      return new Subject(scope, patient, read);
    }
    if (found != null || number == null) {
      scope.findings.error(
          ProblemCode.PATIENT_MISSING,
          place,
          "Le patient de ce résultat n'est pas dans le message, ou ce n'est pas un patient.",
          "Joignez un Patient, en entrée du Bundle ou contenu, et renvoyez-y.");
      return null;
    }
    Patient unnamed = new Patient();
    unnamed.addIdentifier(number);
    return new Subject(scope, null, new ResultPatient(unnamed, place, scope).identity());
  }

  private static @Nullable Identifier number(Reference reference) {
    if (reference.getIdentifier().hasValue()) {
      return reference.getIdentifier();
    }
    Matcher condition = CONDITION.matcher(Objects.requireNonNullElse(reference.getReference(), ""));
    return condition.matches()
        ? new Identifier().setSystem(condition.group(1)).setValue(condition.group(2))
        : null;
  }

  private static boolean named(Patient patient, Identifier number) {
    return patient.getIdentifier().stream()
        .anyMatch(
            own ->
                Objects.equals(own.getSystem(), number.getSystem())
                    && Objects.equals(own.getValue(), number.getValue()));
  }

  PatientIdentity identity() {
    return identity;
  }

  /** The resource; null when the message names him by a number only. */
  @Nullable Patient patient() {
    return patient;
  }

  /** Whether another reference means the same person, by the same resource, number or traits. */
  boolean is(Reference reference, Resource from) {
    Resource found = scope.links.find(reference, from);
    if (found instanceof Patient other) {
      scope.take(other);
      return other == patient || same(other);
    }
    Identifier number = number(reference);
    if (found != null || number == null) {
      return false;
    }
    String value = number.getValue();
    return patient != null
        ? named(patient, number)
        : value.equals(identity.ins())
            || identity.localIds().stream().anyMatch(id -> id.value().equals(value));
  }

  /** A copy of the same resource says the same of the person. */
  private boolean same(Patient other) {
    Findings aside = new Findings();
    PatientIdentity that = new ResultPatient(other, "", new Scope(scope.links, aside)).identity();
    boolean sameIns =
        identity.ins() != null
            && identity.ins().equals(that.ins())
            && Objects.equals(identity.insOid(), that.insOid());
    boolean sameTraits =
        identity.birthDate() != null
            && identity.birthDate().equals(that.birthDate())
            && !names(identity).isEmpty()
            && names(identity).equals(names(that))
            && (identity.ins() == null || that.ins() == null);
    return sameIns || sameTraits;
  }

  private static List<String> names(PatientIdentity who) {
    String family = who.birthName() != null ? who.birthName() : who.usedName();
    return family == null || who.givenNames().isEmpty()
        ? List.of()
        : List.of(family, who.givenNames().get(0));
  }
}
