// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.Observation;
import fr.relais.core.model.ReportVersion;
import fr.relais.flow.Cases;
import fr.relais.flow.Earlier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Earlier results beside a result. A trend is drawn only of values with the same code, in the same
 * unit, by the same laboratory; nothing is converted.
 */
final class Trends {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 60;
  private static final int MARGIN = 6;

  private final Cases.Case found;
  private final List<Earlier> earlier;

  Trends(Cases.Case found, List<Earlier> earlier) {
    this.found = found;
    this.earlier = earlier;
  }

  private record Measure(LocalDate day, double number, Observation observation) {}

  HistoryView view() {
    return new HistoryView(earlier.stream().map(Trends::past).toList(), trends());
  }

  private static HistoryView.Past past(Earlier one) {
    return new HistoryView.Past(
        Times.day(one.day()),
        Lines.exam(one.latest(), List.of()),
        UrgencyView.of(one.row().priority()),
        one.current().observations().stream()
            .filter(o -> !o.prior())
            .map(o -> ValueView.of(o, one.current().observations()).brief())
            .toList(),
        one.opens() ? Verb.path(one.row()) : "");
  }

  private List<HistoryView.Trend> trends() {
    ReportVersion latest = found.latest();
    if (latest == null || found.current() == null) {
      return List.of();
    }
    List<HistoryView.Trend> trends = new ArrayList<>();
    for (Observation now : found.current().observations()) {
      List<Measure> measures = new ArrayList<>();
      add(measures, now, Earlier.day(latest));
      for (Earlier one : earlier) {
        if (one.latest().performer().equals(latest.performer())) {
          one.current().observations().stream()
              .filter(o -> same(o, now))
              .forEach(o -> add(measures, o, one.day()));
        }
      }
      if (!now.prior() && measures.size() > 1) {
        measures.sort(Comparator.comparing(Measure::day));
        trends.add(trend(now, measures));
      }
    }
    return trends;
  }

  private static boolean same(Observation a, Observation b) {
    return !a.prior()
        && a.code() != null
        && a.code().equals(b.code())
        && Objects.equals(a.system(), b.system())
        && Objects.equals(a.unit(), b.unit())
        && Objects.equals(a.specimen(), b.specimen());
  }

  private static void add(List<Measure> measures, Observation observation, LocalDate day) {
    Double number = number(observation.value());
    if (number != null) {
      measures.add(new Measure(day, number, observation));
    }
  }

  private static @Nullable Double number(@Nullable String value) {
    try {
      return value == null ? null : new BigDecimal(value).doubleValue();
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static HistoryView.Trend trend(Observation now, List<Measure> measures) {
    double least = measures.stream().mapToDouble(Measure::number).min().orElse(0);
    double most = measures.stream().mapToDouble(Measure::number).max().orElse(0);
    LocalDate from = measures.get(0).day();
    long days = ChronoUnit.DAYS.between(from, measures.get(measures.size() - 1).day());
    List<HistoryView.Dot> dots = new ArrayList<>();
    List<HistoryView.Point> points = new ArrayList<>();
    for (Measure measure : measures) {
      double along =
          days == 0
              ? (double) dots.size() / (measures.size() - 1)
              : (double) ChronoUnit.DAYS.between(from, measure.day()) / days;
      double up = most == least ? 0.5 : (measure.number() - least) / (most - least);
      dots.add(
          new HistoryView.Dot(
              at(MARGIN + along * (WIDTH - 2 * MARGIN)),
              at(HEIGHT - MARGIN - up * (HEIGHT - 2 * MARGIN)),
              measure.observation().comparator() != null));
      points.add(
          new HistoryView.Point(
              Times.day(measure.day()), ValueView.value(measure.observation()) + unit(now)));
    }
    String line = String.join(" ", dots.stream().map(dot -> dot.x() + "," + dot.y()).toList());
    HistoryView.Point first = points.get(0);
    HistoryView.Point last = points.get(points.size() - 1);
    String name = ValueView.name(now);
    return new HistoryView.Trend(
        name,
        name
            + " : de "
            + first.value()
            + " le "
            + first.day()
            + " à "
            + last.value()
            + " le "
            + last.day()
            + ", "
            + points.size()
            + " mesures.",
        line,
        dots,
        points);
  }

  private static String unit(Observation observation) {
    return observation.unit() == null ? "" : " " + observation.unit();
  }

  private static String at(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
