// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.Report;
import fr.relais.core.model.Sex;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values that a site's doctors want to be called for whatever the laboratory's flag says. The table
 * can only raise. It converts nothing: a value in another unit is not compared. The cases that a
 * clinician reads are in {@code test-fixtures/decisions/marks.md}.
 */
public record CriticalValues(List<Line> lines) {
  public static final CriticalValues NONE = new CriticalValues(List.of());

  /** The unit of a line whose values have none (INR, pH). */
  public static final String NO_UNIT = "-";

  public CriticalValues {
    lines = List.copyOf(lines);
  }

  /**
   * One line of the table.
   *
   * @param loinc code of the analyte
   * @param unit as the laboratory writes it: another unit is another line
   * @param below critical when the value is this or less; null: not bounded below
   * @param above critical when the value is this or more; null: not bounded above
   * @param fromDays age in days from which the line holds
   * @param toDays age in days until which it holds, excluded; null: no end
   * @param sex null: both
   * @param source where the limit comes from
   */
  public record Line(
      String loinc,
      String unit,
      @Nullable BigDecimal below,
      @Nullable BigDecimal above,
      int fromDays,
      @Nullable Integer toDays,
      @Nullable Sex sex,
      String source) {

    private boolean of(Set<String> codes, @Nullable String written) {
      String named = written == null || written.isBlank() ? NO_UNIT : written;
      return codes.contains(loinc) && Analytes.unit(unit).equals(Analytes.unit(named));
    }

    /** Whether the line holds for him; null when too little is known of him. */
    private @Nullable Boolean covers(@Nullable Long days, @Nullable Sex who) {
      boolean ages = fromDays > 0 || toDays != null;
      if (sex != null && who != null && sex != who
          || days != null && (days < fromDays || toDays != null && days >= toDays)) {
        return false;
      }
      return ages && days == null || sex != null && who == null ? null : Boolean.TRUE;
    }

    /** {@code <x} is certainly below a limit of x or more, and never above one. */
    private boolean reached(BigDecimal value, String comparator) {
      boolean low = below != null && value.compareTo(below) <= 0 && !comparator.startsWith(">");
      boolean high = above != null && value.compareTo(above) >= 0 && !comparator.startsWith("<");
      return low || high;
    }
  }

  /**
   * Whether this value is critical for this patient. Where his age or sex is not known, it is when
   * every line that may be his says so.
   */
  boolean holds(Observation observation, Report report) {
    BigDecimal value = Priorities.number(observation.value());
    if (lines.isEmpty() || value == null || observation.status() == ObservationStatus.CANCELLED) {
      return false;
    }
    String comparator = observation.comparator() == null ? "" : observation.comparator();
    Set<String> codes = Analytes.loincs(observation);
    Long days = age(observation, report);
    Sex sex = report.patient().sex() == Sex.U ? null : report.patient().sex();
    boolean doubt = false;
    boolean every = true;
    for (Line line : lines) {
      Boolean covers = line.of(codes, observation.unit()) ? line.covers(days, sex) : Boolean.FALSE;
      if (covers == null || covers) {
        boolean reached = line.reached(value, comparator);
        if (covers != null && reached) {
          return true;
        }
        doubt |= covers == null;
        every &= reached;
      }
    }
    return doubt && every;
  }

  /** In days, when the specimen was taken; null when it cannot be told. */
  private static @Nullable Long age(Observation observation, Report report) {
    PartialDateTime at = observation.observedAt();
    if (at == null) {
      at = report.specimenAt() == null ? report.issuedAt() : report.specimenAt();
    }
    LocalDate born = report.patient().birthDate();
    if (at == null || born == null || at.day().isBefore(born)) {
      return null;
    }
    return ChronoUnit.DAYS.between(born, at.day());
  }
}
