// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Observation;
import fr.relais.formats.text.Folded;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text before {@code ****LAB****}: as a rule the same results again, for people. No value is
 * ever taken from it; where it tells one that the RES lines do not carry ({@code Urée ..... 0,45},
 * {@code 12,9 *}, a culture), the observations are not the whole result.
 */
record TextPart(List<String> lines) {
  private static final int LINE_MAX = 400;
  private static final Pattern LEADER = Pattern.compile("\\p{L}.{0,80}?\\.{4,}+:?[ *]*+([^ *]++)");
  private static final Pattern STARRED =
      Pattern.compile("(?<![\\d/.,:-])(\\d++(?:[.,]\\d++)?) ?\\*{1,2}(?!\\*)");
  private static final Set<String> CULTURES =
      Set.of(
          " ecbu ",
          " culture ",
          " coproculture ",
          " hemoculture ",
          " antibiogramme ",
          " examen direct ",
          " frottis ",
          " cytologie ");

  boolean saysMoreThan(List<Observation> observations) {
    Set<String> carried = new HashSet<>();
    StringBuilder names = new StringBuilder();
    for (Observation o : observations) {
      add(carried, o.value());
      add(carried, o.secondary() == null ? null : o.secondary().value());
      names.append(Folded.line(o.label() == null ? "" : o.label()));
      names.append(Folded.line(o.code() == null ? "" : o.code()));
    }
    return lines.stream().anyMatch(line -> more(line, carried, names.toString()));
  }

  private static boolean more(String line, Set<String> carried, String names) {
    if (line.length() > LINE_MAX) {
      return true;
    }
    for (Pattern value : List.of(LEADER, STARRED)) {
      Matcher found = value.matcher(line);
      while (found.find()) {
        if (!carried.contains(key(found.group(1)))) {
          return true;
        }
      }
    }
    String words = Folded.line(line);
    return CULTURES.stream().anyMatch(word -> words.contains(word) && !names.contains(word));
  }

  private static void add(Set<String> carried, @Nullable String value) {
    if (value != null) {
      carried.add(key(value));
      carried.add(key(value.split(" ")[0]));
    }
  }

  /** A number in one form; else the first word. */
  private static String key(String text) {
    String plain = text.replaceAll("^[<>=≤≥]+", "").replaceAll("[.,;]$", "").replace(',', '.');
    if (plain.length() > 30) {
      return plain;
    }
    try {
      return new BigDecimal(plain).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return plain.toLowerCase(Locale.ROOT);
    }
  }
}
