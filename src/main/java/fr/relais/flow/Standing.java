// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Rights;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In what quality someone sees a patient's results together.
 *
 * @param sites of which the results are shown, beyond those that he may open anyway
 */
record Standing(Practitioner person, Rights.Relation relation, List<Site> sites) {
  Standing {
    sites = List.copyOf(sites);
  }

  /** A doctor who holds a clinic today; empty for everyone else. */
  static Optional<Standing> present(Roster roster, String reader, Instant now) {
    LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
    Practitioner person = roster.practitioner(reader).orElse(null);
    if (person == null || !person.mayOwn(today)) {
      return Optional.empty();
    }
    List<Site> sites =
        roster.sites().stream()
            .filter(site -> roster.presentAt(site.id(), today).contains(person))
            .toList();
    return sites.isEmpty()
        ? Optional.empty()
        : Optional.of(new Standing(person, Rights.Relation.PRESENT, sites));
  }

  /** Whoever reads the whole of this result and is near enough to its patient. */
  static Optional<Standing> by(
      Transaction tx, Circles circles, FollowUp row, String reader, Instant now) {
    Roster roster = tx.roster();
    Rights.Reading reading = circles.reading(tx, row, reader, now);
    boolean may = reading.view() == Rights.View.WHOLE && Rights.gathers(reading.relation());
    return may
        ? roster
            .practitioner(reader)
            .map(
                person ->
                    new Standing(
                        person, reading.relation(), roster.site(row.site()).stream().toList()))
        : Optional.empty();
  }

  /** Whether results of this site are among those shown. */
  boolean at(@Nullable String site) {
    return sites.stream().anyMatch(own -> own.id().equals(site));
  }
}
