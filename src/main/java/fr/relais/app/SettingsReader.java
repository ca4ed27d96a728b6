// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gathers the settings from their sources and tells everything that is wrong at once. */
final class SettingsReader {
  private final Map<String, Settings.Given> given = new LinkedHashMap<>();
  private final List<SettingProblem> problems = new ArrayList<>();

  private SettingsReader() {}

  static SettingsResult read(SettingSources sources) {
    SettingsReader reader = new SettingsReader();
    if (sources.file() != null) {
      reader.file(sources.file());
    }
    new TreeMap<>(sources.environment()).forEach(reader::variable);
    sources.overrides().forEach(reader::override);
    return reader.settings();
  }

  private void file(Path file) {
    Properties lines = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      lines.load(in);
    } catch (IOException | IllegalArgumentException e) {
      problems.add(
          new SettingProblem(
              "--settings",
              "ligne de commande",
              "Le fichier de réglages ne peut pas être lu.",
              "Vérifiez le chemin, le droit de lecture, et qu'il est écrit en UTF-8."));
    }
    for (String key : lines.stringPropertyNames().stream().sorted().toList()) {
      give(key, lines.getProperty(key), "fichier");
    }
  }

  private void variable(String name, String value) {
    if (!name.startsWith("RELAIS_")) {
      return;
    }
    Optional<Setting<?>> setting =
        SettingKeys.ALL.stream().filter(s -> s.variable().equals(name)).findFirst();
    if (setting.isPresent()) {
      give(setting.get().key(), value, "variable " + name);
    } else {
      problems.add(
          new SettingProblem(
              name,
              "environnement",
              "Cette variable n'est aucun réglage.",
              "Corrigez son nom ou retirez-la (sous Kubernetes : enableServiceLinks: false)."));
    }
  }

  private void override(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      problems.add(
          new SettingProblem(
              "--set",
              "ligne de commande",
              "Il manque le signe égal entre le réglage et sa valeur.",
              "Écrivez par exemple --set http.port=8080."));
      return;
    }
    give(text.substring(0, equals).strip(), text.substring(equals + 1), "--set");
  }

  private void give(String key, String value, String source) {
    Optional<Setting<?>> setting =
        SettingKeys.ALL.stream().filter(s -> s.key().equals(key)).findFirst();
    if (setting.isEmpty()) {
      problems.add(
          new SettingProblem(
              key, source, "Ce réglage n'existe pas.", "Réglages proches : " + near(key)));
      return;
    }
    String text = setting.get().secret() ? value : value.strip();
    given.put(key, new Settings.Given(text, source));
  }

  /** Those of the same family, or the names of the families. */
  private static String near(String key) {
    String family = key.contains(".") ? key.substring(0, key.indexOf('.') + 1) : key;
    List<String> same =
        SettingKeys.ALL.stream().map(Setting::key).filter(k -> k.startsWith(family)).toList();
    return same.isEmpty()
        ? SettingKeys.ALL.stream()
            .map(s -> s.key().replaceFirst("\\..*", ".*"))
            .distinct()
            .collect(Collectors.joining(", ", "", "."))
        : String.join(", ", same) + ".";
  }

  private SettingsResult settings() {
    Profile profile = profile();
    Map<String, Settings.Given> all = new LinkedHashMap<>();
    int before = problems.size();
    for (Setting<?> setting : SettingKeys.ALL) {
      Settings.Given value =
          given.getOrDefault(
              setting.key(), new Settings.Given(setting.defaultOf(profile), "défaut"));
      all.put(setting.key(), value);
      check(setting, value);
    }
    Settings settings = new Settings(all);
    if (problems.size() == before) {
      SettingsTogether.check(settings, problems);
    }
    return problems.isEmpty()
        ? new SettingsResult.Read(settings)
        : new SettingsResult.Refused(problems);
  }

  /** The sandbox's defaults serve to check the others when the profile itself is wrong. */
  private Profile profile() {
    Settings.Given text = given.get(SettingKeys.PROFILE.key());
    Profile read = text == null ? null : SettingKeys.PROFILE.type().read(text.text()).value();
    return read == null ? Profile.SANDBOX : read;
  }

  private void check(Setting<?> setting, Settings.Given value) {
    String cause = setting.type().read(value.text()).cause();
    if (cause != null) {
      problems.add(
          new SettingProblem(
              setting.key(),
              value.source(),
              cause,
              "Attendu : " + setting.type().french() + " ; exemple : " + setting.example() + "."));
    }
  }
}
