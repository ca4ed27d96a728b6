// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The faults that a test asked for, in their order. */
final class Injections {
  private final Deque<Asked> asked = new ArrayDeque<>();

  /** One, for one request. */
  private record Asked(Fault fault, @Nullable Transaction only) {}

  synchronized void add(Fault fault, @Nullable Transaction only, int times) {
    for (int i = 0; i < times; i++) {
      asked.add(new Asked(fault, only));
    }
  }

  /** The first that fits this request, and never again; null when there is none. */
  synchronized @Nullable Fault next(@Nullable Transaction transaction) {
    for (Iterator<Asked> all = asked.iterator(); all.hasNext(); ) {
      Asked one = all.next();
      if (one.only() == null || one.only() == transaction) {
        all.remove();
        return one.fault();
      }
    }
    return null;
  }
}
