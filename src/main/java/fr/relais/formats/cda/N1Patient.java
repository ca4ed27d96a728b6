// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.LocalId;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Sex;
import fr.relais.formats.french.PatientWords;
import fr.relais.formats.french.Plain;
import fr.relais.formats.xml.XmlOutput;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code recordTarget}: the INS number only of a qualified identity, the traits always. */
final class N1Patient {
  private static final String INS_ROOTS = "1.2.250.1.213.1.4.";
  private final XmlOutput out;
  private final ReportVersion version;
  private final PatientIdentity patient;

  N1Patient(XmlOutput out, ReportVersion version, PatientIdentity patient) {
    this.out = out;
    this.version = version;
    this.patient = patient;
  }

  void write() {
    out.open("recordTarget").open("patientRole", "classCode", "PAT");
    ids();
    address();
    patient.phones().forEach(p -> out.leaf("telecom", "value", "tel:" + digits(p)));
    if (patient.phones().isEmpty()) {
      out.leaf("telecom", "nullFlavor", "UNK");
    }
    out.open("patient", "classCode", "PSN");
    names();
    sex();
    if (patient.birthDate() == null) {
      out.leaf("birthTime", "nullFlavor", "UNK");
    } else {
      out.leaf("birthTime", "value", DateTimeFormatter.BASIC_ISO_DATE.format(patient.birthDate()));
    }
    if (patient.birthPlace() != null) {
      out.open("birthplace").open("place").open("addr");
      out.element("county", patient.birthPlace()).close().close().close();
    }
    out.close().close().close();
  }

  private void ids() {
    if (patient.hasQualifiedIns()) {
      out.leaf("id", "extension", patient.ins(), "root", patient.insOid());
    }
    Optional<LocalId> local =
        patient.localIds().stream()
            .filter(id -> "PI".equals(id.type()) || id.type() == null && oid(id.authority()))
            .filter(id -> id.authority() == null || !id.authority().startsWith(INS_ROOTS))
            .findFirst();
    if (local.isPresent()) {
      String number = Plain.line(local.get().value());
      String authority = local.get().authority();
      String root = oid(authority) ? authority : N1Identifiers.local(version, "patients");
      out.leaf("id", "extension", number, "root", root);
    } else if (!patient.hasQualifiedIns()) {
      out.leaf("id", "nullFlavor", "UNK");
    }
  }

  private static boolean oid(@Nullable String authority) {
    return authority != null && authority.matches("[0-2](?:\\.\\d{1,40}){2,20}");
  }

  private void address() {
    if (patient.address() == null) {
      out.leaf("addr", "nullFlavor", "UNK");
    } else {
      out.open("addr").element("streetAddressLine", Plain.line(patient.address())).close();
    }
  }

  /** Birth name and first given name (BR), the list of given names bare, the names used (CL). */
  private void names() {
    out.open("name");
    String first = PatientWords.given(patient);
    String birth = patient.birthName();
    if (!patient.givenNames().isEmpty()) {
      out.element("given", Plain.line(String.join(" ", patient.givenNames())));
      out.element("given", first, "qualifier", birth == null ? "CL" : "BR");
    }
    if (birth != null) {
      out.element("family", Plain.line(birth), "qualifier", "BR");
    }
    if (birth == null || patient.usedName() != null) {
      out.element("family", PatientWords.family(patient), "qualifier", "CL");
    }
    out.close();
  }

  private void sex() {
    Sex sex = patient.sex();
    if (sex == null) {
      out.leaf("administrativeGenderCode", "nullFlavor", "UNK");
    } else {
      out.leaf(
          "administrativeGenderCode",
          "code",
          sex.name(),
          "displayName",
          words(sex),
          "codeSystem",
          "2.16.840.1.113883.5.1");
    }
  }

  private static String words(Sex sex) {
    return switch (sex) {
      case M -> "Masculin";
      case F -> "Féminin";
      case U -> "Inconnu";
    };
  }

  private static String digits(String phone) {
    return phone.replaceAll("[^0-9+]", "");
  }
}
