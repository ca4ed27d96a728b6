// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.PractitionerReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines 11 and 12: a code on 10 columns, a blank, a name ({@code VASSHE Dr VASSEUR}).
 *
 * @param code the sender's own code; null when there is none, or when the columns are not kept
 * @param name null when there is none
 */
public record NameLine(@Nullable String code, @Nullable String name) {
  private static final int CODE_COLUMNS = 10;
  private static final int LENGTH_MAX = 200;
  private static final Pattern TITLE =
      Pattern.compile("(?i)(?:dr\\.?|docteur|pr\\.?|professeur)(?: +|$)");
  private static final Pattern FAMILY_WORD = Pattern.compile("\\p{Lu}[\\p{Lu}'’-]*+");
  private static final Pattern GIVEN_WORD =
      Pattern.compile("\\p{Lu}\\p{Ll}++(?:['’-]\\p{L}\\p{Ll}++)*+");

  /** The columns count, so the line is read as it came, not trimmed. */
  static NameLine of(String line) {
    if (line.length() > CODE_COLUMNS && Blanks.is(line.charAt(CODE_COLUMNS))) {
      String columns = line.substring(0, CODE_COLUMNS);
      String code = Blanks.strip(columns);
      // ten full columns with a blank among them are the start of a name, not a code
      if (code.length() < CODE_COLUMNS || code.chars().noneMatch(c -> Blanks.is((char) c))) {
        return new NameLine(meaning(code), meaning(Blanks.strip(line.substring(CODE_COLUMNS))));
      }
    }
    return new NameLine(null, meaning(Blanks.strip(line)));
  }

  /** The doctor; null when the line says nothing. */
  public @Nullable PractitionerReference practitioner() {
    String untitled = name == null ? "" : untitled(name);
    if (code == null && untitled.isEmpty()) {
      return null;
    }
    int given = untitled.length() > LENGTH_MAX ? -1 : startOfGiven(untitled);
    return given < 0
        ? new PractitionerReference(null, code, meaning(untitled), null)
        : new PractitionerReference(
            null, code, untitled.substring(0, given).strip(), untitled.substring(given));
  }

  private static String untitled(String name) {
    Matcher title = TITLE.matcher(name);
    return title.lookingAt() ? Blanks.strip(name.substring(title.end())) : name;
  }

  /**
   * Where the given name starts when the two parts are certain, upper-case words then capitalised
   * ones; else -1.
   */
  private static int startOfGiven(String text) {
    int given = -1;
    int at = 0;
    for (String word : text.split(" ", -1)) {
      if (given < 0 && at > 0 && GIVEN_WORD.matcher(word).matches()) {
        given = at;
      } else if (!(given < 0 ? FAMILY_WORD : GIVEN_WORD).matcher(word).matches()) {
        return -1;
      }
      at += word.length() + 1;
    }
    return given;
  }

  private static @Nullable String meaning(String text) {
    return text.isEmpty() || text.equals(".") ? null : text;
  }
}
