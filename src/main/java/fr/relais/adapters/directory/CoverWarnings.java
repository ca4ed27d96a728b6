// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Cover that is written down and would not hold on the day: found before it hurts. */
final class CoverWarnings {
  private static final Duration OPERATOR_AHEAD = Duration.ofDays(14);
  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("dd/MM/yyyy 'à' HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  /** More doctors in a circle than anyone would write. */
  private static final int CHAIN_MAX = 10;

  private final Roster roster;
  private final Instant now;
  private final Problems warnings;
  private final Map<String, List<Period>> replacements = new HashMap<>();
  private final Map<String, List<Period>> absences = new HashMap<>();
  private final Set<Set<String>> circles = new HashSet<>();

  private CoverWarnings(Roster roster, Instant now, Problems warnings) {
    this.roster = roster;
    this.now = now;
    this.warnings = warnings;
    for (Period period : roster.periods()) {
      if (period.kind() == Period.Kind.REPLACEMENT && period.standsInFor() != null) {
        replacements.computeIfAbsent(period.standsInFor(), k -> new ArrayList<>()).add(period);
      } else if (period.kind() == Period.Kind.ABSENCE && period.practitioner() != null) {
        absences.computeIfAbsent(period.practitioner(), k -> new ArrayList<>()).add(period);
      }
    }
  }

  static void add(Roster roster, Instant now, Problems warnings) {
    CoverWarnings all = new CoverWarnings(roster, now, warnings);
    for (Period period : roster.periods()) {
      if (period.to().isAfter(now)) {
        all.look(period);
      }
    }
    all.operatorHole();
    roster.sites().forEach(all::referentByFirstClinic);
  }

  private void look(Period period) {
    switch (period.kind()) {
      case PRESENCE, ABSENCE -> {
        // nobody counts on them alone
      }
      case DUTY, OPERATOR_DUTY -> held(period, "Une garde");
      case REPLACEMENT -> {
        held(period, "Un remplacement");
        circle(period, List.of(period));
      }
    }
  }

  /** Whoever holds it must be there, and still come, until its end. */
  private void held(Period period, String what) {
    Practitioner holder = roster.practitioner(period.practitioner()).orElse(null);
    if (holder == null) {
      return;
    }
    String cure = "Confiez-la à un autre médecin ces jours-là, ou corrigez les dates.";
    absence(holder.id(), period)
        .ifPresent(
            away ->
                warn(
                    Part.PERIODS,
                    "practitioner",
                    what + " de " + holder.id() + " tombe pendant son absence, le " + at(away),
                    cure));
    if (holder.missionEnds() != null && startOf(holder.missionEnds().plusDays(1), period)) {
      String then = DAY.format(holder.missionEnds());
      warn(
          Part.PERIODS,
          "practitioner",
          what + " de " + holder.id() + " va au-delà de la fin de sa mission, le " + then,
          cure);
    }
    if (holder.revokedOn() != null && startOf(holder.revokedOn(), period)) {
      warn(
          Part.PERIODS,
          "practitioner",
          what + " de " + holder.id() + " va au-delà du jour où il ne peut plus exercer",
          cure);
    }
  }

  private Optional<Instant> absence(String practitioner, Period period) {
    return absences.getOrDefault(practitioner, List.of()).stream()
        .filter(a -> a.to().isAfter(now) && overlap(a, period))
        .map(a -> a.from().isAfter(period.from()) ? a.from() : period.from())
        .min(Comparator.naturalOrder());
  }

  private static boolean overlap(Period one, Period other) {
    return one.from().isBefore(other.to()) && other.from().isBefore(one.to());
  }

  private static boolean startOf(LocalDate day, Period period) {
    return day.atStartOfDay(ParisTime.ZONE).toInstant().isBefore(period.to());
  }

  /**
   * Follows who replaces whom; the chain must not come back to its first while all of it holds.
   *
   * @param chain replacements that hold at one and the same time
   */
  private void circle(Period last, List<Period> chain) {
    String first = chain.get(0).standsInFor();
    String next = last.practitioner();
    if (next != null && next.equals(first)) {
      Set<String> names = new TreeSet<>();
      chain.forEach(p -> names.add(String.valueOf(p.practitioner())));
      if (circles.add(names)) {
        warn(
            Part.PERIODS,
            "stands_in_for",
            "Remplacements en cercle entre " + String.join(", ", names) + " : aucun ne remplace",
            "Nommez un médecin présent pour l'un d'eux.");
      }
      return;
    }
    if (chain.size() < CHAIN_MAX && next != null) {
      for (Period following : replacements.getOrDefault(next, List.of())) {
        if (following.to().isAfter(now)
            && !chain.contains(following)
            && chain.stream().allMatch(p -> overlap(p, following))) {
          List<Period> longer = new ArrayList<>(chain);
          longer.add(following);
          circle(following, longer);
        }
      }
    }
  }

  /** The last rung: the first hour ahead that no doctor of the operator holds. */
  private void operatorHole() {
    List<Period> duties =
        roster.periods().stream()
            .filter(p -> p.kind() == Period.Kind.OPERATOR_DUTY && p.practitioner() != null)
            .sorted(Comparator.comparing(Period::from))
            .toList();
    Instant covered = now;
    for (Period duty : duties) {
      if (duty.from().isAfter(covered)) {
        break;
      }
      covered = duty.to().isAfter(covered) ? duty.to() : covered;
    }
    if (covered.isBefore(now.plus(OPERATOR_AHEAD))) {
      warn(
          Part.PERIODS,
          "",
          "Aucune astreinte de l'opérateur à partir du "
              + at(covered)
              + " ; la dernière connue servirait",
          "Ajoutez une ligne OPERATOR_DUTY pour ces heures.");
    }
  }

  /** A referent must still be there on the first clinic day to come. */
  private void referentByFirstClinic(Site site) {
    Practitioner referent = roster.practitioner(site.referent()).orElse(null);
    LocalDate first = firstClinic(site);
    if (referent == null || first == null) {
      return;
    }
    LocalDate ends = referent.missionEnds();
    LocalDate today = LocalDate.ofInstant(now, ParisTime.ZONE);
    boolean leaves = ends != null && !ends.isBefore(today) && ends.isBefore(first);
    if (referent.revoked(first) || leaves) {
      warn(
          Part.SITES,
          "referent",
          "Le site "
              + site.id()
              + " n'aura plus de référent le "
              + DAY.format(first)
              + ", son prochain jour de consultation",
          site.carePlace()
              ? "Nommez un autre médecin référent avant ce jour."
              : "Ce lieu n'est pas un lieu de soins : nommez un référent ailleurs avant ce jour.");
    }
  }

  private @Nullable LocalDate firstClinic(Site site) {
    return roster.periods().stream()
        .filter(p -> p.kind() == Period.Kind.PRESENCE && site.id().equals(p.site()))
        .filter(p -> p.to().isAfter(now))
        .map(p -> p.from().isAfter(now) ? p.from() : now)
        .min(Comparator.naturalOrder())
        .map(at -> LocalDate.ofInstant(at, ParisTime.ZONE))
        .orElse(null);
  }

  private static String at(Instant instant) {
    return WHEN.format(LocalDateTime.ofInstant(instant, ParisTime.ZONE));
  }

  private void warn(Part part, String column, String cause, String cure) {
    warnings.add(part.file(), 0, column, cause + ".", cure);
  }
}
