// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.french;

import fr.relais.core.decide.Priorities;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One measured fact in words: value with its comparator and unit, bounds, flag, status. */
public final class ResultWords {
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+\\.\\d+");
  private static final Pattern MAYBE_THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2}(\\.\\d{3})+");

  private ResultWords() {}

  /** Those of this report, most pressing first, in the laboratory's order within. */
  public static List<Observation> byUrgency(List<Observation> observations) {
    return observations.stream()
        .filter(o -> !o.prior())
        .sorted(Comparator.comparingInt(ResultWords::rank))
        .toList();
  }

  public static List<Observation> priors(List<Observation> observations) {
    return observations.stream().filter(Observation::prior).toList();
  }

  public static String name(Observation o) {
    String name =
        o.label() != null ? o.label() : o.code() != null ? o.code() : "Examen sans intitulé";
    String where =
        String.join(
            ", ",
            Stream.of(o.specimen(), o.subId()).filter(t -> t != null && !t.isBlank()).toList());
    return Plain.line(where.isEmpty() ? name : name + " (" + where + ")");
  }

  /** {@code < 0,12 mg/L}; the second unit after it when there is one. */
  public static String value(Observation o) {
    if (o.value() == null) {
      return switch (o.status()) {
        case REGISTERED -> "en attente";
        case CANCELLED -> "non rendu";
        case PRELIMINARY, FINAL, CORRECTED, ENTERED_IN_ERROR -> "voir le texte";
      };
    }
    String first = measure(o.comparator(), o.value(), o.unit());
    Observation.Secondary second = o.secondary();
    return Plain.line(
        second == null ? first : first + " ; " + measure(null, second.value(), second.unit()));
  }

  /** {@code 3,5 – 5,1}, {@code < 5,1}; empty when the laboratory gave none. */
  public static String bounds(Observation o) {
    String first = bounds(o.low(), o.high());
    Observation.Secondary second = o.secondary();
    String other = second == null ? "" : bounds(second.low(), second.high());
    return Plain.line(other.isEmpty() ? first : first + " ; " + other);
  }

  /** Sign and words, never a colour alone. */
  public static String flag(Observation o) {
    Interpretation flag = o.interpretation();
    if (flag == null) {
      return Priorities.outOfBounds(o) ? "! hors bornes (calculé)" : "";
    }
    return switch (flag) {
      case HH -> "▲▲ très haut, critique";
      case LL -> "▼▼ très bas, critique";
      case AA -> "▲▲ très anormal, critique";
      case H -> "▲ haut";
      case L -> "▼ bas";
      case A -> "▲ anormal";
      case BELOW_SCALE -> "▼ sous l'échelle de mesure";
      case ABOVE_SCALE -> "▲ au-dessus de l'échelle de mesure";
      case N -> Priorities.outOfBounds(o) ? "normal ; ! hors bornes (calculé)" : "normal";
      case U -> "en hausse";
      case D -> "en baisse";
      case B -> "mieux";
      case W -> "moins bien";
      case S -> "sensible";
      case R -> "résistant";
      case I -> "intermédiaire";
      case MS -> "modérément sensible";
      case VS -> "très sensible";
    };
  }

  /** Empty when final. */
  public static String status(ObservationStatus status) {
    return switch (status) {
      case REGISTERED -> "en attente";
      case PRELIMINARY -> "PROVISOIRE";
      case FINAL -> "";
      case CORRECTED -> "CORRIGÉ";
      case CANCELLED -> "NON RENDU";
      case ENTERED_IN_ERROR -> "ANNULÉ";
    };
  }

  /** With a decimal comma; {@code 224.000}, which may mean thousands, stays as it is. */
  public static String number(String text) {
    return DECIMAL.matcher(text).matches() && !MAYBE_THOUSANDS.matcher(text).matches()
        ? text.replace('.', ',')
        : text;
  }

  private static String measure(@Nullable String comparator, String value, @Nullable String unit) {
    return (comparator == null ? "" : comparator + " ")
        + number(value)
        + (unit == null ? "" : " " + unit);
  }

  private static String bounds(@Nullable String low, @Nullable String high) {
    if (low == null) {
      return high == null ? "" : "< " + number(high);
    }
    return high == null ? "> " + number(low) : number(low) + " – " + number(high);
  }

  /** Whether it stands before those that ask for nothing. */
  public static boolean pressing(Observation o) {
    return rank(o) < 2;
  }

  private static int rank(Observation o) {
    Interpretation flag = o.interpretation();
    if (o.status() == ObservationStatus.ENTERED_IN_ERROR) {
      return 3;
    }
    if (flag != null && flag.critical()) {
      return 0;
    }
    return flag != null && flag.abnormal() || Priorities.outOfBounds(o) ? 1 : 2;
  }
}
