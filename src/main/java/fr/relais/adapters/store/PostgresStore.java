// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.Order;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Store;
import fr.relais.flow.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;

/** The store on PostgreSQL: one transaction is one connection. Several nodes may share it. */
public final class PostgresStore implements Store {
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);
  private static final String MIGRATIONS = "classpath:fr/relais/adapters/store/migration";

  private final InstallationKeys installation;
  private final HikariDataSource connections;
  private final Leadership leadership;
  private final Sealing sealing = new Sealing();
  private final Json json = new Json();
  private final BlindIndex blind;
  private final Rosters rosters = new Rosters(json);
  private final ClaimPace claims = new ClaimPace();

  /**
   * Opens the store and brings its tables up to date.
   *
   * @param node name of this running copy of Relais, shown by the database beside its connections
   * @param connectionsMax connections that this node uses at once
   */
  public PostgresStore(
      Postgres.Database database, InstallationKeys installation, String node, int connectionsMax) {
    this.installation = installation;
    this.blind = new BlindIndex(installation.blind());
    this.leadership = new Leadership(database.url());
    this.connections = pool(database, node, connectionsMax);
    try {
      migrate();
      mark(
          "keys",
          blind.keyCheck(),
          "Cette base a été remplie avec un autre fichier de clés. Donnez le bon (keys.file) : avec"
              + " celui-ci, rien de ce qu'elle contient ne se lit.");
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  /**
   * Keeps this database for one profile, for ever: fictitious people and real ones never share one.
   *
   * @throws UnsafeDatabase when it serves another profile already
   */
  public PostgresStore servingOnly(String profile) {
    try {
      mark(
          "profile",
          profile,
          "Cette base a servi à un autre profil (bac à sable ou réel). Donnez une autre base : les"
              + " personnes fictives et les vraies ne se mêlent jamais.");
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    return this;
  }

  private void mark(String what, String value, String otherwise) {
    String kept =
        reading(
            session ->
                session
                    .sql()
                    .first(
                        """
                        INSERT INTO installation AS i (what, value) VALUES (?, ?)
                        ON CONFLICT (what) DO UPDATE SET value = i.value RETURNING value\
                        """,
                        row -> row.text("value"),
                        what,
                        value)
                    .orElseThrow());
    if (!kept.equals(value)) {
      throw new UnsafeDatabase(what, otherwise);
    }
  }

  private static HikariDataSource pool(Postgres.Database database, String node, int max) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setPoolName("store-" + node);
    config.setMaximumPoolSize(max);
    config.setAutoCommit(false);
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    config.addDataSourceProperty("ApplicationName", "relais " + node);
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", "60");
    // its details quote the row
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(config);
  }

  private void migrate() {
    Flyway.configure().dataSource(connections).locations(MIGRATIONS).load().migrate();
  }

  @Override
  public <T> T inTransaction(Function<Transaction, T> work) {
    return onConnection(
        connection -> {
          Session session = session(connection);
          PostgresTransaction transaction =
              new PostgresTransaction(connection, session, rosters, claims);
          T made = work.apply(transaction);
          audit(session.sql()).add(transaction.lines);
          session.sql().flush();
          return made;
        });
  }

  /** Everything that was written is committed when this returns, nothing when it throws. */
  private <T> T onConnection(Function<Connection, T> work) {
    try (Connection connection = connections.getConnection()) {
      try {
        T made = work.apply(connection);
        connection.commit();
        return made;
      } catch (RuntimeException | Error | SQLException e) {
        rollback(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    }
  }

  /** A connection that cannot even roll back is lost: the server ends its transaction. */
  private void rollback(Connection connection, Throwable because) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      because.addSuppressed(SqlFailure.of(e));
      connections.evictConnection(connection);
    }
  }

  private <T> T reading(Function<Session, T> work) {
    return onConnection(connection -> work.apply(session(connection)));
  }

  private Session session(Connection connection) {
    Sql sql = new Sql(connection);
    return new Session(sql, new DataKeys(sql, installation, sealing), blind, json);
  }

  private Audit audit(Sql sql) {
    return new Audit(sql, installation.signing());
  }

  @Override
  public Roster roster() {
    return reading(session -> rosters.current(session.sql()));
  }

  @Override
  public Roster changeRoster(UnaryOperator<Roster> change, Instant at, String actor) {
    return reading(session -> rosters.change(session.sql(), change, at, actor));
  }

  @Override
  public List<FollowUp> openFollowUps(int limit) {
    return reading(session -> new FollowUps(session).open(limit));
  }

  @Override
  public List<FollowUp> openOf(String person, int limit) {
    return reading(session -> new FollowUps(session).openOf(person, limit));
  }

  @Override
  public List<FollowUp> receivedSince(Instant from, int limit) {
    return reading(session -> new FollowUps(session).receivedSince(from, limit));
  }

  @Override
  public List<FollowUp> requestedBy(String person, String site, int limit) {
    return reading(session -> new FollowUps(session).requestedBy(person, site, limit));
  }

  @Override
  public List<FollowUpEvent> history(String followUp) {
    return reading(session -> new Events(session).of(followUp));
  }

  @Override
  public List<WorkItem> openWorkItems(int limit) {
    return reading(session -> new Questions(session).open(limit));
  }

  @Override
  public List<Order> awaitedOrders(int limit) {
    return reading(session -> new Orders(session).awaited(limit));
  }

  @Override
  public List<Order> orderedBy(String person, String site, int limit) {
    return reading(session -> new Orders(session).orderedBy(person, site, limit));
  }

  @Override
  public Figures figures(Instant now) {
    return reading(session -> new Watch(session.sql()).figures(now));
  }

  @Override
  public Outgoing outgoing(Instant now) {
    return reading(session -> new Watch(session.sql()).outgoing(now));
  }

  @Override
  public List<Noticed> notices(Instant from, Instant to) {
    return reading(session -> new Watch(session.sql()).notices(from, to));
  }

  @Override
  public List<String> violations(Instant now) {
    return reading(session -> new Watch(session.sql()).violations(now));
  }

  @Override
  public int sealAudit(Instant now) {
    return reading(session -> audit(session.sql()).seal(now));
  }

  @Override
  public boolean auditChainHolds() {
    return onConnection(
        connection -> {
          snapshot(connection);
          return audit(new Sql(connection)).holds();
        });
  }

  /** One picture of the tables for the whole walk, while others write. */
  private static void snapshot(Connection connection) {
    new Sql(connection).update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }

  @Override
  public boolean leads(String what) {
    return leadership.leads(what);
  }

  /**
   * Wraps every data key of an older period under the current one, a few at a time, while results
   * keep coming. Afterwards no row needs the older periods' keys.
   *
   * @return how many keys were wrapped again
   */
  public int rewrapDataKeys() {
    int all = 0;
    List<String> some = rewrapAfter("");
    while (!some.isEmpty()) {
      all += some.size();
      some = rewrapAfter(some.get(some.size() - 1));
    }
    return all;
  }

  private List<String> rewrapAfter(String id) {
    return reading(session -> session.keys().rewrap(id));
  }

  @Override
  public void close() {
    leadership.close();
    connections.close();
  }
}
