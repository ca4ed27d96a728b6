// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.stream.Collectors;

/** Settings for people: as they are in force, and as the documentation lists them. */
final class SettingsText {
  private SettingsText() {}

  /** One line a setting: key, value, source, title. */
  static String describe(Settings settings) {
    return SettingKeys.ALL.stream()
        .map(setting -> line(settings, setting))
        .collect(Collectors.joining());
  }

  private static String line(Settings settings, Setting<?> setting) {
    return String.format(
        "%-27s = %-24s [%s] %s\n",
        setting.key(), shown(settings, setting), settings.source(setting), setting.title());
  }

  private static String shown(Settings settings, Setting<?> setting) {
    if (settings.text(setting).isEmpty()) {
      return "(vide)";
    }
    return setting.secret() ? "(donné, jamais affiché)" : settings.text(setting);
  }

  /** The table of every setting, in Markdown. */
  static String markdown() {
    return "| Réglage | Titre | Ce qu'il change | Type | Bac à sable | Service réel | Exemple |\n"
        + "| --- | --- | --- | --- | --- | --- | --- |\n"
        + SettingKeys.ALL.stream().map(SettingsText::row).collect(Collectors.joining());
  }

  private static String row(Setting<?> setting) {
    return "| `"
        + setting.key()
        + "` | "
        + setting.title()
        + " | "
        + setting.sentence()
        + " | "
        + setting.type().french()
        + " | "
        + code(setting.sandbox())
        + " | "
        + live(setting)
        + " | "
        + code(setting.example())
        + " |\n";
  }

  private static String live(Setting<?> setting) {
    boolean mustBeGiven = setting.type().read(setting.live()).cause() != null;
    return mustBeGiven ? "à donner" : code(setting.live());
  }

  private static String code(String value) {
    return value.isEmpty() ? "(vide)" : "`" + value + "`";
  }
}
