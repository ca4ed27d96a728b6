// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Sex;
import fr.relais.formats.cda.CdaHeader;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.cda.CdaHeader.Organisation;
import fr.relais.formats.cda.CdaHeader.Party;
import fr.relais.formats.french.Plain;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People, structures and patients as HL7 v2 data types, the way XDS metadata write them. */
final class People {
  private static final String INS_ROOTS = "1.2.250.1.213.1.4.";

  private People() {}

  /** XCN; null when there is no number. */
  static @Nullable String person(@Nullable Party party) {
    if (party == null || party.ids().isEmpty()) {
      return null;
    }
    Identifier id = party.ids().get(0);
    String device = party.device();
    String family = device != null ? device : party.family() == null ? "" : party.family();
    String given = device != null ? device : party.given() == null ? "" : party.given();
    String number = id.extension() == null ? id.root() : id.extension();
    return field(number)
        + "^"
        + field(family)
        + "^"
        + field(given)
        + "^^^^^^&"
        + id.root()
        + "&ISO^"
        + (device != null ? "U^^^RI" : "D^^^IDNPS");
  }

  /** XON; null when there is neither number nor name. */
  static @Nullable String structure(@Nullable Organisation organisation) {
    if (organisation == null) {
      return null;
    }
    String name = organisation.name() == null ? "" : field(organisation.name());
    if (organisation.ids().isEmpty()) {
      return name.isEmpty() ? null : name;
    }
    Identifier id = organisation.ids().get(0);
    String number = id.extension() == null ? id.root() : id.extension();
    return name + "^^^^^&" + id.root() + "&ISO^IDNST^^^" + field(number);
  }

  /** The INS number, else the first number of the document. */
  static @Nullable Identifier patientId(CdaHeader header) {
    return header.patientIds().stream()
        .filter(id -> id.root().startsWith(INS_ROOTS))
        .findFirst()
        .orElse(header.patientIds().isEmpty() ? null : header.patientIds().get(0));
  }

  /** The sender's own number, else the INS. */
  static @Nullable Identifier localId(CdaHeader header) {
    Identifier own = senderId(header);
    return own == null ? patientId(header) : own;
  }

  /** The sender's own number; null when the document gives none. */
  static @Nullable Identifier senderId(CdaHeader header) {
    return header.patientIds().stream()
        .filter(id -> !id.root().startsWith(INS_ROOTS))
        .findFirst()
        .orElse(null);
  }

  /** CX. */
  static @Nullable String patient(@Nullable Identifier id) {
    if (id == null) {
      return null;
    }
    String type = id.root().startsWith(INS_ROOTS) ? "NH" : "PI";
    String number = id.extension() == null ? "" : field(id.extension());
    return number + "^^^&" + id.root() + "&ISO^" + type;
  }

  /** {@code PID-5}, {@code PID-7}, {@code PID-8}. */
  static List<String> traits(PatientIdentity patient) {
    String given = patient.givenNames().isEmpty() ? "" : field(patient.givenNames().get(0));
    java.util.ArrayList<String> all = new java.util.ArrayList<>();
    if (patient.birthName() != null) {
      all.add("PID-5|" + field(patient.birthName()) + "^" + given + "^^^^^L");
    }
    if (patient.usedName() != null) {
      all.add("PID-5|" + field(patient.usedName()) + "^" + given + "^^^^^D");
    }
    if (patient.birthDate() != null) {
      all.add("PID-7|" + DateTimeFormatter.BASIC_ISO_DATE.format(patient.birthDate()));
    }
    Sex sex = patient.sex();
    all.add("PID-8|" + (sex == null ? "U" : sex.name()));
    return all;
  }

  /** Separators of HL7 v2 inside data are written {@code /}. */
  private static String field(String text) {
    return Plain.line(text).replaceAll("[|^~&\\\\]", "/");
  }
}
