// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.flow.ExpectOrder;
import java.util.List;

/**
 * How the reading of an order file ended: all or nothing.
 *
 * @param orders one for each line, in order; empty when there is a problem
 * @param lines line of the file of each order, in the same order
 * @param problems every error found; empty when all was read
 */
public record OrdersImport(
    List<ExpectOrder.Asked> orders, List<Integer> lines, List<ImportProblem> problems) {
  public OrdersImport {
    orders = problems.isEmpty() ? List.copyOf(orders) : List.of();
    lines = problems.isEmpty() ? List.copyOf(lines) : List.of();
    problems = List.copyOf(problems);
  }
}
