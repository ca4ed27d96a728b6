// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether an exam is imaging: OBR-24 (HL7 table 0074), else the words of OBR-4. */
final class Imaging {
  private static final Set<String> SECTIONS =
      Set.of("RAD", "RX", "RUS", "CT", "CTH", "CUS", "MRI", "NMR", "NMS", "VUS", "XRC", "OUS");
  private static final Pattern WORDS =
      Pattern.compile(
          "imagerie|radiograph|radiolog|scanner|(?<!\\p{L})irm(?!\\p{L})|[ée]chograph|mammograph"
              + "|tomodensitom|scintigraph");

  private Imaging() {}

  static boolean is(Segment obr) {
    if (SECTIONS.contains(obr.field(24).component(1).code())) {
      return true;
    }
    String name = obr.field(4).component(2).code() + " " + obr.field(4).component(5).code();
    return WORDS.matcher(name.toLowerCase(Locale.FRENCH)).find();
  }
}
