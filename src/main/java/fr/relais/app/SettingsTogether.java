// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.List;

/** What settings, each right by itself, must say together. */
final class SettingsTogether {
  private SettingsTogether() {}

  static void check(Settings settings, List<SettingProblem> problems) {
    if (settings.get(SettingKeys.PROFILE) == Profile.LIVE) {
      sandboxOnly(settings, SettingKeys.SANDBOX_CRASH_AT, problems);
      sandboxOnly(settings, SettingKeys.SANDBOX_FAIL_AT, problems);
    }
    if (settings.get(SettingKeys.MLLP_CONNECTIONS_PER_PEER_MAX)
        > settings.get(SettingKeys.MLLP_CONNECTIONS_MAX)) {
      add(
          settings,
          SettingKeys.MLLP_CONNECTIONS_PER_PEER_MAX,
          "Une seule machine pourrait ouvrir plus de connexions que toutes ensemble.",
          "Baissez-le, ou montez mllp.connectionsMax.",
          problems);
    }
    if (settings
            .get(SettingKeys.FOLDER_QUIET_FOR)
            .compareTo(settings.get(SettingKeys.FOLDER_STALLED_AFTER))
        >= 0) {
      add(
          settings,
          SettingKeys.FOLDER_QUIET_FOR,
          "Un fichier serait dit inachevé avant d'être dit au repos.",
          "Donnez une durée plus courte que folder.stalledAfter.",
          problems);
    }
    if (settings.get(SettingKeys.HTTP_PORT) != 0
        && settings.get(SettingKeys.HTTP_PORT).equals(settings.get(SettingKeys.MLLP_PORT))) {
      add(
          settings,
          SettingKeys.MLLP_PORT,
          "Le port MLLP est aussi le port HTTP.",
          "Donnez deux ports différents.",
          problems);
    }
  }

  private static void sandboxOnly(
      Settings settings, Setting<?> setting, List<SettingProblem> problems) {
    if (!settings.text(setting).isEmpty()) {
      add(
          settings,
          setting,
          "Ce réglage fait tomber Relais exprès : interdit en service réel.",
          "Retirez-le, ou prenez le profil sandbox.",
          problems);
    }
  }

  private static void add(
      Settings settings,
      Setting<?> setting,
      String cause,
      String cure,
      List<SettingProblem> problems) {
    problems.add(new SettingProblem(setting.key(), settings.source(setting), cause, cure));
  }
}
