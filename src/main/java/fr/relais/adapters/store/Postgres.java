// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A PostgreSQL server: the one at an address, or the one that comes with Relais. Refuses a server
 * that could lose what it confirmed.
 */
public final class Postgres implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private final String url;
  private final Runnable stop;

  private Postgres(String url, Runnable stop) {
    this.url = url;
    this.stop = stop;
  }

  /**
   * Where to connect. Its text form hides the address, which may hold a password.
   *
   * @param url JDBC address with user and password
   */
  public record Database(String url) {
    @Override
    public String toString() {
      return "Database";
    }
  }

  /**
   * A server that someone else runs.
   *
   * @param url JDBC address ({@code jdbc:postgresql://host:port/database?user=...})
   * @throws UnsafeDatabase when its settings are not safe
   * @throws fr.relais.flow.StoreUnavailable when it does not answer
   */
  public static Postgres at(String url) {
    return checked(new Postgres(url, () -> {}));
  }

  /**
   * The server that comes with Relais, on the loopback address only. When a copy of Relais was
   * killed its server lives on: this one then attaches to it, and leaves it running when it closes;
   * the copy that started a server stops it.
   *
   * @param directory keeps its program and its data
   * @param port 0 for any that is free
   */
  public static Postgres embedded(Path directory, int port) {
    return embedded(directory, port, Duration.ZERO);
  }

  /**
   * The same.
   *
   * @param patience how long it serves on when the process is told to end, so that whoever uses it
   *     closes first
   */
  public static Postgres embedded(Path directory, int port, Duration patience) {
    EmbeddedServer server = EmbeddedServer.start(directory, port, patience);
    try {
      return checked(new Postgres(EmbeddedServer.url(server.port()), server::close));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Postgres checked(Postgres server) {
    server.with(Durability::check);
    return server;
  }

  /** The database that the address names. */
  public Database database() {
    return new Database(url);
  }

  /**
   * The database of that name on this server, created when there is none.
   *
   * @param name lower-case letters, digits, underscores
   * @param fresh whether to drop it first, with everything in it
   */
  public Database database(String name, boolean fresh) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("DATABASE_NAME");
    }
    with(sql -> create(sql, name, fresh));
    return new Database(named(name));
  }

  private static void create(Sql sql, String name, boolean fresh) {
    if (fresh) {
      sql.update("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
    boolean exists =
        sql.first("SELECT 1 FROM pg_database WHERE datname = ?", row -> true, name).isPresent();
    if (!exists) {
      sql.update("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
    }
  }

  /** The same address with another database. */
  private String named(String name) {
    URI address = URI.create(url.substring("jdbc:".length()));
    String query = address.getRawQuery();
    return "jdbc:postgresql://"
        + address.getRawAuthority()
        + "/"
        + name
        + (query == null ? "" : "?" + query);
  }

  private void with(Consumer<Sql> work) {
    try (Connection connection = DriverManager.getConnection(url)) {
      work.accept(new Sql(connection));
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    }
  }

  @Override
  public void close() {
    stop.run();
  }
}
