// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A VEVENT, or the calendar around them, with its own properties and none of what stands in it.
 *
 * @param line where it begins
 */
record IcsEvent(int line, List<IcsLine> properties) {
  private static final int EVENTS_MAX = 5_000;
  private static final int DEPTH_MAX = 4;

  Optional<IcsLine> first(String name) {
    return properties.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  List<IcsLine> all(String name) {
    return properties.stream().filter(p -> p.name().equals(name)).toList();
  }

  /** The text of a property; empty when it is not there. */
  String text(String name) {
    return first(name).map(IcsLine::text).orElse("");
  }

  /**
   * The calendar and its events; alarms, tasks and time zones are passed over.
   *
   * @param calendar the properties of the calendar itself
   */
  record Calendar(IcsEvent calendar, List<IcsEvent> events) {}

  /** Empty, and a problem told, when the parts do not stand in each other as they must. */
  static Optional<Calendar> read(String file, List<IcsLine> lines, Problems problems) {
    List<IcsLine> own = new ArrayList<>();
    List<IcsEvent> events = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>();
    List<IcsLine> event = new ArrayList<>();
    int begins = 0;
    boolean right = !lines.isEmpty();
    boolean ended = false;
    for (IcsLine line : lines) {
      String part = line.value().strip().toUpperCase(Locale.ROOT);
      if (line.name().equals("BEGIN")) {
        right &= !ended && (open.isEmpty() == part.equals("VCALENDAR")) && open.size() < DEPTH_MAX;
        open.push(part);
        if (part.equals("VEVENT") && open.size() == 2) {
          begins = line.line();
          event.clear();
        }
      } else if (line.name().equals("END")) {
        right &= !open.isEmpty() && open.pop().equals(part);
        ended = open.isEmpty();
        if (part.equals("VEVENT") && open.size() == 1) {
          events.add(new IcsEvent(begins, List.copyOf(event)));
        }
      } else if (open.size() == 1) {
        own.add(line);
      } else if (open.size() == 2 && "VEVENT".equals(open.peek())) {
        event.add(line);
      } else {
        right &= !open.isEmpty();
      }
      if (!right) {
        return refused(file, line.line(), "Le calendrier est mal emboîté.", problems);
      }
    }
    if (!ended) {
      return refused(file, 0, "Le calendrier n'est pas entier.", problems);
    }
    return events.size() > EVENTS_MAX
        ? refused(file, 0, "Le calendrier a plus de " + EVENTS_MAX + " évènements.", problems)
        : Optional.of(new Calendar(new IcsEvent(1, List.copyOf(own)), List.copyOf(events)));
  }

  private static Optional<Calendar> refused(
      String file, int line, String cause, Problems problems) {
    problems.add(
        file, line, "", cause, "Exportez de nouveau le calendrier au format iCalendar (.ics).");
    return Optional.empty();
  }
}
