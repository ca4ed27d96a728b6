// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Endpoint;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.SenderCode;
import fr.relais.core.model.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The directory as it would be after the import: each part read from its file, or as it was.
 *
 * @param unreadable parts whose file could not be read at all: nothing can be said of what refers
 *     to them
 */
record Draft(
    List<Located<Practitioner>> people,
    List<Located<Site>> sites,
    List<Located<Period>> periods,
    List<Located<Sender>> senders,
    List<Located<SenderCode>> codes,
    List<Located<Endpoint>> endpoints,
    Set<Part> unreadable) {

  static Draft of(Roster existing) {
    return new Draft(
        existing.practitioners().stream()
            .map(p -> Located.inPlace(Part.PEOPLE, "personne " + p.id(), p))
            .toList(),
        existing.sites().stream()
            .map(s -> Located.inPlace(Part.SITES, "site " + s.id(), s))
            .toList(),
        existing.periods().stream()
            .map(p -> Located.inPlace(Part.PERIODS, "période " + p.kind(), p))
            .toList(),
        existing.senders().stream()
            .map(s -> Located.inPlace(Part.SENDERS, "expéditeur " + s.id(), s))
            .toList(),
        existing.codes().stream()
            .map(c -> Located.inPlace(Part.CODES, "code de " + c.sender(), c))
            .toList(),
        existing.endpoints().stream()
            .map(e -> Located.inPlace(Part.ENDPOINTS, "adresse de " + e.practitioner(), e))
            .toList(),
        Set.of());
  }

  /** The same, with this part taken from its file; empty rows when the file is unreadable. */
  Draft with(Part part, Optional<List<Row>> rows) {
    List<Row> lines = rows.orElse(List.of());
    Set<Part> unread = EnumSet.noneOf(Part.class);
    unread.addAll(unreadable);
    if (rows.isEmpty()) {
      unread.add(part);
    }
    return new Draft(
        part == Part.PEOPLE ? RosterRows.people(lines) : people,
        part == Part.SITES ? RosterRows.sites(lines) : sites,
        part == Part.PERIODS ? kept(RosterRows.periods(lines), null) : periods,
        part == Part.SENDERS ? RosterRows.senders(lines) : senders,
        part == Part.CODES ? RosterRows.codes(lines) : codes,
        part == Part.ENDPOINTS ? RosterRows.endpoints(lines) : endpoints,
        unread);
  }

  /** The same, with what this calendar or service gives now in place of what it gave before. */
  Draft with(String source, List<Located<Period>> given) {
    return new Draft(people, sites, kept(given, source), senders, codes, endpoints, unreadable);
  }

  /**
   * The same, with these people changed and, of each person who is given one, these mailboxes in
   * place of those that had dates.
   *
   * @param changed by id; nobody is added
   */
  Draft with(Map<String, Practitioner> changed, List<Located<Endpoint>> mailboxes) {
    List<Located<Practitioner>> all =
        people.stream()
            .map(
                p ->
                    new Located<>(
                        p.file(),
                        p.line(),
                        p.what(),
                        changed.getOrDefault(p.value().id(), p.value())))
            .toList();
    Set<String> given =
        mailboxes.stream().map(e -> e.value().practitioner()).collect(Collectors.toSet());
    List<Located<Endpoint>> addresses = new ArrayList<>(endpoints);
    addresses.removeIf(
        e -> e.value().channel() == Channel.MAIL && given.contains(e.value().practitioner()));
    addresses.addAll(mailboxes);
    return new Draft(all, sites, periods, senders, codes, List.copyOf(addresses), unreadable);
  }

  /** What one source gives, beside what the others gave. */
  private List<Located<Period>> kept(List<Located<Period>> given, @Nullable String source) {
    List<Located<Period>> all = new ArrayList<>(given);
    periods.stream().filter(p -> !Objects.equals(p.value().source(), source)).forEach(all::add);
    // whatever came last, the same sources stand in the same order
    all.sort(Comparator.comparing(p -> Objects.requireNonNullElse(p.value().source(), "")));
    return List.copyOf(all);
  }

  Roster roster(long version) {
    return Roster.of(
        version,
        values(people),
        values(sites),
        values(periods),
        values(senders),
        values(codes),
        values(endpoints));
  }

  private static <T> List<T> values(List<Located<T>> located) {
    return located.stream().map(Located::value).toList();
  }
}
