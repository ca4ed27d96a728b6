// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.ProblemCode;
import fr.relais.formats.xml.XmlElement;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code value} according to its {@code xsi:type} (HL7 V3 data types R1): the sender's text, its
 * decimal point normalised.
 */
record Value(@Nullable String text, @Nullable String comparator, @Nullable String unit) {
  private static final Value NONE = new Value(null, null, null);
  private static final int NUMBER_MAX = 40;
  private static final Pattern NUMBER =
      Pattern.compile("(<=|>=|<|>|≤|≥)?\\s{0,5}([+-]?\\d*[.,]?\\d+(?:[eE][+-]?\\d{1,3})?)");

  static Value of(XmlElement value, Narrative narrative, Findings findings) {
    return switch (type(value)) {
      case "PQ", "REAL", "INT", "MO" -> quantity(value, narrative, findings);
      case "IVL_PQ", "IVL_REAL", "IVL_INT" -> interval(value, narrative, findings);
      case "CD", "CE", "CV", "CO", "CS" -> coded(value, narrative);
      case "RTO", "RTO_PQ_PQ", "RTO_QTY_QTY" -> ratio(value, narrative, findings);
      case "BL" -> new Value(bool(value.attribute("value")), null, null);
      case "ST", "ED", "SC" -> plain(narrative.meant(value));
      case "TS" -> plain(value.attribute("value"));
      default -> guessed(value, narrative, findings);
    };
  }

  /** The local name alone: the prefix is whatever the document gave to the namespace. */
  private static String type(XmlElement value) {
    String type = value.attribute("type");
    return type == null ? "" : type.substring(type.indexOf(':') + 1);
  }

  private static Value plain(@Nullable String text) {
    return text == null ? NONE : new Value(text, null, null);
  }

  private static @Nullable String bool(@Nullable String value) {
    return "true".equals(value) ? "oui" : "false".equals(value) ? "non" : value;
  }

  private static Value quantity(XmlElement value, Narrative narrative, Findings findings) {
    String written = value.attribute("value");
    String unit = value.attribute("unit");
    if (written == null) {
      return plain(
          narrative.meant(
              value.child("originalText") == null ? value : value.child("originalText")));
    }
    Matcher number = NUMBER.matcher(written);
    if (written.length() > NUMBER_MAX || !number.matches()) {
      asText(findings);
      return new Value(written, null, unit);
    }
    String sign = number.group(1);
    String comparator = sign == null ? null : sign.replace("≤", "<=").replace("≥", ">=");
    return new Value(number.group(2).replace(',', '.'), comparator, unit);
  }

  /**
   * One bound is a value beyond the scale: {@code high} alone is {@code <}, and {@code <=} when it
   * says that it is included. Two bounds are a text.
   */
  private static Value interval(XmlElement value, Narrative narrative, Findings findings) {
    XmlElement low = bound(value, "low");
    XmlElement high = bound(value, "high");
    if (low == null && high == null) {
      XmlElement center = bound(value, "center");
      return center == null
          ? quantity(value, narrative, findings)
          : quantity(center, narrative, findings);
    }
    if (low != null && high != null) {
      Value from = quantity(low, narrative, findings);
      Value to = quantity(high, narrative, findings);
      return new Value(
          from.text() + " - " + to.text(), null, to.unit() != null ? to.unit() : from.unit());
    }
    XmlElement only = low != null ? low : Objects.requireNonNull(high);
    Value bound = quantity(only, narrative, findings);
    String sign = low != null ? ">" : "<";
    boolean included = "true".equals(only.attribute("inclusive"));
    return new Value(bound.text(), included ? sign + "=" : sign, bound.unit());
  }

  private static @Nullable XmlElement bound(XmlElement value, String name) {
    XmlElement bound = value.child(name);
    return bound == null || bound.attribute("value") == null ? null : bound;
  }

  private static Value coded(XmlElement value, Narrative narrative) {
    Stream<@Nullable String> words =
        Stream.of(
            value.attribute("displayName"),
            narrative.meant(value.child("originalText")),
            Parts.value(value.child("translation"), "displayName"),
            value.attribute("code"),
            Parts.value(value.child("translation"), "code"));
    return plain(words.filter(Objects::nonNull).findFirst().orElse(null));
  }

  private static Value ratio(XmlElement value, Narrative narrative, Findings findings) {
    XmlElement numerator = value.child("numerator");
    XmlElement denominator = value.child("denominator");
    if (numerator == null || denominator == null) {
      return guessed(value, narrative, findings);
    }
    return plain(
        written(quantity(numerator, narrative, findings))
            + "/"
            + written(quantity(denominator, narrative, findings)));
  }

  private static Value guessed(XmlElement value, Narrative narrative, Findings findings) {
    asText(findings);
    if (value.attribute("value") != null) {
      return new Value(value.attribute("value"), null, value.attribute("unit"));
    }
    String meant = narrative.meant(value);
    return meant == null ? coded(value, narrative) : plain(meant);
  }

  private static void asText(Findings findings) {
    findings.warning(
        ProblemCode.VALUE_KEPT_AS_TEXT,
        "observation/value",
        "Une valeur n'est pas ce que son type annonce ; elle est gardée comme texte.",
        "Vérifier dans l'original ; corriger le type de la valeur.");
  }

  /** What was looked for and not found. */
  Value denied() {
    return new Value("Absence : " + text, null, null);
  }

  /** Comparator, value and unit on one line. */
  static String written(Value value) {
    String unit = value.unit() == null || "1".equals(value.unit()) ? "" : " " + value.unit();
    return (value.comparator() == null ? "" : value.comparator()) + value.text() + unit;
  }
}
