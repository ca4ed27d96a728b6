// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.ParisTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The results of a load: each of another fictitious patient, whose name says its number. */
final class LoadMessages {
  private static final Pattern NAME = Pattern.compile("CHARGE([A-P]{6})");
  private static final int ANALYTES = 8;

  private LoadMessages() {}

  /**
   * One ORU of eight lines.
   *
   * @param to number of the doctor who ordered
   */
  static byte[] oru(int number, int to, Instant at) {
    String now = at.atZone(ParisTime.ZONE).format(DateTimeFormatter.ofPattern("uuuuMMddHHmmss"));
    String rpps = LoadPeople.rpps(to);
    String doctor =
        rpps + "^MEDECIN" + to + "^TEST^^^DR^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^D^^^RPPS";
    StringBuilder text = new StringBuilder();
    text.append("MSH|^~\\&|CHARGE|LBM DE CHARGE|RELAIS|SITE|").append(now);
    text.append("||ORU^R01^ORU_R01|L").append(number);
    text.append("|P|2.5^FRA^2.11|||||FRA|UNICODE UTF-8\r");
    text.append("PID|1||L").append(number).append("^^^CHARGE&1.2.250.1.999.1.7&ISO^PI||");
    text.append(name(number)).append("^JEAN^JEAN^^^^L||19700101|M\r");
    text.append("PV1|1|O\r");
    text.append("ORC|SC||F").append(number).append("^CHARGE|||||||||").append(doctor).append('\r');
    text.append("OBR|1||F").append(number).append("^CHARGE|BIO^Bilan^L|||").append(now);
    text.append("|||||||||").append(doctor).append("||||||").append(now).append("||CH|F\r");
    for (int line = 1; line <= ANALYTES; line++) {
      boolean high = line == 1 && number % 10 == 0;
      text.append("OBX|").append(line).append("|NM|A").append(line).append("^Analyse ");
      text.append(line).append("^L||").append(high ? "9.1" : "4.2").append("|mmol/L|3.5-5.1|");
      text.append(high ? "H" : "N").append("|||F|||").append(now).append('\r');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Six letters, A to P: the number in base 16. */
  static String name(int number) {
    StringBuilder name = new StringBuilder("CHARGE");
    for (int shift = 20; shift >= 0; shift -= 4) {
      name.append((char) ('A' + (number >>> shift & 15)));
    }
    return name.toString();
  }

  /** The number of the result that this text is about; null when it names none. */
  static @Nullable Integer number(String text) {
    Matcher name = NAME.matcher(text);
    if (!name.find()) {
      return null;
    }
    int number = 0;
    for (char letter : name.group(1).toCharArray()) {
      number = number << 4 | letter - 'A';
    }
    return number;
  }
}
