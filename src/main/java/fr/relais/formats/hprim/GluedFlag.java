// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Interpretation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A flag that stands in the field of the number ({@code 7.1 HH}, {@code 7.1 (HH)}, {@code 6,8 *}):
 * an asterisk says "abnormal". It is taken away only where what remains is a number.
 *
 * @param value the field without it
 * @param flag null when there is none
 */
public record GluedFlag(String value, @Nullable Interpretation flag) {
  private static final int LENGTH_MAX = 80;
  private static final Pattern STARS =
      Pattern.compile("\\*{0,3}+\\h*+([^*]++)\\*{0,3}+", Pattern.DOTALL);
  private static final Pattern AFTER =
      Pattern.compile("(.*?[\\d.,])\\h*\\(?(HH|LL|AA|[HLNA])\\)?", Pattern.DOTALL);
  private static final Pattern BEFORE =
      Pattern.compile("\\(?(HH|LL|AA|[HLNA])\\)?\\h+(.*)", Pattern.DOTALL);

  /**
   * @param unitKnown whether the unit has its own field: else a lone letter may be one (litre)
   */
  public static GluedFlag of(String field, boolean unitKnown) {
    String whole = Blanks.strip(field);
    if (whole.length() > LENGTH_MAX) {
      return new GluedFlag(field, null);
    }
    Matcher stars = STARS.matcher(whole);
    boolean starred = whole.indexOf('*') >= 0 && stars.matches();
    String rest = starred ? Blanks.strip(stars.group(1)) : whole;
    GluedFlag lettered = lettered(rest, unitKnown);
    if (lettered != null) {
      return lettered;
    }
    return starred && number(rest)
        ? new GluedFlag(rest, Interpretation.A)
        : new GluedFlag(field, null);
  }

  private static @Nullable GluedFlag lettered(String rest, boolean unitKnown) {
    Matcher after = AFTER.matcher(rest);
    Matcher before = BEFORE.matcher(rest);
    String flag = after.matches() ? after.group(2) : before.matches() ? before.group(1) : "";
    if (flag.isEmpty() || flag.length() == 1 && !unitKnown) {
      return null;
    }
    String value = after.matches() ? after.group(1) : before.group(2);
    return number(value) ? new GluedFlag(value, Interpretation.valueOf(flag)) : null;
  }

  private static boolean number(String text) {
    ResultValue value = ResultValue.of(text);
    return value != null && value.number();
  }

  /** The more pressing of two flags; the first when they press alike. */
  static @Nullable Interpretation mostPressing(
      @Nullable Interpretation one, @Nullable Interpretation other) {
    return other == null || one != null && rank(one) >= rank(other) ? one : other;
  }

  private static int rank(Interpretation flag) {
    return flag.critical() ? 2 : flag.abnormal() ? 1 : 0;
  }
}
