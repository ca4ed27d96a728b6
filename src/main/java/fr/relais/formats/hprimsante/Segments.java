// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.ProblemCode;
import fr.relais.formats.hl7v2.Delimiters;
import fr.relais.formats.hl7v2.Escapes;
import fr.relais.formats.text.FrenchSpelling;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Raw segments become segments in clear; whether one is text at all is asked later. */
final class Segments {
  /** What is no segment. */
  static final String STRANGER = "?";

  private static final int NAME_MAX = 3;

  /** A comment of a whole page is a hundredth of this. */
  private static final int CHARS_MAX = 1_000_000;

  private final FileText file;
  private final Charset charset;

  Segments(FileText file, Charset charset) {
    this.file = file;
    this.charset = charset;
  }

  List<Segment> of(RawMessage message) {
    Map<String, Integer> ranks = new HashMap<>();
    List<Segment> segments = new ArrayList<>();
    Escapes escapes = new Escapes(message.by(), charset);
    for (RawSegment raw : message.segments()) {
      boolean readable = raw.units().length() <= CHARS_MAX;
      String text = readable ? file.clear(raw.units().toString(), charset) : "";
      String name = name(text, message.by());
      int rank = ranks.merge(name, 1, Integer::sum);
      segments.add(new Segment(name, text, message.by(), escapes, rank, raw));
    }
    return segments;
  }

  private static String name(String text, Delimiters by) {
    int end = text.indexOf(by.field());
    String name = end < 0 ? text.stripTrailing() : text.substring(0, end);
    boolean named =
        !name.isEmpty()
            && name.length() <= NAME_MAX
            && name.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')
            && name.charAt(0) >= 'A';
    return named ? name : STRANGER;
  }

  /** Says what cannot be text in a segment: a lost or commanding char, another character set. */
  static void characters(Segment segment, Findings findings) {
    if (segment.raw().units().length() > CHARS_MAX) {
      findings.error(
          ProblemCode.TOO_LARGE,
          segment.place(),
          "La ligne dépasse la taille que l'on accepte.",
          "Envoyer les longs documents à côté du message (FIC).");
      return;
    }
    String text = segment.text();
    if (FrenchSpelling.firstFault(text) >= 0) {
      findings.error(
          ProblemCode.CHARSET_CONFLICT,
          segment.place(),
          "Des caractères sont illisibles, ou écrits dans un autre jeu de caractères que le reste.",
          "Envoyer tout le fichier en Windows-1252 ou en UTF-8.");
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      findings.error(
          ProblemCode.CONTROL_CHARACTER,
          segment.place(),
          "Un caractère de commande se trouve dans le message.",
          "N'envoyer que du texte, des tabulations et des fins de ligne.");
    }
  }
}
