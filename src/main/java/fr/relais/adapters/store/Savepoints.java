// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/** Places in a transaction to which it can go back. */
final class Savepoints {
  private final Connection connection;

  Savepoints(Connection connection) {
    this.connection = connection;
  }

  Savepoint set() {
    try {
      return connection.setSavepoint();
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    }
  }

  void release(Savepoint start) {
    try {
      connection.releaseSavepoint(start);
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    }
  }

  /** When even this fails the transaction is lost, and that is what the caller must hear. */
  void undo(Savepoint start, Throwable because) {
    try {
      connection.rollback(start);
    } catch (SQLException e) {
      RuntimeException lost = SqlFailure.of(e);
      lost.addSuppressed(because);
      throw lost;
    }
  }
}
