// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.Rights.Relation;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Handover;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The people around one result, at one instant.
 *
 * @param handed whether he was handed the result itself; asked only when nothing nearer is true
 * @param told whether he was told of it; asked only when nothing nearer is true
 * @param refused whether the patient refused in writing that he receives this result
 * @param refusedElsewhere whether the patient refused him for another one; asked of whoever holds a
 *     clinic at the site
 */
public record Circle(
    FollowUp row,
    Roster roster,
    Instant at,
    BooleanSupplier handed,
    BooleanSupplier told,
    BooleanSupplier refused,
    BooleanSupplier refusedElsewhere) {

  /** What this person is to the result. */
  public Relation relation(Practitioner reader) {
    String id = reader.id();
    if (id.equals(row.owner())) {
      return Relation.OWNER;
    }
    if (!reader.role().doctor()) {
      return besideDoctors(reader);
    }
    if (refused.getAsBoolean()) {
      return Relation.REFUSED;
    }
    if (id.equals(row.requester())) {
      return Relation.REQUESTER;
    }
    if (named().flatMap(p -> roster.practitioner(p).stream()).anyMatch(p -> answers(reader, p))) {
      return Relation.SUPERVISOR;
    }
    if (row.openOffer().map(Handover::to).filter(id::equals).isPresent()) {
      return Relation.OFFERED;
    }
    if (handed.getAsBoolean()) {
      return Relation.HANDED;
    }
    if (named().anyMatch(p -> roster.replacementOf(p, at).filter(reader::equals).isPresent())) {
      return Relation.REPLACEMENT;
    }
    if (Cover.of(roster, row.site(), row.owner(), at).holds(id) || told.getAsBoolean()) {
      return Relation.COVERING;
    }
    return present(reader) && !refusedElsewhere.getAsBoolean() ? Relation.PRESENT : Relation.NONE;
  }

  private Stream<String> named() {
    return Stream.of(row.owner(), row.requester()).filter(Objects::nonNull).map(String.class::cast);
  }

  private static boolean answers(Practitioner reader, Practitioner junior) {
    return junior.role() == Role.JUNIOR && reader.id().equals(junior.supervisor());
  }

  private boolean present(Practitioner reader) {
    String site = row.site();
    return site != null
        && roster.presentAt(site, at.atZone(ParisTime.ZONE).toLocalDate()).contains(reader);
  }

  /** A secretary of a place that is not a care place is no more than its host agent. */
  private Relation besideDoctors(Practitioner reader) {
    if (reader.role() == Role.SITE) {
      return handed.getAsBoolean() ? Relation.HANDED : Relation.NONE;
    }
    boolean his = reader.site() != null && reader.site().equals(row.site());
    boolean placed = reader.role() != Role.SECRETARY || carePlace();
    return his && placed ? Relation.OF_SITE : Relation.NONE;
  }

  private boolean carePlace() {
    return roster.site(row.site()).map(Site::carePlace).orElse(false);
  }
}
