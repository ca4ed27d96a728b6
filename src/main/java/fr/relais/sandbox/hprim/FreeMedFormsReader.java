// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

import fr.relais.sandbox.hprim.Reading.Letter;
import fr.relais.sandbox.hprim.Reading.ResultRow;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * As FreeMedForms and FreeHealth read: name, given name and birth date must be there, and the file
 * must end with {@code ****FIN****} then {@code ****FINFICHIER****}, nothing between, nothing
 * after; else the content is flagged invalid.
 */
public final class FreeMedFormsReader implements StrictHprimReader {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);

  @Override
  public Reading read(String fileName, byte[] cp1252) {
    String content = Cp1252.decode(cp1252);
    if (content == null) {
      return Cp1252.NOT_CP1252;
    }
    List<String> lines = new ArrayList<>(content.lines().toList());
    int last = lines.size() - 1;
    if (lines.size() < 14
        || !lines.get(last).equals("****FINFICHIER****")
        || !lines.get(last - 1).equals("****FIN****")
        || lines.indexOf("****FIN****") != last - 1) {
      return new Reading.Refused("the file does not end with its two marks");
    }
    if (lines.get(1).isBlank() || lines.get(2).isBlank()) {
      return new Reading.Refused("the name or given name is missing");
    }
    if (!isDate(lines.get(6).strip())) {
      return new Reading.Refused("the birth date is missing");
    }
    return new Reading.Accepted(List.of(letter(lines.subList(0, last - 1))));
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text, DATE);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Letter letter(List<String> lines) {
    int laboratory = lines.indexOf("****LAB****");
    int textEnd = laboratory < 0 ? lines.size() : laboratory;
    List<String> text = new ArrayList<>(lines.subList(12, Math.max(12, textEnd)));
    List<ResultRow> rows = new ArrayList<>();
    for (String line : lines.subList(textEnd, lines.size())) {
      String[] fields = Arrays.copyOf(line.split("\\|"), 14);
      Arrays.setAll(fields, i -> fields[i] == null ? "" : fields[i].strip());
      if (fields[0].equals("RES") && !fields[1].isEmpty()) {
        rows.add(row(fields));
      } else if (fields[0].equals("TEX")) {
        text.add(fields[1]);
      }
    }
    String addressee = lines.get(11).stripLeading();
    return new Letter(
        lines.get(1).strip(),
        lines.get(2).strip(),
        lines.get(6).strip(),
        lines.get(10).strip(),
        addressee.split(" ", 2)[0],
        text,
        rows);
  }

  private static ResultRow row(String[] fields) {
    return new ResultRow(
        fields[1], fields[2], fields[4], fields[5], fields[6], fields[7], fields[8], fields[9]);
  }
}
