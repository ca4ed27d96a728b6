// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The presences, absences, duties and replacements of one calendar file (RFC 5545). A calendar is
 * whole: it replaces what the same one gave before, and nothing else.
 */
final class IcsCalendar {
  private static final String ENDING = ".ics";
  private static final int PERIODS_MAX = 20_000;
  private static final int SERIES_MAX = 200;

  private final String file;
  private final Instant now;
  private final Problems problems;
  private final Map<Instant, Located<Period>> times = new TreeMap<>();
  private final List<Located<Period>> periods = new ArrayList<>();
  private @Nullable String source;

  private IcsCalendar(String file, Instant now, Problems problems) {
    this.file = file;
    this.now = now;
    this.problems = problems;
  }

  static boolean named(String file) {
    return file.toLowerCase(Locale.ROOT).endsWith(ENDING);
  }

  /**
   * The source is {@code calendar:} and X-RELAIS-SOURCE, else the name of the file.
   *
   * @param notes what was left aside
   */
  static Optional<SourcedPeriods> read(
      CsvFile file, Draft draft, Instant now, Problems problems, Problems notes) {
    return IcsLine.read(file, problems)
        .flatMap(lines -> IcsEvent.read(file.name(), lines, problems))
        .map(
            all -> new IcsCalendar(file.name(), now, problems).given(all, mailboxes(draft), notes));
  }

  private static Map<String, Set<String>> mailboxes(Draft draft) {
    Map<String, Set<String>> readers = new HashMap<>();
    draft
        .people()
        .forEach(
            p -> {
              String mailbox = p.value().mailbox();
              if (mailbox != null) {
                readers.computeIfAbsent(mailbox, k -> new HashSet<>()).add(p.value().id());
              }
            });
    draft.endpoints().stream()
        .map(Located::value)
        .filter(e -> e.channel() == Channel.MAIL)
        .forEach(
            e -> readers.computeIfAbsent(e.address(), k -> new HashSet<>()).add(e.practitioner()));
    return readers;
  }

  private SourcedPeriods given(
      IcsEvent.Calendar all, Map<String, Set<String>> mailboxes, Problems notes) {
    String name = all.calendar().text("X-RELAIS-SOURCE");
    String stem = file.substring(0, Math.max(0, file.length() - ENDING.length()));
    String own = (name.isEmpty() ? stem : name).toLowerCase(Locale.ROOT);
    if (!own.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      problems.add(
          file,
          0,
          "X-RELAIS-SOURCE",
          "Le nom de ce calendrier n'a pas la bonne forme.",
          "Employez des lettres sans accent, des chiffres, point ou tiret, 64 au plus.");
    }
    source = "calendar:" + own;
    IcsReader reader = new IcsReader(file, all.calendar(), mailboxes, problems);
    Map<String, IcsPeriod> latest = latest(all.events(), reader);
    Map<String, List<IcsPeriod>> byUid = new TreeMap<>();
    latest.values().forEach(p -> byUid.computeIfAbsent(p.uid(), k -> new ArrayList<>()).add(p));
    long aside = latest.values().stream().filter(p -> p.kind() == null).count();
    if (aside > 0) {
      notes.add(
          file,
          0,
          "",
          aside + " évènements ne disent pas leur genre : ils sont laissés de côté.",
          "Si l'un concerne Relais, donnez-lui une catégorie : PRESENCE, ABSENCE, ...");
    }
    series(byUid);
    return new SourcedPeriods(source, List.copyOf(periods));
  }

  /** Of each event its highest number, then the latest written. */
  private Map<String, IcsPeriod> latest(List<IcsEvent> events, IcsReader reader) {
    Map<String, IcsPeriod> latest = new TreeMap<>();
    for (IcsEvent event : events) {
      Optional<IcsPeriod> read = reader.read(event);
      if (read.isEmpty()) {
        continue;
      }
      IcsPeriod other = latest.get(read.get().name());
      if (other == null || read.get().newerThan(other)) {
        latest.put(read.get().name(), read.get());
      } else if (!other.newerThan(read.get())) {
        wrong(
            event.line(),
            "SEQUENCE",
            "Cet évènement est donné deux fois sous le même numéro.",
            "Gardez un seul des deux.");
      }
    }
    return latest;
  }

  private void series(Map<String, List<IcsPeriod>> byUid) {
    long ruled =
        byUid.values().stream().flatMap(List::stream).filter(p -> p.rule() != null).count();
    if (ruled > SERIES_MAX) {
      wrong(0, "RRULE", "Plus de " + SERIES_MAX + " séries.", "Faites plusieurs calendriers.");
      return;
    }
    for (List<IcsPeriod> one : byUid.values()) {
      times.clear();
      one.stream().filter(p -> p.instead() == null).forEach(this::master);
      boolean alone = one.stream().noneMatch(p -> p.instead() == null);
      one.stream().filter(p -> p.instead() != null).forEach(p -> changed(p, alone));
      periods.addAll(times.values());
      if (periods.size() > PERIODS_MAX) {
        wrong(0, "", "Le calendrier donne plus de " + PERIODS_MAX + " périodes.", "Allégez-le.");
        return;
      }
    }
  }

  private void master(IcsPeriod event) {
    if (event.cancelled() || event.kind() == null) {
      return;
    }
    if (event.rule() == null) {
      put(event, event.from().instant(), event.to().instant());
      return;
    }
    LocalDateTime first = event.from().local();
    Recurrence.Expansion all =
        Recurrence.of(event.rule().value().strip(), first, event.from().zone(), now);
    if (all.cause() != null) {
      wrong(event.rule().line(), "RRULE", all.cause(), "Simplifiez la répétition de l'évènement.");
    }
    LocalDateTime firstEnd = LocalDateTime.ofInstant(event.to().instant(), event.from().zone());
    for (LocalDateTime start : all.starts()) {
      Instant from = start.atZone(event.from().zone()).toInstant();
      if (!event.exceptions().contains(from)) {
        put(event, from, Recurrence.end(start, first, firstEnd, event.from().zone()));
      }
    }
  }

  /** One time of a series that was moved, changed or cancelled. */
  private void changed(IcsPeriod event, boolean alone) {
    Located<Period> was = event.instead() == null ? null : times.remove(event.instead());
    if (event.cancelled() || event.kind() == null) {
      return;
    }
    Instant instead = event.instead();
    boolean looked = instead != null && instead.isAfter(since()) && instead.isBefore(until());
    if (was == null && !alone && looked) {
      wrong(
          event.line(),
          "RECURRENCE-ID",
          "Cette fois n'est pas dans la série.",
          "Exportez de nouveau le calendrier entier.");
    }
    located(event, event.from().instant(), event.to().instant()).ifPresent(periods::add);
  }

  /** A day less than rules are followed: the last time may lie on either side of a clock change. */
  private Instant until() {
    return now.plus(Duration.ofDays(365L * Recurrence.YEARS_AHEAD - 1));
  }

  private Instant since() {
    return now.minus(Duration.ofDays(Recurrence.DAYS_BACK));
  }

  private void put(IcsPeriod event, Instant from, Instant to) {
    located(event, from, to).ifPresent(period -> times.put(from, period));
  }

  /** What ended long ago is left out: the results of those days have come. */
  private Optional<Located<Period>> located(IcsPeriod event, Instant from, Instant to) {
    return event.kind() == null || !to.isAfter(since())
        ? Optional.empty()
        : Optional.of(
            new Located<>(
                file,
                event.line(),
                "",
                new Period(
                    event.kind(),
                    event.practitioner(),
                    event.site(),
                    event.standsInFor(),
                    from,
                    to,
                    source)));
  }

  private void wrong(int line, String property, String cause, String cure) {
    problems.add(file, line, property, cause, cure);
  }
}
