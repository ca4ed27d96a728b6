// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether a server keeps what it says it kept. Asked on each start. */
final class Durability {
  private static final int VERSION_MIN = 14;
  private static final Map<String, Set<String>> SAFE =
      Map.of(
          "fsync", Set.of("on"),
          "full_page_writes", Set.of("on"),
          "synchronous_commit", Set.of("on", "remote_write", "remote_apply"));

  private Durability() {}

  /**
   * @throws UnsafeDatabase when one setting is not safe
   */
  static void check(Sql sql) {
    long version = sql.number("SELECT current_setting('server_version_num')::bigint / 10000");
    if (version < VERSION_MIN) {
      throw new UnsafeDatabase(
          "server_version",
          "PostgreSQL "
              + version
              + " est trop ancien : installez la version "
              + VERSION_MIN
              + " ou une plus récente.");
    }
    for (Map.Entry<String, Set<String>> each : new TreeMap<>(SAFE).entrySet()) {
      String setting = each.getKey();
      String value =
          sql.first("SELECT current_setting(?) AS value", row -> row.text("value"), setting)
              .orElseThrow();
      if (!each.getValue().contains(value)) {
        throw new UnsafeDatabase(setting, refusal(setting, value));
      }
    }
  }

  private static String refusal(String setting, String value) {
    return "Le réglage PostgreSQL « "
        + setting
        + " » vaut « "
        + value
        + " » : une panne pourrait perdre un résultat acquitté. Mettez « "
        + setting
        + " = on » dans postgresql.conf (et pour la base et l'utilisateur de Relais), rechargez"
        + " PostgreSQL, puis relancez Relais.";
  }
}
