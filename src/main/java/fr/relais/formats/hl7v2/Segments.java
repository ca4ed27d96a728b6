// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.ProblemCode;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines of bytes become segments; whatever is no segment, or no text, is said. */
final class Segments {
  private static final char REPLACEMENT = '\ufffd';

  private final byte[] bytes;
  private final Delimiters by;
  private final Charset charset;
  private final Escapes escapes;
  private final Findings findings;
  private final Map<String, Integer> ranks = new HashMap<>();

  Segments(byte[] bytes, Delimiters by, Charset charset, Findings findings) {
    this.bytes = bytes;
    this.by = by;
    this.charset = charset;
    this.escapes = new Escapes(by, charset);
    this.findings = findings;
  }

  /** Every line in its order; the first is MSH. */
  List<Segment> of(List<Envelope.Line> lines) {
    List<Segment> segments = new ArrayList<>(lines.size());
    for (Envelope.Line line : lines) {
      String text = new String(bytes, line.start(), line.end() - line.start(), charset);
      if (named(text)) {
        int rank = ranks.merge(text.substring(0, Segment.NAME_LENGTH), 1, Integer::sum);
        Segment segment = new Segment(text, by, escapes, rank, line);
        characters(text, segment);
        segments.add(segment);
      } else {
        findings.error(
            ProblemCode.LINE_NOT_UNDERSTOOD,
            segments.isEmpty() ? "MSH" : "après " + segments.get(segments.size() - 1).place(),
            "Ligne qui n'est pas un segment.",
            "Écrire \\.br\\ pour un saut de ligne dans un texte.");
      }
    }
    return segments;
  }

  private boolean named(String text) {
    return text.length() >= Segment.NAME_LENGTH
        && capital(text.charAt(0))
        && capitalOrDigit(text.charAt(1))
        && capitalOrDigit(text.charAt(2))
        && (text.length() == Segment.NAME_LENGTH || text.charAt(Segment.NAME_LENGTH) == by.field());
  }

  private static boolean capital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean capitalOrDigit(char c) {
    return capital(c) || (c >= '0' && c <= '9');
  }

  private void characters(String raw, Segment segment) {
    String text = escapes.decode(raw);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == REPLACEMENT || (Character.isISOControl(c) && c != '\t' && c != '\n')) {
        findings.error(
            ProblemCode.CONTROL_CHARACTER,
            segment.place(),
            "Caractère de commande ou caractère perdu.",
            "Renvoyer le message sans ce caractère.");
        return;
      }
    }
  }
}
