// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Period;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one event; what it cannot read is told with its line and its property. */
final class IcsReader {
  private static final String KIND = "X-RELAIS-KIND";
  private static final String PRACTITIONER = "X-RELAIS-PRACTITIONER";
  private static final String SITE = "X-RELAIS-SITE";
  private static final String STANDS_IN = "X-RELAIS-STANDS-IN-FOR";
  private static final int UID_MAX = 255;
  private static final String WHEN =
      "Écrivez 20261119T080000 avec TZID=Europe/Paris, une heure en Z, ou un jour seul.";

  private final String file;
  private final IcsEvent calendar;
  private final Map<String, Set<String>> byMailbox;
  private final Problems problems;

  /**
   * @param calendar says what its events leave out: X-RELAIS-PRACTITIONER, X-RELAIS-SITE
   * @param byMailbox those who read each mailbox
   */
  IcsReader(String file, IcsEvent calendar, Map<String, Set<String>> byMailbox, Problems problems) {
    this.file = file;
    this.calendar = calendar;
    this.byMailbox = byMailbox;
    this.problems = problems;
  }

  /** Empty when nothing can be made of it: its problem is told. */
  Optional<IcsPeriod> read(IcsEvent event) {
    for (String no : List.of("RDATE", "EXRULE")) {
      event.first(no).ifPresent(l -> wrong(l, no + " n'est pas admis.", "Employez RRULE."));
    }
    Optional<IcsTime> from = time(event, "DTSTART");
    Optional<IcsTime> to = from.flatMap(start -> end(event, start));
    Period.Kind kind = kind(event);
    String uid = event.text("UID");
    if (uid.isEmpty() || uid.length() > UID_MAX) {
      wrong(event.line(), "UID", "L'évènement n'a pas d'identifiant.", "Exportez-le de nouveau.");
    }
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (!from.get().instant().isBefore(to.get().instant())) {
      wrong(event.line(), "DTEND", "La fin n'est pas après le début.", "Corrigez-la.");
    }
    String practitioner = kind == null ? null : practitioner(event, kind);
    return Optional.of(
        new IcsPeriod(
            event.line(),
            uid,
            sequence(event),
            event.text("DTSTAMP"),
            event.text("STATUS").equalsIgnoreCase("CANCELLED")
                || calendar.text("METHOD").equalsIgnoreCase("CANCEL"),
            kind,
            RosterRows.NOBODY.equals(practitioner) ? null : practitioner,
            kind == null ? null : site(event, kind),
            kind == Period.Kind.REPLACEMENT ? standsInFor(event) : null,
            from.get(),
            to.get(),
            rule(event),
            exceptions(event),
            instead(event)));
  }

  private Optional<IcsTime> time(IcsEvent event, String name) {
    Optional<IcsLine> line = event.first(name);
    if (line.isEmpty()) {
      wrong(event.line(), name, "Il manque " + name + ".", WHEN);
      return Optional.empty();
    }
    Optional<IcsTime> time = IcsTime.of(line.get());
    if (time.isEmpty()) {
      wrong(line.get(), "Cette date ou ce fuseau n'est pas compris.", WHEN);
    }
    return time;
  }

  private Optional<IcsTime> end(IcsEvent event, IcsTime from) {
    if (event.first("DTEND").isPresent()) {
      return time(event, "DTEND");
    }
    Optional<IcsLine> duration = event.first("DURATION");
    if (duration.isEmpty() && from.allDay()) {
      return from.plus("P1D");
    }
    Optional<IcsTime> to = duration.flatMap(d -> from.plus(d.value()));
    if (to.isEmpty()) {
      wrong(event.line(), "DTEND", "L'évènement ne dit pas quand il finit.", "Donnez DTEND.");
    }
    return to;
  }

  private Period.@Nullable Kind kind(IcsEvent event) {
    Stream<String> words =
        event.first(KIND).isPresent()
            ? Stream.of(event.text(KIND))
            : event.all("CATEGORIES").stream().flatMap(l -> Arrays.stream(l.text().split(",")));
    Set<Period.Kind> kinds =
        words
            .map(w -> w.strip().toUpperCase(Locale.ROOT))
            .flatMap(w -> Arrays.stream(Period.Kind.values()).filter(k -> k.name().equals(w)))
            .collect(Collectors.toSet());
    boolean none = kinds.isEmpty() && event.first(KIND).isPresent();
    if (none || kinds.size() > 1) {
      wrong(
          event.line(),
          none ? KIND : "CATEGORIES",
          "On ne sait pas de quel genre est cet évènement.",
          "Un seul mot : PRESENCE, ABSENCE, DUTY, OPERATOR_DUTY ou REPLACEMENT.");
    }
    return kinds.size() == 1 ? kinds.iterator().next() : null;
  }

  /** Named outright, else by the mailbox of whoever attends, else by that of who organises. */
  private @Nullable String practitioner(IcsEvent event, Period.Kind kind) {
    Optional<String> named =
        Stream.of(event, calendar)
            .map(e -> e.text(PRACTITIONER))
            .filter(id -> !id.isEmpty())
            .findFirst();
    if (named.isPresent()) {
      if (named.get().equals(RosterRows.NOBODY) && kind != Period.Kind.DUTY) {
        wrong(
            event.line(),
            PRACTITIONER,
            "« personne » ne vaut que pour la garde d'un site (DUTY).",
            "Nommez un médecin.");
      }
      return named.get();
    }
    Set<String> found = new HashSet<>();
    event.all("ATTENDEE").stream()
        .filter(a -> !a.parameter("PARTSTAT").equalsIgnoreCase("DECLINED"))
        .forEach(a -> found.addAll(readers(a)));
    if (found.isEmpty()) {
      event.first("ORGANIZER").ifPresent(o -> found.addAll(readers(o)));
    }
    if (found.size() != 1) {
      wrong(
          event.line(),
          "ATTENDEE",
          found.isEmpty()
              ? "Aucune adresse n'est celle d'une personne de people.csv."
              : "Plusieurs personnes sont nommées.",
          "Donnez " + PRACTITIONER + ", ou une seule adresse connue.");
      return null;
    }
    return found.iterator().next();
  }

  private Set<String> readers(IcsLine line) {
    String address = line.value().strip().toLowerCase(Locale.ROOT);
    return address.startsWith("mailto:")
        ? byMailbox.getOrDefault(address.substring("mailto:".length()), Set.of())
        : Set.of();
  }

  private @Nullable String site(IcsEvent event, Period.Kind kind) {
    return switch (kind) {
      case PRESENCE, DUTY -> {
        Optional<String> site =
            Stream.of(event.text(SITE), event.text("LOCATION"), calendar.text(SITE))
                .filter(id -> !id.isEmpty())
                .findFirst();
        if (site.isEmpty()) {
          wrong(
              event.line(),
              "LOCATION",
              "On ne sait pas de quel site il s'agit.",
              "Écrivez dans le lieu l'identifiant du site, tel que dans sites.csv.");
        }
        yield site.orElse(null);
      }
      case ABSENCE, OPERATOR_DUTY, REPLACEMENT -> null;
    };
  }

  private String standsInFor(IcsEvent event) {
    String replaced = event.text(STANDS_IN);
    if (replaced.isEmpty()) {
      wrong(event.line(), STANDS_IN, "On ne sait pas qui est remplacé.", "Donnez son identifiant.");
    }
    return replaced;
  }

  private long sequence(IcsEvent event) {
    String digits = event.text("SEQUENCE");
    if (!digits.matches("\\d{0,9}")) {
      wrong(event.line(), "SEQUENCE", "Ce n'est pas un nombre.", "Exportez-le de nouveau.");
      return 0;
    }
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private @Nullable IcsLine rule(IcsEvent event) {
    List<IcsLine> rules = event.all("RRULE");
    if (rules.size() > 1) {
      wrong(rules.get(1), "Un évènement n'a qu'une règle.", "Faites-en deux évènements.");
    }
    return rules.isEmpty() ? null : rules.get(0);
  }

  private Set<Instant> exceptions(IcsEvent event) {
    Set<Instant> all = new HashSet<>();
    for (IcsLine line : event.all("EXDATE")) {
      for (String value : line.value().split(",")) {
        Optional<IcsTime> time = IcsTime.of(line, value);
        if (time.isEmpty()) {
          wrong(line, "Cette date ou ce fuseau n'est pas compris.", WHEN);
        }
        time.ifPresent(t -> all.add(t.instant()));
      }
    }
    return Set.copyOf(all);
  }

  private @Nullable Instant instead(IcsEvent event) {
    Optional<IcsLine> line = event.first("RECURRENCE-ID");
    if (line.isEmpty()) {
      return null;
    }
    if (!line.get().parameter("RANGE").isEmpty()) {
      wrong(line.get(), "RANGE n'est pas admis.", "Finissez la série et faites-en une autre.");
    }
    Optional<IcsTime> time = time(event, "RECURRENCE-ID");
    return time.map(IcsTime::instant).orElse(Instant.EPOCH);
  }

  private void wrong(IcsLine line, String cause, String cure) {
    wrong(line.line(), line.name(), cause, cure);
  }

  private void wrong(int line, String property, String cause, String cure) {
    problems.add(file, line, property, cause, cure);
  }
}
