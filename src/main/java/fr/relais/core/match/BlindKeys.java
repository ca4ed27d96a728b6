// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.match;

import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything by which the patient of a report can be looked for. */
public final class BlindKeys {

  private BlindKeys() {}

  public static List<BlindKey> of(Report report) {
    List<BlindKey> keys = new ArrayList<>(of(report.patient()));
    for (OrderNumbers order : report.orders()) {
      if (order.placer() != null) {
        keys.add(new BlindKey(BlindKey.Kind.ORDER_NUMBER, order.placer()));
      }
    }
    keys.addAll(sameSpecimen(report));
    return keys.stream().distinct().toList();
  }

  /** Everything by which this person can be looked for. */
  public static List<BlindKey> of(PatientIdentity patient) {
    List<BlindKey> keys = new ArrayList<>(ins(patient));
    if (patient.birthDate() != null) {
      String born = patient.birthDate() + " ";
      add(keys, BlindKey.Kind.BIRTH_DATE_AND_FAMILY, born, patient.birthName());
      add(keys, BlindKey.Kind.BIRTH_DATE_AND_FAMILY, born, patient.usedName());
      String given = patient.givenNames().isEmpty() ? null : patient.givenNames().get(0);
      add(keys, BlindKey.Kind.BIRTH_DATE_AND_GIVEN, born, given);
    }
    return keys;
  }

  /**
   * The keys under which another form of this result, without a number in common, would be found.
   */
  public static List<BlindKey> sameSpecimen(Report report) {
    PartialDateTime when = report.specimenAt();
    if (when == null) {
      return List.of();
    }
    return who(report.patient()).stream()
        .map(
            key ->
                new BlindKey(
                    BlindKey.Kind.PATIENT_AND_SPECIMEN_DAY,
                    key.kind() + " " + key.value() + " " + when.day()))
        .distinct()
        .toList();
  }

  /**
   * The keys under which every order of this patient is found. They are not those of {@link #of}:
   * by these only the wish of a patient who refuses his prescriber is looked for.
   */
  public static List<BlindKey> ordered(PatientIdentity patient) {
    return ordered(who(patient));
  }

  /** The same, from keys of the person. */
  static List<BlindKey> ordered(List<BlindKey> who) {
    return who.stream()
        .map(key -> new BlindKey(BlindKey.Kind.ORDERED_FOR, key.kind() + " " + key.value()))
        .distinct()
        .toList();
  }

  /** Who it is: by INS, and by birth date and each family name. */
  static List<BlindKey> who(PatientIdentity patient) {
    List<BlindKey> who = new ArrayList<>(ins(patient));
    if (patient.birthDate() != null) {
      add(who, BlindKey.Kind.BIRTH_DATE_AND_FAMILY, patient.birthDate() + " ", patient.birthName());
      add(who, BlindKey.Kind.BIRTH_DATE_AND_FAMILY, patient.birthDate() + " ", patient.usedName());
    }
    return who;
  }

  /** The key of a qualified INS, if the patient has one: the only one that matches by itself. */
  public static List<BlindKey> ins(PatientIdentity patient) {
    return patient.hasQualifiedIns()
        ? List.of(new BlindKey(BlindKey.Kind.INS, patient.insOid() + " " + patient.ins()))
        : List.of();
  }

  private static void add(
      List<BlindKey> keys, BlindKey.Kind kind, String born, @Nullable String name) {
    if (name != null && !name.isBlank()) {
      keys.add(new BlindKey(kind, born + Traits.fold(name)));
    }
  }
}
