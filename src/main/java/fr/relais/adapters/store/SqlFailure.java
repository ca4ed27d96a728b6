// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.flow.StoreUnavailable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/**
 * Turns a failure of the driver into one of ours: a code only, since the driver's message may quote
 * data.
 */
final class SqlFailure {
  /**
   * SQLSTATE classes after which nothing was kept and a later try may succeed: connection lost,
   * transaction rolled back (deadlock), no resources (disk full), operator intervention, system
   * error.
   */
  private static final Set<String> TRY_LATER_CLASSES = Set.of("08", "40", "53", "57", "58");

  /** Read-only (a standby that was not promoted yet), lock not available. */
  private static final Set<String> TRY_LATER = Set.of("25006", "55P03");

  private SqlFailure() {}

  static RuntimeException of(SQLException failure) {
    String state = failure.getSQLState();
    if (failure instanceof SQLTransientConnectionException) {
      return new StoreUnavailable("NO_CONNECTION", failure);
    }
    if (state == null) {
      return withoutData("NO_SQLSTATE", failure);
    }
    boolean later =
        TRY_LATER.contains(state)
            || state.length() >= 2 && TRY_LATER_CLASSES.contains(state.substring(0, 2));
    return later ? new StoreUnavailable(state, failure) : withoutData(state, failure);
  }

  private static RuntimeException withoutData(String state, SQLException failure) {
    IllegalStateException ours = new IllegalStateException("SQLSTATE " + state);
    ours.setStackTrace(failure.getStackTrace());
    return ours;
  }
}
