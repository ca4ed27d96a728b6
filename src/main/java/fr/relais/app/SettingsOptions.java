// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every command that needs settings is given them. */
final class SettingsOptions {
  @Option(names = "--profile", paramLabel = "sandbox|live", description = "profil (sandbox)")
  private @Nullable String profile;

  @Option(
      names = "--settings",
      paramLabel = "FICHIER",
      description = "réglages, au format « clé=valeur »")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "CLÉ=VALEUR",
      description = "un réglage, plus fort que le fichier")
  private List<String> set = new ArrayList<>();

  /** The same, for a command that must never touch real people. */
  Settings sandbox(String... defaults) {
    Settings settings = read(defaults);
    if (settings.profile() != Profile.SANDBOX) {
      throw new CommandFailure("Cette commande ne sert que dans le bac à sable.");
    }
    return settings;
  }

  /** The settings, with these defaults of the command itself. */
  Settings read(String... defaults) {
    List<String> all = new ArrayList<>();
    for (String one : defaults) {
      String key = one.substring(0, one.indexOf('=') + 1);
      if (set.stream().noneMatch(s -> s.startsWith(key))) {
        all.add(one);
      }
    }
    all.addAll(set);
    if (profile != null) {
      all.add("profile=" + profile);
    }
    return Settings.read(new SettingSources(file, System.getenv(), all))
        .fold(
            settings -> settings,
            problems -> {
              throw new CommandFailure(
                  problems.stream()
                      .map(SettingProblem::toString)
                      .collect(Collectors.joining("\n", "Réglages refusés :\n", "")));
            });
  }
}
