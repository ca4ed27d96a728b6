// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A result of the story laboratory, as HL7 v2: a test states only what it is about. */
final class LabMessage {
  static final String DURAND = "DURAND^JEANNE|248028999900129|19480203|F";
  static final String PETIT = "PETIT^MARC|172058999900217|19720517|M";
  static final String LEROY = "LEROY^INÈS|281092199900367|19810930|F";
  static final String ROUX = "ROUX^LÉA|295038999900467|19950308|F";
  static final String BOYER = "89970010222^BOYER^ANNE";
  static final String KELLER = "89970010339^KELLER^PAUL";
  static final String ROUX_DOCTOR = "89970010552^ROUX^LISE";

  private final String patient;
  private final String file;
  private String doctor = BOYER;
  private String placer = "";
  private String exam = "IONO^Ionogramme sanguin^L";
  private String status = "F";
  private String at = "202611190955";
  private final List<String> lines = new ArrayList<>();

  LabMessage(String patient, String file) {
    this.patient = patient;
    this.file = file;
  }

  LabMessage doctor(String named) {
    doctor = named;
    return this;
  }

  LabMessage placer(String number) {
    placer = number;
    return this;
  }

  LabMessage exam(String coded) {
    exam = coded;
    return this;
  }

  /** Status of the report and time of its edition. */
  LabMessage status(String code, String edited) {
    status = code;
    at = edited;
    return this;
  }

  /**
   * @param coded {@code 2823-3^Potassium^LN}
   */
  LabMessage value(String coded, String value, String unit, String range, String flag) {
    lines.add(
        "NM|" + coded + "||" + value + "|" + unit + "|" + range + "|" + flag + "|||" + status);
    return this;
  }

  LabMessage text(String text) {
    lines.add("TX|CR^Compte rendu^L||" + text + "||||||" + status);
    return this;
  }

  /** The patient hides it from other professionals. */
  LabMessage masked() {
    lines.add("CE|MASQUE_PS^Masque^MetaDMPMSS||Y||||||F");
    return this;
  }

  LabMessage potassium(String value, String flag) {
    return value("2823-3^Potassium^LN^K^Potassium^L", value, "mmol/L", "3.5-5.1", flag);
  }

  Content content() {
    String[] who = patient.split("\\|");
    String person =
        doctor.isEmpty() ? "" : doctor + "^^^DR^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^D^^^RPPS";
    List<String> segments = new ArrayList<>();
    segments.add(
        "MSH|^~\\&|SIL-SEREIN|LBM DU SEREIN^890009991^M|RELAIS|NOYERS|"
            + at
            + "||ORU^R01^ORU_R01|M-"
            + file
            + "-"
            + at
            + "|P|2.5^FRA^2.11|||||FRA|UNICODE UTF-8");
    segments.add(
        "PID|1||P-"
            + file
            + "^^^SEREIN&1.2.250.1.999.1.7&ISO^PI"
            + (who[1].isEmpty()
                ? ""
                : "~" + who[1] + "^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS")
            + "||"
            + who[0]
            + "^^^^^L||"
            + who[2]
            + "|"
            + who[3]
            + "|||4 RUE DU PUITS^^NOYERS^^89310^FRA^H~^^^^^^BDL^^89999||^PRN^CP^^^^^^^^^0399990001"
            + "|||||||||||||||||||VALI");
    segments.add("ORC|SC|" + placer + "|" + file + "^SEREIN||CM|||||||" + person);
    segments.add(
        "OBR|1|"
            + placer
            + "|"
            + file
            + "^SEREIN|"
            + exam
            + "|||202611190740|||||||||"
            + person
            + "||||||"
            + at
            + "||CH|"
            + status);
    for (String line : lines) {
      segments.add("OBX|" + (segments.size() - 3) + "|" + line);
    }
    return Content.of(String.join("\r", segments) + "\r", StandardCharsets.UTF_8);
  }
}
