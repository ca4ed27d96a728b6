// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must not wait at one site, for when Relais itself cannot be opened.
 *
 * @param site null: results of which no site is known
 * @param at when it was made
 * @param entries most pressing first
 * @param roster names of the people in it
 */
public record EmergencyList(@Nullable Site site, Instant at, List<Entry> entries, Roster roster) {
  public EmergencyList {
    entries = List.copyOf(entries);
  }

  /**
   * One result.
   *
   * @param line what may be shown of it
   * @param since when its owner became responsible
   */
  public record Entry(Cases.Line line, Instant since) {}

  public String name(@Nullable String practitioner) {
    return practitioner == null
        ? ""
        : roster.practitioner(practitioner).map(Practitioner::title).orElse(practitioner);
  }
}
