// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * One PostgreSQL for the whole test run, with its data under {@code target}; each test class takes
 * a new database of its own. It stops with the JVM.
 */
public final class TestDatabase {
  private static final class Server {
    /**
     * By user: one must be able to run the tests after another did. By process: several run side by
     * side.
     */
    static final Path DIRECTORY = ours(System.getProperty("relais.fork", "0"));

    static final Postgres POSTGRES = Postgres.embedded(withProgram(DIRECTORY), 0);
  }

  private TestDatabase() {}

  private static Path ours(String what) {
    return Path.of("target", "postgres-" + System.getProperty("user.name") + "-" + what)
        .toAbsolutePath();
  }

  /**
   * Lets the server of this folder use the program that the others use: it takes seconds to unpack.
   *
   * @return the same folder, which is there now
   */
  public static Path withProgram(Path directory) {
    Path program = directory.resolve("program");
    try {
      Path shared = Files.createDirectories(ours("program"));
      Files.createDirectories(directory);
      if (!Files.exists(program)) {
        Files.createSymbolicLink(program, shared);
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new empty database. */
  public static Postgres.Database fresh(String name) {
    return Server.POSTGRES.database(name, true);
  }

  /** Removes every row but rosters, whose versions stores remember. */
  public static void empty(Postgres.Database database) {
    asOwner(
        database,
        sql -> {
          sql.update("SET session_replication_role = replica");
          List<String> tables =
              sql.list(
                  """
                  SELECT tablename FROM pg_tables WHERE schemaname = 'public'
                    AND tablename NOT IN ('flyway_schema_history', 'roster')\
                  """,
                  row -> row.text("tablename"));
          sql.update("TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY");
        });
  }

  /** What someone with every right on the database could do behind the back of the store. */
  static void asOwner(Postgres.Database database, Consumer<Sql> work) {
    try (Connection connection = DriverManager.getConnection(database.url())) {
      work.accept(new Sql(connection));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A store on a new database named after the node, with keys of its own. */
  public static PostgresStore open(String node) {
    return open(fresh(node), InstallationKeys.create("2026-11"), node);
  }

  public static PostgresStore open(Postgres.Database database, InstallationKeys keys, String node) {
    return new PostgresStore(database, keys, node, 10);
  }
}
