// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.formats.french.Plain;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Text as HPRIM Médecin can hold it, by one declared rule. There is no escape: {@code |} becomes
 * {@code /}; what windows-1252 lacks is written in letters (Greek, arrows, comparisons), else
 * without its accent, else {@code ?}; typographic signs that readers take for another character set
 * become their plain form; four stars in a row, which begin a mark, become dashes.
 */
final class OutputText {
  static final Charset CHARSET = Charset.forName("windows-1252");
  static final int COLUMNS = 80;
  private static final int DATE_LENGTH = 24;
  private static final Map<String, String> PLAIN =
      Map.ofEntries(
          Map.entry("|", "/"),
          Map.entry("****", "----"),
          Map.entry("…", "..."),
          Map.entry("„", "\""),
          Map.entry("“", "\""),
          Map.entry("”", "\""),
          Map.entry("‘", "'"),
          Map.entry("’", "'"),
          Map.entry("–", "-"),
          Map.entry("—", "-"),
          Map.entry("•", "-"),
          Map.entry("\u00a0", " "),
          Map.entry("\u202f", " "),
          Map.entry("\u2009", " "),
          Map.entry("μ", "µ"),
          Map.entry("α", "alpha"),
          Map.entry("β", "beta"),
          Map.entry("γ", "gamma"),
          Map.entry("δ", "delta"),
          Map.entry("Δ", "Delta"),
          Map.entry("κ", "kappa"),
          Map.entry("λ", "lambda"),
          Map.entry("ω", "omega"),
          Map.entry("≤", "<="),
          Map.entry("≥", ">="),
          Map.entry("≠", "<>"),
          Map.entry("→", "->"),
          Map.entry("↑", "hausse"),
          Map.entry("↓", "baisse"),
          Map.entry("▲", "^"),
          Map.entry("▼", "v"));

  private final CharsetEncoder encoder = CHARSET.newEncoder();
  private boolean replaced;

  /** Whether a character had to be written otherwise. */
  boolean replaced() {
    return replaced;
  }

  /** One line. */
  String line(String text) {
    String one = Plain.line(text);
    if (one.chars().allMatch(c -> c < 0x7F && c != '|' && c != '*')) {
      return one;
    }
    String plain = one;
    for (Map.Entry<String, String> rule : PLAIN.entrySet()) {
      plain = plain.replace(rule.getKey(), rule.getValue());
    }
    StringBuilder out = new StringBuilder();
    Normalizer.normalize(plain, Normalizer.Form.NFC).codePoints().forEach(c -> add(c, out));
    String written = Plain.line(out.toString());
    replaced |= !written.equals(one);
    return written;
  }

  /**
   * A field of a RES line: readers decode entities once, so one that is data is written as such.
   */
  String field(String text) {
    String line = line(text);
    return HtmlText.decoded(line).equals(line) ? line : line.replace("&", "&amp;");
  }

  /**
   * Lines of the text part, of at most eighty columns. A short line with digits gets a dash, so
   * that no reader takes it for the date of another header.
   */
  List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String rest = line(text);
    if (rest.length() <= DATE_LENGTH && rest.chars().anyMatch(Character::isDigit)) {
      rest = "- " + rest;
    }
    while (rest.length() > COLUMNS) {
      int blank = rest.lastIndexOf(' ', COLUMNS);
      int cut = blank <= 2 ? COLUMNS : blank;
      lines.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
    }
    lines.add(rest);
    return lines;
  }

  private void add(int c, StringBuilder out) {
    String written = Character.toString(c);
    if (encodes(c)) {
      out.append(written);
      return;
    }
    String bare = Normalizer.normalize(written, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
    boolean known = !bare.isEmpty() && bare.codePoints().allMatch(this::encodes);
    out.append(known ? bare : c == 'Ł' ? "L" : c == 'ł' ? "l" : "?");
  }

  private boolean encodes(int c) {
    return Character.isBmpCodePoint(c) && encoder.canEncode((char) c);
  }
}
