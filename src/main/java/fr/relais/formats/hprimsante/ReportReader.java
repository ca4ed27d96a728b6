// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Coding;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.RequestPriority;
import fr.relais.formats.text.LaboratoryCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** One patient's results, or exams to make, asked by one requester, as a report. */
final class ReportReader {
  private static final int DOCTORS = 13;
  private static final int COPIES = 28;

  private final Header header;
  private final Segment p;
  private final Share share;
  private final Findings findings;
  private final Results results;
  private final boolean order;

  /**
   * @param p the patient of the share
   */
  ReportReader(Header header, Segment p, Share share) {
    this.header = header;
    this.p = p;
    this.share = share;
    this.findings = share.findings();
    this.results = new Results(findings);
    this.order = header.context() == Header.Context.ORDERS;
  }

  /** How many OBX the report was made from. */
  int consumed() {
    return results.consumed();
  }

  Report read() {
    share.patient().own().forEach(results::patientNote);
    for (Groups.Request request : share.requests()) {
      place(request);
      if (order) {
        results.tell(request);
      } else {
        results.take(request);
      }
    }
    OverallStatus overall = new OverallStatus(results.statuses(), exams());
    List<Attachment> attachments = results.attachments();
    if (!order && results.consumed() == 0 && !overall.mayBeEmpty()) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          "OBX",
          "Un examen est annoncé sans aucun résultat.",
          "Envoyer les résultats (OBX), ou le statut qui dit pourquoi il n'y en a pas.");
    }
    Coding exam = exam();
    return Report.builder(kind(), overall.status(), new Identity(p, header, findings).read())
        .typeCode(exam.code().isEmpty() ? null : exam.code())
        .title(exam.label())
        .issuedAt(issuedAt())
        .specimenAt(extreme(7, (one, two) -> one.order(two) <= 0 ? one : two))
        .complete(attachments.isEmpty() && !results.anyText())
        .requester(share.requester().person())
        .generalPractitioner(generalPractitioner())
        .performer(header.performer())
        .recipients(recipients())
        .orders(Numbers.of(share.requests()))
        .requestPriority(priority())
        .observations(results.observations())
        .narrative(results.narrative())
        .laboratoryCall(order ? null : LaboratoryCall.in(results.everyText()))
        .attachments(attachments)
        .build();
  }

  private List<Segment> obrs() {
    return share.requests().stream().map(Groups.Request::obr).filter(Objects::nonNull).toList();
  }

  private void place(Groups.Request request) {
    Segment obr = request.obr();
    if (obr == null) {
      findings.error(
          ProblemCode.SEQUENCE,
          "OBX",
          "Résultat sans demande (OBR) à laquelle le rattacher.",
          "Suivre l'ordre P, OBR, OBX.");
    } else if (!obr.field(1).code().chars().allMatch(c -> c >= '0' && c <= '9')
        || obr.field(5).code().length() > 1) {
      findings.shifted(obr.place(5));
    }
  }

  private List<ExamStatus> exams() {
    List<ExamStatus> exams = new ArrayList<>();
    for (Segment obr : obrs()) {
      ExamStatus exam = ExamStatus.of(obr);
      if (exam == ExamStatus.UNKNOWN) {
        findings.error(
            ProblemCode.CODE_NOT_UNDERSTOOD,
            obr.place(25),
            "Statut d'examen inconnu.",
            "Employer un code de la recommandation HPRIM Santé.");
      }
      exams.add(exam);
      boolean gone = exam == ExamStatus.CANCELLED || exam == ExamStatus.WITHDRAWN;
      if (gone && given(obr)) {
        findings.error(
            ProblemCode.CODE_NOT_UNDERSTOOD,
            obr.place(25),
            "La demande est dite annulée, et des résultats qui ne le sont pas la suivent.",
            "Accorder OBR-11 et OBR-25 avec les statuts des résultats (OBX-11).");
      }
    }
    return exams;
  }

  /** Whether a result of this request stands, by its own word. */
  private boolean given(Segment obr) {
    return share.requests().stream()
        .filter(request -> obr == request.obr())
        .flatMap(request -> request.details().stream())
        .filter(segment -> segment.is("OBX"))
        .map(obx -> ObservationReader.of(obx.field(11).component(1).code()))
        .anyMatch(
            status ->
                status != null
                    && status != ObservationStatus.CANCELLED
                    && status != ObservationStatus.ENTERED_IN_ERROR);
  }

  /** A withdrawal when nothing else is in it. */
  private ReportKind kind() {
    if (order) {
      return ReportKind.ORDER;
    }
    boolean withdrawn =
        !results.statuses().isEmpty()
            && results.statuses().stream().allMatch(ObservationStatus.ENTERED_IN_ERROR::equals);
    if (withdrawn) {
      return ReportKind.WITHDRAWAL;
    }
    return header.imaging() ? ReportKind.IMAGING : ReportKind.BIOLOGY;
  }

  /** What was examined, when it is one thing: OBR-4 is a list. */
  private Coding exam() {
    List<Segment> obrs = obrs();
    boolean one = obrs.size() == 1 && obrs.get(0).field(4).repetitions().size() == 1;
    return one
        ? new Coding(
            obrs.get(0).field(4).component(1).code(),
            null,
            obrs.get(0).field(4).component(2).text())
        : new Coding("", null, null);
  }

  private @Nullable PartialDateTime issuedAt() {
    PartialDateTime released = extreme(22, (one, two) -> one.order(two) >= 0 ? one : two);
    return released != null ? released : new Times(findings).read(header.segment(), 13);
  }

  private @Nullable PartialDateTime extreme(int field, BinaryOperator<PartialDateTime> keep) {
    Times times = new Times(findings);
    return obrs().stream()
        .map(obr -> times.read(obr, field))
        .filter(Objects::nonNull)
        .reduce(keep)
        .orElse(null);
  }

  /** P-13 says no role: one doctor there is the patient's own, of several nobody knows who is. */
  private @Nullable PractitionerReference generalPractitioner() {
    List<PractitionerReference> doctors = new People(findings).all(p.field(DOCTORS), place());
    if (doctors.size() > 1) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place(),
          "Plusieurs médecins du patient sont nommés sans leur rôle ; aucun n'a été pris pour"
              + " médecin traitant.",
          "N'écrire que le médecin traitant en P-13.");
    }
    return doctors.size() == 1 ? doctors.get(0) : null;
  }

  private String place() {
    return p.place(DOCTORS);
  }

  private List<Recipient> recipients() {
    People people = new People(findings);
    return obrs().stream()
        .flatMap(obr -> people.all(obr.field(COPIES), obr.place(COPIES)).stream())
        .distinct()
        .map(person -> new Recipient(person, null))
        .toList();
  }

  /** OBR-5, the most pressing of all. */
  private @Nullable RequestPriority priority() {
    return obrs().stream()
        .map(obr -> obr.field(5).code())
        .map(
            code ->
                switch (code) {
                  case "S" -> RequestPriority.STAT;
                  case "A" -> RequestPriority.ASAP;
                  case "U" -> RequestPriority.URGENT;
                  case "R" -> RequestPriority.ROUTINE;
                  default -> null;
                })
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
