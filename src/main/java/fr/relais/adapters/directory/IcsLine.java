// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One content line of a calendar, unfolded (RFC 5545 section 3.1).
 *
 * @param line where it begins in the file
 * @param name in capitals
 * @param parameters by name in capitals, without quotes
 */
record IcsLine(int line, String name, Map<String, String> parameters, String value) {
  /** More than the calendar of a person or a site needs for years. */
  static final int BYTES_MAX = 2 * 1024 * 1024;

  private static final int LINE_MAX = 16_000;
  private static final Pattern HEAD = Pattern.compile("([A-Za-z0-9-]{1,64})([;:])");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "([A-Za-z0-9-]{1,64})=((?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*+)([;:])");

  /** The text of a value, without its escapes (section 3.3.11). */
  String text() {
    return value
        .replace("\\n", "\n")
        .replace("\\N", "\n")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\\\", "\\")
        .strip();
  }

  String parameter(String parameter) {
    return parameters.getOrDefault(parameter, "");
  }

  /** Empty, and a problem told, when the file is no calendar at all. */
  static Optional<List<IcsLine>> read(CsvFile file, Problems problems) {
    if (file.content().size() > BYTES_MAX) {
      return refused(file, 0, "Le fichier dépasse 2 Mo.", problems);
    }
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(file.content().bytes()))
              .toString();
    } catch (CharacterCodingException e) {
      return refused(file, 0, "Le fichier n'est pas en UTF-8.", problems);
    }
    return unfolded(file, text.startsWith("\uFEFF") ? text.substring(1) : text, problems);
  }

  private static Optional<List<IcsLine>> unfolded(CsvFile file, String text, Problems problems) {
    List<IcsLine> lines = new ArrayList<>();
    StringBuilder whole = new StringBuilder();
    int begins = 0;
    int number = 0;
    for (String physical : text.split("\r\n|\n", -1)) {
      number++;
      boolean folded = physical.startsWith(" ") || physical.startsWith("\t");
      if (folded && begins > 0) {
        whole.append(physical, 1, physical.length());
      } else {
        if (!add(lines, begins, whole)) {
          return refused(file, begins, "Cette ligne n'est pas celle d'un calendrier.", problems);
        }
        whole.setLength(0);
        whole.append(physical);
        begins = number;
      }
      if (whole.length() > LINE_MAX) {
        return refused(file, begins, "Cette ligne, dépliée, est trop longue.", problems);
      }
    }
    return add(lines, begins, whole)
        ? Optional.of(List.copyOf(lines))
        : refused(file, begins, "Cette ligne n'est pas celle d'un calendrier.", problems);
  }

  /** Whether the text is empty, or a content line. */
  private static boolean add(List<IcsLine> lines, int number, CharSequence whole) {
    if (whole.toString().isBlank()) {
      return true;
    }
    Matcher head = HEAD.matcher(whole);
    if (!head.lookingAt()) {
      return false;
    }
    Map<String, String> parameters = new HashMap<>();
    int at = head.end();
    boolean more = head.group(2).equals(";");
    while (more) {
      Matcher parameter = PARAMETER.matcher(whole).region(at, whole.length());
      if (!parameter.lookingAt()) {
        return false;
      }
      parameters.put(
          parameter.group(1).toUpperCase(Locale.ROOT), parameter.group(2).replace("\"", ""));
      at = parameter.end();
      more = parameter.group(3).equals(";");
    }
    lines.add(
        new IcsLine(
            number,
            head.group(1).toUpperCase(Locale.ROOT),
            Map.copyOf(parameters),
            whole.subSequence(at, whole.length()).toString()));
    return true;
  }

  private static Optional<List<IcsLine>> refused(
      CsvFile file, int line, String cause, Problems problems) {
    problems.add(
        file.name(), line, "", cause, "Exportez de nouveau le calendrier au format iCalendar.");
    return Optional.empty();
  }
}
