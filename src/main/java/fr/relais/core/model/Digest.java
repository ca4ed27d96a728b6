// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one doctor has open at one instant, most pressing first. No name, no value. */
public record Digest(List<Line> lines) {
  public Digest {
    lines = List.copyOf(lines);
  }

  /**
   * One result.
   *
   * @param deadline null when none runs
   * @param offered whether it is offered to him, another doctor being responsible
   */
  public record Line(
      String reference, FollowUpPriority priority, @Nullable Instant deadline, boolean offered) {}

  /** How many are of this urgency. */
  public long of(FollowUpPriority priority) {
    return lines.stream().filter(line -> line.priority() == priority).count();
  }
}
