// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one requester asked for one patient, with all that is wrong with it. */
record Share(
    Groups.Patient patient, Requester requester, List<Groups.Request> requests, Findings findings) {

  /** The shares of one patient, in the order of the message. */
  static List<Share> of(Groups.Patient patient) {
    Map<String, Share> byRequester = new LinkedHashMap<>();
    for (Groups.Request request : patient.requests()) {
      Requester asked = Requester.of(request, patient);
      byRequester
          .computeIfAbsent(
              asked.key(), key -> new Share(patient, asked, new ArrayList<>(), new Findings()))
          .requests()
          .add(request);
    }
    if (byRequester.isEmpty()) {
      byRequester.put("", new Share(patient, Requester.NOBODY, List.of(), new Findings()));
    }
    byRequester.values().forEach(Share::ofPatient);
    return List.copyOf(byRequester.values());
  }

  /** What is wrong with the patient is wrong with each share of his. */
  private void ofPatient() {
    patient.findings().problems().forEach(findings::add);
    if (patient.p() == null) {
      findings.error(
          ProblemCode.PATIENT_MISSING,
          "P",
          "Une demande ou un résultat ne dit pas de quel patient il est.",
          "Mettre un segment P avant les résultats.");
    } else if (requests.isEmpty()) {
      findings.error(
          ProblemCode.SEQUENCE,
          patient.p().place(),
          "Patient sans aucun examen (OBR).",
          "Mettre les examens du patient après son segment P.");
    }
    segments().forEach(segment -> Segments.characters(segment, findings));
  }

  /** Its segments in the order of the message: the patient's own, then each request. */
  List<Segment> segments() {
    List<Segment> segments = new ArrayList<>(patient.own());
    requests.forEach(request -> segments.addAll(request.all()));
    return segments;
  }
}
