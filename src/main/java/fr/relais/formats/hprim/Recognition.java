// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import java.util.List;
import java.util.Locale;

/** Tells HPRIM Médecin apart by its marks, and from what only quotes them. */
final class Recognition {
  private static final List<String> OTHER_STARTS = List.of("<", "{", "%PDF", "PK\003\004");
  private static final List<String> HL7_STARTS = List.of("MSH", "FHS", "BHS");
  private static final List<String> MAIL_FIELDS =
      List.of(
          "received:",
          "return-path:",
          "from:",
          "to:",
          "subject:",
          "date:",
          "mime-version:",
          "content-type:",
          "message-id:",
          "delivered-to:",
          "reply-to:",
          "dkim-signature:",
          "x-");
  private static final int SANTE_DELIMITERS = 5;
  private static final int START = 200;

  private Recognition() {}

  static boolean of(String text) {
    return !otherFormat(text) && hasMark(new FileLines(text));
  }

  private static boolean otherFormat(String text) {
    int from = 0;
    while (from < text.length() && (text.charAt(from) <= ' ' || text.charAt(from) == '\uFEFF')) {
      from++;
    }
    String start = text.substring(from, Math.min(text.length(), from + START));
    return OTHER_STARTS.stream().anyMatch(start::startsWith)
        || hl7(start)
        || sante(start)
        || mail(start);
  }

  /** A segment name, then its delimiter. */
  private static boolean hl7(String start) {
    return HL7_STARTS.stream().anyMatch(start::startsWith)
        && start.length() > 3
        && !Character.isLetterOrDigit(start.charAt(3))
        && !Character.isWhitespace(start.charAt(3));
  }

  /** {@code H} then five delimiters: HPRIM Santé. */
  private static boolean sante(String start) {
    return start.length() > SANTE_DELIMITERS
        && start.charAt(0) == 'H'
        && start
            .substring(1, SANTE_DELIMITERS + 1)
            .chars()
            .noneMatch(c -> Character.isLetterOrDigit(c) || Character.isWhitespace(c));
  }

  private static boolean mail(String start) {
    String lower = start.toLowerCase(Locale.ROOT);
    int colon = lower.indexOf(':');
    return MAIL_FIELDS.stream().anyMatch(lower::startsWith)
        && colon > 0
        && lower.substring(0, colon).chars().allMatch(c -> c == '-' || c >= 'a' && c <= 'z');
  }

  private static boolean hasMark(FileLines lines) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.is(i, Marks.FIN)
          || lines.is(i, Marks.LAB)
          || lines.is(i, Marks.FINFICHIER)
          || lines.result(i)) {
        return true;
      }
    }
    return false;
  }
}
