// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.french;

import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;

/** What a letter is about, in words. */
public final class LetterWords {
  private LetterWords() {}

  /** {@code ▲▲ Critique}. */
  public static String priority(FollowUpPriority priority) {
    String sign =
        switch (priority) {
          case CRITICAL -> "▲▲ ";
          case URGENT -> "▲! ";
          case ABNORMAL -> "▲ ";
          case UNCLASSIFIED -> "■ ";
          case NORMAL -> "● ";
        };
    return sign + priority.french();
  }

  /** What the report is, as the laboratory calls it, else by its kind. */
  public static String title(Report report) {
    return report.title() == null || report.title().isBlank()
        ? kind(report.kind())
        : Plain.line(report.title());
  }

  public static String kind(ReportKind kind) {
    return switch (kind) {
      case BIOLOGY -> "Compte rendu d'examens biologiques";
      case IMAGING -> "Compte rendu d'imagerie médicale";
      case LETTER -> "Courrier médical";
      case SUMMARY -> "Synthèse médicale";
      case ORDER -> "Demande d'examen";
      case ACKNOWLEDGEMENT -> "Accusé";
      case WITHDRAWAL -> "Annulation d'un résultat";
      case OTHER -> "Document médical";
    };
  }

  /** In a file name: {@code Biologie}. */
  public static String shortKind(ReportKind kind) {
    return switch (kind) {
      case BIOLOGY -> "Biologie";
      case IMAGING -> "Imagerie";
      case LETTER -> "Courrier";
      case SUMMARY -> "Synthese";
      case ORDER -> "Demande";
      case ACKNOWLEDGEMENT -> "Accuse";
      case WITHDRAWAL -> "Annulation";
      case OTHER -> "Document";
    };
  }

  /** Empty for a final report. */
  public static String status(ReportStatus status) {
    return switch (status) {
      case PRELIMINARY -> "PROVISOIRE : le laboratoire n'a pas encore tout validé.";
      case FINAL -> "";
      case AMENDED -> "COMPLÉTÉ : le laboratoire a ajouté à ce résultat.";
      case CORRECTED -> "CORRIGÉ : le laboratoire a modifié ce résultat.";
      case CANCELLED -> "ANNULÉ par le laboratoire.";
      case ENTERED_IN_ERROR -> "ANNULÉ : le laboratoire retire ce résultat, n'en tenez pas compte.";
    };
  }

  /** {@code avant le 21/11/2026 à 15:10}; without a deadline when none runs. */
  public static String deadline(Letter letter) {
    return letter.followUp().deadline() == null
        ? "sans échéance"
        : "avant le " + FrenchDates.moment(letter.followUp().deadline());
  }
}
