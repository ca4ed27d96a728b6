// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.Appointments.Known;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Period;
import fr.relais.core.model.Roster;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a doctor may see a patient: why a time is refused, in French. */
final class SlotRules {
  static final int PROPOSED_MAX = 3;

  /** Beyond this a follow-up would be silent for too long. */
  static final int DAYS_AHEAD_MAX = 30;

  private static final Duration LENGTH_MIN = Duration.ofMinutes(5);
  private static final Duration LENGTH_MAX = Duration.ofHours(2);

  private SlotRules() {}

  /** The first reason why these may not be proposed together; empty when they may. */
  static Optional<String> refused(Known known, List<Appointment> wished) {
    if (wished.isEmpty() || wished.size() > PROPOSED_MAX) {
      return Optional.of("Proposez un, deux ou trois créneaux.");
    }
    for (int i = 0; i < wished.size(); i++) {
      Appointment one = wished.get(i);
      for (Appointment other : wished.subList(0, i)) {
        if (overlap(one, other)) {
          return Optional.of("Deux des créneaux se recouvrent.");
        }
      }
      Optional<String> refused = refused(known, one);
      if (refused.isPresent()) {
        return refused;
      }
    }
    return Optional.empty();
  }

  static Optional<String> refused(Known known, Appointment wished) {
    Instant now = known.context().now();
    Duration length = Duration.between(wished.start(), wished.end());
    if (!wished.start().isAfter(now)) {
      return Optional.of("Ce créneau est déjà passé.");
    }
    if (length.compareTo(LENGTH_MIN) < 0 || length.compareTo(LENGTH_MAX) > 0) {
      return Optional.of("Un rendez-vous dure de 5 minutes à 2 heures.");
    }
    if (late(known.row(), wished)) {
      return Optional.of("Résultat critique : le patient doit être vu avant l'échéance.");
    }
    if (wished.start().isAfter(WorkingCalendar.daysAfter(now, DAYS_AHEAD_MAX))) {
      return Optional.of("Ce créneau est à plus de " + DAYS_AHEAD_MAX + " jours.");
    }
    if (!link(wished.place().link())) {
      return Optional.of("Le lien de votre outil vidéo commence par https://");
    }
    if (absent(known.context().cover().roster(), wished)) {
      return Optional.of("Vous avez déclaré une absence à cette heure.");
    }
    boolean taken =
        known.others().stream()
            .filter(a -> a.state().open())
            .filter(a -> a.practitioner().equals(wished.practitioner()))
            .filter(a -> !a.followUp().equals(wished.followUp()))
            .anyMatch(a -> overlap(a, wished));
    return taken ? Optional.of("Vous avez déjà un rendez-vous à cette heure.") : Optional.empty();
  }

  private static boolean late(FollowUp row, Appointment wished) {
    return row.priority() == FollowUpPriority.CRITICAL
        && row.deadline() != null
        && wished.start().isAfter(row.deadline());
  }

  private static boolean link(@Nullable URI link) {
    return link == null || "https".equals(link.getScheme()) && link.getHost() != null;
  }

  private static boolean absent(Roster roster, Appointment wished) {
    return roster.periods().stream()
        .filter(p -> p.kind() == Period.Kind.ABSENCE)
        .filter(p -> wished.practitioner().equals(p.practitioner()))
        .anyMatch(p -> p.from().isBefore(wished.end()) && p.to().isAfter(wished.start()));
  }

  private static boolean overlap(Appointment one, Appointment other) {
    return one.start().isBefore(other.end()) && other.start().isBefore(one.end());
  }
}
