// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.Map;
import java.util.Objects;

/** The settings in force, all of them right. They are read with {@link #read}. */
final class Settings {
  private final Map<String, Given> all;

  /** Takes a value for every key of {@link SettingKeys#ALL}. */
  Settings(Map<String, Given> all) {
    this.all = Map.copyOf(all);
  }

  /**
   * A value as it was written.
   *
   * @param source default, file, variable or command line, in French
   */
  record Given(String text, String source) {
    /** Without the text: it may be a password. */
    @Override
    public String toString() {
      return source;
    }
  }

  static SettingsResult read(SettingSources sources) {
    return SettingsReader.read(sources);
  }

  <T> T get(Setting<T> setting) {
    T value = setting.type().read(text(setting)).value();
    return Objects.requireNonNull(value, "settings are checked before they are used");
  }

  Profile profile() {
    return get(SettingKeys.PROFILE);
  }

  /** As it was written, secrets included. */
  String text(Setting<?> setting) {
    return given(setting).text();
  }

  /** Where it was given, in French. */
  String source(Setting<?> setting) {
    return given(setting).source();
  }

  /** Every setting with its value and where it comes from, a line each; passwords are not shown. */
  String describe() {
    return SettingsText.describe(this);
  }

  private Given given(Setting<?> setting) {
    return Objects.requireNonNull(all.get(setting.key()), setting.key());
  }
}
