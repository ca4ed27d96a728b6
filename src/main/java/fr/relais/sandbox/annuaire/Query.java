// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.annuaire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search as it was asked (FHIR R4, 3.1.1): a parameter that this register does not know is
 * refused, never left aside.
 *
 * @param type of the matches
 * @param filters by name; a parameter twice means both
 */
record Query(String type, Map<String, List<String>> filters) {
  static final int COUNT_USUAL = 50;
  static final int COUNT_MAX = 200;
  private static final Duration DELTA_MAX = Duration.ofDays(30);

  private static final Set<String> EVERYWHERE =
      Set.of("identifier", "active", "_id", "_lastUpdated", "_count", "_total", "_elements");
  private static final Map<String, Set<String>> OWN =
      Map.of(
          "Practitioner",
          Set.of("_revinclude", "mailbox-mss"),
          "PractitionerRole",
          Set.of("_include", "practitioner.identifier", "mailbox-mss"),
          "Organization",
          Set.of("_revinclude", "mailbox-mss"));
  private static final Set<String> LINKS =
      Set.of(
          "PractitionerRole:organization", "PractitionerRole:practitioner", "Organization:partof");

  static Query read(String type, String form) throws Refusal {
    Map<String, List<String>> filters = new LinkedHashMap<>();
    for (String pair : form.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new Refusal(400, "a parameter without a value");
      }
      String name = decoded(pair.substring(0, equals));
      filters
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(decoded(pair.substring(equals + 1)));
    }
    Query query = new Query(type, filters);
    query.check();
    return query;
  }

  private static String decoded(String text) throws Refusal {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "not form-encoded");
    }
  }

  private void check() throws Refusal {
    for (Map.Entry<String, List<String>> one : filters.entrySet()) {
      boolean known =
          EVERYWHERE.contains(one.getKey())
              || OWN.getOrDefault(type, Set.of()).contains(one.getKey());
      if (!known) {
        throw new Refusal(400, "unknown search parameter");
      }
      boolean link = one.getKey().endsWith("include");
      if (link && !LINKS.containsAll(one.getValue())) {
        throw new Refusal(400, "unknown link");
      }
    }
    count();
  }

  int count() throws Refusal {
    String asked = single("_count");
    if (asked == null) {
      return COUNT_USUAL;
    }
    if (!asked.matches("[1-9]\\d{0,5}")) {
      throw new Refusal(400, "_count is not a number");
    }
    return Math.min(COUNT_MAX, Integer.parseInt(asked));
  }

  @Nullable List<String> elements() {
    String asked = single("_elements");
    return asked == null ? null : Arrays.asList(asked.split(","));
  }

  boolean follows(String direction, String link) {
    return filters.getOrDefault(direction, List.of()).contains(link);
  }

  private @Nullable String single(String name) {
    List<String> all = filters.getOrDefault(name, List.of());
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** Since when matches must have changed; null: whenever. */
  @Nullable Instant since(Instant now) throws Refusal {
    String asked = single("_lastUpdated");
    if (asked == null) {
      return null;
    }
    if (!asked.startsWith("ge") && !asked.startsWith("gt")) {
      throw new Refusal(400, "_lastUpdated is read with ge or gt here");
    }
    Instant since = instant(asked.substring(2));
    if (since.isBefore(now.minus(DELTA_MAX))) {
      throw new Refusal(400, "_lastUpdated goes back more than 30 days");
    }
    return since;
  }

  private static Instant instant(String text) throws Refusal {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Refusal(400, "_lastUpdated is not a date");
    }
  }

  /** Whether a resource answers to everything that was asked. */
  boolean matches(Entry entry, List<Entry> all, @Nullable Instant since) {
    return entry.is(type)
        && (since == null || !entry.updated().isBefore(since))
        && any("_id", id -> id.equals(entry.id()))
        && any("active", active -> active.equals(String.valueOf(entry.active())))
        && any("identifier", token -> answers(entry, token))
        && any("mailbox-mss", address -> entry.active() && entry.mailbox(address))
        && any(
            "practitioner.identifier",
            token ->
                all.stream()
                    .filter(e -> e.is("Practitioner"))
                    .filter(e -> e.id().equals(entry.practitioner()))
                    .anyMatch(e -> answers(e, token)));
  }

  private static boolean answers(Entry entry, String token) {
    return entry.identifiers().stream().anyMatch(i -> i.answers(token));
  }

  /** A comma means "or", the parameter twice means "and". */
  private boolean any(String name, java.util.function.Predicate<String> test) {
    return filters.getOrDefault(name, List.of()).stream()
        .allMatch(values -> Arrays.stream(values.split(",")).anyMatch(test));
  }

  /** What stands beside a match because it was asked for. */
  List<Entry> beside(Entry match, List<Entry> all) {
    List<Entry> found = new ArrayList<>();
    for (Entry other : all) {
      boolean his =
          follows("_revinclude", "PractitionerRole:practitioner")
              && match.is("Practitioner")
              && match.id().equals(other.practitioner());
      boolean there =
          follows("_revinclude", "PractitionerRole:organization")
              && match.is("Organization")
              && match.id().equals(other.organization());
      boolean where =
          follows("_include", "PractitionerRole:organization")
              && other.is("Organization")
              && Objects.equals(match.organization(), other.id());
      boolean who =
          follows("_include", "PractitionerRole:practitioner")
              && other.is("Practitioner")
              && Objects.equals(match.practitioner(), other.id());
      if (his || there || where || who) {
        found.add(other);
      }
    }
    return found;
  }
}
