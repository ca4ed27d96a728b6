// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The groups of ORU^R01 (HL7 v2.5 ch. 7.3.1), walked one by one so that no result leaves its
 * patient:
 *
 * <pre>
 * MSH [SFT] { PID [PD1] [NTE] [NK1] [PV1 [PV2]] [ROL] { [ORC] OBR [TQ1] [NTE] { OBX [NTE] } [SPM] [CTI] } } [DSC]
 * </pre>
 */
final class Groups {
  private static final Set<String> HEADER = Set.of("MSH", "SFT", "UAC");
  private static final Set<String> PATIENT = Set.of("PD1", "NK1", "PV1", "PV2");
  private static final Set<String> IN_ORDER =
      Set.of("OBX", "SPM", "TQ1", "TQ2", "CTI", "CTD", "FT1");
  private static final Set<String> ANYWHERE = Set.of("NTE", "ROL", "PRT", "DSC");

  /** One patient and his requests. */
  record Patient(Segment pid, List<Segment> own, List<Request> requests) {}

  /** One OBR with what belongs to it. */
  record Request(@Nullable Segment orc, Segment obr, List<Segment> details) {}

  private final Findings findings;
  private final List<Segment> header = new ArrayList<>();
  private final List<Patient> patients = new ArrayList<>();
  private @Nullable Patient patient;
  private @Nullable Request request;
  private @Nullable Segment orc;
  private boolean strangers;

  private Groups(Findings findings) {
    this.findings = findings;
  }

  static Groups of(List<Segment> segments, Findings findings) {
    Groups groups = new Groups(findings);
    segments.forEach(groups::take);
    groups.orcWithoutObr();
    if (groups.patients.isEmpty()) {
      findings.error(
          ProblemCode.PATIENT_MISSING,
          "PID",
          "Le message ne dit pas de quel patient il parle.",
          "Mettre un segment PID avant les résultats.");
    }
    return groups;
  }

  List<Segment> header() {
    return header;
  }

  List<Patient> patients() {
    return patients;
  }

  private void take(Segment segment) {
    switch (segment.name()) {
      case "PID" -> openPatient(segment);
      case "ORC" -> {
        orcWithoutObr();
        outsidePatient(segment);
        orc = segment;
        request = null;
      }
      case "OBR" -> openRequest(segment);
      default -> keep(segment);
    }
  }

  private void openPatient(Segment pid) {
    orcWithoutObr();
    patient = new Patient(pid, new ArrayList<>(List.of(pid)), new ArrayList<>());
    patients.add(patient);
    request = null;
  }

  private void openRequest(Segment obr) {
    Patient whose = outsidePatient(obr);
    request = new Request(orc, obr, new ArrayList<>());
    orc = null;
    if (whose != null) {
      whose.requests().add(request);
    }
  }

  private void keep(Segment segment) {
    String name = segment.name();
    if (name.equals("ADD") || (name.equals("DSC") && segment.field(1).present())) {
      findings.error(
          ProblemCode.TRUNCATED,
          segment.place(),
          "Le message est coupé en morceaux qui se suivent ; ils ne sont pas recollés.",
          "Envoyer chaque message en entier.");
      return;
    }
    boolean mine = IN_ORDER.contains(name);
    if (HEADER.contains(name) ? patient != null : !known(name)) {
      unknown(segment);
    }
    if (mine && request == null && !(orc != null && name.startsWith("TQ"))) {
      sequence(segment, "Segment sans demande (OBR) à laquelle le rattacher.");
    } else if (PATIENT.contains(name) && (patient == null || request != null || orc != null)) {
      sequence(segment, "Segment du patient hors de sa place.");
    }
    current().add(segment);
  }

  private static boolean known(String name) {
    return HEADER.contains(name)
        || PATIENT.contains(name)
        || IN_ORDER.contains(name)
        || ANYWHERE.contains(name)
        || name.startsWith("Z");
  }

  private List<Segment> current() {
    Request asked = request;
    Patient whose = patient;
    return asked != null ? asked.details() : whose != null ? whose.own() : header;
  }

  private @Nullable Patient outsidePatient(Segment segment) {
    if (patient == null && !strangers) {
      strangers = true;
      sequence(segment, "Demande ou résultat avant tout patient (PID).");
    }
    return patient;
  }

  private void orcWithoutObr() {
    Segment alone = orc;
    if (alone != null) {
      sequence(alone, "Demande (ORC) sans examen (OBR).");
      orc = null;
    }
  }

  private void sequence(Segment segment, String cause) {
    findings.error(
        ProblemCode.SEQUENCE,
        segment.place(),
        cause,
        "Suivre l'ordre PID, PV1, ORC, OBR, OBX de la norme.");
  }

  private void unknown(Segment segment) {
    findings.warning(
        ProblemCode.LINE_NOT_UNDERSTOOD,
        segment.place(),
        "Segment qui n'est pas attendu dans un compte rendu ; il n'a pas été lu.",
        "Vérifier dans l'original qu'il ne porte aucun résultat.");
  }
}
