// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.store.InstallationKeys;
import fr.relais.adapters.store.KeyFile;
import fr.relais.adapters.store.Postgres;
import fr.relais.adapters.store.PostgresStore;
import fr.relais.flow.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Year;
import java.util.Deque;

/** Opens the database, the keys and the store that the settings name. */
final class Stores {

  /** Everything else is closed by then. */
  private static final Duration LAST_STOP = Duration.ofSeconds(10);

  private Stores() {}

  /** The store alone, for commands that only read or import. */
  static Store open(Settings settings, String database, boolean fresh, Deque<AutoCloseable> open) {
    return open(settings, postgres(settings, open, Duration.ZERO), database, fresh);
  }

  static Store open(Settings settings, Postgres postgres, String database, boolean fresh) {
    Postgres.Database where =
        settings.get(SettingKeys.DATABASE_URL).isPresent()
            ? postgres.database()
            : postgres.database(database, fresh);
    return new PostgresStore(
            where,
            keys(settings),
            settings.get(SettingKeys.NODE),
            settings.get(SettingKeys.DATABASE_POOL))
        .servingOnly(settings.profile().word());
  }

  /**
   * The server, for whoever closes what is open when the process is told to end: an embedded one
   * lasts until then.
   */
  static Postgres postgres(Settings settings, Deque<AutoCloseable> open) {
    return postgres(settings, open, LAST_STOP);
  }

  private static Postgres postgres(
      Settings settings, Deque<AutoCloseable> open, Duration patience) {
    Postgres postgres =
        settings
            .get(SettingKeys.DATABASE_URL)
            .map(url -> Postgres.at(withUser(url, settings)))
            .orElseGet(
                () ->
                    Postgres.embedded(
                        settings.get(SettingKeys.DATA_DIR).toAbsolutePath().resolve("postgres"),
                        settings.get(SettingKeys.DATABASE_PORT),
                        patience));
    synchronized (open) {
      open.addLast(postgres);
    }
    return postgres;
  }

  private static String withUser(String url, Settings settings) {
    String user = settings.get(SettingKeys.DATABASE_USER);
    String password = settings.get(SettingKeys.DATABASE_PASSWORD);
    StringBuilder full = new StringBuilder(url);
    char next = url.indexOf('?') < 0 ? '?' : '&';
    if (!user.isEmpty()) {
      full.append(next).append("user=").append(encoded(user));
      next = '&';
    }
    if (!password.isEmpty()) {
      full.append(next).append("password=").append(encoded(password));
    }
    return full.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The sandbox makes its keys; live reads those that the operator made and saved elsewhere. */
  static InstallationKeys keys(Settings settings) {
    KeyFile file = new KeyFile(settings.get(SettingKeys.KEYS_FILE));
    return settings.profile() == Profile.SANDBOX
        ? file.loadOrCreate("sandbox-" + Year.now())
        : file.load();
  }
}
