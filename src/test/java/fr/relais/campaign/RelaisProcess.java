// SPDX-License-Identifier: Apache-2.0
package fr.relais.campaign;

import fr.relais.adapters.store.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real program in a JVM of its own, on free ports, with a data directory of its own. It can be
 * killed and started again on the same data.
 */
final class RelaisProcess implements AutoCloseable {
  private static final Duration READY_WAIT = Duration.ofSeconds(60);
  private static final Pattern PAGES = Pattern.compile("pages +http://localhost:(\\d+)");
  private static final Pattern MLLP = Pattern.compile("MLLP +127\\.0\\.0\\.1:(\\d+)");

  private final Path home;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Path> outputs = new ArrayList<>();
  private @Nullable Process process;
  private volatile int mllpPort;
  private volatile int httpPort;

  /**
   * @param home new or from an earlier start
   */
  RelaisProcess(Path home) {
    this.home = home.toAbsolutePath();
    with("data.dir", data().toString());
    with("keys.file", home.resolve("keys").toAbsolutePath().toString());
    with("folder.in", data().resolve("in").toString());
    with("folder.out", data().resolve("out").toString());
    with("http.port", "0");
    with("mllp.port", "0");
    // doctors with folders only: what was handed to them is a file that stays
    with("sandbox.people", Path.of("test-fixtures/people-folders").toAbsolutePath().toString());
    with("sandbox.simulators", "non");
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** A folder under {@code target} for this test and this user, empty. */
  static Path newHome(String name) throws IOException {
    Path home =
        Path.of("target", "campaign-" + System.getProperty("user.name"), name).toAbsolutePath();
    LeftDatabase.of(home.resolve("data")).kill();
    LeftDatabase.of(home).kill();
    delete(home);
    TestDatabase.withProgram(home.resolve("data").resolve("postgres"));
    return home;
  }

  /** Removes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  RelaisProcess with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  Path data() {
    return home.resolve("data");
  }

  Path setting(String name) {
    return Path.of(settings.getOrDefault(name, ""));
  }

  int mllpPort() {
    return mllpPort;
  }

  /** What it wrote to its standard output and error, all starts. */
  List<Path> outputs() {
    return List.copyOf(outputs);
  }

  /**
   * Starts and waits until it serves.
   *
   * @param once settings of this start alone
   * @return how long it took
   */
  Duration start(String... once) throws IOException {
    Files.createDirectories(home);
    if (!settings.containsKey("routes.dir")) {
      with("routes.dir", withoutNoyers().toString());
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // killed before the second compiler's work would pay
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                "fr.relais.app.Main",
                "serve"));
    settings.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
    for (String setting : once) {
      command.addAll(List.of("--set", setting));
    }
    Path output = home.resolve("output-" + outputs.size() + ".log");
    outputs.add(output);
    long begun = System.nanoTime();
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process = started;
    waitUntilReady(started, output);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** The shipped routes, where no site files in the DMP: what is counted is the walk alone. */
  private Path withoutNoyers() throws IOException {
    Path copy = home.resolve("routes");
    try (Stream<Path> all = Files.walk(Path.of("routes"))) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(Path.of("routes").relativize(each));
        if (!each.endsWith("noyers.yaml") && !Files.exists(to)) {
          Files.createDirectories(to.getParent());
          Files.copy(each, to);
        }
      }
    }
    return copy;
  }

  /** Without the tests: their logging and their resources are not the program's. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void waitUntilReady(Process started, Path output) throws IOException {
    long end = System.nanoTime() + READY_WAIT.toNanos();
    while (true) {
      String said = Files.readString(output, StandardCharsets.UTF_8);
      Matcher pages = PAGES.matcher(said);
      Matcher mllp = MLLP.matcher(said);
      if (said.contains("sorties ") && pages.find() && mllp.find()) {
        httpPort = Integer.parseInt(pages.group(1));
        mllpPort = Integer.parseInt(mllp.group(1));
        return;
      }
      if (!started.isAlive()) {
        throw new IOException("Relais ended before it was ready:\n" + said);
      }
      if (System.nanoTime() > end) {
        throw new IOException("Relais is not ready:\n" + said);
      }
      Pause.millis(10);
    }
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  long pid() {
    return Objects.requireNonNull(process).pid();
  }

  /** SIGKILL: nothing of it runs any more when this returns. */
  void kill() {
    mllpPort = 0;
    if (process != null) {
      process.destroyForcibly();
      waitForEnd();
    }
  }

  /** Waits until it has ended by itself. */
  void waitForEnd() {
    try {
      if (process != null && !process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Relais does not end");
      }
      mllpPort = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** SIGTERM, as an operator stops it. */
  void stop() {
    mllpPort = 0;
    if (process != null) {
      process.destroy();
      waitForEnd();
    }
  }

  String get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30)).build());
  }

  /** One line of the sandbox console. */
  String console(String line) {
    return send(
        HttpRequest.newBuilder(uri("/bac-a-sable/console"))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(line))
            .build());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  private String send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A number of {@code /ops/figures}; 0 when it is not there. */
  long figure(String name) {
    Matcher number = Pattern.compile("\"" + name + "\":(\\d+)").matcher(get("/ops/figures"));
    return number.find() ? Long.parseLong(number.group(1)) : 0;
  }

  /** Ends the program and the database that it left. */
  @Override
  public void close() {
    try {
      stop();
    } finally {
      LeftDatabase.of(data()).stop();
    }
  }
}
