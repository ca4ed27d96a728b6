// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.Locale;

/**
 * One thing that a person may set.
 *
 * @param title in French, a few words
 * @param sentence in French, what it changes
 * @param sandbox default in the sandbox profile
 * @param live default in the live profile; a text that the type refuses when it must be given
 * @param secret never shown
 */
record Setting<T>(
    String key,
    SettingType<T> type,
    String sandbox,
    String live,
    String title,
    String sentence,
    String example,
    boolean secret) {

  static <T> Setting<T> of(String key, SettingType<T> type, String both) {
    return of(key, type, both, both);
  }

  static <T> Setting<T> of(String key, SettingType<T> type, String sandbox, String live) {
    return new Setting<>(key, type, sandbox, live, "", "", "", false);
  }

  Setting<T> says(String newTitle, String newSentence, String newExample) {
    return new Setting<>(key, type, sandbox, live, newTitle, newSentence, newExample, secret);
  }

  Setting<T> hidden() {
    return new Setting<>(key, type, sandbox, live, title, sentence, example, true);
  }

  String defaultOf(Profile profile) {
    return switch (profile) {
      case SANDBOX -> sandbox;
      case LIVE -> live;
    };
  }

  /** {@code mllp.port} is {@code RELAIS_MLLP_PORT} in the environment. */
  String variable() {
    return "RELAIS_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
