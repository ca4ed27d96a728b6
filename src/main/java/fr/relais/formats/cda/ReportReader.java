// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.RequestPriority;
import fr.relais.formats.cda.CdaHeader.Code;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.cda.CdaHeader.Organisation;
import fr.relais.formats.cda.CdaHeader.Party;
import fr.relais.formats.cda.CdaHeader.ServiceEvent;
import fr.relais.formats.text.LaboratoryCall;
import fr.relais.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One {@code ClinicalDocument} as a report. */
final class ReportReader {
  private final XmlElement document;
  private final CdaHeader header;
  private final Findings findings;
  private final ReportKind kind;

  ReportReader(XmlElement document, CdaHeader header, Findings findings) {
    this.document = document;
    this.header = header;
    this.findings = findings;
    Code code = header.code();
    this.kind = Kinds.of(code == null ? null : code.code());
  }

  /** Null when the document does not say of which one patient it speaks. */
  @Nullable Report read() {
    PatientIdentity patient = patient();
    if (patient == null) {
      return null;
    }
    BodyReader body = new BodyReader(kind, new Narrative(document), findings);
    long observations =
        document.everything().stream()
            .filter(e -> e.is(document.namespace(), "observation"))
            .count();
    body.read(document, observations);
    Participants participants = new Participants(document, findings);
    Times times = new Times(findings);
    Identifier set = header.setId();
    Code code = header.code();
    return Report.builder(kind, status(body.awaited()), patient)
        .documentIds(documentIds())
        .setId(set == null ? null : set.key())
        .versionNumber(header.version())
        .replaces(header.replaces().stream().map(Identifier::key).toList())
        .whole(!header.replaces().isEmpty())
        .typeCode(code == null ? null : code.code())
        .title(header.title() != null || code == null ? header.title() : code.displayName())
        .issuedAt(times.read(header.effectiveTime(), "effectiveTime"))
        .specimenAt(specimenAt(times))
        .complete(body.complete())
        .requester(participants.requester(kind))
        .generalPractitioner(participants.generalPractitioner())
        .performer(performer())
        .recipients(participants.recipients())
        .orders(new Orders(document, header, kind).numbers())
        .requestPriority(requestPriority())
        .observations(body.observations())
        .narrative(body.narrative())
        .laboratoryCall(LaboratoryCall.in(everyText(body)))
        .attachments(body.attachments())
        .flags(flags())
        .build();
  }

  private @Nullable PatientIdentity patient() {
    List<XmlElement> roles = document.all("recordTarget", "patientRole").toList();
    if (roles.size() == 1) {
      return new PatientReader(roles.get(0), findings).read();
    }
    if (roles.isEmpty()) {
      findings.error(
          ProblemCode.PATIENT_MISSING,
          "recordTarget",
          "Le document ne dit pas de quel patient il parle.",
          "Mettre le patient dans l'en-tête (recordTarget).");
    } else {
      findings.error(
          ProblemCode.SEVERAL_PATIENTS,
          "recordTarget",
          "Le document porte plusieurs patients.",
          "Envoyer un document par patient.");
    }
    return null;
  }

  /** The identifier of a model, met in the place of the document's own, names every document. */
  private List<String> documentIds() {
    Identifier id = header.id();
    if (id == null) {
      findings.warning(
          ProblemCode.REQUIRED_MISSING,
          "id",
          "Le document n'a pas d'identifiant.",
          "Donner à chaque version du document un identifiant unique (id).");
      return List.of();
    }
    boolean model =
        id.extension() == null
            && header.templates().stream().anyMatch(t -> t.root().equals(id.root()));
    if (model) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "id",
          "L'identifiant du document est celui de son modèle ; il n'a pas été retenu.",
          "Donner à chaque version du document un identifiant unique (id).");
      return List.of();
    }
    return List.of(id.key());
  }

  /**
   * lab:statusCode says it for a biology report; other documents are final when they are signed.
   */
  private ReportStatus status(boolean awaited) {
    List<String> said =
        header.serviceEvents().stream().map(ServiceEvent::status).filter(Objects::nonNull).toList();
    for (String code : said) {
      if (!List.of("completed", "active", "aborted").contains(code)) {
        findings.error(
            ProblemCode.CODE_NOT_UNDERSTOOD,
            "serviceEvent/lab:statusCode",
            "Statut de compte rendu inconnu.",
            "Employer completed, active ou aborted.");
      }
    }
    if (said.contains("active") || said.isEmpty() && awaited) {
      return ReportStatus.PRELIMINARY;
    }
    if (awaited) {
      findings.warning(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          "act/statusCode",
          "Le compte rendu se dit terminé, mais un examen attend encore des résultats.",
          "Attendre la version suivante ; accorder lab:statusCode et le statut des examens.");
    }
    if (!said.isEmpty() && said.stream().allMatch("aborted"::equals)) {
      return ReportStatus.CANCELLED;
    }
    return header.replaces().isEmpty() ? ReportStatus.FINAL : ReportStatus.CORRECTED;
  }

  /** When the specimen was taken; of anything but biology, when the act began. */
  private @Nullable PartialDateTime specimenAt(Times times) {
    Stream<@Nullable PartialDateTime> collected =
        document.everything().stream()
            .filter(e -> e.is(document.namespace(), "procedure"))
            .filter(p -> p.all("participant").anyMatch(x -> "PRD".equals(x.attribute("typeCode"))))
            .map(p -> times.read(p.child("effectiveTime"), "procedure/effectiveTime"));
    Stream<@Nullable PartialDateTime> began =
        kind == ReportKind.BIOLOGY
            ? Stream.empty()
            : header.serviceEvents().stream()
                .map(event -> times.read(event.low(), "serviceEvent/effectiveTime"));
    List<PartialDateTime> all = new ArrayList<>();
    collected.filter(Objects::nonNull).forEach(all::add);
    if (all.isEmpty()) {
      began.filter(Objects::nonNull).forEach(all::add);
    }
    return all.stream().reduce((one, two) -> one.order(two) <= 0 ? one : two).orElse(null);
  }

  private PerformerReference performer() {
    List<Organisation> inOrder = new ArrayList<>();
    header.serviceEvents().stream()
        .map(ServiceEvent::performer)
        .filter(Objects::nonNull)
        .map(Party::organisation)
        .filter(Objects::nonNull)
        .forEach(inOrder::add);
    if (header.custodian() != null) {
      inOrder.add(header.custodian());
    }
    header.authors().stream()
        .map(Party::organisation)
        .filter(Objects::nonNull)
        .forEach(inOrder::add);
    return new People(findings).performer(inOrder);
  }

  private @Nullable RequestPriority requestPriority() {
    return document
        .all("inFulfillmentOf", "order", "priorityCode")
        .map(code -> code.attribute("code"))
        .filter(Objects::nonNull)
        .map(
            code ->
                switch (code) {
                  case "S" -> RequestPriority.STAT;
                  case "A" -> RequestPriority.ASAP;
                  case "UR", "EM" -> RequestPriority.URGENT;
                  default -> RequestPriority.ROUTINE;
                })
        .reduce((one, two) -> one.compareTo(two) >= 0 ? one : two)
        .orElse(null);
  }

  private static List<String> everyText(BodyReader body) {
    List<String> all = new ArrayList<>(body.narrative());
    body.observations().stream()
        .map(observation -> observation.comment())
        .filter(Objects::nonNull)
        .forEach(all::add);
    return all;
  }

  /** R and V: not to be shared beyond the people of the case, as when it is hidden from others. */
  private ReportFlags flags() {
    List<String> codes =
        Stream.concat(
                document.children("confidentialityCode"),
                document.all("confidentialityCode", "translation"))
            .map(code -> code.attribute("code"))
            .filter(Objects::nonNull)
            .toList();
    boolean restricted = codes.contains("R") || codes.contains("V");
    if (restricted) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          "confidentialityCode",
          "Le document est à diffusion restreinte (R ou V) : il ne sera pas partagé.",
          "Ne le remettre qu'au prescripteur et au médecin responsable.");
    }
    return new ReportFlags(
        null,
        codes.contains("INVISIBLE_PATIENT") ? Boolean.TRUE : null,
        restricted || codes.contains("MASQUE_PS") ? Boolean.TRUE : null,
        codes.contains("INVISIBLE_REPRESENTANTS_LEGAUX") ? Boolean.TRUE : null);
  }
}
