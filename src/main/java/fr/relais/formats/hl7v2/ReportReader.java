// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Coding;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.text.LaboratoryCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One patient's results asked by one requester, as a report. */
final class ReportReader {
  private static final java.util.regex.Pattern FINESS =
      java.util.regex.Pattern.compile("\\d{9}|2[AB]\\d{7}");

  private final Header header;
  private final Groups.Patient patient;
  private final List<Groups.Request> requests;
  private final Requester requester;
  private final ReportFlags flags;
  private final Findings findings;
  private final Results results;

  /**
   * @param flags what the message asks about all that it says of this patient
   */
  ReportReader(
      Header header,
      Groups.Patient patient,
      List<Groups.Request> requests,
      Requester requester,
      ReportFlags flags,
      Findings findings) {
    this.header = header;
    this.patient = patient;
    this.requests = requests;
    this.requester = requester;
    this.flags = flags;
    this.findings = findings;
    this.results = new Results(findings);
  }

  /** How many OBX the report was made from. */
  int observationSegments() {
    return results.segments();
  }

  Report read() {
    patient.own().forEach(results::patientNote);
    requests.forEach(results::take);
    OverallStatus overall = new OverallStatus(results.statuses(), obrStatuses());
    if (results.statuses().isEmpty() && !overall.mayBeEmpty()) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          "OBX",
          "Un examen est annoncé sans aucun résultat.",
          "Envoyer les résultats (OBX), ou le statut qui dit pourquoi il n'y en a pas.");
    }
    ReportStatus status = overall.status();
    Coding exam = exam();
    List<Attachment> attachments = results.attachments();
    return Report.builder(kind(), status, new Identity(patient.pid(), findings).read())
        .typeCode(exam.code().isEmpty() ? null : exam.code())
        .title(exam.label())
        .issuedAt(issuedAt())
        .specimenAt(extreme(7, (one, two) -> one.order(two) <= 0 ? one : two))
        .complete(attachments.isEmpty() && !results.anyText())
        .requester(requester.person())
        .generalPractitioner(generalPractitioner())
        .performer(performer())
        .recipients(recipients())
        .orders(orders())
        .requestPriority(Urgency.of(requests))
        .observations(results.observations())
        .narrative(results.narrative())
        .laboratoryCall(LaboratoryCall.in(results.everyText()))
        .attachments(attachments)
        .flags(flags)
        .build();
  }

  private List<String> obrStatuses() {
    Set<String> known = Set.of("", "O", "I", "S", "A", "P", "C", "R", "F", "X", "D");
    List<String> codes = new ArrayList<>();
    for (Groups.Request request : requests) {
      String code = request.obr().field(25).component(1).code();
      if (!known.contains(code)) {
        findings.error(
            ProblemCode.CODE_NOT_UNDERSTOOD,
            request.obr().place(25),
            "Statut d'examen inconnu.",
            "Employer un code de la table HL7 0123.");
      }
      codes.add(code);
    }
    return codes;
  }

  /** A withdrawal when nothing else is in it; else what the section or the exam's name says. */
  private ReportKind kind() {
    boolean withdrawn =
        !results.statuses().isEmpty()
            && results.statuses().stream().allMatch(ObservationStatus.ENTERED_IN_ERROR::equals);
    if (withdrawn) {
      return ReportKind.WITHDRAWAL;
    }
    boolean imaging = requests.stream().map(Groups.Request::obr).anyMatch(Imaging::is);
    return imaging ? ReportKind.IMAGING : ReportKind.BIOLOGY;
  }

  /** What was examined, when it is one thing. */
  private Coding exam() {
    if (requests.size() != 1) {
      return new Coding("", null, null);
    }
    Element field = requests.get(0).obr().field(4);
    boolean second = field.component(6).code().equals("LN");
    int first = second ? 4 : 1;
    return new Coding(field.component(first).code(), null, field.component(first + 1).text());
  }

  private @Nullable PartialDateTime issuedAt() {
    PartialDateTime released = extreme(22, (one, two) -> one.order(two) >= 0 ? one : two);
    return released != null ? released : new Times(findings).read(header.segment(), 7);
  }

  private @Nullable PartialDateTime extreme(int field, BinaryOperator<PartialDateTime> keep) {
    Times times = new Times(findings);
    return requests.stream()
        .map(Groups.Request::obr)
        .map(obr -> times.read(obr, field))
        .filter(Objects::nonNull)
        .reduce(keep)
        .orElse(null);
  }

  private PerformerReference performer() {
    String finess = header.claimedSender().facilityId();
    boolean right = finess != null && FINESS.matcher(finess).matches();
    return new PerformerReference(
        header.claimedSender().facility(),
        right ? finess : null,
        header.claimedSender().application());
  }

  /** ROL with role ODRP, unless it says that he no longer is (ROL-2 DE). */
  private @Nullable PractitionerReference generalPractitioner() {
    Stream<Segment> mine =
        Stream.concat(
            patient.own().stream(),
            requests.stream().flatMap(request -> request.details().stream()));
    return mine.filter(segment -> segment.is("ROL"))
        .filter(rol -> rol.field(3).component(1).code().equals("ODRP"))
        .filter(rol -> !rol.field(2).code().equals("DE"))
        .flatMap(rol -> new People(findings).all(rol.field(4), rol.place(4)).stream())
        .findFirst()
        .orElse(null);
  }

  private List<Recipient> recipients() {
    People people = new People(findings);
    return requests.stream()
        .map(Groups.Request::obr)
        .flatMap(obr -> people.all(obr.field(28), obr.place(28)).stream())
        .distinct()
        .map(person -> new Recipient(person, null))
        .toList();
  }

  private List<OrderNumbers> orders() {
    Set<OrderNumbers> numbers = new LinkedHashSet<>();
    for (Groups.Request request : requests) {
      String placer = number(request, 2);
      String filler = number(request, 3);
      if (placer != null || filler != null) {
        numbers.add(new OrderNumbers(placer, filler));
      }
    }
    return List.copyOf(numbers);
  }

  /** The same field of ORC and OBR holds the same number; ORC is often left out. */
  private static @Nullable String number(Groups.Request request, int field) {
    Segment orc = request.orc();
    String ordered = orc == null ? null : orc.field(field).component(1).text();
    return ordered != null ? ordered : request.obr().field(field).component(1).text();
  }
}
