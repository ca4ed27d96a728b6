// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a result: the facts to decide with. The original bytes stay beside it, unchanged.
 *
 * @param documentIds identifiers of the document itself
 * @param setId identifier common to all versions of the document
 * @param versionNumber the sender's number for this version
 * @param replaces document ids that this one replaces (RPLC)
 * @param whole whether the report says that it is the whole result, so that what it does not carry
 *     is gone ({@code ANNULE ET REMPLACE}, RPLC)
 * @param issuedAt the sender's status time (OBR-22, else MSH-7; HPRIM line 10)
 * @param specimenAt when the specimen was taken, or the examination made
 * @param fileNumber the sender's file number (HPRIM line 9)
 * @param complete false when part of the content is only in text, image or PDF
 * @param narrative the human-readable text, line by line
 * @param laboratoryCall the sentence by which the laboratory says that it called, or tried to
 */
public record Report(
    ReportKind kind,
    ReportStatus status,
    List<String> documentIds,
    @Nullable String setId,
    @Nullable Integer versionNumber,
    List<String> replaces,
    boolean whole,
    @Nullable String typeCode,
    @Nullable String title,
    @Nullable PartialDateTime issuedAt,
    @Nullable PartialDateTime specimenAt,
    @Nullable String fileNumber,
    boolean complete,
    PatientIdentity patient,
    @Nullable PractitionerReference requester,
    @Nullable PractitionerReference generalPractitioner,
    PerformerReference performer,
    List<Recipient> recipients,
    List<OrderNumbers> orders,
    @Nullable RequestPriority requestPriority,
    List<Observation> observations,
    List<String> narrative,
    @Nullable String laboratoryCall,
    List<Attachment> attachments,
    ReportFlags flags) {

  public Report {
    documentIds = List.copyOf(documentIds);
    replaces = List.copyOf(replaces);
    recipients = List.copyOf(recipients);
    orders = List.copyOf(orders);
    observations = List.copyOf(observations);
    narrative = List.copyOf(narrative);
    attachments = List.copyOf(attachments);
  }

  /** A report with nothing in it but its kind, its status and its patient. */
  public static Builder builder(ReportKind kind, ReportStatus status, PatientIdentity patient) {
    return new Builder(kind, status, patient);
  }

  /** Gathers the facts of a report; whatever is not set is absent. */
  public static final class Builder {
    private final ReportKind kind;
    private ReportStatus status;
    private final PatientIdentity patient;
    private List<String> documentIds = List.of();
    private @Nullable String setId;
    private @Nullable Integer versionNumber;
    private List<String> replaces = List.of();
    private boolean whole;
    private @Nullable String typeCode;
    private @Nullable String title;
    private @Nullable PartialDateTime issuedAt;
    private @Nullable PartialDateTime specimenAt;
    private @Nullable String fileNumber;
    private boolean complete = true;
    private @Nullable PractitionerReference requester;
    private @Nullable PractitionerReference generalPractitioner;
    private PerformerReference performer = new PerformerReference(null, null, null);
    private List<Recipient> recipients = List.of();
    private List<OrderNumbers> orders = List.of();
    private @Nullable RequestPriority requestPriority;
    private List<Observation> observations = List.of();
    private List<String> narrative = List.of();
    private @Nullable String laboratoryCall;
    private List<Attachment> attachments = List.of();
    private ReportFlags flags = ReportFlags.NONE;

    private Builder(ReportKind kind, ReportStatus status, PatientIdentity patient) {
      this.kind = kind;
      this.status = status;
      this.patient = patient;
    }

    public Builder status(ReportStatus status) {
      this.status = status;
      return this;
    }

    public Builder documentIds(List<String> documentIds) {
      this.documentIds = documentIds;
      return this;
    }

    public Builder setId(@Nullable String setId) {
      this.setId = setId;
      return this;
    }

    public Builder versionNumber(@Nullable Integer versionNumber) {
      this.versionNumber = versionNumber;
      return this;
    }

    public Builder replaces(List<String> replaces) {
      this.replaces = replaces;
      return this;
    }

    public Builder whole(boolean whole) {
      this.whole = whole;
      return this;
    }

    public Builder typeCode(@Nullable String typeCode) {
      this.typeCode = typeCode;
      return this;
    }

    public Builder title(@Nullable String title) {
      this.title = title;
      return this;
    }

    public Builder issuedAt(@Nullable PartialDateTime issuedAt) {
      this.issuedAt = issuedAt;
      return this;
    }

    public Builder specimenAt(@Nullable PartialDateTime specimenAt) {
      this.specimenAt = specimenAt;
      return this;
    }

    public Builder fileNumber(@Nullable String fileNumber) {
      this.fileNumber = fileNumber;
      return this;
    }

    public Builder complete(boolean complete) {
      this.complete = complete;
      return this;
    }

    public Builder requester(@Nullable PractitionerReference requester) {
      this.requester = requester;
      return this;
    }

    public Builder generalPractitioner(@Nullable PractitionerReference generalPractitioner) {
      this.generalPractitioner = generalPractitioner;
      return this;
    }

    public Builder performer(PerformerReference performer) {
      this.performer = performer;
      return this;
    }

    public Builder recipients(List<Recipient> recipients) {
      this.recipients = recipients;
      return this;
    }

    public Builder orders(List<OrderNumbers> orders) {
      this.orders = orders;
      return this;
    }

    public Builder requestPriority(@Nullable RequestPriority requestPriority) {
      this.requestPriority = requestPriority;
      return this;
    }

    public Builder observations(List<Observation> observations) {
      this.observations = observations;
      return this;
    }

    public Builder narrative(List<String> narrative) {
      this.narrative = narrative;
      return this;
    }

    public Builder laboratoryCall(@Nullable String laboratoryCall) {
      this.laboratoryCall = laboratoryCall;
      return this;
    }

    public Builder attachments(List<Attachment> attachments) {
      this.attachments = attachments;
      return this;
    }

    public Builder flags(ReportFlags flags) {
      this.flags = flags;
      return this;
    }

    public Report build() {
      return new Report(
          kind,
          status,
          documentIds,
          setId,
          versionNumber,
          replaces,
          whole,
          typeCode,
          title,
          issuedAt,
          specimenAt,
          fileNumber,
          complete,
          patient,
          requester,
          generalPractitioner,
          performer,
          recipients,
          orders,
          requestPriority,
          observations,
          narrative,
          laboratoryCall,
          attachments,
          flags);
    }
  }
}
