// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.Optional;

/** Words of the sandbox's console about one of the simulators around it. */
interface ConsoleWords {
  /** How wide the words stand in {@link #help}. */
  int WIDTH = 35;

  /** One line for each: how it is typed, what it does. */
  String help();

  /**
   * The answer; empty when the first word is none of these. Never throws on what is typed.
   *
   * @param verb the first word, in lower case and without accents
   * @param rest what follows it, as it was typed
   */
  Optional<String> answer(String verb, String rest);

  /** A line of the help. */
  static String line(String typed, String does) {
    return typed + " ".repeat(Math.max(1, WIDTH - typed.length())) + does + "\n";
  }
}
