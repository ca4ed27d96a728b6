// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import fr.relais.core.model.Interpretation;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.hl7v2.Element;
import fr.relais.formats.hprim.GluedFlag;
import fr.relais.formats.hprim.ResultValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * OBX-5 according to OBX-2.
 *
 * @param text decimal point normalised, precision kept; the sender's words otherwise
 * @param unit the unit that stood inside the value; null when there was none
 * @param flag the flag that stood in the field of the number, as in HPRIM Médecin ({@link
 *     GluedFlag}); null when there was none
 */
record Value(
    @Nullable String text,
    @Nullable String comparator,
    @Nullable String unit,
    @Nullable Interpretation flag) {
  private static final int VALUE = 5;
  static final Value NOTHING = new Value(null, null, null, null);

  /** Reads the value of an OBX whose type is known. */
  static Value of(Segment obx, String type, boolean measured, Findings findings) {
    Element field = obx.field(VALUE);
    if (!field.present()) {
      return NOTHING;
    }
    return switch (type) {
      case "NM" -> number(obx, findings);
      case "ST" -> measured ? measured(obx) : text(joined(field, "\n"));
      case "TX" -> text(String.join("\n", lines(field)));
      case "CE", "CK" -> text(coded(field));
      case "CNA", "PN", "TN", "AD", "GC", "GB", "GN" -> text(words(field));
      default -> text(joined(field, "\n"));
    };
  }

  /** The lines of a text: a repetition or a component is a new line. */
  static List<String> lines(Element field) {
    List<String> lines = new ArrayList<>();
    for (Element one : field.repetitions()) {
      components(one).forEach(component -> lines.add(component.verbatim().stripTrailing()));
    }
    return lines;
  }

  private static Value number(Segment obx, Findings findings) {
    GluedFlag glued = glued(obx);
    ResultValue value = ResultValue.of(glued.value());
    if (value == null) {
      return NOTHING;
    }
    if (!value.number() || value.looksLikeDotThousands()) {
      findings.warning(
          ProblemCode.VALUE_KEPT_AS_TEXT,
          obx.place(VALUE),
          "La valeur ne se lit pas avec certitude comme un nombre : elle est reprise telle quelle.",
          "Écrire le nombre avec un point décimal, sans séparateur de milliers.");
    }
    return of(value, glued);
  }

  private static GluedFlag glued(Segment obx) {
    return GluedFlag.of(joined(obx.field(VALUE), "\n"), ObservedLine.unit(obx) != null);
  }

  /** A short text beside which a unit or a range stands is a number, when it reads as one. */
  private static Value measured(Segment obx) {
    GluedFlag glued = glued(obx);
    ResultValue value = ResultValue.of(glued.value());
    return value != null && value.number()
        ? of(value, glued)
        : text(joined(obx.field(VALUE), "\n"));
  }

  private static Value of(ResultValue value, GluedFlag glued) {
    return new Value(value.text(), value.comparator(), value.unit(), glued.flag());
  }

  private static Value text(String text) {
    return text.isBlank() ? NOTHING : new Value(text.strip(), null, null, null);
  }

  /** What a person reads, else the code. */
  private static String coded(Element field) {
    return field.repetitions().stream()
        .map(one -> one.component(2).present() ? one.component(2) : one.component(1))
        .map(Element::code)
        .filter(label -> !label.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** The components that are filled, on one line for each repetition. */
  private static String words(Element field) {
    return field.repetitions().stream()
        .map(
            one ->
                components(one).stream()
                    .map(Element::code)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("\n"));
  }

  private static String joined(Element field, String between) {
    return field.repetitions().stream()
        .map(one -> one.verbatim().strip())
        .collect(Collectors.joining(between));
  }

  private static List<Element> components(Element one) {
    List<Element> components = new ArrayList<>();
    char by = one.by().component();
    String raw = one.raw();
    int start = 0;
    for (int at = raw.indexOf(by); at >= 0; at = raw.indexOf(by, start)) {
      components.add(new Element(raw.substring(start, at), one.by(), one.escapes()));
      start = at + 1;
    }
    components.add(new Element(raw.substring(start), one.by(), one.escapes()));
    return components;
  }
}
