// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

import fr.relais.sandbox.hprim.Reading.Letter;
import fr.relais.sandbox.hprim.Reading.ResultRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.regex.Pattern;

/**
 * As the capture module of Episodus reads: line 10 must hold a date with slashes; an empty first
 * line is skipped and everything moves up by one; text after {@code ****FIN****} is the next
 * message; {@code ****LAB****} must be the whole line.
 */
public final class EpisodusReader implements StrictHprimReader {
  private static final Pattern HOLDS_DATE =
      Pattern.compile("(?<![0-9])[0-9]{2}/[0-9]{2}/([0-9]{4}|[0-9]{2})(?![0-9])");

  @Override
  public Reading read(String fileName, byte[] cp1252) {
    String content = Cp1252.decode(cp1252);
    if (content == null) {
      return Cp1252.NOT_CP1252;
    }
    List<Letter> letters = new ArrayList<>();
    for (List<String> message : messages(content)) {
      if (!message.isEmpty() && message.get(0).isEmpty()) {
        message.remove(0);
      }
      if (message.size() < 12) {
        return new Reading.Refused("a message without its twelve lines");
      }
      if (!HOLDS_DATE.matcher(message.get(9)).find()) {
        return new Reading.Refused("line 10 holds no date");
      }
      letters.add(letter(message));
    }
    return letters.isEmpty() ? new Reading.Refused("no end mark") : new Reading.Accepted(letters);
  }

  /** The messages that have their end mark; what follows the last one counts when it has text. */
  private static List<List<String>> messages(String content) {
    List<List<String>> messages = new ArrayList<>();
    List<String> message = new ArrayList<>();
    boolean ended = false;
    try (Scanner lines = new Scanner(content)) {
      while (lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.equals("****FIN****")) {
          messages.add(message);
          message = new ArrayList<>();
          ended = true;
        } else if (!line.equals("****FINFICHIER****")) {
          message.add(line);
        }
      }
    }
    if (ended && !String.join("", message).isBlank()) {
      messages.add(message);
    }
    return messages;
  }

  private static Letter letter(List<String> lines) {
    List<String> text = new ArrayList<>();
    List<ResultRow> rows = new ArrayList<>();
    boolean laboratory = false;
    for (int i = 12; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.equals("****LAB****")) {
        laboratory = true;
      } else if (!laboratory) {
        text.add(line);
      } else if (line.startsWith("RES|")) {
        Fields fields = new Fields(line.substring(4));
        rows.add(row(fields));
      } else if (line.startsWith("TEX|")) {
        text.add(line.substring(4));
      }
    }
    return new Letter(
        lines.get(1).trim(),
        lines.get(2).trim(),
        lines.get(6).trim(),
        lines.get(10).trim(),
        firstTen(lines.get(11)),
        text,
        rows);
  }

  private static String firstTen(String line) {
    return (line.length() > 10 ? line.substring(0, 10) : line).trim();
  }

  private static ResultRow row(Fields fields) {
    String label = fields.next();
    String code = fields.next();
    fields.next();
    return new ResultRow(
        label,
        code,
        fields.next(),
        fields.next(),
        fields.next(),
        fields.next(),
        fields.next(),
        fields.next());
  }

  /** Takes one field after the other; those that are missing are empty. */
  private static final class Fields {
    private String rest;

    Fields(String rest) {
      this.rest = rest;
    }

    String next() {
      int pipe = rest.indexOf('|');
      String field = pipe < 0 ? rest : rest.substring(0, pipe);
      rest = pipe < 0 ? "" : rest.substring(pipe + 1);
      return field.trim();
    }
  }
}
