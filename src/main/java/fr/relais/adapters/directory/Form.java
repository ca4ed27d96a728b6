// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import java.util.Arrays;
import java.util.List;

/**
 * What a file must look like.
 *
 * @param columns all that are known, in any order
 * @param required those that every file must have
 */
record Form(String file, List<String> columns, List<String> required) {

  /**
   * @param columns a question mark in front: a file may leave it out
   */
  static Form of(String file, String... columns) {
    return new Form(
        file,
        Arrays.stream(columns).map(c -> c.startsWith("?") ? c.substring(1) : c).toList(),
        Arrays.stream(columns).filter(c -> !c.startsWith("?")).toList());
  }
}
