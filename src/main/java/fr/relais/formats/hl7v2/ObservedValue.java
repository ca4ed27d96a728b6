// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Interpretation;
import fr.relais.formats.hprim.GluedFlag;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * OBX-5 according to OBX-2 (HL7 v2.5 table 0125).
 *
 * @param value text; a number has its decimal point normalised and its precision kept
 * @param asText whether a number was announced and is none for certain
 * @param flag the flag that stood in the field of the number ({@link GluedFlag}); null when there
 *     was none
 */
record ObservedValue(
    @Nullable String value,
    @Nullable String comparator,
    boolean asText,
    @Nullable Interpretation flag) {
  static final ObservedValue NONE = new ObservedValue(null, null, false);
  private static final int NUMBER_MAX = 40;
  private static final Pattern NUMBER =
      Pattern.compile("(<=|>=|<|>|≤|≥)?\\s{0,5}([+-]?\\d*[.,]?\\d+)");

  ObservedValue(@Nullable String value, @Nullable String comparator, boolean asText) {
    this(value, comparator, asText, null);
  }

  /**
   * A number (NM), with the comma, the comparator and the flag that laboratories put there.
   *
   * @param unitKnown whether OBX-6 is filled: else a lone letter may be the unit
   */
  static ObservedValue number(Element field, boolean unitKnown) {
    String text = field.text();
    if (text == null) {
      return NONE;
    }
    ObservedValue plain = number(text, null);
    if (plain != null) {
      return plain;
    }
    GluedFlag glued = GluedFlag.of(text, unitKnown);
    ObservedValue flagged = glued.flag() == null ? null : number(glued.value(), glued.flag());
    return flagged != null ? flagged : new ObservedValue(text, null, true);
  }

  /** Null when it is none. */
  private static @Nullable ObservedValue number(String text, @Nullable Interpretation flag) {
    Matcher number = NUMBER.matcher(text.strip());
    return text.length() <= NUMBER_MAX && number.matches()
        ? new ObservedValue(
            number.group(2).replace(',', '.'), comparator(number.group(1)), false, flag)
        : null;
  }

  private static @Nullable String comparator(@Nullable String sign) {
    if (sign == null) {
      return null;
    }
    return sign.replace("≤", "<=").replace("≥", ">=");
  }

  /** A structured number (SN): comparator, number, separator, number; ratios stay text. */
  static ObservedValue structured(Element field) {
    String sign = field.component(1).code();
    String first = field.component(2).code().replace(',', '.');
    String rest = field.component(3).code() + field.component(4).code().replace(',', '.');
    if (field.repetitions().size() > 1) {
      return new ObservedValue(field.text(), null, true);
    }
    String value = first + rest;
    if (value.isEmpty()) {
      return sign.isEmpty() ? NONE : new ObservedValue(sign, null, true);
    }
    boolean plain = rest.isEmpty() && NUMBER.matcher(first).matches();
    return switch (sign) {
      case "", "=" -> new ObservedValue(value, null, rest.isEmpty() && !plain);
      case "<", ">", "<=", ">=" -> new ObservedValue(value, sign, rest.isEmpty() && !plain);
      default -> new ObservedValue(sign + value, null, true);
    };
  }

  /**
   * Coded values (CE, CWE, CNE, CF): what a person reads, else the code, else the words of the
   * sender that no code renders (CWE-9).
   */
  static ObservedValue coded(Element field) {
    String text =
        field.repetitions().stream()
            .map(ObservedValue::label)
            .filter(label -> !label.isEmpty())
            .collect(Collectors.joining("\n"));
    return text.isEmpty() ? NONE : new ObservedValue(text, null, false);
  }

  private static String label(Element one) {
    for (int component : new int[] {2, 1, 5, 4, 9}) {
      if (one.component(component).present()) {
        return one.component(component).code();
      }
    }
    return "";
  }

  /** Text (ST, TX, FT, dates): as it is written, one line for each repetition. */
  static ObservedValue text(Element field) {
    String text =
        field.repetitions().stream()
            .map(one -> one.verbatim().stripTrailing())
            .collect(Collectors.joining("\n"));
    return text.isBlank() ? NONE : new ObservedValue(text, null, false);
  }

  /** A short text (ST) beside which a unit or a range stands is a number, when it reads as one. */
  static ObservedValue shortText(Element field, boolean measured, boolean unitKnown) {
    ObservedValue text = text(field);
    if (!measured || text.value() == null) {
      return strip(text);
    }
    ObservedValue number = number(field, unitKnown);
    return number.asText() ? strip(text) : number;
  }

  private static ObservedValue strip(ObservedValue text) {
    String value = text.value();
    return value == null ? NONE : new ObservedValue(value.strip(), null, false);
  }

  /** The lines of a text. */
  static List<String> lines(Element field) {
    String text = text(field).value();
    return text == null ? List.of() : text.lines().toList();
  }
}
