// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.util.List;

/**
 * The appointments of a result, as its page shows them.
 *
 * @param notice why the patient is not written to; empty when he is, or when nothing is open
 * @param buttons what may be done now
 */
public record AppointmentsView(
    List<Line> lines, List<String> reports, String notice, List<LineView.Button> buttons) {
  public AppointmentsView {
    lines = List.copyOf(lines);
    reports = List.copyOf(reports);
    buttons = List.copyOf(buttons);
  }

  /** One appointment. */
  public record Line(String when, String kind, String state, String where) {}

  /** Whether there is anything to show. */
  public boolean shown() {
    return !lines.isEmpty() || !buttons.isEmpty();
  }
}
