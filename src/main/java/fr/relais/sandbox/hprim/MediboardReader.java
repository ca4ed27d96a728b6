// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

import fr.relais.sandbox.hprim.Reading.Letter;
import fr.relais.sandbox.hprim.Reading.ResultRow;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As the mail view of TAMM and Mediboard reads: thirteen lines at least, lines 7 and 10 strictly
 * {@code dd/MM/yyyy}. Its pattern of a RES line wants the pipe after each of the 14 fields; a line
 * without them stays text and never gets into the table.
 */
public final class MediboardReader implements StrictHprimReader {
  private static final int LINES_MIN = 13;
  private static final int CODE_CHARACTERS = 10;
  private static final Pattern DATE =
      Pattern.compile("(0[1-9]|[12][0-9]|3[01])/(0[1-9]|1[0-2])/[0-9]{4}");
  private static final Pattern RESULT = Pattern.compile("RES\\|" + "([^|]*)\\|".repeat(13));

  @Override
  public Reading read(String fileName, byte[] cp1252) {
    String content = Cp1252.decode(cp1252);
    if (content == null) {
      return Cp1252.NOT_CP1252;
    }
    String[] lines = content.replace("\r\n", "\n").replace('\r', '\n').split("\n");
    if (lines.length < LINES_MIN) {
      return new Reading.Refused("fewer than thirteen lines");
    }
    if (!DATE.matcher(lines[6].trim()).matches()) {
      return new Reading.Refused("line 7 is not dd/MM/yyyy");
    }
    if (!DATE.matcher(lines[9].trim()).matches()) {
      return new Reading.Refused("line 10 is not dd/MM/yyyy");
    }
    List<String> text = new ArrayList<>();
    List<ResultRow> rows = new ArrayList<>();
    for (int i = 12; i < lines.length && !lines[i].trim().equals("****FIN****"); i++) {
      show(lines[i], text, rows);
    }
    return new Reading.Accepted(
        List.of(
            new Letter(
                lines[1].trim(),
                lines[2].trim(),
                lines[6].trim(),
                behindCode(lines[10]),
                code(lines[11]),
                text,
                rows)));
  }

  private static void show(String line, List<String> text, List<ResultRow> rows) {
    Matcher result = RESULT.matcher(line);
    if (result.matches()) {
      rows.add(
          new ResultRow(
              result.group(1).trim(),
              result.group(2).trim(),
              result.group(4).trim(),
              result.group(5).trim(),
              result.group(6).trim(),
              result.group(7).trim(),
              result.group(8).trim(),
              result.group(9).trim()));
    } else if (!line.trim().equals("****LAB****")) {
      text.add(line.startsWith("TEX|") ? line.substring(4) : line);
    }
  }

  private static String code(String line) {
    return line.substring(0, Math.min(CODE_CHARACTERS, line.length())).trim();
  }

  private static String behindCode(String line) {
    return line.length() <= CODE_CHARACTERS ? "" : line.substring(CODE_CHARACTERS).trim();
  }
}
