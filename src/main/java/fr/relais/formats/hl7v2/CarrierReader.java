// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.DmpChoice;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.formats.identifiers.SamePatient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that carries documents (CI-SIS, versions 1.2, 2.0 and 2.1, and the one that hands mail
 * to practice software):
 *
 * <pre>
 * MSH [EVN] PID [PV1] { [ORC] [OBR] [NTE] [TQ1] [TXA] { OBX [{PRT}] [NTE] } }
 * </pre>
 *
 * <p>One part for each document. Its content is the document, which is what doctors get; in
 * quarantine it is the message.
 */
final class CarrierReader {
  private final Header header;
  private final Content original;
  private final MessageFormat documents;
  private final Findings findings;
  private final List<Carried> carried = new ArrayList<>();
  private final List<Segment> choices = new ArrayList<>();
  private final List<Segment> participations = new ArrayList<>();
  private final List<Segment> notes = new ArrayList<>();
  private final CarrierFlags flags;
  private @Nullable Segment pid;
  private @Nullable Segment orc;
  private @Nullable Segment obr;
  private @Nullable Segment txa;

  /** A document and the request and description that stand above it. */
  private record Carried(
      Segment obx, @Nullable Segment orc, @Nullable Segment obr, @Nullable Segment txa) {}

  /**
   * @param findings what is wrong with the message as a whole
   */
  CarrierReader(Header header, Content original, MessageFormat documents, Findings findings) {
    this.header = header;
    this.original = original;
    this.documents = documents;
    this.findings = findings;
    this.flags = new CarrierFlags(findings);
  }

  List<Decoding.Part> read(List<Segment> segments) {
    segments.forEach(this::take);
    Segment whose = pid;
    if (whose == null) {
      findings.error(
          ProblemCode.PATIENT_MISSING,
          "PID",
          "Le message ne dit pas de quel patient il parle.",
          "Mettre un segment PID avant le document.");
    }
    if (carried.isEmpty()) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          "OBX",
          "Le message ne porte aucun document CDA.",
          "Mettre le document en OBX-5 (ED, XML, Base64).");
    }
    if (findings.hasError() || whose == null) {
      return List.of(new Decoding.Part(original, null, List.of()));
    }
    List<Decoding.Part> parts = new ArrayList<>();
    carried.forEach(one -> parts.add(part(one, whose)));
    return parts.stream().allMatch(Decoding.Part::accepted) ? parts : List.of(together(parts));
  }

  /** Two documents of one message say one thing: a doubt about one is a doubt about both. */
  private Decoding.Part together(List<Decoding.Part> parts) {
    List<Problem> problems =
        parts.stream().flatMap(part -> part.problems().stream()).distinct().toList();
    return new Decoding.Part(original, null, problems);
  }

  private void take(Segment segment) {
    switch (segment.name()) {
      case "PID" -> patient(segment);
      case "ORC" -> {
        orc = segment;
        obr = null;
        txa = null;
      }
      case "OBR" -> obr = segment;
      case "TXA" -> txa = segment;
      case "OBX" -> observation(segment);
      case "PRT" -> participations.add(segment);
      case "NTE" -> notes.add(segment);
      case "ZFA" -> choices.add(segment);
      case "MSH", "SFT", "UAC", "EVN", "PD1", "NK1", "PV1", "PV2", "ROL", "TQ1", "TQ2", "DSC" -> {
        // nothing that the report needs
      }
      default -> unknown(segment);
    }
  }

  private void patient(Segment segment) {
    if (pid != null) {
      findings.error(
          ProblemCode.SEVERAL_PATIENTS,
          segment.place(),
          "Le message porte plusieurs patients.",
          "Envoyer un message par patient.");
    }
    pid = segment;
  }

  private void observation(Segment obx) {
    if (pid == null) {
      findings.error(
          ProblemCode.SEQUENCE,
          obx.place(),
          "Document ou instruction avant tout patient (PID).",
          "Suivre l'ordre PID, PV1, ORC, OBR, TXA, OBX de la norme.");
    }
    if (EmbeddedDocument.isIn(obx)) {
      carried.add(new Carried(obx, orc, obr, txa));
    } else {
      flags.take(obx);
    }
  }

  private void unknown(Segment segment) {
    if (!segment.name().startsWith("Z")) {
      findings.warning(
          ProblemCode.LINE_NOT_UNDERSTOOD,
          segment.place(),
          "Segment qui n'est pas attendu autour d'un document ; il n'a pas été lu.",
          "Vérifier dans l'original qu'il ne porte aucun résultat.");
    }
  }

  private Decoding.Part part(Carried one, Segment whose) {
    Findings mine = new Findings();
    CarrierIntent intent = CarrierIntent.of(header, one.orc(), one.obx(), mine);
    Content document = EmbeddedDocument.of(one.obx(), mine);
    Report inside = document == null ? null : inside(document, one.obx(), mine);
    PatientIdentity envelope = new Identity(whose, mine).read();
    if (inside != null && !new SamePatient(envelope, inside.patient()).certain()) {
      mine.error(
          ProblemCode.SEVERAL_PATIENTS,
          "PID",
          "Le message et le document ne parlent pas du même patient.",
          "Vérifier de quel patient est le document ; renvoyer le message corrigé.");
    }
    if (document == null || inside == null || intent == null || mine.hasError()) {
      return new Decoding.Part(original, null, mine.problems());
    }
    CarriedReport report = new CarriedReport(inside, intent, mine);
    Report whole =
        report.with(
            envelope,
            requester(one, whose, mine),
            recipients(mine),
            order(one),
            one.txa(),
            flags,
            notes);
    DmpChoice choice = SharedRecordChoice.in(choices, mine);
    return mine.hasError()
        ? new Decoding.Part(original, null, mine.problems())
        : new Decoding.Part(document, whole, mine.problems(), choice, flags.asked(header));
  }

  private @Nullable Report inside(Content document, Segment obx, Findings mine) {
    if (!documents.recognises(document)) {
      mine.error(
          ProblemCode.FORMAT_NOT_READ,
          obx.place(5),
          "Le document n'est pas un document clinique (CDA R2).",
          "Envoyer un document CDA R2.");
      return null;
    }
    Decoding decoding = documents.decode(document);
    for (Problem problem : decoding.allProblems()) {
      mine.add(problem);
    }
    return decoding.parts().size() == 1 ? decoding.parts().get(0).report() : null;
  }

  /** Of the envelope: ORC-12, OBR-16. A visit's doctor did not ask for the document. */
  private static @Nullable PractitionerReference requester(
      Carried one, Segment whose, Findings mine) {
    Segment asked = one.obr();
    return asked == null
        ? null
        : Requester.of(
                new Groups.Request(one.orc(), asked, List.of()),
                new Groups.Patient(whose, List.of(), List.of()),
                Optional.empty(),
                mine)
            .person();
  }

  private static OrderNumbers order(Carried one) {
    return new OrderNumbers(number(one, 2), number(one, 3));
  }

  private static @Nullable String number(Carried one, int field) {
    Segment ordered = one.orc();
    Segment asked = one.obr();
    String number = ordered == null ? null : ordered.field(field).component(1).text();
    return number != null || asked == null ? number : asked.field(field).component(1).text();
  }

  /** PRT with participation RCT: who, and the address to send to. A patient is no colleague. */
  private List<Recipient> recipients(Findings mine) {
    List<Recipient> recipients = new ArrayList<>();
    for (Segment prt : participations) {
      boolean patient =
          prt.field(5).component(13).code().startsWith("INS")
              || prt.field(15).component(4).code().endsWith("@patient.mssante.fr");
      if (prt.field(4).component(1).code().equals("RCT") && !patient) {
        String address = prt.field(15).component(4).text();
        List<PractitionerReference> people = new People(mine).all(prt.field(5), prt.place(5));
        PractitionerReference organisation =
            new PractitionerReference(null, prt.field(8).component(10).text(), null, null);
        recipients.add(new Recipient(people.isEmpty() ? organisation : people.get(0), address));
      }
    }
    return recipients;
  }
}
