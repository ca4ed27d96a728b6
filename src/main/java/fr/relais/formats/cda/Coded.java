// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.Coding;
import fr.relais.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an observation measures: its code, or without one its first translation (a code in waiting,
 * or the laboratory's own).
 */
record Coded(
    @Nullable String code,
    @Nullable String system,
    @Nullable String label,
    List<Coding> translations) {
  private static final String LOINC = "2.16.840.1.113883.6.1";

  static Coded of(@Nullable XmlElement element, Narrative narrative) {
    if (element == null) {
      return new Coded(null, null, null, List.of());
    }
    List<Coding> codings = new ArrayList<>();
    Stream.concat(Stream.of(element), element.children("translation"))
        .filter(one -> one.attribute("code") != null)
        .map(
            one ->
                new Coding(
                    Objects.requireNonNull(one.attribute("code")),
                    system(one.attribute("codeSystem")),
                    one.attribute("displayName")))
        .forEach(codings::add);
    String label =
        Stream.of(
                element.attribute("displayName"),
                narrative.meant(element.child("originalText")),
                Parts.value(element.child("translation"), "displayName"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return codings.isEmpty()
        ? new Coded(null, null, label, List.of())
        : new Coded(
            codings.get(0).code(),
            codings.get(0).system(),
            label,
            codings.subList(1, codings.size()));
  }

  private static @Nullable String system(@Nullable String oid) {
    return LOINC.equals(oid) ? "LN" : oid;
  }
}
