// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a mail apart (RFC 2046 section 5): every part between its delimiters, enclosed mails
 * opened, to a depth of ten and two hundred parts. Line by line, each byte once for each depth.
 */
final class EntityReader {
  private static final int DEPTH_MAX = 10;
  private static final int PARTS_MAX = 200;
  private static final int PREAMBLE_MAX = 300;

  private final Findings findings;
  private int parts;

  /**
   * @param findings what is wrong with the build of the mail
   */
  EntityReader(Findings findings) {
    this.findings = findings;
  }

  Entity read(byte[] bytes) {
    int from = 0;
    while (from < bytes.length && (bytes[from] == '\r' || bytes[from] == '\n')) {
      from++;
    }
    return entity(bytes, from, bytes.length, 0);
  }

  private Entity entity(byte[] bytes, int from, int to, int depth) {
    Fields fields = Fields.read(bytes, from, to);
    int body = fields.bodyFrom();
    if (++parts > PARTS_MAX || depth > DEPTH_MAX || fields.crowded(from)) {
      findings.error(
          ProblemCode.TOO_LARGE,
          "courriel",
          "Le courriel passe une limite (parties, profondeur ou en-tête).",
          "Envoyer les documents dans un courriel simple.");
      return new Entity(fields, bytes, body, to, List.of());
    }
    if (fields.type().startsWith("multipart/")) {
      return new Entity(fields, bytes, body, to, inside(fields, bytes, body, to, depth));
    }
    if (fields.type().equals("message/rfc822") || fields.type().equals("message/global")) {
      return new Entity(fields, bytes, body, to, enclosed(fields, bytes, body, to, depth));
    }
    return new Entity(fields, bytes, body, to, List.of());
  }

  private List<Entity> enclosed(Fields fields, byte[] bytes, int from, int to, int depth) {
    Entity plain = new Entity(fields, bytes, from, to, List.of());
    return switch (plain.encoding()) {
      case "7bit", "8bit", "binary" -> List.of(entity(bytes, from, to, depth + 1));
      default -> {
        byte[] mail = Transfer.decoded(plain, "courriel joint", findings);
        yield mail == null ? List.of() : List.of(entity(mail, 0, mail.length, depth + 1));
      }
    };
  }

  private List<Entity> inside(Fields fields, byte[] bytes, int from, int to, int depth) {
    String boundary = fields.parameter("boundary");
    if (boundary == null || boundary.isBlank()) {
      broken("Un courriel en plusieurs parties ne dit pas ce qui les sépare (boundary).");
      return List.of();
    }
    List<Entity> found = new ArrayList<>();
    int begun = -1;
    boolean closed = false;
    int at = from;
    while (at < to && !closed) {
      int next = Fields.nextLine(bytes, at, to);
      Delimiter delimiter = delimiter(bytes, at, next, boundary);
      if (delimiter != null) {
        if (begun < 0) {
          preamble(at - from);
        } else if (parts <= PARTS_MAX) {
          found.add(entity(bytes, begun, beforeLineEnd(bytes, begun, at), depth + 1));
        }
        begun = next;
        closed = delimiter == Delimiter.LAST;
      }
      at = next;
    }
    ended(begun, closed, bytes, at, to);
    if (!closed && begun >= 0) {
      found.add(entity(bytes, begun, to, depth + 1));
    }
    return found;
  }

  private void ended(int begun, boolean closed, byte[] bytes, int at, int to) {
    if (begun < 0) {
      broken("Un courriel en plusieurs parties n'en contient aucune.");
    } else if (!closed) {
      findings.error(
          ProblemCode.TRUNCATED,
          "courriel",
          "Le courriel est coupé : sa dernière partie n'est pas fermée.",
          "Renvoyer le courriel entier.");
    } else if (!new String(bytes, at, to - at, StandardCharsets.ISO_8859_1).isBlank()) {
      findings.warning(
          ProblemCode.CONTENT_OUTSIDE,
          "courriel",
          "Du texte suit la fin du courriel ; il n'a pas été lu.",
          "Vérifier dans l'original qu'il ne porte aucun résultat.");
    }
  }

  private void preamble(int length) {
    if (length > PREAMBLE_MAX) {
      findings.warning(
          ProblemCode.CONTENT_OUTSIDE,
          "courriel",
          "Du texte précède la première partie du courriel ; il n'a pas été lu.",
          "Vérifier dans l'original qu'il ne porte aucun résultat.");
    }
  }

  private void broken(String cause) {
    findings.error(
        ProblemCode.SEQUENCE, "courriel", cause, "Refaire le courriel avec ses pièces jointes.");
  }

  private enum Delimiter {
    BETWEEN,
    LAST
  }

  /** {@code --boundary} or {@code --boundary--}, blanks after it allowed. */
  private static @Nullable Delimiter delimiter(byte[] bytes, int at, int next, String boundary) {
    int length = boundary.length() + 2;
    if (next - at < length || bytes[at] != '-' || bytes[at + 1] != '-') {
      return null;
    }
    String line = new String(bytes, at, next - at, StandardCharsets.ISO_8859_1).stripTrailing();
    if (line.equals("--" + boundary)) {
      return Delimiter.BETWEEN;
    }
    return line.equals("--" + boundary + "--") ? Delimiter.LAST : null;
  }

  /** The line end before a delimiter belongs to the delimiter. */
  private static int beforeLineEnd(byte[] bytes, int from, int at) {
    int end = at;
    if (end > from && bytes[end - 1] == '\n') {
      end--;
      if (end > from && bytes[end - 1] == '\r') {
        end--;
      }
    }
    return end;
  }
}
