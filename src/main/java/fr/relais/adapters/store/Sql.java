// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One connection, with statements in one line each. Times are kept to the microsecond. */
final class Sql {
  private static final int LATER_ROWS_MAX = 4;
  private final Connection connection;
  private final List<Later> later = new ArrayList<>();

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** Makes a value of one row. */
  interface Mapper<T> {
    T map(Row row) throws SQLException;
  }

  /** An array argument; a class of its own, so that it is never taken for the argument list. */
  record Many(String type, @Nullable Object[] values) {}

  static Many texts(Collection<String> values) {
    return new Many("text", values.toArray());
  }

  static Many bytes(Collection<byte @Nullable []> values) {
    return new Many("bytea", values.toArray(byte[][]::new));
  }

  static Many numbers(Collection<Long> values) {
    return new Many("bigint", values.toArray());
  }

  static Many times(Collection<? extends @Nullable Instant> values) {
    return new Many(
        "timestamptz", values.stream().map(t -> t == null ? null : micros(t).toString()).toArray());
  }

  static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  private record Later(String sql, @Nullable Object[] arguments) {}

  /**
   * Writes before the next statement is run, or before the commit, together with whatever else
   * waits: they travel in one round trip. For writes whose count nobody asks.
   */
  void later(String sql, @Nullable Object... arguments) {
    later.add(new Later(sql, arguments));
  }

  /** The same statement for each row. */
  void laterEach(String sql, List<@Nullable Object[]> rows) {
    if (rows.size() > LATER_ROWS_MAX) {
      batch(sql, rows);
    } else {
      rows.forEach(row -> later(sql, row));
    }
  }

  /** Writes what waits. */
  void flush() {
    if (later.isEmpty()) {
      return;
    }
    String all = later.stream().map(Later::sql).collect(Collectors.joining(";\n"));
    Object[] arguments = later.stream().flatMap(each -> Arrays.stream(each.arguments())).toArray();
    later.clear();
    try (PreparedStatement statement = prepare(all, arguments)) {
      statement.execute();
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    }
  }

  /** Forgets what waits: the steps that wanted it are undone. */
  void forget() {
    later.clear();
  }

  int update(String sql, @Nullable Object... arguments) {
    flush();
    try (PreparedStatement statement = prepare(sql, arguments)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    }
  }

  /** One statement with many argument lists, in one round trip. */
  void batch(String sql, Collection<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    flush();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    }
  }

  <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... arguments) {
    flush();
    try (PreparedStatement statement = prepare(sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      Row row = new Row(rows);
      while (rows.next()) {
        found.add(mapper.map(row));
      }
      return found;
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    }
  }

  <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... arguments) {
    return list(sql, mapper, arguments).stream().findFirst();
  }

  /** The only number that the statement answers. */
  long number(String sql, @Nullable Object... arguments) {
    return first(sql, row -> row.number(1), arguments).orElse(0L);
  }

  private PreparedStatement prepare(String sql, @Nullable Object[] arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      bind(statement, arguments);
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      Object value = arguments[i];
      if (value instanceof Instant at) {
        statement.setObject(i + 1, micros(at).atOffset(ZoneOffset.UTC));
      } else if (value instanceof Enum<?> constant) {
        statement.setString(i + 1, constant.name());
      } else if (value instanceof Many many) {
        statement.setArray(i + 1, connection.createArrayOf(many.type(), many.values()));
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }
}
