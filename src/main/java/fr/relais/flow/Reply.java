// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Act;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer by mail: the exact first line, {@code JE PRENDS 7F3K}. Case, accents and blanks do not
 * count; anything more or less is not an answer but a letter.
 *
 * @param note what some acts ask for; null when nothing
 */
record Reply(Act.Kind act, String reference, @Nullable String note) {
  private static final Pattern LINE =
      Pattern.compile(
          "(JE PRENDS|VU|JE NE PEUX PAS|J'ACCEPTE|JE REFUSE) ([2-9A-HJ-NP-Z]{4})[ .!]*");

  static Optional<Reply> read(@Nullable String firstLine) {
    if (firstLine == null) {
      return Optional.empty();
    }
    String plain =
        Normalizer.normalize(firstLine, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replace('\u2019', '\'')
            .replaceAll("[\\s\u00A0\u202F]+", " ")
            .strip()
            .toUpperCase(Locale.ROOT);
    Matcher line = LINE.matcher(plain);
    return line.matches() ? Optional.of(of(line.group(1), line.group(2))) : Optional.empty();
  }

  private static Reply of(String words, String reference) {
    return switch (words) {
      case "JE PRENDS" -> new Reply(Act.Kind.TAKE, reference, null);
      case "VU" -> new Reply(Act.Kind.OPEN, reference, null);
      case "J'ACCEPTE" -> new Reply(Act.Kind.ACCEPT, reference, null);
      case "JE REFUSE" -> new Reply(Act.Kind.REFUSE, reference, null);
      default -> new Reply(Act.Kind.CANNOT, reference, "Réponse par messagerie : ne peut pas.");
    };
  }
}
