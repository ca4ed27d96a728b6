// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier asks to do with its document. MSH-9.2, ORC-1 and OBX-11 each say it and must agree
 * (older versions leave ORC out, or write SC there, which says nothing).
 */
enum CarrierIntent {
  INITIAL,
  REPLACE,
  DELETE;

  /** Null and an error when they do not agree, or when one says something else. */
  static @Nullable CarrierIntent of(
      Header header, @Nullable Segment orc, Segment obx, Findings findings) {
    List<CarrierIntent> said = new ArrayList<>();
    switch (header.event()) {
      case "T02" -> said.add(INITIAL);
      case "T10" -> said.add(REPLACE);
      case "T04" -> said.add(DELETE);
      default -> {
        // R01 says nothing of it
      }
    }
    String order = orc == null ? "" : orc.field(1).component(1).code();
    switch (order) {
      case "NW" -> said.add(INITIAL);
      case "RO" -> said.add(REPLACE);
      case "CA" -> said.add(DELETE);
      case "", "SC" -> {
        // versions 1.2 and 2.0
      }
      default -> unknown("ORC-1", findings);
    }
    String status = obx.field(11).component(1).code();
    switch (status) {
      case "F" -> said.add(INITIAL);
      case "C" -> said.add(REPLACE);
      case "D" -> said.add(DELETE);
      default -> unknown(obx.place(11), findings);
    }
    if (said.stream().distinct().count() > 1) {
      findings.error(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          obx.place(11),
          "L'événement, ORC-1 et OBX-11 ne demandent pas la même chose.",
          "Accorder les trois : envoi (T02, NW, F), remplacement (T10, RO, C), suppression (T04,"
              + " CA, D).");
      return null;
    }
    return said.isEmpty() ? null : said.get(0);
  }

  private static void unknown(String place, Findings findings) {
    findings.error(
        ProblemCode.CODE_NOT_UNDERSTOOD,
        place,
        "On ne sait pas si le document est nouveau, remplacé ou supprimé.",
        "Employer NW, RO ou CA en ORC-1 ; F, C ou D en OBX-11.");
  }
}
