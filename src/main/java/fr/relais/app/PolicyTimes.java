// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Times;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of a site: what is not written is as in the design, and none may be so late that
 * a rung would no longer protect anyone, nor so short that nobody could act.
 */
final class PolicyTimes {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,4}) ?(min|h|j)");
  private static final String TWICE = " L'échéance d'un résultat critique en est le double.";
  private static final Times DESIGN = Times.DEFAULT;
  private final YamlNode node;

  private PolicyTimes(YamlNode node) {
    this.node = node;
  }

  static Times read(@Nullable YamlNode node) {
    return node == null ? DESIGN : new PolicyTimes(node).read();
  }

  private Times read() {
    node.only(
        "critical-rung",
        "critical-repeat",
        "urgent-rung",
        "abnormal-due-at",
        "working-day-ends",
        "other-unclassified-days",
        "normal-days",
        "critical-decision",
        "urgent-decision",
        "decision-days",
        "critical-outcome",
        "critical-outcome-repeat",
        "outcome-days",
        "expected-biology",
        "expected-other",
        "expected-urgent");
    // the deadline of a critical result is its second rung: an hour at the most
    return new Times(
        time("critical-rung", DESIGN.criticalRung(), "5 min", "30 min"),
        time("critical-repeat", DESIGN.criticalRepeat(), "5 min", "60 min"),
        time("urgent-rung", DESIGN.urgentRung(), "30 min", "4 h"),
        hour("abnormal-due-at", DESIGN.noonOf(), 8, 18),
        hour("working-day-ends", DESIGN.endOf(), 12, 20),
        days("other-unclassified-days", DESIGN.otherUnclassifiedDays(), 5),
        days("normal-days", DESIGN.normalDays(), 10),
        time("critical-decision", DESIGN.criticalDecision(), "15 min", "2 h"),
        time("urgent-decision", DESIGN.urgentDecision(), "30 min", "12 h"),
        days("decision-days", DESIGN.decisionDays(), 5),
        time("critical-outcome", DESIGN.criticalOutcome(), "30 min", "12 h"),
        time("critical-outcome-repeat", DESIGN.criticalOutcomeRepeat(), "15 min", "4 h"),
        days("outcome-days", DESIGN.outcomeDays(), 30),
        time("expected-biology", DESIGN.expectedBiology(), "1 j", "60 j"),
        time("expected-other", DESIGN.expectedOther(), "1 j", "90 j"),
        time("expected-urgent", DESIGN.expectedUrgent(), "1 h", "7 j"));
  }

  private Duration time(String key, Duration design, String least, String most) {
    String text = node.optional(key);
    if (text == null) {
      return design;
    }
    Duration read = duration(text);
    if (read == null) {
      node.fault(key, "Ce n'est pas une durée.", "Écrivez par exemple 15 min, 2 h ou 7 j.");
      return design;
    }
    Duration min = duration(least);
    Duration max = duration(most);
    if (min != null && max != null && (read.compareTo(min) < 0 || read.compareTo(max) > 0)) {
      node.fault(
          key,
          "Cette durée sort des limites sûres.",
          "De " + least + " à " + most + "." + (key.equals("critical-rung") ? TWICE : ""));
    }
    return read;
  }

  private static @Nullable Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "min" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private LocalTime hour(String key, LocalTime design, int first, int last) {
    String text = node.optional(key);
    if (text == null) {
      return design;
    }
    try {
      LocalTime read = LocalTime.parse(text);
      if (read.isBefore(LocalTime.of(first, 0)) || read.isAfter(LocalTime.of(last, 0))) {
        node.fault(
            key, "Cette heure sort des limites sûres.", "De " + first + " h à " + last + " h.");
      }
      return read;
    } catch (DateTimeParseException e) {
      node.fault(key, "Ce n'est pas une heure.", "Écrivez par exemple 12:00.");
      return design;
    }
  }

  private int days(String key, int design, int most) {
    Integer read = node.number(key);
    if (read == null) {
      return design;
    }
    if (read < 1 || read > most) {
      node.fault(key, "Ce nombre de jours sort des limites sûres.", "De 1 à " + most + ".");
    }
    return read;
  }
}
