// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Analytes;
import fr.relais.core.decide.Priorities;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One measured fact as a page shows it. Nothing is converted: the sender's text, with a decimal
 * comma.
 *
 * @param sign its mark, empty when nothing is to be marked
 * @param flag the same in words
 * @param level {@code critique}, {@code anormal}, {@code normal} or {@code muet}, for the colour
 * @param computed whether the mark was computed from the laboratory's bounds
 * @param priors earlier values that the laboratory gave
 * @param note status and comment
 */
public record ValueView(
    String name,
    String value,
    String unit,
    String range,
    String sign,
    String flag,
    String level,
    boolean computed,
    String priors,
    String note) {
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+");

  /** The current ones of these, each with its earlier values. */
  static List<ValueView> of(List<Observation> all) {
    return all.stream().filter(o -> !o.prior()).map(o -> of(o, all)).toList();
  }

  static ValueView of(Observation observation, List<Observation> all) {
    boolean computed = computed(observation);
    return new ValueView(
        name(observation),
        value(observation),
        Objects.requireNonNullElse(observation.unit(), ""),
        range(observation),
        computed ? side(observation) : sign(observation.interpretation()),
        computed ? "hors bornes" : flag(observation.interpretation()),
        level(observation),
        computed,
        priors(observation, all),
        note(observation));
  }

  /** {@code Potassium 6,4 mmol/L}. */
  public String brief() {
    return (name + " " + value + " " + unit).strip();
  }

  static String name(Observation observation) {
    if (observation.label() != null) {
      return observation.label();
    }
    return observation.code() == null ? "Sans nom" : observation.code();
  }

  static String value(Observation observation) {
    String value = observation.value();
    if (value == null) {
      return switch (observation.status()) {
        case REGISTERED -> "en attente";
        case CANCELLED -> "non obtenu";
        case ENTERED_IN_ERROR -> "retiré";
        case PRELIMINARY, FINAL, CORRECTED -> "sans valeur";
      };
    }
    String comparator = observation.comparator();
    return (comparator == null ? "" : comparator + " ") + comma(value);
  }

  private static String comma(String text) {
    return DECIMAL.matcher(text).matches() ? text.replace('.', ',') : text;
  }

  private static String range(Observation observation) {
    String low = observation.low();
    String high = observation.high();
    if (low == null) {
      return high == null ? "" : "≤ " + comma(high);
    }
    return high == null ? "≥ " + comma(low) : comma(low) + "–" + comma(high);
  }

  /** Whether the bounds say more than the laboratory's flag. */
  static boolean computed(Observation observation) {
    Interpretation flag = observation.interpretation();
    return (flag == null || flag.normal()) && Priorities.outOfBounds(observation);
  }

  /** How alarming it is, 0 first. */
  static int rank(Observation observation) {
    Interpretation flag = observation.interpretation();
    if (flag != null && flag.critical()) {
      return 0;
    }
    if (flag != null && flag.abnormal()) {
      return 1;
    }
    if (computed(observation)) {
      return 2;
    }
    return flag != null && flag.normal() ? 4 : 3;
  }

  private static String level(Observation observation) {
    return switch (rank(observation)) {
      case 0 -> "critique";
      case 1, 2 -> "anormal";
      case 4 -> "normal";
      default -> "muet";
    };
  }

  private static String side(Observation observation) {
    try {
      return observation.low() != null
              && new java.math.BigDecimal(Objects.requireNonNull(observation.value()))
                      .compareTo(new java.math.BigDecimal(observation.low()))
                  <= 0
          ? "▼"
          : "▲";
    } catch (NumberFormatException e) {
      return "▲";
    }
  }

  private static String sign(@Nullable Interpretation flag) {
    if (flag == null) {
      return "";
    }
    return switch (flag) {
      case HH, AA -> "▲▲";
      case LL -> "▼▼";
      case H, A, ABOVE_SCALE -> "▲";
      case L, BELOW_SCALE -> "▼";
      case N, U, D, B, W, S, R, I, MS, VS -> "";
    };
  }

  private static String flag(@Nullable Interpretation flag) {
    if (flag == null) {
      return "sans indication";
    }
    return switch (flag) {
      case N -> "normal";
      case H -> "haut";
      case L -> "bas";
      case HH -> "très haut";
      case LL -> "très bas";
      case A -> "anormal";
      case AA -> "très anormal";
      case BELOW_SCALE -> "sous le seuil de mesure";
      case ABOVE_SCALE -> "au-dessus du seuil de mesure";
      case U -> "en hausse";
      case D -> "en baisse";
      case B -> "en amélioration";
      case W -> "en aggravation";
      case S -> "sensible";
      case R -> "résistant";
      case I -> "intermédiaire";
      case MS -> "modérément sensible";
      case VS -> "très sensible";
    };
  }

  private static String priors(Observation observation, List<Observation> all) {
    return all.stream()
        .filter(Observation::prior)
        .filter(prior -> Analytes.same(asCurrent(prior), observation))
        .map(
            prior ->
                value(prior)
                    + (prior.observedAt() == null
                        ? ""
                        : " (" + Times.day(prior.observedAt().day()) + ")"))
        .collect(Collectors.joining(" · "));
  }

  private static Observation asCurrent(Observation o) {
    return new Observation(
        o.code(),
        o.system(),
        o.label(),
        o.translations(),
        o.value(),
        o.comparator(),
        o.unit(),
        o.low(),
        o.high(),
        o.interpretation(),
        o.status(),
        false,
        o.subId(),
        o.specimen(),
        o.observedAt(),
        o.secondary(),
        o.comment());
  }

  private static String note(Observation observation) {
    String status =
        switch (observation.status()) {
          case REGISTERED -> "en attente";
          case PRELIMINARY -> "provisoire";
          case CORRECTED -> "corrigé";
          case CANCELLED -> "non obtenu";
          case ENTERED_IN_ERROR -> "retiré";
          case FINAL -> "";
        };
    Observation.Secondary second = observation.secondary();
    String other =
        second == null
            ? ""
            : comma(second.value()) + " " + Objects.requireNonNullElse(second.unit(), "");
    return java.util.stream.Stream.of(
            status, other, Objects.requireNonNullElse(observation.comment(), ""))
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(" · "));
  }

  /** Whether a result is not there yet. */
  static boolean awaited(Observation observation) {
    return !observation.prior() && observation.status() == ObservationStatus.REGISTERED;
  }
}
