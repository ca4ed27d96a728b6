// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.match;

import fr.relais.core.model.LineageKey;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.Report;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The names under which a result is known to its performer. */
public final class Lineages {

  private Lineages() {}

  /** The keys that this report gives to its follow-up. */
  public static SortedSet<LineageKey> keys(Report report, String performer) {
    SortedSet<LineageKey> keys = new TreeSet<>();
    for (String id : report.documentIds()) {
      keys.add(new LineageKey(performer, LineageKey.Kind.DOCUMENT_ID, id));
    }
    if (report.setId() != null) {
      keys.add(new LineageKey(performer, LineageKey.Kind.SET_ID, report.setId()));
    }
    for (OrderNumbers order : report.orders()) {
      if (said(order.filler())) {
        keys.add(filler(performer, String.valueOf(order.filler()), year(report)));
      }
      if (said(order.placer())) {
        keys.add(new LineageKey(performer, LineageKey.Kind.PLACER, order.placer()));
      }
    }
    if (said(report.fileNumber())) {
      keys.add(new LineageKey(performer, LineageKey.Kind.FILE, report.fileNumber()));
    }
    return keys;
  }

  /**
   * The keys by which the follow-up of this report is looked for: its own, the documents that it
   * replaces, and around New Year the same filler number of the other year: a file opened in
   * December is corrected in January, and one form may carry the day of the specimen, another that
   * of the issue.
   */
  public static SortedSet<LineageKey> lookedFor(Report report, String performer) {
    SortedSet<LineageKey> keys = keys(report, performer);
    for (String id : report.replaces()) {
      keys.add(new LineageKey(performer, LineageKey.Kind.DOCUMENT_ID, id));
    }
    Integer year = year(report);
    Integer other = year == null ? null : otherYear(report, year);
    if (other != null) {
      for (OrderNumbers order : report.orders()) {
        if (said(order.filler())) {
          keys.add(filler(performer, String.valueOf(order.filler()), other));
        }
      }
    }
    return keys;
  }

  /** An empty number is none. */
  private static boolean said(@Nullable String number) {
    return number != null && !number.isBlank();
  }

  private static LineageKey filler(String performer, String number, @Nullable Integer year) {
    return new LineageKey(
        performer, LineageKey.Kind.FILLER, year == null ? number : number + "/" + year);
  }

  private static @Nullable Integer otherYear(Report report, int year) {
    LocalDate day = day(report);
    Month month = day == null ? null : day.getMonth();
    return month == Month.JANUARY
        ? Integer.valueOf(year - 1)
        : month == Month.DECEMBER ? Integer.valueOf(year + 1) : null;
  }

  private static @Nullable Integer year(Report report) {
    LocalDate day = day(report);
    return day == null ? null : day.getYear();
  }

  private static @Nullable LocalDate day(Report report) {
    PartialDateTime when = report.specimenAt() != null ? report.specimenAt() : report.issuedAt();
    return when == null ? null : when.day();
  }

  /**
   * Whether two reports without a common key are two forms of one result: same specimen day, and
   * minute where both say it (a second sample is a second result), and equal values of every
   * analyte that both carry, at least one. Patient and performer are compared by the caller.
   */
  public static boolean sameResult(Report a, Report b, SameFact same) {
    LocalDate dayA = a.specimenAt() == null ? null : a.specimenAt().day();
    LocalDate dayB = b.specimenAt() == null ? null : b.specimenAt().day();
    if (dayA == null || !dayA.equals(dayB) || otherMinute(a.specimenAt(), b.specimenAt())) {
      return false;
    }
    List<Boolean> shared = new ArrayList<>();
    a.observations()
        .forEach(
            o ->
                b.observations().stream()
                    .filter(p -> same.analyte(o, p))
                    .forEach(p -> shared.add(same.fact(o, p))));
    return !shared.isEmpty() && !shared.contains(false);
  }

  /**
   * Whether two reports have numbers of their own, whatever their values: each has some of one
   * kind, its filler's or its placer's, and none in common. That they are one result is then for a
   * person to say.
   */
  public static boolean apart(Report a, Report b) {
    return disjoint(a, b, OrderNumbers::filler) || disjoint(a, b, OrderNumbers::placer);
  }

  private static boolean disjoint(
      Report a, Report b, Function<OrderNumbers, @Nullable String> number) {
    Set<String> ofA = numbers(a, number);
    Set<String> ofB = numbers(b, number);
    return !ofA.isEmpty() && !ofB.isEmpty() && Collections.disjoint(ofA, ofB);
  }

  private static Set<String> numbers(
      Report report, Function<OrderNumbers, @Nullable String> number) {
    Set<String> numbers = new TreeSet<>();
    for (OrderNumbers order : report.orders()) {
      String said = number.apply(order);
      if (said != null && !said.isBlank()) {
        numbers.add(said);
      }
    }
    return numbers;
  }

  private static boolean otherMinute(@Nullable PartialDateTime a, @Nullable PartialDateTime b) {
    return a != null
        && b != null
        && a.time() != null
        && b.time() != null
        && !a.time()
            .truncatedTo(ChronoUnit.MINUTES)
            .equals(b.time().truncatedTo(ChronoUnit.MINUTES));
  }

  /** How observations compare ({@code core/decide}'s Analytes). */
  public interface SameFact {
    boolean analyte(fr.relais.core.model.Observation a, fr.relais.core.model.Observation b);

    boolean fact(fr.relais.core.model.Observation a, fr.relais.core.model.Observation b);
  }
}
