// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.util.Locale;

/**
 * The two ways to run: among fictitious people, or for real. Each refuses the other's identities.
 */
enum Profile {
  SANDBOX,
  LIVE;

  /** As it is written in the settings. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
