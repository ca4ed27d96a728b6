// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import java.util.List;

/**
 * The operator's numbers as the page shows them.
 *
 * @param since from which day on results are counted
 */
public record PilotView(
    String since,
    String refreshed,
    int unowned,
    String late,
    String open,
    String missing,
    String awaited,
    List<Row> rows) {

  /** Those of one urgency. */
  public record Row(
      UrgencyView urgency,
      String received,
      String onTime,
      String due,
      String share,
      String median,
      String ninetieth,
      String concluded,
      String closed) {}
}
