// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Takes a body out of its transfer encoding (RFC 2045 section 6), exactly or not at all. */
final class Transfer {
  private static final int GROUP = 4;

  private Transfer() {}

  /** Null, and an error, when it cannot be undone without loss. */
  static byte @Nullable [] decoded(Entity part, String place, Findings findings) {
    return switch (part.encoding()) {
      case "7bit", "8bit", "binary", "" -> part.body();
      case "base64" -> base64(part.body(), place, findings);
      case "quoted-printable" -> quoted(part.body(), place, findings);
      default -> {
        findings.error(
            ProblemCode.FORMAT_NOT_READ,
            place,
            "La pièce jointe est codée d'une façon qui n'est pas lue.",
            "La joindre en base64.");
        yield null;
      }
    };
  }

  /** Blanks go, padding that is missing is put back; any other sign is damage. */
  private static byte @Nullable [] base64(byte[] body, String place, Findings findings) {
    byte[] signs = new byte[body.length];
    int count = 0;
    int padding = 0;
    for (byte b : body) {
      if (b == '=') {
        padding++;
      } else if (b > ' ' && padding > 0) {
        return damaged(place, findings);
      } else if (b > ' ' || b < 0) {
        signs[count++] = b;
      }
    }
    int wanted = (GROUP - count % GROUP) % GROUP;
    if (wanted == GROUP - 1 || padding > wanted) {
      return damaged(place, findings);
    }
    if (padding != wanted) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "Le remplissage manquait à la fin du base64 ; il a été rétabli.",
          "Écrire le base64 avec son remplissage.");
    }
    try {
      return Base64.getDecoder().decode(java.util.Arrays.copyOf(signs, count));
    } catch (IllegalArgumentException notBase64) {
      return damaged(place, findings);
    }
  }

  private static byte @Nullable [] quoted(byte[] body, String place, Findings findings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    int at = 0;
    while (at < body.length) {
      int after = at + 1;
      if (body[at] == '=') {
        int soft = softBreak(body, after);
        if (soft > after) {
          after = soft;
        } else {
          int high = digit(body, after);
          int low = digit(body, after + 1);
          if (high < 0 || low < 0) {
            return damaged(place, findings);
          }
          out.write(high << 4 | low);
          after += 2;
        }
      } else {
        out.write(body[at]);
      }
      at = after;
    }
    return out.toByteArray();
  }

  /** After the line end, when nothing but blanks stands before it; else where it was asked. */
  private static int softBreak(byte[] body, int from) {
    int at = from;
    while (at < body.length && (body[at] == ' ' || body[at] == '\t' || body[at] == '\r')) {
      at++;
    }
    if (at == body.length) {
      return at;
    }
    return body[at] == '\n' ? at + 1 : from;
  }

  private static int digit(byte[] body, int at) {
    return at < body.length ? Character.digit(body[at], 16) : -1;
  }

  private static byte @Nullable [] damaged(String place, Findings findings) {
    findings.error(
        ProblemCode.FIELD_NOT_UNDERSTOOD,
        place,
        "Le codage de la pièce jointe est coupé ou abîmé.",
        "Renvoyer le courriel avec la pièce jointe entière.");
    return null;
  }
}
