// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.ArrayList;
import java.util.List;

/** Every request and how it ended. */
final class Ledger {
  private final List<Handled> lines = new ArrayList<>();

  synchronized void add(Handled line) {
    lines.add(line);
  }

  synchronized List<Handled> all() {
    return List.copyOf(lines);
  }
}
