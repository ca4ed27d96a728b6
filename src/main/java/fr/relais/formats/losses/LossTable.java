// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.losses;

import fr.relais.core.model.Loss;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one format cannot hold: closed. A fact that is not given back the same, and of which the
 * table does not say where it went, refuses the writing. {@code test-fixtures/decisions/losses.md}
 * is the same for people.
 */
public final class LossTable {
  /** What is nowhere in what leaves. */
  public static final String NOWHERE = "nulle part";

  /**
   * One line.
   *
   * @param when for which reports the line speaks; the first one that does counts
   * @param fact in French, without a value
   * @param instead where it was put
   */
  public record Row(String path, Predicate<Report> when, String fact, String instead) {}

  private final Map<String, List<Row>> rows;
  private final Map<String, Loss> filled;

  private LossTable(Map<String, List<Row>> rows, Map<String, Loss> filled) {
    this.rows = rows;
    this.filled = filled;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Gathers the lines of a table. */
  public static final class Builder {
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();
    private final Map<String, Loss> filled = new HashMap<>();

    private Builder() {}

    /** For every report. */
    public Builder row(String fact, String instead, String... paths) {
      return row(report -> true, fact, instead, paths);
    }

    public Builder row(Predicate<Report> when, String fact, String instead, String... paths) {
      for (String path : paths) {
        rows.computeIfAbsent(path, key -> new ArrayList<>())
            .add(new Row(path, when, fact, instead));
      }
      return this;
    }

    /** What the form demands, and the writer therefore says where the report says nothing. */
    public Builder filled(String fact, String instead, String... paths) {
      for (String path : paths) {
        filled.put(path, new Loss(fact, instead));
      }
      return this;
    }

    public LossTable build() {
      Map<String, List<Row>> closed = new HashMap<>();
      rows.forEach((path, lines) -> closed.put(path, List.copyOf(lines)));
      return new LossTable(Map.copyOf(closed), Map.copyOf(filled));
    }
  }

  /** The lines of this fact, in their order; none when it must be held. */
  public List<Row> rows(String path) {
    return rows.getOrDefault(path, List.of());
  }

  /** What is written for this fact where the report says nothing; null when nothing is. */
  public @Nullable Loss filled(String path) {
    return filled.get(path);
  }

  /**
   * What is not given back the same by what was written, and what was written beyond the report.
   *
   * @param back what our own reader makes of it; null when it reads nothing
   * @throws CannotWrite when a fact of the report is neither given back nor in the table
   */
  public List<Loss> losses(Report report, @Nullable Report back) {
    return losses(report, back, Object::equals);
  }

  /** The same, for a format in which two spellings of a value mean one thing. */
  public List<Loss> losses(Report report, @Nullable Report back, BiPredicate<Object, Object> same) {
    if (back == null) {
      throw refused("message");
    }
    Map<String, Object> given = new HashMap<>();
    Facts.of(back).forEach(fact -> given.put(fact.place(), fact.value()));
    Set<Loss> losses = new LinkedHashSet<>();
    Set<String> said = new HashSet<>();
    for (Fact fact : Facts.of(report)) {
      said.add(fact.place());
      Object read = given.get(fact.place());
      if (read == null || !same.test(fact.value(), read)) {
        losses.add(said(fact, report));
      }
    }
    Facts.of(back).stream()
        .filter(fact -> !said.contains(fact.place()) && filled.containsKey(fact.path()))
        .forEach(fact -> losses.add(Objects.requireNonNull(filled.get(fact.path()))));
    return List.copyOf(losses);
  }

  /** What is left out of a format that people read and no reader gives back. */
  public List<Loss> losses(Report report, Set<String> held) {
    Set<Loss> losses = new LinkedHashSet<>();
    Facts.of(report).stream()
        .filter(fact -> !held.contains(fact.path()))
        .forEach(fact -> losses.add(said(fact, report)));
    return List.copyOf(losses);
  }

  private Loss said(Fact fact, Report report) {
    return rows(fact.path()).stream()
        .filter(row -> row.when().test(report))
        .findFirst()
        .map(row -> new Loss(row.fact(), row.instead()))
        .orElseThrow(() -> refused(Objects.requireNonNull(fact.path())));
  }

  private static CannotWrite refused(String path) {
    return new CannotWrite(
        Problem.error(
            ProblemCode.COUNT_MISMATCH,
            path,
            "Relu, ce qui a été écrit ne rend pas ce fait à l'identique, et aucune table ne dit où"
                + " il serait.",
            "Remettez ce résultat en PDF et CDA."));
  }
}
