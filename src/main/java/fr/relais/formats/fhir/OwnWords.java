// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ReportKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** What our own bundles say beyond FHIR R4, in an extension that others may pass over. */
record OwnWords(List<Extension> parts) {
  static final String KIND = "kind";
  static final String VERSION = "version";
  static final String WHOLE = "whole";
  static final String COMPLETE = "complete";
  static final String CALL = "call";
  static final String DMP = "dmp-by-producer";
  static final String RECIPIENT = "recipient";
  static final String FILE_NUMBER = "file-number";

  static OwnWords of(List<DiagnosticReport> reports) {
    return new OwnWords(
        reports.stream()
            .flatMap(report -> report.getExtension().stream())
            .filter(e -> Uris.REPORT.equals(e.getUrl()))
            .flatMap(e -> e.getExtension().stream())
            .toList());
  }

  @Nullable ReportKind kind() {
    String said = text(KIND);
    return Arrays.stream(ReportKind.values())
        .filter(kind -> kind.name().equals(said))
        .findFirst()
        .orElse(null);
  }

  @Nullable String text(String name) {
    return Words.string(parts, name);
  }

  @Nullable Integer version() {
    return value(VERSION)
        .filter(IntegerType.class::isInstance)
        .map(v -> ((IntegerType) v).getValue())
        .orElse(null);
  }

  /** Null when it does not say. */
  @Nullable Boolean yes(String name) {
    return value(name)
        .filter(BooleanType.class::isInstance)
        .map(v -> ((BooleanType) v).getValue())
        .orElse(null);
  }

  List<Reference> recipients() {
    return parts.stream()
        .filter(e -> RECIPIENT.equals(e.getUrl()) && e.getValue() instanceof Reference)
        .map(e -> (Reference) e.getValue())
        .toList();
  }

  private Optional<org.hl7.fhir.r4.model.Type> value(String name) {
    return Words.extension(parts, name).map(Extension::getValue);
  }
}
