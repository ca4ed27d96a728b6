// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.annuaire;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Results in pages; what comes next has a name that says nothing and is kept for a while. */
final class Pages {
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Kept> kept = new HashMap<>();

  Pages(InstantSource clock) {
    this.clock = clock;
  }

  private record Kept(Query query, List<Entry> all, List<Entry> rest, Instant until) {}

  /** The first page. */
  String first(Query query, List<Entry> all, String base) throws Refusal {
    Instant since = query.since(clock.instant());
    List<Entry> matches = all.stream().filter(entry -> query.matches(entry, all, since)).toList();
    return page(query, all, matches, matches.size(), base);
  }

  /** The same, as if the first of the matches were not there. */
  String firstWithoutOne(Query query, List<Entry> all, String base) throws Refusal {
    Instant since = query.since(clock.instant());
    List<Entry> others = new ArrayList<>(all);
    all.stream().filter(e -> query.matches(e, all, since)).findFirst().ifPresent(others::remove);
    return first(query, others, base);
  }

  /** A page that was announced. */
  synchronized String next(String name, String base) throws Refusal {
    Kept found = kept.get(name);
    if (found == null || found.until().isBefore(clock.instant())) {
      throw new Refusal(410, "this page is not kept any more");
    }
    return page(found.query(), found.all(), found.rest(), -1, base);
  }

  /** Forgets every page that was announced. */
  synchronized void expire() {
    kept.clear();
  }

  private synchronized String page(
      Query query, List<Entry> all, List<Entry> matches, int total, String base) throws Refusal {
    int count = query.count();
    List<Entry> here = matches.subList(0, Math.min(count, matches.size()));
    List<Entry> rest = new ArrayList<>(matches.subList(here.size(), matches.size()));
    Set<Entry> beside = new LinkedHashSet<>();
    here.forEach(match -> beside.addAll(query.beside(match, all)));
    here.forEach(beside::remove);
    StringBuilder text = new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"");
    if (total >= 0) {
      text.append(",\"total\":").append(total);
    }
    text.append(",\"link\":[{\"relation\":\"self\",\"url\":\"").append(base).append("\"}");
    if (!rest.isEmpty()) {
      byte[] name = new byte[16];
      random.nextBytes(name);
      String called = HexFormat.of().formatHex(name);
      kept.put(called, new Kept(query, all, rest, clock.instant().plus(KEPT)));
      text.append(",{\"relation\":\"next\",\"url\":\"").append(base);
      text.append("?_getpages=").append(called).append("\"}");
    }
    text.append("],\"entry\":[");
    List<String> lines = new ArrayList<>();
    here.forEach(entry -> lines.add(line(entry, "match", query.elements(), base)));
    beside.forEach(entry -> lines.add(line(entry, "include", null, base)));
    return text.append(lines.stream().collect(Collectors.joining(","))).append("]}").toString();
  }

  private static String line(
      Entry entry, String mode, @Nullable List<String> elements, String base) {
    return "{\"fullUrl\":\"%s/%s\",\"resource\":%s,\"search\":{\"mode\":\"%s\"}}"
        .formatted(base, entry.name(), entry.json(elements), mode);
  }
}
