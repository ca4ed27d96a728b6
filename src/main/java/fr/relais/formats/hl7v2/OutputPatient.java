// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static fr.relais.formats.hl7v2.OutputSegment.components;
import static fr.relais.formats.hl7v2.OutputSegment.data;
import static fr.relais.formats.hl7v2.OutputSegment.repetitions;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.PatientIdentity;
import fr.relais.formats.identifiers.InsNumber;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PID (HL7 v2.5 ch. 3.4.2) as PAM.fr wants it: the INS number only of a qualified identity. */
final class OutputPatient {
  private final PatientIdentity patient;

  OutputPatient(PatientIdentity patient) {
    this.patient = patient;
  }

  String line() {
    String born =
        patient.birthDate() == null
            ? ""
            : DateTimeFormatter.BASIC_ISO_DATE.format(patient.birthDate());
    return new OutputSegment("PID")
        .set(1, "1")
        .set(3, repetitions(identifiers()))
        .set(5, repetitions(names()))
        .set(7, born)
        .text(8, patient.sex() == null ? null : patient.sex().name())
        .set(11, repetitions(places()))
        .set(13, repetitions(patient.phones().stream().map(OutputPatient::phone).toList()))
        .set(32, validated() ? "VALI" : "PROV")
        .toString();
  }

  private boolean validated() {
    return switch (patient.identityStatus()) {
      case QUALIFIED, VALIDATED -> true;
      case PROVISIONAL, RETRIEVED -> false;
    };
  }

  private List<String> identifiers() {
    List<String> all = new ArrayList<>();
    if (patient.identityStatus() == IdentityStatus.QUALIFIED && patient.hasQualifiedIns()) {
      String oid = patient.insOid();
      boolean nia = oid != null && oid.endsWith(".9");
      String authority = (nia ? "ASIP-SANTE-INS-NIA&" : "ASIP-SANTE-INS-NIR&") + data(oid) + "&ISO";
      all.add(components(data(patient.ins()), "", "", authority, "INS"));
    }
    patient.localIds().stream()
        .filter(id -> id.authority() == null || !InsNumber.AUTHORITIES.contains(id.authority()))
        .map(OutputPatient::local)
        .forEach(all::add);
    return all;
  }

  private static String local(LocalId id) {
    String authority = id.authority() == null ? "" : id.authority();
    boolean oid = authority.matches("[0-2](\\.\\d+)+");
    return components(
        data(id.value()),
        "",
        "",
        oid ? "&" + authority + "&ISO" : data(authority),
        data(id.type()));
  }

  /** {@code L} the birth name, {@code D} the used one; each with all the given names. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    boolean birth = patient.birthName() != null;
    boolean used = patient.usedName() != null;
    if (birth) {
      names.add(name(patient.birthName(), "L"));
    }
    if (used || !birth && !patient.givenNames().isEmpty()) {
      names.add(name(patient.usedName(), "D"));
    }
    return names;
  }

  private String name(@Nullable String family, String type) {
    List<String> given = patient.givenNames();
    String first = given.isEmpty() ? "" : given.get(0);
    return components(data(family), data(first), data(String.join(" ", given)), "", "", "", type);
  }

  /** Home, and the birth place by its INSEE code. */
  private List<String> places() {
    List<String> places = new ArrayList<>();
    if (patient.address() != null) {
      places.add(components(data(patient.address()), "", "", "", "", "", "H"));
    }
    if (patient.birthPlace() != null) {
      places.add(components("", "", "", "", "", "", "BDL", "", data(patient.birthPlace())));
    }
    return places;
  }

  private static String phone(String number) {
    return components(data(number), "PRN", "PH", "", "", "", "", "", "", "", "", data(number));
  }
}
