// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Content;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages of the story laboratory about one file of one fictitious patient, in both formats. */
final class SentMessages {
  private static final String DOCTOR =
      "89970010222^BOYER^ANNE^^^DR^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^D^^^RPPS";
  private static final String PATIENT =
      "PID|1||P-4411^^^SEREIN&1.2.250.1.999.1.7&ISO^PI~248028999900129^^^ASIP-SANTE-INS-NIR"
          + "&1.2.250.1.213.1.4.10&ISO^INS||DURAND^JEANNE^JEANNE MARIE^^^^L~DURAND^JEANNE^^^^^D"
          + "||19480203|F|||4 RUE DU PUITS^^NOYERS^^89310^FRA^H~^^^^^^BDL^^89999"
          + "|||||||||||||||||||||VALI";

  private SentMessages() {}

  /**
   * One measured value.
   *
   * @param code K or NA
   * @param status P, F, C or W
   */
  record Line(String code, String value, String flag, String status) {}

  /**
   * @param at OBR-22 and MSH-7, like 202611190955
   */
  static Content oru(String at, String examStatus, Line... lines) {
    List<String> segments = new ArrayList<>();
    segments.add(
        "MSH|^~\\&|SIL-SEREIN|LBM DU SEREIN^890009991^M|RELAIS|NOYERS|"
            + at
            + "||ORU^R01^ORU_R01|SER-"
            + at
            + "|P|2.5^FRA^2.11|||||FRA|UNICODE UTF-8");
    segments.add(PATIENT);
    segments.add("ORC|SC||261119-0411^SEREIN||CM|||||||" + DOCTOR);
    segments.add(
        "OBR|1||261119-0411^SEREIN|IONO^Ionogramme sanguin^L|||202611190740|||||||||"
            + DOCTOR
            + "||||||"
            + at
            + "||CH|"
            + examStatus);
    for (Line line : lines) {
      boolean withdrawn = line.status().equals("W");
      String result =
          withdrawn
              ? "||||||||W"
              : "||" + line.value() + "|mmol/L||" + line.flag() + "|||" + line.status();
      segments.add("OBX|" + (segments.size() - 3) + "|NM|" + coded(line.code()) + result);
    }
    return Content.of(String.join("\r", segments) + "\r", StandardCharsets.UTF_8);
  }

  private static String coded(String code) {
    return code.equals("K") ? "2823-3^Potassium^LN^K^Potassium^L" : "2951-2^Sodium^LN^NA^Sodium^L";
  }

  static Content hprim(Line... lines) {
    return file(hprimMessage("DURAND", "JEANNE", "261119-0411", lines));
  }

  static Content hprimOfTwoPatients(Line first, Line second) {
    return file(
        hprimMessage("DURAND", "JEANNE", "261119-0411", first)
            + hprimMessage("PETIT", "MARC", "261119-0522", second));
  }

  private static Content file(String messages) {
    return Content.of(messages + "****FINFICHIER****\r\n", Charset.forName("windows-1252"));
  }

  private static String hprimMessage(String family, String given, String file, Line... lines) {
    List<String> text =
        new ArrayList<>(
            List.of("P-1", family, given, "4 RUE DU PUITS", "", "89310 NOYERS", "03/02/1948", ""));
    text.addAll(
        List.of(
            file,
            "19/11/2026",
            "SEREINBIO  LABORATOIRE DU SEREIN",
            "BOYEAN     Dr BOYER Anne",
            "",
            "****LAB****"));
    for (Line line : lines) {
      String status = line.status().equals("P") ? "R" : line.status();
      String label = line.code().equals("K") ? "Potassium" : "Sodium";
      text.add(
          "RES|%s|%s|N|%s|mmol/L|||%s|%s"
              .formatted(label, line.code(), line.value(), line.flag(), status));
    }
    text.add("****FIN****");
    return String.join("\r\n", text) + "\r\n";
  }
}
