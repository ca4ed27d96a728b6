// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who stands on each rung for one site at one instant.
 *
 * @param people a stand that nobody holds is absent; the operator's doctor is always there
 */
public record Cover(Map<Stand, String> people, Roster roster, Instant at) {

  public static Cover of(Roster roster, @Nullable String site, String owner, Instant at) {
    Map<Stand, String> people = new EnumMap<>(Stand.class);
    people.put(Stand.OWNER, owner);
    LocalDate day = at.atZone(ParisTime.ZONE).toLocalDate();
    roster
        .dutyDoctor(site, at)
        .filter(d -> d.mayOwn(day))
        .ifPresent(d -> people.put(Stand.DUTY_DOCTOR, d.id()));
    roster
        .site(site)
        .flatMap(s -> roster.practitioner(s.referent()))
        .filter(r -> r.mayOwn(day))
        .ifPresent(r -> people.put(Stand.REFERENT, r.id()));
    roster.operatorDoctor(at).ifPresent(o -> people.put(Stand.OPERATOR_DOCTOR, o.id()));
    return new Cover(people, roster, at);
  }

  /** The same without these people: whoever owns it stays. */
  public Cover without(Set<String> barred) {
    Map<Stand, String> others = new EnumMap<>(Stand.class);
    people.forEach(
        (stand, person) -> {
          if (stand == Stand.OWNER || !barred.contains(person)) {
            others.put(stand, person);
          }
        });
    return new Cover(others, roster, at);
  }

  /**
   * The people of a rung. Where a stand is empty, or held by the silent owner or by someone who was
   * asked before, the next stand is asked: an escalation goes to another person than the one who
   * failed, as long as there is one.
   *
   * @param asked those whom earlier rungs asked in vain
   */
  public List<String> on(Set<Stand> rung, Set<String> asked) {
    List<String> found = new ArrayList<>();
    for (Stand stand : EnumSet.copyOf(rung)) {
      if (stand == Stand.OWNER) {
        add(found, people.get(stand));
      } else {
        climb(stand, asked).or(() -> climb(stand, Set.of())).ifPresent(p -> add(found, p));
      }
    }
    if (found.isEmpty()) {
      add(found, people.get(Stand.OWNER));
    }
    return List.copyOf(found);
  }

  /** Whoever holds the stand, or the next one above who is neither the owner nor one of these. */
  Optional<String> climb(Stand from, Set<String> asked) {
    String owner = people.get(Stand.OWNER);
    for (Stand stand : EnumSet.range(from, Stand.OPERATOR_DOCTOR)) {
      String person = people.get(stand);
      if (person != null && !person.equals(owner) && !asked.contains(person)) {
        return Optional.of(person);
      }
    }
    return Optional.empty();
  }

  private static void add(List<String> found, @Nullable String person) {
    if (person != null && !found.contains(person)) {
      found.add(person);
    }
  }

  /**
   * Whether this person holds any stand now, or takes the owner's place: he may take charge in the
   * owner's stead.
   */
  public boolean holds(String person) {
    String owner = people.get(Stand.OWNER);
    return people.containsValue(person)
        || owner != null && replacementOf(owner).filter(person::equals).isPresent();
  }

  public Optional<String> who(Stand stand) {
    return Optional.ofNullable(people.get(stand));
  }

  /** Who takes this doctor's place now. */
  public Optional<String> replacementOf(String doctor) {
    return roster.replacementOf(doctor, at).map(Practitioner::id);
  }

  /**
   * Whether the owner can be expected to react: not away, his mission not ended, and within his
   * declared hours.
   */
  public boolean ownerReachable() {
    String owner = people.get(Stand.OWNER);
    LocalDate day = at.atZone(ParisTime.ZONE).toLocalDate();
    return owner != null
        && !roster.absent(owner, at)
        && roster
            .practitioner(owner)
            .map(p -> !p.missionEnded(day) && withinHours(p))
            .orElse(false);
  }

  private boolean withinHours(Practitioner practitioner) {
    LocalTime opens = practitioner.opensAt();
    LocalTime closes = practitioner.closesAt();
    if (opens == null || closes == null) {
      return true;
    }
    LocalDate day = at.atZone(ParisTime.ZONE).toLocalDate();
    LocalTime time = at.atZone(ParisTime.ZONE).toLocalTime();
    return WorkingCalendar.isWorkingDay(day) && !time.isBefore(opens) && time.isBefore(closes);
  }
}
