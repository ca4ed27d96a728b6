// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Checkpoint;
import java.util.EnumMap;
import java.util.Map;

/** Counts how often each step is passed, and dies at one passage. */
final class CrashPoint implements Checkpoint {
  private final Map<Step, Integer> passed = new EnumMap<>(Step.class);
  private final String name;
  private final int occurrence;
  private boolean died;

  private CrashPoint(String name, int occurrence) {
    this.name = name;
    this.occurrence = occurrence;
  }

  /** Only counts. */
  static CrashPoint none() {
    return new CrashPoint("", 0);
  }

  /**
   * @param occurrence which passage, from 1
   */
  static CrashPoint at(Step step, int occurrence) {
    return new CrashPoint(step.name(), occurrence);
  }

  @Override
  public void reached(Step step) {
    int passage = passed.merge(step, 1, Integer::sum);
    if (step.name().equals(name) && passage == occurrence) {
      died = true;
      throw new StoryPlayer.Crash(step);
    }
  }

  /** Passages of each step that was passed at all. */
  Map<Step, Integer> passed() {
    return passed;
  }

  boolean died() {
    return died;
  }

  @Override
  public String toString() {
    return name + ":" + occurrence;
  }
}
