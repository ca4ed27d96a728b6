// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What looks like our reference in the text of a mail, its quotes included: in capitals or with a
 * digit wherever it stands, in any case after the words of an answer. Whether a follow-up has it is
 * for the store to say.
 */
final class MailReferences {
  private static final int FOUND_MAX = 40;
  private static final String FORM = "[2-9A-HJ-NP-Z]{4}(?![\\p{L}\\p{N}])";

  private static final Pattern AFTER_OUR_WORDS =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:JE PRENDS(?: EN CHARGE)?|VU|JE NE PEUX PAS|J'ACCEPTE|JE REFUSE"
              + "|REF(?:ERENCE)?\\.?)[ :]{1,4}("
              + FORM
              + ")");
  private static final Pattern CAPITALS = Pattern.compile("(?<![\\p{L}\\p{N}])" + FORM);
  private static final Pattern WITH_A_DIGIT =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?=[A-Za-z]{0,3}[2-9])[2-9a-hj-np-zA-HJ-NP-Z]{4}(?![\\p{L}\\p{N}])");

  /** A year, a number, an hour: nobody names a follow-up so without saying it. */
  private static final Pattern NUMBER = Pattern.compile("\\d{4}|\\dH\\d\\d");

  private MailReferences() {}

  /** Each once; none when there are so many that none was meant. */
  static Set<String> in(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replace('\u2019', '\'')
            .replaceAll("[\\s\u00A0\u202F]+", " ");
    Set<String> found = new TreeSet<>();
    for (Pattern bare : new Pattern[] {CAPITALS, WITH_A_DIGIT}) {
      for (Matcher each = bare.matcher(plain); each.find(); ) {
        String reference = each.group().toUpperCase(Locale.ROOT);
        if (!NUMBER.matcher(reference).matches()) {
          found.add(reference);
        }
      }
    }
    for (Matcher said = AFTER_OUR_WORDS.matcher(plain.toUpperCase(Locale.ROOT)); said.find(); ) {
      found.add(said.group(1));
    }
    return found.size() > FOUND_MAX ? Set.of() : found;
  }
}
