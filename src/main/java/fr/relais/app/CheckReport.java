// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import fr.relais.core.model.Attachment;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.Severity;
import fr.relais.core.model.Sex;
import fr.relais.formats.fhir.FhirFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code relais check} says of one file. These records are the JSON, name by name and in this
 * order, as {@code check-report.schema.json} describes it: absent is null, a list is never null; a
 * second quantity is there only where the laboratory gives one.
 *
 * @param reports one for each part that was understood for certain; a part in quarantine shows its
 *     problems only, since a fact in doubt must not be read as a fact
 */
record CheckReport(
    String file,
    FormatName format,
    @Nullable String formatVersion,
    @Nullable String charset,
    Outcome outcome,
    List<ProblemLine> problems,
    List<ReportLine> reports) {
  /** Learns these records once, not for each file. */
  private static final ObjectWriter JSON = new ObjectMapper().writerFor(CheckReport.class);

  static CheckReport of(
      String file, Decoding decoding, Function<Report, FollowUpPriority> priorityOf) {
    return new CheckReport(
        file,
        decoding.format(),
        decoding.formatVersion(),
        decoding.charset(),
        decoding.outcome(),
        decoding.allProblems().stream().map(ProblemLine::of).toList(),
        decoding.parts().stream()
            .filter(Decoding.Part::accepted)
            .map(Decoding.Part::report)
            .map(report -> ReportLine.of(report, priorityOf.apply(report)))
            .toList());
  }

  /** The same with what our profiles find beside, as warnings: each is said once. */
  CheckReport beside(List<Problem> found) {
    List<ProblemLine> all = new ArrayList<>(problems);
    for (Problem problem : found) {
      boolean said =
          all.stream()
              .anyMatch(
                  line ->
                      line.code() == problem.code()
                          && line.place().equals(problem.place())
                          && line.cause().equals(problem.cause()));
      if (!said) {
        all.add(
            ProblemLine.of(
                Problem.warning(problem.code(), problem.place(), problem.cause(), problem.cure())));
      }
    }
    return new CheckReport(file, format, formatVersion, charset, outcome, all, reports);
  }

  /**
   * FHIR JSON that brings no result, held against our profiles, as {@code $validate} does: accepted
   * when no error is found. It comes by the API, which answers for what it takes; so no report is
   * shown here.
   */
  static CheckReport validated(String file, List<Problem> problems) {
    return new CheckReport(
        file,
        FormatName.FHIR,
        FhirFormat.VERSION,
        StandardCharsets.UTF_8.name(),
        problems.stream().anyMatch(Problem::isError) ? Outcome.REFUSED : Outcome.ACCEPTED,
        problems.stream().map(ProblemLine::of).toList(),
        List.of());
  }

  /** One JSON object on one line, without a line end after it. */
  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("these records always have a JSON form", e);
    }
  }

  record ProblemLine(ProblemCode code, String place, String cause, String cure, Severity severity) {
    static ProblemLine of(Problem problem) {
      return new ProblemLine(
          problem.code(), problem.place(), problem.cause(), problem.cure(), problem.severity());
    }
  }

  /**
   * One report.
   *
   * @param words its text, for people alone: what an acknowledgement answers stands there
   */
  record ReportLine(
      ReportKind kind,
      String status,
      List<String> documentIds,
      List<String> replaces,
      @Nullable String typeCode,
      @Nullable String title,
      @Nullable String issuedAt,
      FollowUpPriority priority,
      boolean complete,
      Patient patient,
      @Nullable Doctor requester,
      @Nullable Doctor generalPractitioner,
      Performer performer,
      List<Copy> recipients,
      List<OrderNumbers> orders,
      List<Observation> observations,
      List<Attachment> attachments,
      ReportFlags flags,
      @JsonIgnore List<String> words) {

    static ReportLine of(Report report, FollowUpPriority priority) {
      return new ReportLine(
          report.kind(),
          report.status().fhir(),
          report.documentIds(),
          report.replaces(),
          report.typeCode(),
          report.title(),
          written(report.issuedAt()),
          priority,
          report.complete(),
          Patient.of(report.patient()),
          Doctor.of(report.requester()),
          Doctor.of(report.generalPractitioner()),
          Performer.of(report.performer()),
          report.recipients().stream().map(Copy::of).toList(),
          report.orders(),
          report.observations().stream().map(Observation::of).toList(),
          report.attachments(),
          report.flags(),
          report.narrative());
    }
  }

  record Patient(
      @Nullable String ins,
      @Nullable String insOid,
      IdentityStatus identityStatus,
      @Nullable String birthName,
      @Nullable String usedName,
      List<String> givenNames,
      @Nullable String birthDate,
      @Nullable Sex sex,
      @Nullable String birthPlace,
      List<LocalId> localIds,
      List<String> phones,
      @Nullable String address) {

    static Patient of(PatientIdentity patient) {
      return new Patient(
          patient.ins(),
          patient.insOid(),
          patient.identityStatus(),
          patient.birthName(),
          patient.usedName(),
          patient.givenNames(),
          written(patient.birthDate()),
          patient.sex(),
          patient.birthPlace(),
          patient.localIds(),
          patient.phones(),
          patient.address());
    }
  }

  record Doctor(
      @Nullable String rpps,
      @Nullable String otherId,
      @Nullable String family,
      @Nullable String given) {
    static @Nullable Doctor of(@Nullable PractitionerReference doctor) {
      return doctor == null
          ? null
          : new Doctor(doctor.rpps(), doctor.otherId(), doctor.family(), doctor.given());
    }
  }

  record Performer(@Nullable String name, @Nullable String finess) {
    static Performer of(PerformerReference performer) {
      return new Performer(performer.name(), performer.finess());
    }
  }

  record Copy(
      @Nullable String rpps,
      @Nullable String family,
      @Nullable String given,
      @Nullable String address) {
    static Copy of(fr.relais.core.model.Recipient recipient) {
      PractitionerReference doctor = recipient.practitioner();
      return new Copy(doctor.rpps(), doctor.family(), doctor.given(), recipient.address());
    }
  }

  record Observation(
      @Nullable String code,
      @Nullable String system,
      @Nullable String label,
      @Nullable String value,
      @Nullable String comparator,
      @Nullable String unit,
      @Nullable String low,
      @Nullable String high,
      @Nullable String interpretation,
      String status,
      boolean prior,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          fr.relais.core.model.Observation.@Nullable Secondary secondary) {

    static Observation of(fr.relais.core.model.Observation line) {
      return new Observation(
          line.code(),
          line.system(),
          line.label(),
          line.value(),
          line.comparator(),
          line.unit(),
          line.low(),
          line.high(),
          line.interpretation() == null ? null : line.interpretation().code(),
          line.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          line.prior(),
          line.secondary());
    }
  }

  private static @Nullable String written(@Nullable Object isoDate) {
    return isoDate == null ? null : isoDate.toString();
  }
}
