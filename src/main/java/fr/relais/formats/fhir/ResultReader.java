// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.Observation;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.fhir.ResultGroups.Group;
import fr.relais.formats.text.LaboratoryCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Media;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** One result of a message as a report. */
final class ResultReader {
  private final Bundled message;
  private final Group group;
  private final Scope scope;
  private final Enclosed enclosed;
  private final ResultText text;
  private final List<String> everyText = new ArrayList<>();

  ResultReader(Bundled message, Group group, Scope scope, Enclosed enclosed) {
    this.message = message;
    this.group = group;
    this.scope = scope;
    this.enclosed = enclosed;
    this.text = new ResultText(scope);
  }

  /** Null when the message does not say of which one patient this result is. */
  @Nullable Report read() {
    Subject subject = subject();
    if (subject == null) {
      return null;
    }
    group.roots().forEach(scope::take);
    List<Observation> facts = facts(subject);
    content();
    ResultOrigin origin = new ResultOrigin(message, group, scope, subject);
    DocumentNames names = DocumentNames.of(message, group, scope);
    ReportStatus status =
        new ResultStatus(message, scope.findings).of(group, facts, !names.replaces().isEmpty());
    OwnWords own = OwnWords.of(group.reports());
    List<CodeableConcept> types = types();
    CodeableConcept type = types.isEmpty() ? new CodeableConcept() : types.get(0);
    Asked asked = origin.asked();
    PatientIdentity patient = subject.identity();
    enclosed.mustBeOf(patient);
    facts.stream().map(Observation::comment).filter(Objects::nonNull).forEach(everyText::add);
    String call = own.text(OwnWords.CALL);
    return Report.builder(kind(own, types, status, facts), status, patient)
        .documentIds(names.ids())
        .setId(names.setId())
        .versionNumber(own.version())
        .replaces(names.replaces())
        .whole(Objects.requireNonNullElse(own.yes(OwnWords.WHOLE), !names.replaces().isEmpty()))
        .typeCode(code(type))
        .title(title(type))
        .issuedAt(origin.issuedAt())
        .specimenAt(origin.specimenAt())
        .fileNumber(own.text(OwnWords.FILE_NUMBER))
        .complete(Objects.requireNonNullElse(own.yes(OwnWords.COMPLETE), complete(facts)))
        .requester(asked.requester())
        .generalPractitioner(origin.generalPractitioner())
        .performer(origin.performer())
        .recipients(origin.recipients(own))
        .orders(asked.orders())
        .requestPriority(asked.priority())
        .observations(facts)
        .narrative(text.lines())
        .laboratoryCall(call != null ? call : LaboratoryCall.in(everyText))
        .attachments(enclosed.attachments())
        .flags(flags(own))
        .build();
  }

  private @Nullable Subject subject() {
    Subject found = null;
    for (Resource root : group.roots()) {
      Reference to = subject(root);
      String place = message.place(root) + ".subject";
      Reference source =
          root instanceof DocumentReference document
              ? document.getContext().getSourcePatientInfo()
              : new Reference();
      if (found == null) {
        found = Subject.of(to, source, root, place, scope);
        if (found == null) {
          return null;
        }
      } else if (!to.isEmpty() && !found.is(to, root)) {
        scope.findings.error(
            ProblemCode.SEVERAL_PATIENTS,
            place,
            "Les parties d'un même résultat ne concernent pas le même patient.",
            "Envoyez un compte rendu par patient.");
      }
    }
    return found;
  }

  private static Reference subject(Resource root) {
    if (root instanceof Composition composition) {
      return composition.getSubject();
    } else if (root instanceof DiagnosticReport report) {
      return report.getSubject();
    } else if (root instanceof DocumentReference document) {
      return document.getSubject();
    }
    return ((org.hl7.fhir.r4.model.Observation) root).getSubject();
  }

  private List<Observation> facts(Subject subject) {
    FactReader facts = new FactReader(scope, subject);
    for (DiagnosticReport report : group.reports()) {
      String place = message.place(report);
      for (int i = 0; i < report.getResult().size(); i++) {
        facts.follow(report.getResult().get(i), report, place + ".result[" + i + "]", false);
      }
      report.getExtension().stream()
          .filter(e -> Uris.SUPPORTING.equals(e.getUrl()) && e.getValue() instanceof Reference)
          .forEach(e -> facts.follow((Reference) e.getValue(), report, place + ".extension", true));
    }
    group.loose().forEach(one -> scope.taken().remove(one));
    group.loose().forEach(one -> facts.read(one, message.place(one), false));
    Composition composition = group.composition();
    if (composition != null) {
      composition.getSection().forEach(section -> section(section, composition, facts));
    }
    facts.notes().forEach(text::add);
    return facts.facts();
  }

  private void section(
      Composition.SectionComponent section, Composition composition, FactReader facts) {
    String place = message.place(composition) + ".section.entry";
    for (Reference entry : section.getEntry()) {
      Resource found = scope.needed(entry, composition, place);
      if (found instanceof org.hl7.fhir.r4.model.Observation observation) {
        facts.read(observation, message.place(observation), false);
      } else if (found instanceof Media media && scope.take(media)) {
        scope.contentElsewhere();
        enclosed.take(media.getContent(), media, message.place(media) + ".content");
      }
    }
    section.getSection().forEach(inner -> section(inner, composition, facts));
  }

  /** Texts and documents. */
  private void content() {
    Composition composition = group.composition();
    if (composition != null) {
      composition.getSection().forEach(text::section);
    }
    for (DiagnosticReport report : group.reports()) {
      text.report(report);
      for (int i = 0; i < report.getPresentedForm().size(); i++) {
        String place = message.place(report) + ".presentedForm[" + i + "]";
        enclosed.take(report.getPresentedForm().get(i), report, place);
      }
      report.getMedia().forEach(media -> picture(media.getLink(), report));
      if (report.hasImagingStudy()) {
        scope.contentElsewhere();
      }
    }
    for (DocumentReference document : group.documents()) {
      for (int i = 0; i < document.getContent().size(); i++) {
        String place = message.place(document) + ".content[" + i + "].attachment";
        enclosed.take(document.getContent().get(i).getAttachment(), document, place);
      }
    }
    everyText.addAll(text.lines());
  }

  private void picture(Reference link, DiagnosticReport report) {
    String place = message.place(report) + ".media.link";
    scope.contentElsewhere();
    if (scope.needed(link, report, place) instanceof Media media && scope.take(media)) {
      enclosed.take(media.getContent(), media, place + ".content");
    }
  }

  /** Whether every fact is among the observations. */
  private boolean complete(List<Observation> facts) {
    return !scope.elsewhere()
        && !message.left()
        && enclosed.attachments().isEmpty()
        && !facts.isEmpty();
  }

  private List<CodeableConcept> types() {
    Stream<CodeableConcept> header =
        group.composition() == null ? Stream.empty() : Stream.of(group.composition().getType());
    return Stream.of(
            header,
            group.reports().stream().map(DiagnosticReport::getCode),
            group.documents().stream().map(DocumentReference::getType))
        .flatMap(all -> all)
        .filter(type -> type.hasCoding() || type.hasText())
        .toList();
  }

  private ReportKind kind(
      OwnWords own, List<CodeableConcept> types, ReportStatus status, List<Observation> facts) {
    if (own.kind() != null) {
      return own.kind();
    }
    if (status == ReportStatus.ENTERED_IN_ERROR) {
      return ReportKind.WITHDRAWAL;
    }
    List<CodeableConcept> sections = new ArrayList<>();
    group.reports().forEach(report -> sections.addAll(report.getCategory()));
    message.everywhere(org.hl7.fhir.r4.model.Observation.class).stream()
        .filter(scope.taken()::contains)
        .forEach(observation -> sections.addAll(observation.getCategory()));
    ReportKind said = ResultKinds.of(types, sections);
    boolean measured = facts.stream().anyMatch(fact -> fact.unit() != null);
    return said == ReportKind.OTHER && sections.isEmpty() && measured ? ReportKind.BIOLOGY : said;
  }

  /** The LOINC code, else the first. */
  private static @Nullable String code(CodeableConcept type) {
    return type.getCoding().stream()
        .filter(coding -> Uris.LOINC.equals(coding.getSystem()))
        .findFirst()
        .or(() -> type.getCoding().stream().findFirst())
        .map(Coding::getCode)
        .orElse(null);
  }

  private @Nullable String title(CodeableConcept type) {
    Composition composition = group.composition();
    if (composition != null && composition.hasTitle()) {
      return composition.getTitle().strip();
    }
    String words = FactValue.words(type);
    boolean bare = words != null && words.equals(code(type));
    return bare ? null : words;
  }

  private ReportFlags flags(OwnWords own) {
    List<Coding> labels = new ArrayList<>();
    if (message.bundle() != null && group.composition() != null) {
      Masked.labels(message.bundle()).forEach(labels::add);
    }
    group.roots().forEach(root -> Masked.labels(root).forEach(labels::add));
    for (DocumentReference document : group.documents()) {
      document.getSecurityLabel().forEach(label -> labels.addAll(label.getCoding()));
    }
    if (group.composition() != null && group.composition().getConfidentiality() != null) {
      labels.add(new Coding().setCode(group.composition().getConfidentiality().toCode()));
    }
    return Masked.of(labels, own.yes(OwnWords.DMP), "securityLabel", scope.findings);
  }
}
