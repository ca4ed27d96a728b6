// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

import fr.relais.sandbox.hprim.Reading.Letter;
import fr.relais.sandbox.hprim.Reading.ResultRow;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As MedShakeEHR reads: the header earns points for what looks right and loses some for what does
 * not; from ten points the mail is a result. The first ten characters of line 12 are the code.
 */
public final class MedShakeReader implements StrictHprimReader {
  private static final int SCORE_MIN = 10;
  private static final Pattern DATE = Pattern.compile("([0-9]{2})/([0-9]{2})/([0-9]{4})");
  private static final Pattern NIR =
      Pattern.compile("[1-478][0-9]{4}([0-9]{2}|2[AB])[0-9]{6}( ?[0-9]{2})?");
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}' -]*");
  private static final Pattern TOWN = Pattern.compile("[0-9]{5}( .*)?");

  @Override
  public Reading read(String fileName, byte[] cp1252) {
    String content = Cp1252.decode(cp1252);
    if (content == null) {
      return Cp1252.NOT_CP1252;
    }
    String[] lines = content.split("\r?\n", -1);
    if (lines.length < 12) {
      return new Reading.Refused("no header");
    }
    int score = score(lines);
    if (score < SCORE_MIN) {
      return new Reading.Refused("the header has " + score + " points of " + SCORE_MIN);
    }
    return new Reading.Accepted(List.of(letter(lines)));
  }

  private static int score(String[] lines) {
    int score = isDate(lines[6]) ? 8 : -8;
    score += isDate(lines[9]) ? 4 : -4;
    score += NIR.matcher(lines[7].trim()).matches() ? 3 : -3;
    score += CODE.matcher(lines[0].trim()).matches() ? 3 : 0;
    score += isName(lines[1]) && isName(lines[2]) ? 1 : 0;
    score += TOWN.matcher(lines[5].trim()).matches() ? 1 : 0;
    return score;
  }

  private static boolean isName(String line) {
    return NAME.matcher(line.trim()).matches();
  }

  private static boolean isDate(String line) {
    Matcher date = DATE.matcher(line.trim());
    if (!date.matches()) {
      return false;
    }
    try {
      LocalDate.of(
          Integer.parseInt(date.group(3)),
          Integer.parseInt(date.group(2)),
          Integer.parseInt(date.group(1)));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Letter letter(String[] lines) {
    List<String> text = new ArrayList<>();
    List<ResultRow> rows = new ArrayList<>();
    boolean table = false;
    for (int i = 12; i < lines.length && !lines[i].trim().startsWith("****FIN"); i++) {
      String[] fields = lines[i].split("[|]", -1);
      if (lines[i].trim().equals("****LAB****")) {
        table = true;
      } else if (!table) {
        text.add(lines[i]);
      } else if (fields[0].equals("RES") && fields.length > 4) {
        rows.add(row(fields));
      } else if (fields[0].equals("TEX") && fields.length > 1) {
        text.add(fields[1]);
      }
    }
    return new Letter(
        lines[1].trim(),
        lines[2].trim(),
        lines[6].trim(),
        tenAt(lines[10]),
        tenAt(lines[11]),
        text,
        rows);
  }

  private static String tenAt(String line) {
    return line.substring(0, Math.min(10, line.length())).trim();
  }

  private static ResultRow row(String[] fields) {
    return new ResultRow(
        at(fields, 1),
        at(fields, 2),
        at(fields, 4),
        at(fields, 5),
        at(fields, 6),
        at(fields, 7),
        at(fields, 8),
        at(fields, 9));
  }

  private static String at(String[] fields, int index) {
    return index < fields.length ? fields[index].trim() : "";
  }
}
