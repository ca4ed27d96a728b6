// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where settings are given, the later one winning: file, environment, command line.
 *
 * @param file Java properties in UTF-8; null when none was named
 * @param environment all the variables; those that begin with {@code RELAIS_} are read
 * @param overrides each {@code key=value} of {@code --set}
 */
record SettingSources(
    @Nullable Path file, Map<String, String> environment, List<String> overrides) {
  SettingSources {
    environment = Map.copyOf(environment);
    overrides = List.copyOf(overrides);
  }
}
