// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.ReportKind;
import fr.relais.formats.text.Folded;
import fr.relais.formats.text.LaboratoryCall;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the text of a report says in so many words; nothing is inferred from it. */
final class Wording {
  private static final Set<String> IMAGING =
      Set.of(
          "radiographie",
          "scanner",
          "irm",
          "echographie",
          "mammographie",
          "tdm",
          "radiologie",
          "echodoppler",
          "tomodensitometrie",
          "scintigraphie",
          "osteodensitometrie");
  private static final Set<String> BIOLOGY =
      Set.of(
          "ecbu",
          "hemogramme",
          "nfs",
          "biologie",
          "biologique",
          "biologiques",
          "biochimie",
          "hematologie",
          "serologie",
          "bacteriologie",
          "antibiogramme",
          "glycemie",
          "creatinine",
          "hemoglobine",
          "ionogramme",
          "coproculture",
          "hemoculture");
  private static final List<String> PARTIAL =
      List.of(
          "compte rendu partiel",
          "comptes rendus partiels",
          "resultats partiels",
          "resultat partiel");
  private final List<String> lines;
  private final List<String> folded;

  Wording(List<String> narrative) {
    this.lines = narrative;
    this.folded = narrative.stream().map(Folded::line).toList();
  }

  boolean cancelsAndReplaces() {
    return says("annule et remplace");
  }

  boolean partial() {
    return PARTIAL.stream().anyMatch(this::says);
  }

  /** The kind of a report without structured results. */
  ReportKind kind() {
    if (hasWordOf(IMAGING)) {
      return ReportKind.IMAGING;
    }
    if (hasWordOf(BIOLOGY)) {
      return ReportKind.BIOLOGY;
    }
    return says("cher confrere") || says("chere consoeur") || says("chers confreres")
        ? ReportKind.LETTER
        : ReportKind.OTHER;
  }

  /** The sentence by which the laboratory says that it called, or tried to. */
  @Nullable String laboratoryCall() {
    return LaboratoryCall.in(lines);
  }

  private boolean says(String phrase) {
    return folded.stream().anyMatch(line -> line.contains(phrase));
  }

  private boolean hasWordOf(Set<String> words) {
    return folded.stream().flatMap(line -> Stream.of(line.split(" "))).anyMatch(words::contains);
  }
}
