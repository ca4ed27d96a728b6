// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Sex;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that are critical whatever the laboratory's flag says; a maintained table. */
public record CriticalValues(List<Line> lines) {
  public static final CriticalValues NONE = new CriticalValues(List.of());

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
      String source) {}
}
