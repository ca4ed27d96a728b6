// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.ReportKind;
import org.jspecify.annotations.Nullable;

/** What a type of document brings (JDV_J07 of CI-SIS). */
final class Kinds {
  private Kinds() {}

  static ReportKind of(@Nullable String code) {
    return switch (code == null ? "" : code) {
      // biology, rapid test, pathology, genetics
      case "11502-2", "96173-0", "60568-3", "51969-4" -> ReportKind.BIOLOGY;
      case "18748-4" -> ReportKind.IMAGING;
      // discharge, transfer, referral, consultation, telemedicine, hospital stay
      case "11490-0", "18761-7", "96349-6", "11488-4", "85208-7", "34112-3" -> ReportKind.LETTER;
      case "60591-5", "SYNTH", "34133-9" -> ReportKind.SUMMARY;
      case "55115-0", "PRESC-BIO", "57833-6", "57828-6", "57832-8", "75496-0" -> ReportKind.ORDER;
      default -> ReportKind.OTHER;
    };
  }
}
