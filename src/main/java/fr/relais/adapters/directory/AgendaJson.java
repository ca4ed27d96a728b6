// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.relais.core.model.Period;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One person's agenda as an appointment service tells it, whole: {@code schema/agenda.schema.json}.
 * It carries no patient: who comes, and why, is refused like any field that is not known.
 */
public final class AgendaJson {
  /** The end of the name that such a file bears; what stands before is the service. */
  public static final String ENDING = ".agenda.json";

  private static final int ENTRIES_MAX = 2_000;
  private static final Set<String> FIELDS = Set.of("sequence", "practitioner", "entries");
  private static final Set<String> ENTRY_FIELDS = Set.of("kind", "site", "start", "end");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final String CURE = "Suivez le contrat agenda.schema.json.";

  private final String file;
  private final Problems problems;
  private final List<Located<Period>> periods = new ArrayList<>();
  private final List<FreeTime> free = new ArrayList<>();

  private AgendaJson(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  static boolean named(String file) {
    return file.endsWith(ENDING);
  }

  /** A time that the person keeps for patients and that nobody has taken. */
  public record FreeTime(Instant from, Instant to) {}

  /**
   * What an agenda says beside its periods.
   *
   * @param sequence grows with each message about this person
   * @param practitioner as the service names him: an id, or a RPPS number
   */
  public record Head(long sequence, String practitioner, List<FreeTime> free) {}

  /** Empty when it is not one. */
  public static Optional<Head> head(CsvFile file) {
    Problems problems = new Problems();
    AgendaJson agenda = new AgendaJson(file.name(), problems);
    Optional<JsonNode> read = agenda.tree(file);
    read.ifPresent(root -> agenda.entries(root, null, ""));
    return read.filter(root -> problems.none())
        .map(
            root ->
                new Head(
                    root.path("sequence").asLong(),
                    root.path("practitioner").asText(),
                    List.copyOf(agenda.free)));
  }

  static Optional<SourcedPeriods> read(CsvFile file, Draft draft, Problems problems) {
    AgendaJson agenda = new AgendaJson(file.name(), problems);
    return agenda
        .tree(file)
        .map(
            root -> {
              String id = agenda.person(root.path("practitioner").asText(), draft);
              String service = file.name().substring(0, file.name().length() - ENDING.length());
              String source = "agenda:" + service + ":" + id;
              agenda.entries(root, id, source);
              return new SourcedPeriods(source, List.copyOf(agenda.periods));
            });
  }

  private String person(String named, Draft draft) {
    Optional<String> id =
        draft.people().stream()
            .map(Located::value)
            .filter(p -> p.id().equals(named) || named.equals(p.rpps()))
            .map(p -> p.id())
            .findFirst();
    if (id.isEmpty()) {
      wrong("practitioner", "Cette personne n'est pas connue de Relais.");
    }
    return id.orElse("");
  }

  private Optional<JsonNode> tree(CsvFile file) {
    JsonNode root;
    try {
      root = JSON.readTree(file.content().bytes());
    } catch (JsonProcessingException e) {
      wrong("", "Ce n'est pas du JSON.");
      return Optional.empty();
    } catch (IOException e) {
      wrong("", "Ce n'est pas lisible.");
      return Optional.empty();
    }
    boolean right =
        root.isObject()
            && known(root, FIELDS, "")
            && root.path("sequence").canConvertToLong()
            && root.path("sequence").isIntegralNumber()
            && root.path("practitioner").isTextual()
            && root.path("entries").isArray();
    if (!right) {
      if (problems.none()) {
        wrong("", "Il manque sequence, practitioner ou entries, ou l'un n'a pas la bonne forme.");
      }
      return Optional.empty();
    }
    if (root.path("entries").size() > ENTRIES_MAX) {
      wrong("entries", "Plus de " + ENTRIES_MAX + " lignes.");
      return Optional.empty();
    }
    return Optional.of(root);
  }

  private boolean known(JsonNode node, Set<String> fields, String where) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      if (!fields.contains(names.next())) {
        wrong(where, "Un champ n'est pas connu.");
        return false;
      }
    }
    return true;
  }

  private void entries(JsonNode root, @Nullable String practitioner, String source) {
    int number = 0;
    for (JsonNode entry : root.path("entries")) {
      String where = "entries[" + number + "]";
      number++;
      if (!entry.isObject()) {
        wrong(where, "Une ligne est un objet.");
      } else if (known(entry, ENTRY_FIELDS, where)) {
        entry(entry, where, practitioner, source);
      }
    }
  }

  private void entry(JsonNode entry, String where, @Nullable String practitioner, String source) {
    Instant from = time(entry, "start", where);
    Instant to = time(entry, "end", where);
    if (from == null || to == null) {
      return;
    }
    if (!from.isBefore(to)) {
      wrong(where + ".end", "La fin n'est pas après le début.");
      return;
    }
    String site = entry.path("site").isTextual() ? entry.path("site").asText() : null;
    switch (entry.path("kind").asText()) {
      case "PRESENCE" -> {
        if (site == null) {
          wrong(where + ".site", "Une présence est d'un site.");
        }
        add(where, new Period(Period.Kind.PRESENCE, practitioner, site, null, from, to, source));
      }
      case "ABSENCE" ->
          add(where, new Period(Period.Kind.ABSENCE, practitioner, null, null, from, to, source));
      case "FREE" -> free.add(new FreeTime(from, to));
      default -> wrong(where + ".kind", "Ce genre n'est pas connu.");
    }
  }

  private void add(String where, Period period) {
    periods.add(new Located<>(file, 0, where + " : ", period));
  }

  /** With its offset: a time without one would be read differently in winter and in summer. */
  private @Nullable Instant time(JsonNode entry, String field, String where) {
    try {
      return OffsetDateTime.parse(entry.path(field).asText()).toInstant();
    } catch (DateTimeException e) {
      wrong(where + "." + field, "On attend une date et une heure avec leur décalage.");
      return null;
    }
  }

  private void wrong(String where, String cause) {
    problems.add(file, 0, where, cause, CURE);
  }
}
