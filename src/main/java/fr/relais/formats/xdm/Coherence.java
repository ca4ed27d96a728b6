// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.formats.identifiers.SamePatient;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a document is what its description says: bytes, identifier, type and patient. One that is
 * not goes to a person.
 */
final class Coherence {
  private final String place;
  private final Findings findings;

  /**
   * @param place names the document
   */
  Coherence(String place, Findings findings) {
    this.place = place;
    this.findings = findings;
  }

  /**
   * The bytes as they are stored.
   *
   * @param digest SHA-1 in hexadecimal
   */
  void bytes(DocumentEntry entry, String digest, int length) {
    String hash = entry.hash();
    if (hash == null) {
      findings.warning(
          ProblemCode.REQUIRED_MISSING,
          place,
          "Le document est décrit sans son empreinte (hash).",
          "Écrire l'empreinte SHA-1 du document dans METADATA.XML.");
    } else if (!hash.toLowerCase(Locale.ROOT).equals(digest)) {
      findings.error(
          ProblemCode.COUNT_MISMATCH,
          place,
          "L'empreinte du document n'est pas celle de sa description : il a été changé ou abîmé.",
          "Refaire l'archive avec le document tel qu'il a été décrit.");
    }
    String size = entry.size();
    if (size != null && !size.equals(Integer.toString(length))) {
      findings.error(
          ProblemCode.COUNT_MISMATCH,
          place,
          "La taille du document n'est pas celle de sa description.",
          "Refaire l'archive avec le document tel qu'il a été décrit.");
    }
  }

  /** Identifier and type. */
  void header(DocumentEntry entry, Report report) {
    String said = bare(entry.uniqueId());
    List<String> ids = report.documentIds();
    if (said != null && ids.stream().anyMatch(id -> dotted(said, id))) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "L'identifiant est écrit avec un point au lieu de « ^ » ; il a été compris.",
          "Écrire uniqueId comme racine^extension dans METADATA.XML.");
    } else if (said != null
        && !ids.isEmpty()
        && ids.stream().noneMatch(id -> said.equals(bare(id)))) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "L'identifiant du document n'est pas celui de sa description.",
          "Accorder uniqueId de METADATA.XML et l'identifiant (id) du document.");
    }
    String type = entry.typeCode();
    if (type != null && report.typeCode() != null && !type.equals(report.typeCode())) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "Le type du document n'est pas celui de sa description.",
          "Accorder typeCode de METADATA.XML et le code du document.");
    }
  }

  /** Root and extension joined by a dot: the same digits in the same order, so the same number. */
  private static boolean dotted(String said, String id) {
    return id.indexOf('^') >= 0 && said.equals(String.valueOf(bare(id)).replace('^', '.'));
  }

  /** Whether document and description speak of one patient. */
  void patient(PatientIdentity described, PatientIdentity document) {
    SamePatient same = new SamePatient(described, document);
    if (nobody(described)) {
      findings.error(
          ProblemCode.PATIENT_MISSING,
          place,
          "La description du document ne dit pas de quel patient il est.",
          "Écrire patientId et sourcePatientInfo dans METADATA.XML.");
    } else if (localNumbersDiffer(described, document)
        || !same.certain()
            && (same.contradicted()
                || !sharesLocalNumber(described, document) && !neitherBorn(described, document))) {
      anotherPatient();
    }
  }

  /** Whether a second document is of the patient of the first. */
  void secondDocument(PatientIdentity first, PatientIdentity document) {
    SamePatient same = new SamePatient(first, document);
    boolean numbered =
        !same.contradicted() && named(first) && named(document) && oneAuthority(first, document);
    if (!same.certain() && !numbered) {
      anotherPatient();
    }
  }

  /** The set names its patient by a number alone: it must not be another one. */
  void patientOfSet(@Nullable PatientIdentity ofSet, PatientIdentity document) {
    if (ofSet != null
        && (new SamePatient(ofSet, document).contradicted()
            || localNumbersDiffer(ofSet, document))) {
      anotherPatient();
    }
  }

  private static boolean nobody(PatientIdentity described) {
    return described.ins() == null
        && described.localIds().isEmpty()
        && described.birthName() == null
        && described.usedName() == null;
  }

  private void anotherPatient() {
    findings.error(
        ProblemCode.SEVERAL_PATIENTS,
        place,
        "Le document et sa description, ou deux documents, ne parlent pas du même patient.",
        "Vérifier de quel patient est chaque document ; renvoyer une archive par patient.");
  }

  /** Both name a person, and neither says when he was born: what is absent does not differ. */
  private static boolean neitherBorn(PatientIdentity one, PatientIdentity two) {
    return one.birthDate() == null && two.birthDate() == null && named(one) && named(two);
  }

  private static boolean named(PatientIdentity patient) {
    return patient.birthName() != null || patient.usedName() != null;
  }

  private static boolean sharesLocalNumber(PatientIdentity one, PatientIdentity two) {
    return one.localIds().stream()
        .anyMatch(
            mine ->
                two.localIds().stream()
                    .anyMatch(
                        other ->
                            Objects.equals(mine.authority(), other.authority())
                                && mine.value().equals(other.value())));
  }

  /** One named authority gave both the same number. */
  private static boolean oneAuthority(PatientIdentity one, PatientIdentity two) {
    return one.localIds().stream()
        .filter(mine -> mine.authority() != null)
        .anyMatch(
            mine ->
                two.localIds().stream()
                    .anyMatch(
                        other ->
                            mine.authority().equals(other.authority())
                                && mine.value().equals(other.value())));
  }

  /** One authority gave both numbers, and none is common. */
  private static boolean localNumbersDiffer(PatientIdentity one, PatientIdentity two) {
    boolean sameAuthority =
        one.localIds().stream()
            .anyMatch(
                mine ->
                    mine.authority() != null
                        && two.localIds().stream()
                            .anyMatch(other -> mine.authority().equals(other.authority())));
    return sameAuthority && !sharesLocalNumber(one, two);
  }

  private static @Nullable String bare(@Nullable String id) {
    return id == null
        ? null
        : id.toLowerCase(Locale.ROOT).replace("urn:uuid:", "").replace("urn:oid:", "").strip();
  }
}
