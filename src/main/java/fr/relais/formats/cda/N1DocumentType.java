// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.ReportKind;

/**
 * Type of a document (JDV_J07 of CI-SIS).
 *
 * @param facility where such an act is done, TRE_R02 (secteur d'activité)
 */
record N1DocumentType(String code, String label, String facility, String facilityLabel) {
  static N1DocumentType of(ReportKind kind) {
    return switch (kind) {
      case BIOLOGY, WITHDRAWAL ->
          new N1DocumentType(
              "11502-2", "CR d'examens biologiques", "SA25", "Laboratoire de biologie médicale");
      case IMAGING -> practice("18748-4", "CR d'imagerie médicale");
      case SUMMARY -> practice("34133-9", "Synthèse d'épisode de soins");
      case LETTER, ORDER, ACKNOWLEDGEMENT, OTHER ->
          practice("11488-4", "CR ou fiche de consultation");
    };
  }

  private static N1DocumentType practice(String code, String label) {
    return new N1DocumentType(code, label, "SA08", "Cabinet de groupe");
  }
}
