// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.SharedDocument;
import fr.relais.flow.PatientDoor;
import fr.relais.flow.PatientFile;
import fr.relais.flow.SharedReadings;
import fr.relais.flow.SharedRecords;
import fr.relais.flow.TimedRecords;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The DMP on the page of a patient: asked when the doctor asks, after he said that the patient
 * knows and does not oppose. What it answers stays in his session.
 */
final class DmpPages {
  static final String AGREED = "accord";
  static final String AUTHORISATION = "/autorisation-dmp";

  private final SharedDesk desk;
  private final SharedRecords records;

  DmpPages(SharedDesk desk) {
    this.desk = desk;
    this.records = new TimedRecords(desk.records(), DmpWords.PATIENCE);
  }

  /** Unique ids of what the DMP was seen to hold of this patient. */
  static Set<String> held(Visit visit, String patient) {
    return visit.session().patients().shared(patient).stream()
        .flatMap(answer -> answer.documents().stream())
        .map(SharedDocument::uniqueId)
        .collect(Collectors.toSet());
  }

  void find(Visit visit, PatientPages pages) {
    PatientFile file = file(visit).orElse(null);
    String name = visit.ctx().pathParam("patient");
    if (file == null) {
      PatientPages.gone(visit);
    } else if (file.dmp() == null && !Typed.of(visit.ctx()).get(AGREED).equals("oui")) {
      visit.ctx().status(HttpStatus.BAD_REQUEST);
      pages.show(
          visit, "Cochez : le patient est informé et ne s'oppose pas. Sinon, ne l'ouvrez pas.");
    } else {
      read(visit, file, name);
      visit.go(PatientPages.PATH + "/" + name + "#dmp");
    }
  }

  /** Asks the DMP, and keeps for this session what it answered. */
  void read(Visit visit, PatientFile file, String name) {
    SharedRecords.Found found = readings(visit).find(file, visit.session().begun());
    visit.session().patients().shared(kept(name, Times.time(visit.times().now()), found));
  }

  private static KnownPatients.Shared kept(String name, String at, SharedRecords.Found found) {
    return found instanceof SharedRecords.Found.Documents documents
        ? new KnownPatients.Shared(
            name, at, "", documents.all(), documents.unread(), documents.whole())
        : KnownPatients.Shared.refused(name, at, ((SharedRecords.Refused) found).code());
  }

  void open(Visit visit) {
    PatientFile file = file(visit).orElse(null);
    String name = visit.ctx().pathParam("patient");
    SharedDocument document = document(visit, name).orElse(null);
    if (file == null || document == null) {
      PatientPages.gone(visit);
      return;
    }
    SharedReadings readings = readings(visit);
    SharedRecords.Fetched fetched = readings.get(file, visit.session().begun(), document);
    String back = PatientPages.PATH + "/" + name;
    if (fetched instanceof SharedRecords.Fetched.Document found) {
      new DmpDocument(visit, desk, file, document, back)
          .show(found.content(), () -> readings.otherPatient(file));
    } else {
      visit.say(
          HttpStatus.OK,
          "Document non ouvert",
          List.of(DmpWords.refusal(((SharedRecords.Refused) fetched).code())),
          back + "#dmp",
          "Revenir au patient");
    }
  }

  SharedReadings readings(Visit visit) {
    return visit.desk().cases().shared(records);
  }

  static Optional<PatientFile> file(Visit visit) {
    Optional<PatientDoor> door = PatientPages.door(visit, visit.ctx().pathParam("patient"));
    return door.flatMap(d -> visit.desk().cases().patients().check(visit.reader(), d));
  }

  private static Optional<SharedDocument> document(Visit visit, String name) {
    String number = visit.ctx().pathParam("document");
    List<SharedDocument> all =
        visit
            .session()
            .patients()
            .shared(name)
            .map(KnownPatients.Shared::documents)
            .orElse(List.of());
    return number.matches("[0-9]{1,4}") && Integer.parseInt(number) < all.size()
        ? Optional.of(all.get(Integer.parseInt(number)))
        : Optional.empty();
  }

  SharedView view(Visit visit, String name, PatientFile file, String error) {
    String path = PatientPages.PATH + "/" + name + "/dmp";
    if (file.dmp() != null) {
      return new SharedView(path, file.dmp().french(), "", "", "", List.of(), "", "");
    }
    String note = file.opposesFiling() ? DmpWords.OPPOSES_FILING : "";
    KnownPatients.Shared answer = visit.session().patients().shared(name).orElse(null);
    if (answer == null) {
      return new SharedView(path, "", note, "", error, List.of(), "", "");
    }
    Set<String> shown =
        file.exams().stream()
            .flatMap(exam -> exam.documentIds().stream())
            .collect(Collectors.toSet());
    List<SharedView.Document> others = new ArrayList<>();
    for (int i = 0; i < answer.documents().size(); i++) {
      SharedDocument document = answer.documents().get(i);
      if (!shown.contains(document.uniqueId())) {
        others.add(line(document, path + "/" + i));
      }
    }
    String declared = records.declares() ? PatientPages.PATH + "/" + name + AUTHORISATION : "";
    boolean read = answer.refusal().isEmpty();
    boolean lacks = DmpWords.lacksAuthorisation(answer.refusal());
    return new SharedView(
        path,
        "",
        note,
        sentence(answer, others.size()),
        error,
        others,
        lacks ? declared : "",
        read ? declared : "");
  }

  private static String sentence(KnownPatients.Shared answer, int others) {
    if (!answer.refusal().isEmpty()) {
      return DmpWords.refusal(answer.refusal());
    }
    int all = answer.documents().size();
    String count = all == 0 ? "aucun document" : all == 1 ? "1 document" : all + " documents";
    int known = all - others;
    return "Lu à "
        + answer.at()
        + " : "
        + count
        + " des "
        + SharedReadings.YEARS
        + " dernières années"
        + (known == 0 ? "" : ", dont " + known + " déjà ci-dessus (« aussi dans le DMP »)")
        + "."
        + DmpWords.missing(answer.unread(), answer.whole());
  }

  private static SharedView.Document line(SharedDocument document, String path) {
    String institution = document.institution();
    return new SharedView.Document(
        Times.day(document.actAt()),
        document.title().isBlank() ? "Document sans titre" : document.title(),
        DmpDocument.kind(document),
        document.author() + (institution == null ? "" : ", " + institution),
        DmpDocument.warnings(document),
        path);
  }
}
