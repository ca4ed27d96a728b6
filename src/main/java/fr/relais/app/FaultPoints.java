// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Checkpoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Faults that the sandbox is asked for: at the n-th passage through a step the process dies as by
 * {@code kill -9}, or the step throws.
 */
final class FaultPoints implements Checkpoint {
  private static final int KILLED = 137;
  private final Map<Step, AtomicInteger> passages = new EnumMap<>(Step.class);
  private final @Nullable StepPoint crash;
  private final @Nullable StepPoint fail;

  FaultPoints(@Nullable StepPoint crash, @Nullable StepPoint fail) {
    this.crash = crash;
    this.fail = fail;
    for (Step step : Step.values()) {
      passages.put(step, new AtomicInteger());
    }
  }

  @Override
  public void reached(Step step) {
    int passage = passages.get(step).incrementAndGet();
    if (hit(crash, step, passage)) {
      Runtime.getRuntime().halt(KILLED);
    }
    if (hit(fail, step, passage)) {
      throw new IllegalStateException("fault asked for at " + step);
    }
  }

  private static boolean hit(@Nullable StepPoint point, Step step, int passage) {
    return point != null && point.step().equals(step.name()) && point.occurrence() == passage;
  }
}
