// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Endpoint;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.SenderCode;
import fr.relais.core.model.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sites whose results an import could send elsewhere.
 *
 * @param everywhere it touches what belongs to no site: only the operator answers for that
 */
record TouchedSites(Set<Site> sites, boolean everywhere) {

  TouchedSites {
    sites = Set.copyOf(sites);
  }

  static TouchedSites of(Roster before, Roster after) {
    Looking looking = new Looking(before, after, new HashSet<>(), new ArrayList<>());
    changed(before.sites(), after.sites()).forEach(site -> looking.site(site.id()));
    changed(before.practitioners(), after.practitioners()).forEach(looking::person);
    changed(before.periods(), after.periods()).forEach(looking::period);
    changed(before.senders(), after.senders()).forEach(sender -> looking.site(sender.site()));
    changed(before.codes(), after.codes()).forEach(looking::code);
    changed(before.endpoints(), after.endpoints()).forEach(looking::endpoint);
    return new TouchedSites(looking.found, !looking.nowhere.isEmpty());
  }

  /** Whether he is the referent, today, of all that it touches. */
  boolean answeredBy(Practitioner person) {
    return !everywhere
        && !sites.isEmpty()
        && sites.stream().allMatch(site -> site.referent().equals(person.id()));
  }

  private static <T> List<T> changed(List<T> before, List<T> after) {
    List<T> changed = new ArrayList<>(before);
    changed.removeAll(after);
    after.stream().filter(row -> !before.contains(row)).forEach(changed::add);
    return changed;
  }

  /** What was found so far. */
  private record Looking(Roster before, Roster after, Set<Site> found, List<String> nowhere) {
    void site(@Nullable String id) {
      Site known = before.site(id).orElse(null);
      if (known == null) {
        nowhere.add("");
      } else {
        found.add(known);
      }
    }

    void person(Practitioner person) {
      Set<String> places = new HashSet<>();
      if (person.site() != null) {
        places.add(person.site());
      }
      for (Roster roster : List.of(before, after)) {
        roster.sites().stream()
            .filter(s -> s.referent().equals(person.id()))
            .forEach(s -> places.add(s.id()));
        roster.periods().stream()
            .filter(p -> person.id().equals(p.practitioner()))
            .map(Period::site)
            .filter(Objects::nonNull)
            .forEach(places::add);
      }
      if (places.isEmpty()) {
        nowhere.add(person.id());
      }
      places.forEach(this::site);
    }

    void period(Period period) {
      Practitioner holder = before.practitioner(period.practitioner()).orElse(null);
      if (period.site() != null) {
        site(period.site());
      } else if (period.kind() == Period.Kind.OPERATOR_DUTY || holder == null) {
        nowhere.add("");
      } else {
        person(holder);
      }
    }

    void code(SenderCode code) {
      Practitioner named = before.practitioner(code.practitioner()).orElse(null);
      if (named != null) {
        person(named);
      } else {
        site(code.site());
      }
    }

    void endpoint(Endpoint endpoint) {
      before
          .practitioner(endpoint.practitioner())
          .ifPresentOrElse(this::person, () -> nowhere.add(endpoint.practitioner()));
    }
  }
}
