// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.List;
import java.util.function.Function;

/** Settings, or everything that is wrong with them. */
sealed interface SettingsResult {

  <T> T fold(Function<Settings, T> read, Function<List<SettingProblem>, T> refused);

  /** All are right. */
  record Read(Settings settings) implements SettingsResult {
    @Override
    public <T> T fold(Function<Settings, T> read, Function<List<SettingProblem>, T> refused) {
      return read.apply(settings);
    }
  }

  /** At least one is wrong: Relais does not start. */
  record Refused(List<SettingProblem> problems) implements SettingsResult {
    public Refused {
      problems = List.copyOf(problems);
    }

    @Override
    public <T> T fold(Function<Settings, T> read, Function<List<SettingProblem>, T> refused) {
      return refused.apply(problems);
    }
  }
}
