// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

import fr.relais.sandbox.hprim.Reading.Letter;
import fr.relais.sandbox.hprim.Reading.ResultRow;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * As the front end of Doctolib Médecin reads: HPRIM when {@code ****FIN****} is somewhere, twelve
 * lines are there and line 10 is empty or a date; a laboratory result only under {@code
 * ****LAB****}; text after the end of the file is kept.
 */
public final class DoctolibReader implements StrictHprimReader {
  private static final int HEADER_LINES = 12;
  private static final Pattern READABLE_DATE =
      Pattern.compile(
          "(0[1-9]|[12][0-9]|3[01])/(0[1-9]|1[0-2])/([0-9]{4}|[0-9]{2})"
              + "|[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");

  @Override
  public Reading read(String fileName, byte[] cp1252) {
    String content = Cp1252.decode(cp1252);
    if (content == null) {
      return Cp1252.NOT_CP1252;
    }
    if (!content.contains("****FIN****")) {
      return new Reading.Refused("no end mark");
    }
    List<String> lines = List.of(content.split("\r\n|\r|\n", -1));
    if (lines.size() < HEADER_LINES) {
      return new Reading.Refused("fewer than twelve lines");
    }
    String examined = lines.get(9).strip();
    if (!examined.isEmpty() && !READABLE_DATE.matcher(examined).matches()) {
      return new Reading.Refused("line 10 is no date");
    }
    return new Reading.Accepted(List.of(letter(lines)));
  }

  private static Letter letter(List<String> lines) {
    List<String> text = new ArrayList<>();
    List<ResultRow> rows = new ArrayList<>();
    boolean laboratory = false;
    for (String line : lines.subList(HEADER_LINES, lines.size())) {
      String trimmed = line.strip();
      if (trimmed.equals("****LAB****")) {
        laboratory = true;
      } else if (laboratory && trimmed.startsWith("RES|")) {
        row(trimmed, rows);
      } else if (laboratory && trimmed.startsWith("TEX|")) {
        text.add(line.substring(line.indexOf('|') + 1).stripTrailing());
      } else if (!trimmed.equals("****FIN****") && !trimmed.equals("****FINFICHIER****")) {
        text.add(line.stripTrailing());
      }
    }
    return new Letter(
        lines.get(1).strip(),
        lines.get(2).strip(),
        lines.get(6).strip(),
        afterFirstWord(lines.get(10)),
        "",
        text,
        rows);
  }

  private static String afterFirstWord(String line) {
    String[] words = line.strip().split(" +", 2);
    return words.length == 2 ? words[1] : "";
  }

  private static void row(String line, List<ResultRow> rows) {
    String[] fields = (line + "|||||||||||||").split("\\|", -1);
    if (!fields[1].isBlank() && !fields[4].isBlank()) {
      rows.add(
          new ResultRow(
              fields[1].strip(),
              fields[2].strip(),
              fields[4].strip(),
              fields[5].strip(),
              fields[6].strip(),
              fields[7].strip(),
              fields[8].strip(),
              fields[9].strip()));
    }
  }
}
