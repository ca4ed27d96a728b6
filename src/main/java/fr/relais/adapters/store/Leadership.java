// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.model.Sha256;
import fr.relais.flow.StoreUnavailable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Advisory locks of the session, on a connection of their own: the database gives them up when that
 * connection ends, so a dead node leads nothing.
 */
final class Leadership implements AutoCloseable {
  private final String url;
  private final Set<String> held = new HashSet<>();
  private @Nullable Connection connection;

  Leadership(String url) {
    this.url = url;
  }

  synchronized boolean leads(String what) {
    try {
      return tryLead(what);
    } catch (SQLException e) {
      close();
      throw SqlFailure.of(e);
    } catch (StoreUnavailable e) {
      close();
      throw e;
    }
  }

  private boolean tryLead(String what) throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = DriverManager.getConnection(url);
      connection = open;
    }
    Sql sql = new Sql(open);
    if (held.contains(what)) {
      sql.number("SELECT 1");
      return true;
    }
    boolean taken =
        sql.first("SELECT pg_try_advisory_lock(?) AS taken", row -> row.truth("taken"), key(what))
            .orElse(false);
    if (taken) {
      held.add(what);
    }
    return taken;
  }

  private static long key(String what) {
    byte[] name = ("leads " + what).getBytes(StandardCharsets.UTF_8);
    String hash = Sha256.of(name).hex();
    return ByteBuffer.wrap(HexFormat.of().parseHex(hash)).getLong();
  }

  @Override
  public synchronized void close() {
    held.clear();
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // the server ends the session, and its locks, in any case
        return;
      }
    }
  }
}
