// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.ZoneId;

/** The wall clock of the house. */
public final class ParisTime {
  public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private ParisTime() {}
}
