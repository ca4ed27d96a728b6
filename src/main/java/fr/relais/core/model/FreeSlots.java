// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.util.List;

/** The times at which a doctor's own agenda says that he is free; each import replaces the last. */
public record FreeSlots(String practitioner, List<Slot> slots) {
  public FreeSlots {
    slots = List.copyOf(slots);
  }
}
