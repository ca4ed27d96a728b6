// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Endpoint;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an import would change, for whoever decides: counts and ids, no address and no name. */
final class RosterDifferences {
  private static final int IDS_SHOWN = 20;

  private RosterDifferences() {}

  /** One line for each part that changes; never empty. */
  static List<String> of(Roster before, Roster after) {
    List<String> lines = new ArrayList<>();
    part(lines, Part.PEOPLE, before.practitioners(), after.practitioners(), Practitioner::id);
    part(lines, Part.SITES, before.sites(), after.sites(), Site::id);
    part(lines, Part.SENDERS, before.senders(), after.senders(), Sender::id);
    part(lines, Part.CODES, before.codes(), after.codes(), c -> c.sender() + " " + c.code());
    part(
        lines,
        Part.ENDPOINTS,
        before.endpoints(),
        after.endpoints(),
        RosterDifferences::nameOfEndpoint);
    part(
        lines,
        Part.PERIODS,
        before.periods(),
        after.periods(),
        p -> p.kind() + " " + (p.practitioner() == null ? p.site() : p.practitioner()));
    return lines.isEmpty() ? List.of("Rien ne change.") : List.copyOf(lines);
  }

  private static String nameOfEndpoint(Endpoint endpoint) {
    return endpoint.practitioner() + " " + endpoint.channel();
  }

  /** Several rows may bear one name (periods): a name whose rows differ is one that changes. */
  private static <T> void part(
      List<String> lines, Part part, List<T> before, List<T> after, Function<T, String> name) {
    Map<String, List<T>> was = named(before, name);
    Map<String, List<T>> is = named(after, name);
    Set<String> added = new HashSet<>(is.keySet());
    added.removeAll(was.keySet());
    Set<String> gone = new HashSet<>(was.keySet());
    gone.removeAll(is.keySet());
    Set<String> changed =
        was.keySet().stream()
            .filter(n -> is.containsKey(n) && !counted(is.get(n)).equals(counted(was.get(n))))
            .collect(Collectors.toSet());
    if (before.size() + after.size() > 0 && added.size() + gone.size() + changed.size() > 0) {
      lines.add(
          part.file()
              + " : "
              + before.size()
              + " lignes, "
              + after.size()
              + " ensuite ; "
              + shown("ajout", added)
              + ", "
              + shown("retrait", gone)
              + ", "
              + shown("changement", changed));
    }
  }

  private static <T> Map<String, List<T>> named(List<T> rows, Function<T, String> name) {
    return rows.stream()
        .collect(Collectors.groupingBy(name, LinkedHashMap::new, Collectors.toList()));
  }

  private static <T> Map<T, Integer> counted(List<T> rows) {
    Map<T, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row, 1, Integer::sum));
    return counts;
  }

  private static String shown(String what, Collection<String> names) {
    String some =
        names.stream().sorted().limit(IDS_SHOWN).collect(Collectors.joining(", ", " (", ")"));
    return names.size() + " " + what + (names.isEmpty() ? "" : some);
  }
}
