// SPDX-License-Identifier: Apache-2.0
package fr.relais.campaign;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Numbered, distinct, well-formed results of fictitious people. What it makes is the truth that the
 * checker compares with: one lineage is one follow-up.
 */
final class Generator {
  private static final ZonedDateTime NOW = ZonedDateTime.now(ZoneId.of("Europe/Paris"));
  private static final String DAY = NOW.format(DateTimeFormatter.ofPattern("uuuuMMdd"));
  private static final String FRENCH_DAY = NOW.format(DateTimeFormatter.ofPattern("dd/MM/uuuu"));
  private static final List<String> GIVEN =
      List.of("ZOE", "MARC", "LEA", "JULES", "ODILE", "YVES", "NINA", "REMI", "IRIS", "PAUL");
  private static final String CONSONANTS = "BDFGLMNPRSTV";
  private static final String VOWELS = "AEIOU";

  private final String prefix;

  /**
   * @param prefix of every file number, so that two generators never meet
   */
  Generator(String prefix) {
    this.prefix = prefix;
  }

  /**
   * One message.
   *
   * @param version 1 for the first, more for corrections
   */
  record Message(String lineage, int version, boolean critical, byte[] bytes) {}

  /** One in ten is critical; one in seven corrects a result sent a little before. */
  Message hl7(int number) {
    boolean correction = number % 7 == 6 && number > 100;
    int first = number - 60;
    while (correction && first % 7 == 6) {
      first--;
    }
    return correction ? result(first, number) : result(number, number);
  }

  /** A critical result. */
  Message critical(int number) {
    return hl7(number, number, "6.7", "HH", "F");
  }

  private Message result(int file, int number) {
    boolean critical = file % 10 == 0;
    boolean first = file == number;
    String value = critical ? "6." + (first ? 4 : number % 10) : "5." + (first ? 3 : number % 10);
    return hl7(file, number, value, critical ? "HH" : "H", first ? "F" : "C");
  }

  /** A version of a file with the values given. */
  Message hl7(int file, int number, String potassium, String flag, String status) {
    String time =
        NOW.minusMinutes(30)
            .plusNanos(1_000_000L * number)
            .format(DateTimeFormatter.ofPattern("uuuuMMddHHmmss"));
    String lineage = DAY + "-" + prefix + file;
    String given = GIVEN.get(file % GIVEN.size());
    String family = family(file);
    String birth = "%04d%02d%02d".formatted(1930 + file % 70, 1 + file % 12, 1 + file % 28);
    String text =
        """
        MSH|^~\\&|SIL-SEREIN|LBM DU SEREIN^890009991^M|RELAIS|NOYERS|%1$s||ORU^R01^ORU_R01|%2$s%3$d|P|2.5^FRA^2.11|||||FRA|UNICODE UTF-8
        PID|1||P-%2$s%4$d^^^SEREIN&1.2.250.1.999.1.7&ISO^PI||%5$s^%6$s^%6$s^^^^L|||F|||%4$d RUE DU PUITS^^NOYERS^^89310^FRA^H
        PV1|1|O|PRELEV
        ORC|SC||%7$s^SEREIN||CM|||||||89970010222^BOYER^ANNE^^^DR^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^D^^^RPPS
        OBR|1||%7$s^SEREIN|IONO^Ionogramme sanguin^L|||%8$s0740|||||||||89970010222^BOYER^ANNE^^^DR^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^D^^^RPPS||||||%1$s||CH|%9$s
        OBX|1|NM|2823-3^Potassium^LN^K^Potassium^L||%10$s|mmol/L|3.5-5.1|%11$s|||%9$s|||%1$s
        OBX|2|NM|2951-2^Sodium^LN^NA^Sodium^L||138|mmol/L|136-145|N|||%9$s|||%1$s
        """
            .formatted(
                time, prefix, number, file, family, given, lineage, DAY, status, potassium, flag)
            .replace("^^^^L|||F", "^^^^L||" + birth + "|F");
    int version = status.equals("F") ? 1 : 2 + number - file;
    return new Message(
        lineage,
        version,
        flag.equals("HH"),
        text.replace("\n", "\r").getBytes(StandardCharsets.UTF_8));
  }

  /** A normal result of one patient as an HPRIM file. */
  Message hprim(int number) {
    String lineage = DAY + "-H" + prefix + number;
    String text =
        """
        H-%1$s%2$d
        %3$s
        %4$s
        9 PLACE DE LA MADELEINE

        89310 NOYERS
        %5$s

        %6$s
        %7$s
        SEREINBIO  LABORATOIRE DU SEREIN
        BOYEAN     Dr BOYER Anne

                             LABORATOIRE DU SEREIN
          TSH ..........................   2,10   mUI/L     0,27 à  4,20
        ****LAB****
        RES|TSH|TSH|N|2.10|mUI/L|0.27|4.20|N|F
        ****FIN****
        ****FINFICHIER****
        """
            .formatted(
                prefix,
                number,
                family(number),
                GIVEN.get(number % GIVEN.size()),
                "%02d/%02d/%04d".formatted(1 + number % 28, 1 + number % 12, 1930 + number % 70),
                lineage,
                FRENCH_DAY);
    return new Message(
        lineage, 1, false, text.replace("\n", "\r\n").getBytes(Charset.forName("windows-1252")));
  }

  /** A family name of its own for each number. */
  private static String family(int number) {
    StringBuilder name = new StringBuilder();
    for (int rest = number + 7_000; rest > 0; rest /= 60) {
      name.append(CONSONANTS.charAt(rest % 12)).append(VOWELS.charAt(rest / 12 % 5));
    }
    return name.append("NT").toString();
  }
}
