// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sentence by which a laboratory says that it called, or tried to. */
public final class LaboratoryCall {
  private static final Pattern SENTENCES = Pattern.compile("(?<=[\\p{Ll}\\d]{3}[.!?])\\s+");
  private static final Pattern CALLED =
      Pattern.compile(
          "(?<![\\p{L}-])(appel[ée]e?s?|téléphonée?s?|jointe?s?|contact[ée]e?s?|pr[ée]venue?s?"
              + "|avis[ée]e?s?|sans r[ée]ponse|injoignable)(?!\\p{L})");
  private static final Pattern WHOM =
      Pattern.compile(
          "(?<!\\p{L})(prescripteur|prescriptrice|m[ée]decin|dr|docteur|service|infirmi[eè]re?"
              + "|patiente?)(?!\\p{L})|\\d{1,2} ?[h:] ?\\d{2}");

  private LaboratoryCall() {}

  /**
   * @param lines texts of the message, in order
   * @return the first such sentence, as it is written; null when there is none
   */
  public static @Nullable String in(List<String> lines) {
    return lines.stream()
        .filter(line -> CALLED.matcher(line.toLowerCase(Locale.FRENCH)).find())
        .flatMap(SENTENCES::splitAsStream)
        .map(String::strip)
        .filter(LaboratoryCall::tells)
        .findFirst()
        .orElse(null);
  }

  private static boolean tells(String sentence) {
    String lower = sentence.toLowerCase(Locale.FRENCH);
    return CALLED.matcher(lower).find() && WHOM.matcher(lower).find();
  }
}
