// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.flow.Store;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What the recipients of a load got, and when: mails, notifications, files. */
final class LoadArrivals {
  private static final int HEAD = 8_192;

  private final LoadLedger ledger;
  private final Map<String, Long> tasks = new ConcurrentHashMap<>();
  private final long nanosAtStart = System.nanoTime();
  private final Instant start = Instant.now();

  LoadArrivals(LoadLedger ledger) {
    this.ledger = ledger;
  }

  /** A mail came; its subject names the patient. */
  void mail(byte[] mail) {
    long at = System.nanoTime();
    Integer number =
        LoadMessages.number(
            new String(mail, 0, Math.min(HEAD, mail.length), StandardCharsets.US_ASCII));
    if (number != null) {
      ledger.delivered(number, at);
    }
  }

  /** A notification came; whose it is is looked up afterwards. */
  String notified(String task) {
    tasks.putIfAbsent(task, System.nanoTime());
    return "";
  }

  int notifications() {
    return tasks.size();
  }

  /** Reads what lies in the folders, dated by the file itself, and names the notifications. */
  void read(Path out, Store store) throws IOException {
    try (Stream<Path> all = Files.walk(out)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        Integer number =
            LoadMessages.number(Files.readString(file, Charset.forName("windows-1252")));
        if (number != null) {
          Instant at = Files.getLastModifiedTime(file).toInstant();
          ledger.delivered(number, nanosAtStart + java.time.Duration.between(start, at).toNanos());
        }
      }
    }
    tasks.forEach(
        (task, at) ->
            store.inTransaction(tx -> tx.versions(task)).forEach(version -> named(version, at)));
  }

  private void named(ReportVersion version, long at) {
    Integer number = LoadMessages.number(String.valueOf(version.report().patient().birthName()));
    if (number != null) {
      ledger.delivered(number, at);
    }
  }

  /** Files in the recipients' folders now. */
  static long files(Path out, Roster roster) throws IOException {
    long files = 0;
    for (var doctor : roster.practitioners()) {
      if (doctor.folder() != null) {
        try (Stream<Path> inside = Files.list(out.resolve(doctor.folder()))) {
          files += inside.filter(f -> !f.getFileName().toString().endsWith(".tmp")).count();
        }
      }
    }
    return files;
  }
}
