// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code ERR|1|CB260417.HPR|202604171153|P||P~2~CS-000455|8.3|||Patient inconnu}: what another
 * system could not use of a message that it was sent. It is about that message, and no patient's
 * result.
 */
final class ErrorReport {
  private ErrorReport() {}

  static Decoding.Part of(List<Segment> segments, Header header, Content content) {
    Findings findings = new Findings();
    List<String> narrative = new ArrayList<>();
    for (Segment segment : segments) {
      Segments.characters(segment, findings);
      if (segment.is("ERR")) {
        narrative.add(told(segment));
      } else if (!segment.is("H") && !segment.is("L") && !segment.is("C")) {
        findings.error(
            ProblemCode.SEQUENCE,
            segment.place(),
            "Un accusé d'erreur porte autre chose que des erreurs.",
            "Envoyer les résultats dans un message ORU.");
      }
    }
    if (narrative.isEmpty()) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          "ERR",
          "L'accusé d'erreur ne dit aucune erreur.",
          "Remplir un segment ERR.");
    }
    Report report =
        Report.builder(ReportKind.ACKNOWLEDGEMENT, ReportStatus.FINAL, PatientIdentity.NOBODY)
            .title(title(segments))
            .issuedAt(new Times(findings).read(header.segment(), 13))
            .performer(header.performer())
            .narrative(narrative)
            .build();
    return new Decoding.Part(content, findings.hasError() ? null : report, findings.problems());
  }

  /** What the first error says of the message. */
  private static String title(List<Segment> segments) {
    return segments.stream()
        .filter(segment -> segment.is("ERR"))
        .findFirst()
        .map(err -> "Refus HPRIM Santé : " + severity(err))
        .orElse("Accusé d'erreur HPRIM Santé");
  }

  private static String severity(Segment err) {
    return switch (err.field(4).code()) {
      case "T" -> "message rejeté en entier";
      case "P" -> "message rejeté en partie";
      default -> "message en erreur";
    };
  }

  private static String told(Segment err) {
    String severity = severity(err);
    String location = err.field(6).code();
    String field = err.field(7).code();
    return Stream.of(
            err.field(2).code() + " : " + severity,
            location,
            field.isEmpty() ? "" : "champ " + field,
            err.field(10).code())
        .filter(text -> !text.isEmpty())
        .reduce((one, two) -> one + " ; " + two)
        .orElse("");
  }
}
