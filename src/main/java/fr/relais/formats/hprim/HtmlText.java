// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * HTML that some senders leave in plain text: entities are decoded once, known tags taken away;
 * {@code <100} stays. What is not known stays as it is.
 */
public final class HtmlText {
  private static final int TAG_MAX = 200;
  private static final int ENTITY_MAX = 10;
  private static final Set<String> BREAKING =
      Set.of("br", "p", "div", "tr", "table", "tbody", "li", "ul", "ol", "hr", "pre", "h1", "h2");
  private static final Set<String> INLINE =
      Set.of("b", "i", "u", "em", "strong", "span", "font", "html", "body");
  // sup and sub are not taken away: 10<sup>5</sup> would read 105
  private static final String LATIN_NAMES =
      "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn"
          + " sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"
          + " Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave"
          + " Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave"
          + " Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig"
          + " ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute"
          + " ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
  private static final Map<String, String> ENTITIES = entities();

  private HtmlText() {}

  /** Without tags, then with its entities decoded; a tag that breaks the line gives a newline. */
  static String plain(String text) {
    return decoded(text.indexOf('<') < 0 ? text : withoutTags(text));
  }

  /** With its entities decoded, once. */
  public static String decoded(String text) {
    int amp = text.indexOf('&');
    if (amp < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    while (amp >= 0) {
      int end = entityEnd(text, amp);
      String meaning = end < 0 ? null : meaning(text.substring(amp + 1, end));
      if (meaning != null) {
        out.append(text, copied, amp).append(meaning);
        copied = end + 1;
      }
      amp = text.indexOf('&', amp + 1);
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static String withoutTags(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    int open = text.indexOf('<');
    while (open >= 0) {
      int close = tagEnd(text, open);
      String name = close < 0 ? "" : name(text, open, close);
      if (BREAKING.contains(name) || INLINE.contains(name)) {
        out.append(text, copied, open).append(BREAKING.contains(name) ? "\n" : "");
        copied = close + 1;
      }
      open = text.indexOf('<', open + 1);
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static int tagEnd(String text, int open) {
    int limit = Math.min(text.length(), open + TAG_MAX);
    for (int i = open + 1; i < limit; i++) {
      if (text.charAt(i) == '>') {
        return i;
      }
      if (text.charAt(i) == '<') {
        return -1;
      }
    }
    return -1;
  }

  private static String name(String text, int open, int close) {
    int from = text.charAt(open + 1) == '/' ? open + 2 : open + 1;
    int to = from;
    while (to < close && Character.isLetterOrDigit(text.charAt(to))) {
      to++;
    }
    return text.substring(from, to).toLowerCase(Locale.ROOT);
  }

  private static int entityEnd(String text, int amp) {
    int limit = Math.min(text.length(), amp + ENTITY_MAX);
    for (int i = amp + 1; i < limit; i++) {
      if (text.charAt(i) == ';') {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable String meaning(String name) {
    if (!name.startsWith("#")) {
      return ENTITIES.get(name);
    }
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    String digits = name.substring(hex ? 2 : 1);
    boolean right =
        !digits.isEmpty() && digits.chars().allMatch(c -> Character.digit(c, hex ? 16 : 10) >= 0);
    int point = right ? Integer.parseInt(digits, hex ? 16 : 10) : -1;
    return right && printable(point) ? Character.toString(point) : null;
  }

  private static boolean printable(int point) {
    return Character.isValidCodePoint(point)
        && !Character.isISOControl(point)
        && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
        && point != 0xFFFD
        && point != 0x2028
        && point != 0x2029;
  }

  private static Map<String, String> entities() {
    Map<String, String> known = new HashMap<>();
    char next = '\u00a0';
    for (String name : LATIN_NAMES.split(" ", -1)) {
      known.put(name, String.valueOf(next++));
    }
    known.putAll(Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "euro", "€"));
    known.putAll(Map.of("rsquo", "’", "lsquo", "‘", "ndash", "–", "mdash", "—", "hellip", "…"));
    known.putAll(Map.of("oelig", "œ", "OElig", "Œ", "le", "≤", "ge", "≥", "mu", "μ"));
    known.putAll(Map.of("alpha", "α", "beta", "β", "gamma", "γ", "Delta", "Δ", "bull", "•"));
    return Map.copyOf(known);
  }
}
