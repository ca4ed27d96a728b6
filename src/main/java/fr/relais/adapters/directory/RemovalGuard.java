// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Endpoint;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.SenderCode;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stops an import that would empty a part, or take much out of it: an export cut short looks just
 * like that.
 */
final class RemovalGuard {
  static final String CURE =
      "Vérifiez que le fichier est entier ; si c'est voulu, refaites l'import en le confirmant.";

  /** Below this number of rows, one is over 5 %: those that still count are looked at by name. */
  private static final int SMALL = 20;

  private static final int PERCENT_MAX = 5;

  private RemovalGuard() {}

  static void check(Part part, Roster before, Roster after, Instant now, Problems problems) {
    int had = rows(part, before);
    if (had > 0 && rows(part, after) == 0) {
      emptied(part.file(), had, problems);
    } else if (part == Part.PERIODS) {
      toCome(part.file(), toCome(before, null, now), toCome(after, null, now), problems);
    } else {
      Set<String> gone = gone(keys(part, before), keys(part, after));
      Set<String> ended = had < SMALL ? new Ended(before, now).keys(part) : Set.of();
      gone.removeAll(ended);
      removed(part.file(), had, gone.size(), problems);
    }
  }

  /** The same for the periods of one calendar or service. */
  static void check(
      String file, String source, Roster before, Roster after, Instant now, Problems problems) {
    int had = toCome(before, source, now);
    int has = toCome(after, source, now);
    if (had > 0 && has == 0) {
      emptied(file, had, problems);
    } else {
      toCome(file, had, has, problems);
    }
  }

  private static void emptied(String file, int had, Problems problems) {
    refuse(file, "Cet import viderait toute la liste (" + had + " lignes en place).", problems);
  }

  /** One clinic that is cancelled is ordinary, however few there are. */
  private static void toCome(String file, int had, int has, Problems problems) {
    if (had - has > 1) {
      removed(file, had, had - has, problems);
    }
  }

  private static void removed(String file, int counted, int removed, Problems problems) {
    if (removed * 100L > (long) counted * PERCENT_MAX) {
      refuse(file, "Cet import retirerait " + removed + " lignes sur " + counted + ".", problems);
    }
  }

  private static void refuse(String file, String cause, Problems problems) {
    problems.add(file, 0, "", cause + " Rien n'a été changé.", CURE);
  }

  private static int rows(Part part, Roster roster) {
    return switch (part) {
      case PEOPLE -> roster.practitioners().size();
      case SITES -> roster.sites().size();
      case PERIODS -> (int) roster.periods().stream().filter(p -> p.source() == null).count();
      case SENDERS -> roster.senders().size();
      case CODES -> roster.codes().size();
      case ENDPOINTS -> roster.endpoints().size();
    };
  }

  /** Periods have no name of their own, and those that ended may go: the others are counted. */
  private static int toCome(Roster roster, @Nullable String source, Instant now) {
    int count = 0;
    for (Period period : roster.periods()) {
      boolean its = Objects.equals(period.source(), source);
      count += its && period.to().isAfter(now) ? 1 : 0;
    }
    return count;
  }

  private static Set<String> gone(Set<String> before, Set<String> after) {
    Set<String> gone = new HashSet<>(before);
    gone.removeAll(after);
    return gone;
  }

  private static Set<String> keys(Part part, Roster roster) {
    List<String> keys =
        switch (part) {
          case PEOPLE -> roster.practitioners().stream().map(Practitioner::id).toList();
          case SITES -> roster.sites().stream().map(Site::id).toList();
          case PERIODS -> List.of();
          case SENDERS -> roster.senders().stream().map(Sender::id).toList();
          case CODES -> roster.codes().stream().map(RemovalGuard::key).toList();
          case ENDPOINTS -> roster.endpoints().stream().map(RemovalGuard::key).toList();
        };
    return Set.copyOf(keys);
  }

  private static String key(SenderCode code) {
    return code.sender() + '\n' + code.code();
  }

  private static String key(Endpoint endpoint) {
    return endpoint.practitioner() + '\n' + endpoint.channel() + '\n' + endpoint.address();
  }

  /** The rows of people who are gone, and addresses of the past: nothing is missed without them. */
  private record Ended(Roster roster, LocalDate today) {
    Ended(Roster roster, Instant now) {
      this(roster, LocalDate.ofInstant(now, ParisTime.ZONE));
    }

    Set<String> keys(Part part) {
      return switch (part) {
        case PEOPLE ->
            roster.practitioners().stream()
                .filter(p -> over(p.id()) || !p.role().doctor())
                .map(Practitioner::id)
                .collect(Collectors.toSet());
        case CODES ->
            roster.codes().stream()
                .filter(c -> over(c.practitioner()))
                .map(RemovalGuard::key)
                .collect(Collectors.toSet());
        case ENDPOINTS ->
            roster.endpoints().stream()
                .filter(e -> over(e.practitioner()) || e.to() != null && e.to().isBefore(today))
                .map(RemovalGuard::key)
                .collect(Collectors.toSet());
        case SITES, SENDERS, PERIODS -> Set.of();
      };
    }

    private boolean over(@Nullable String id) {
      return roster
          .practitioner(id)
          .filter(p -> p.role() != Role.SITE)
          .filter(p -> p.revoked(today) || ends(p))
          .isPresent();
    }

    private boolean ends(Practitioner person) {
      return person.missionEnds() != null && person.missionEnds().isBefore(today);
    }
  }
}
