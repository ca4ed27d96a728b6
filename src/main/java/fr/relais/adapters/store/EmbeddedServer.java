// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.flow.StoreUnavailable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** PostgreSQL from the class path, as a process of this user on the loopback address. */
final class EmbeddedServer implements AutoCloseable {
  private static final Duration START_WAIT = Duration.ofSeconds(60);
  private static final Duration ATTACH_WAIT = Duration.ofSeconds(20);
  private static final Duration GONE_WAIT = Duration.ofSeconds(5);
  private static final long ASK_EVERY_MILLIS = 100;
  private static final String PID_FILE = "postmaster.pid";

  private final int port;
  private final @Nullable EmbeddedPostgres started;

  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Thread atExit;

  private EmbeddedServer(int port, @Nullable EmbeddedPostgres started) {
    this.port = port;
    this.started = started;
  }

  /**
   * When the process ends, whoever uses the server closes it first: only what nobody closed in time
   * is stopped here.
   */
  private EmbeddedServer stoppedAtExit(Duration patience) {
    if (started != null) {
      Thread last = new Thread(() -> stopUnlessClosed(patience), "relais-database-stop");
      try {
        Runtime.getRuntime().addShutdownHook(last);
        atExit = last;
      } catch (IllegalStateException e) {
        stop();
        throw e;
      }
    }
    return this;
  }

  private void stopUnlessClosed(Duration patience) {
    try {
      if (!closed.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }

  int port() {
    return port;
  }

  static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  /**
   * Attaches to the server that already runs on this data, or starts one.
   *
   * @param port 0 for any that is free
   * @param patience how long it outlives the end of the process, for whoever closes it then
   */
  static EmbeddedServer start(Path directory, int port, Duration patience) {
    Path data = directory.toAbsolutePath().resolve("data");
    try {
      Optional<Running> running = running(data);
      if (running.isPresent()) {
        return new EmbeddedServer(attach(running.get(), data), null);
      }
      Files.createDirectories(directory);
      clearStale(data.resolve(PID_FILE));
      return launchOrAttach(directory.toAbsolutePath(), data, port).stoppedAtExit(patience);
    } catch (IOException | IllegalStateException e) {
      throw new StoreUnavailable("EMBEDDED_NOT_STARTED", e);
    }
  }

  /** Of two that start at once one wins; the other serves from the winner's. */
  private static EmbeddedServer launchOrAttach(Path directory, Path data, int port)
      throws IOException {
    try {
      EmbeddedPostgres started = launch(directory, data, port);
      return new EmbeddedServer(started.getPort(), started);
    } catch (IOException | IllegalStateException e) {
      Optional<Running> winner = running(data);
      if (winner.isEmpty()) {
        throw e;
      }
      return new EmbeddedServer(attach(winner.get(), data), null);
    }
  }

  private static EmbeddedPostgres launch(Path directory, Path data, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(directory.resolve("program").toFile())
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            // its own would stop the server while Relais still uses it
            .setRegisterShutdownHook(false)
            .setPGStartupWait(START_WAIT)
            // not a pipe of ours: the server may outlive us
            .setOutputRedirector(
                ProcessBuilder.Redirect.appendTo(directory.resolve("server.log").toFile()))
            .setErrorRedirector(
                ProcessBuilder.Redirect.appendTo(directory.resolve("server.log").toFile()))
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("encoding", "UTF8")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("wal_compression", "on")
            .setServerConfig("max_connections", "200")
            // statements and rows never go to the server's log
            .setServerConfig("log_min_error_statement", "panic")
            .setServerConfig("log_error_verbosity", "terse");
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  /** What a server wrote of itself beside its data. */
  private record Running(long process, int port) {}

  /** The server of this data, when its process is alive. */
  private static Optional<Running> running(Path data) throws IOException {
    return read(data.resolve(PID_FILE)).filter(EmbeddedServer::alive);
  }

  private static Optional<Running> read(Path file) throws IOException {
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return lines.size() < 4
        ? Optional.empty()
        : Optional.of(
            new Running(
                Long.parseLong(lines.get(0).trim()), Integer.parseInt(lines.get(3).trim())));
  }

  /**
   * A server refuses to start while its predecessor's process number is in use: by that process,
   * dead and not yet buried, or by another program. The first passes; after a while it is the
   * second.
   */
  private static void clearStale(Path file) throws IOException {
    Optional<Running> dead = read(file);
    if (dead.isEmpty()) {
      return;
    }
    long end = System.nanoTime() + GONE_WAIT.toNanos();
    while (ProcessHandle.of(dead.get().process()).isPresent()) {
      if (System.nanoTime() > end) {
        Files.deleteIfExists(file);
        return;
      }
      pause();
    }
  }

  /** Another program may have the number of a dead server. */
  private static boolean alive(Running found) {
    return ProcessHandle.of(found.process())
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().command())
        .filter(command -> command.contains("postgres"))
        .isPresent();
  }

  /** Waits while it recovers, or until it turns out to be stopping. */
  private static int attach(Running running, Path data) throws IOException {
    long end = System.nanoTime() + ATTACH_WAIT.toNanos();
    SQLException last = null;
    while (System.nanoTime() < end && alive(running)) {
      try (Connection connection = DriverManager.getConnection(url(running.port()))) {
        String served =
            new Sql(connection)
                .first("SHOW data_directory", row -> row.text("data_directory"))
                .orElseThrow();
        if (!Files.isSameFile(Path.of(served), data)) {
          throw new IOException("another server answers on the port of this data");
        }
        return running.port();
      } catch (SQLException e) {
        last = e;
        pause();
      }
    }
    throw new StoreUnavailable(
        "EMBEDDED_NOT_ANSWERING", last == null ? new IOException("server stopped") : last);
  }

  private static void pause() {
    try {
      Thread.sleep(ASK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("INTERRUPTED", e);
    }
  }

  /** Stops the server only if this object started it. */
  @Override
  public void close() {
    Thread last = atExit;
    atExit = null;
    if (last != null && last != Thread.currentThread()) {
      forget(last);
    }
    stop();
    closed.countDown();
  }

  private static void forget(Thread last) {
    try {
      Runtime.getRuntime().removeShutdownHook(last);
    } catch (IllegalStateException e) {
      // the process ends already: it waits for us
      return;
    }
  }

  private void stop() {
    if (started != null) {
      try {
        started.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
