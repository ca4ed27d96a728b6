// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The row that a result set stands on, read by column name. */
final class Row {
  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  String text(String column) throws SQLException {
    return rows.getString(column);
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return rows.getString(column);
  }

  int integer(String column) throws SQLException {
    return rows.getInt(column);
  }

  long number(String column) throws SQLException {
    return rows.getLong(column);
  }

  long number(int column) throws SQLException {
    return rows.getLong(column);
  }

  boolean truth(String column) throws SQLException {
    return rows.getBoolean(column);
  }

  byte[] bytes(String column) throws SQLException {
    return rows.getBytes(column);
  }

  byte @Nullable [] bytesOrNull(String column) throws SQLException {
    return rows.getBytes(column);
  }

  Instant time(String column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }

  @Nullable Instant timeOrNull(String column) throws SQLException {
    OffsetDateTime at = rows.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  <E extends Enum<E>> E constant(String column, Class<E> type) throws SQLException {
    return Enum.valueOf(type, rows.getString(column));
  }

  <E extends Enum<E>> @Nullable E constantOrNull(String column, Class<E> type) throws SQLException {
    String name = rows.getString(column);
    return name == null ? null : Enum.valueOf(type, name);
  }
}
