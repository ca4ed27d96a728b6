// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code referenceRange} of one observation. Bounds are kept only beside a value of their own unit;
 * the others, and what is no bound, are written in words.
 *
 * @param unit of the bounds; null when the document gives none
 */
record Range(@Nullable String low, @Nullable String high, @Nullable String unit) {
  static final Range NONE = new Range(null, null, null);

  /** The bounds of the normal, and the words for everything else. */
  record All(List<Range> ranges, List<String> words) {

    /** Bounds that may stand beside a value in this unit. */
    Range beside(@Nullable String unit) {
      return ranges.stream()
          .filter(range -> range.unit() == null || unit == null || range.unit().equals(unit))
          .findFirst()
          .orElse(NONE);
    }
  }

  static All of(XmlElement observation, Narrative narrative) {
    List<Range> ranges = new ArrayList<>();
    List<String> words = new ArrayList<>();
    observation
        .all("referenceRange", "observationRange")
        .forEach(
            range -> {
              String meaning = Parts.value(range.child("interpretationCode"), "code");
              Range bounds = bounds(range.child("value"));
              String text = narrative.meant(range.child("text"));
              boolean normal = meaning == null || meaning.equals("N");
              if (bounds != null && normal) {
                ranges.add(bounds);
              } else if (bounds != null) {
                words.add("Seuil " + meaning + " : " + bounds.written());
              }
              if (text != null) {
                words.add("Valeurs de référence : " + text);
              }
            });
    return new All(ranges, words);
  }

  private static @Nullable Range bounds(@Nullable XmlElement value) {
    XmlElement low = value == null ? null : value.child("low");
    XmlElement high = value == null ? null : value.child("high");
    String from = point(Parts.value(low, "value"));
    String to = point(Parts.value(high, "value"));
    String unit = Parts.value(low, "unit");
    return from == null && to == null
        ? null
        : new Range(from, to, unit != null ? unit : Parts.value(high, "unit"));
  }

  private static @Nullable String point(@Nullable String number) {
    return number == null ? null : number.replace(',', '.');
  }

  String written() {
    String unitWritten = unit == null ? "" : " " + unit;
    return Objects.requireNonNullElse(low, "")
        + " - "
        + Objects.requireNonNullElse(high, "")
        + unitWritten;
  }
}
