// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Endpoint;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PeopleExtract;
import fr.relais.core.model.PeopleExtract.Capacity;
import fr.relais.core.model.PeopleExtract.Mailbox;
import fr.relais.core.model.PeopleExtract.Mission;
import fr.relais.core.model.PeopleExtract.Stay;
import fr.relais.core.model.PeopleExtract.Time;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.SiteReference;
import fr.relais.flow.AgendaMessages.Free;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an extract changes, once everyone and every place of it was looked up: its own periods, the
 * mission, role and mailbox of people who are known, and their free times.
 */
final class Extracted {
  private final String file;
  private final String source;
  private final Instant now;
  private final Problems problems;
  private final Problems notes;
  private final Lookup lookup;
  private final Map<String, Set<String>> sites = new HashMap<>();

  Extracted(
      String file, String source, Draft draft, Instant now, Problems problems, Problems notes) {
    this.file = file;
    this.source = source;
    this.now = now;
    this.problems = problems;
    this.notes = notes;
    this.lookup = new Lookup(draft, file, notes);
  }

  /** Who would be changed: the last day of a mission, a replacement, a mailbox without dates. */
  Map<String, Practitioner> people(PeopleExtract extract) {
    Map<String, Practitioner> changed = new LinkedHashMap<>();
    Map<String, List<Mission>> missions = new LinkedHashMap<>();
    for (Mission mission : extract.missions()) {
      Optional<Practitioner> who = lookup.person(mission.who(), mission.place());
      boolean placed = mission.site() == null || at(mission.site(), who, mission.place()) != null;
      if (who.isPresent() && placed) {
        changed.putIfAbsent(who.get().id(), who.get());
        missions.computeIfAbsent(who.get().id(), id -> new ArrayList<>()).add(mission);
      }
    }
    missions.forEach((id, all) -> changed.computeIfPresent(id, (i, p) -> employed(p, all)));
    for (Mailbox mailbox : extract.mailboxes()) {
      if (mailbox.from() == null && mailbox.to() == null) {
        lookup
            .person(mailbox.who(), mailbox.place())
            .ifPresent(
                p ->
                    changed.merge(
                        p.id(),
                        p.reached(Channel.MAIL, address(mailbox)),
                        (was, is) -> was.reached(Channel.MAIL, is.mailbox())));
      }
    }
    return changed;
  }

  private Practitioner employed(Practitioner person, List<Mission> missions) {
    List<Mission> volunteer =
        missions.stream().filter(m -> m.capacity() == Capacity.VOLUNTEER).toList();
    Optional<LocalDate> ends =
        volunteer.stream()
            .map(Mission::to)
            .flatMap(Stream::ofNullable)
            .max(Comparator.naturalOrder())
            .filter(day -> volunteer.stream().allMatch(m -> m.to() != null));
    List<Mission> replaces =
        missions.stream().filter(m -> m.capacity() == Capacity.REPLACEMENT).toList();
    boolean replacement = !replaces.isEmpty() && replaces.size() == missions.size();
    if (!replaces.isEmpty()
        && person.role() != Role.REPLACEMENT
        && !(replacement && person.role() == Role.DOCTOR)) {
      notes.add(
          file,
          0,
          replaces.get(0).place(),
          "Cette personne n'est pas que remplaçante : people.csv dit ce qu'elle est.",
          "Vérifiez son rôle dans people.csv.");
    }
    return new Employment(person)
        .as(replacement && person.role() == Role.DOCTOR ? Role.REPLACEMENT : person.role())
        .until(ends.orElse(person.missionEnds()));
  }

  /** The mailboxes that have dates: those of a person stand in place of what he had. */
  List<Located<Endpoint>> endpoints(PeopleExtract extract) {
    List<Located<Endpoint>> dated = new ArrayList<>();
    Map<String, List<Mailbox>> byPerson = new HashMap<>();
    for (Mailbox mailbox : extract.mailboxes()) {
      Practitioner who = lookup.person(mailbox.who(), mailbox.place()).orElse(null);
      if (who == null) {
        continue;
      }
      List<Mailbox> others = byPerson.computeIfAbsent(who.id(), id -> new ArrayList<>());
      if (others.stream().anyMatch(o -> contradicts(o, mailbox))) {
        wrong(
            mailbox.place(),
            "Cette personne aurait deux messageries le même jour.",
            "N'en gardez qu'une, ou datez-les.");
      }
      others.add(mailbox);
      Endpoint endpoint =
          new Endpoint(who.id(), Channel.MAIL, address(mailbox), mailbox.from(), mailbox.to());
      boolean known = dated.stream().anyMatch(e -> e.value().equals(endpoint));
      if (!known && (mailbox.from() != null || mailbox.to() != null)) {
        dated.add(new Located<>(file, 0, mailbox.place() + " : ", endpoint));
      }
    }
    return dated;
  }

  /** One that has dates takes the place of one that has none, as in endpoints.csv. */
  private static boolean contradicts(Mailbox one, Mailbox other) {
    boolean bothDated = dated(one) == dated(other);
    return bothDated
        && !one.address().equalsIgnoreCase(other.address())
        && !before(one.to(), other.from())
        && !before(other.to(), one.from());
  }

  private static boolean dated(Mailbox one) {
    return one.from() != null || one.to() != null;
  }

  private static boolean before(@Nullable LocalDate end, @Nullable LocalDate start) {
    return end != null && start != null && end.isBefore(start);
  }

  private String address(Mailbox mailbox) {
    if (!Row.isMailbox(mailbox.address())) {
      wrong(
          mailbox.place(),
          "Ce n'est pas une adresse de messagerie.",
          "Écrivez-la ainsi : prenom.nom@operateur.mssante.fr.");
    }
    return mailbox.address().toLowerCase(Locale.ROOT);
  }

  /** Presences, and absences of the whole person. */
  List<Located<Period>> periods(PeopleExtract extract) {
    List<Located<Period>> all = new ArrayList<>();
    Map<String, Away> away = new LinkedHashMap<>();
    for (Stay stay : extract.stays()) {
      Optional<Practitioner> who = lookup.person(stay.who(), stay.place());
      boolean everywhere = stay.away() && stay.site() == null;
      String site = everywhere ? null : at(stay.site(), who, stay.place());
      if (who.isPresent() && (everywhere || site != null)) {
        Period.Kind kind = stay.away() ? Period.Kind.ABSENCE : Period.Kind.PRESENCE;
        Period first =
            new Period(
                kind,
                who.get().id(),
                stay.away() ? null : site,
                null,
                stay.from(),
                stay.to(),
                source);
        if (stay.away()) {
          away.computeIfAbsent(first + " " + stay.rule(), key -> new Away(first, stay)).from(site);
        } else {
          all.addAll(repeated(first, stay));
        }
      }
    }
    Overlaps.presences(all, problems);
    away.values().forEach(one -> all.addAll(absence(one)));
    return all;
  }

  /** An absence, and the places that say so. */
  private record Away(Period first, Stay stay, Set<String> from) {
    Away(Period first, Stay stay) {
      this(first, stay, new HashSet<>());
    }

    void from(@Nullable String site) {
      from.add(Objects.requireNonNullElse(site, ""));
    }
  }

  /** Someone away from one of his places is not away: Relais knows absences of people only. */
  private List<Located<Period>> absence(Away one) {
    Set<String> his = sites.getOrDefault(String.valueOf(one.first().practitioner()), Set.of());
    if (!one.from().contains("") && !one.from().containsAll(his)) {
      wrong(
          one.stay().place(),
          "Cette absence n'est dite que d'un des lieux de la personne.",
          "Répétez-la pour chacun de ses lieux, ou donnez-la dans un agenda sans lieu.");
    }
    return repeated(one.first(), one.stay());
  }

  private List<Located<Period>> repeated(Period first, Stay stay) {
    String rule = stay.rule();
    if (rule == null) {
      return List.of(new Located<>(file, 0, stay.place() + " : ", first));
    }
    Recurrence.Expansion times =
        Recurrence.of(rule, Recurrence.local(first.from()), ParisTime.ZONE, now);
    if (times.cause() != null) {
      wrong(stay.place(), times.cause(), "Simplifiez la répétition, ou datez chaque fois.");
    }
    return Recurrence.periods(first, times.starts()).stream()
        .map(period -> new Located<>(file, 0, stay.place() + " : ", period))
        .toList();
  }

  /** The free times to come of each person whose agenda has slots. */
  Map<String, List<Free>> free(PeopleExtract extract) {
    Map<String, List<Time>> byPerson = new TreeMap<>();
    for (Time time : extract.times()) {
      lookup
          .person(time.who(), time.place())
          .ifPresent(p -> byPerson.computeIfAbsent(p.id(), id -> new ArrayList<>()).add(time));
    }
    Map<String, List<Free>> free = new TreeMap<>();
    byPerson.forEach(
        (id, times) -> {
          Overlaps.times(file, times, problems);
          free.put(id, toCome(times));
        });
    return free;
  }

  private List<Free> toCome(List<Time> times) {
    List<Free> free = new ArrayList<>();
    for (Time time : times) {
      if (time.free() && time.from().isAfter(now)) {
        free.add(new Free(time.from(), time.to()));
      } else if (time.free()) {
        notes.add(
            file,
            0,
            time.place(),
            "Ce créneau est déjà passé : il est laissé de côté.",
            "Rien à faire s'il a passé depuis l'extraction ; sinon, corrigez sa date.");
      }
    }
    return free;
  }

  private @Nullable String at(
      @Nullable SiteReference where, Optional<Practitioner> who, String place) {
    String site = lookup.site(where, place).orElse(null);
    if (site != null && who.isPresent()) {
      sites.computeIfAbsent(who.get().id(), id -> new HashSet<>()).add(site);
    }
    return site;
  }

  private void wrong(String place, String cause, String cure) {
    problems.add(file, 0, place, cause, cure);
  }
}
