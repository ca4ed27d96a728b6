// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What an import takes and an operator should still look at. */
final class RosterWarnings {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

  /** A presence that is longer is that of someone who lives there. */
  private static final int VISIT_DAYS_MAX = 31;

  private final Roster roster;
  private final Instant now;
  private final Problems warnings = new Problems();

  private RosterWarnings(Roster roster, Instant now) {
    this.roster = roster;
    this.now = now;
  }

  static List<ImportProblem> of(Roster roster, Instant now) {
    RosterWarnings all = new RosterWarnings(roster, now);
    CoverageGap.ahead(roster, now).forEach(all::gap);
    CoverWarnings.add(roster, now, all.warnings);
    roster.sites().forEach(all::referentGone);
    roster.senders().forEach(all::neverRecognised);
    roster.practitioners().forEach(all::maybeVolunteer);
    return all.warnings.list();
  }

  private void gap(CoverageGap gap) {
    LocalDateTime from = LocalDateTime.ofInstant(gap.from(), ParisTime.ZONE);
    LocalDateTime to = LocalDateTime.ofInstant(gap.to(), ParisTime.ZONE);
    String end = to.toLocalTime().equals(LocalTime.MIDNIGHT) ? "24:00" : HOUR.format(to);
    warnings.add(
        Part.PERIODS.file(),
        0,
        "",
        "Site "
            + gap.site()
            + ", le "
            + DAY.format(gap.day())
            + " de "
            + HOUR.format(from)
            + " à "
            + end
            + " : aucune garde.",
        "Ajoutez une ligne DUTY avec un médecin, ou « personne » si c'est le Centre 15.");
  }

  private void referentGone(Site site) {
    LocalDate today = LocalDate.ofInstant(now, ParisTime.ZONE);
    boolean gone =
        roster
            .practitioner(site.referent())
            .map(Practitioner::missionEnds)
            .filter(day -> day.isBefore(today))
            .isPresent();
    if (gone) {
      warnings.add(
          Part.SITES.file(),
          0,
          "referent",
          "La mission du référent du site " + site.id() + " est terminée.",
          "Nommez un autre médecin référent.");
    }
  }

  /**
   * Without the end of his mission a volunteer is taken for a resident, who is away when absent.
   */
  private void maybeVolunteer(Practitioner person) {
    boolean resident =
        person.volunteer()
            || person.role() != Role.DOCTOR
            || !person.mayOwn(LocalDate.ofInstant(now, ParisTime.ZONE))
            || roster.sites().stream().anyMatch(s -> s.referent().equals(person.id()));
    List<Period> visits =
        roster.periods().stream()
            .filter(p -> p.kind() == Period.Kind.PRESENCE && person.id().equals(p.practitioner()))
            .toList();
    boolean comesAndGoes =
        !visits.isEmpty()
            && visits.stream()
                .allMatch(p -> Duration.between(p.from(), p.to()).toDays() <= VISIT_DAYS_MAX);
    if (!resident && comesAndGoes) {
      warnings.add(
          Part.PEOPLE.file(),
          0,
          "mission_end",
          person.id()
              + " vient par périodes et n'a pas de fin de mission : il est tenu pour un"
              + " médecin résident, pas pour un volontaire.",
          "S'il est volontaire, donnez le dernier jour de sa mission ; s'il est résident, il n'y a"
              + " rien à faire.");
    }
  }

  private void neverRecognised(Sender sender) {
    if (sender.application() == null
        && sender.folder() == null
        && sender.hprimCode() == null
        && sender.mailbox() == null) {
      warnings.add(
          Part.SENDERS.file(),
          0,
          "",
          "Rien ne permet de reconnaître l'expéditeur " + sender.id() + ".",
          "Donnez application (MSH-3), folder, hprim_code ou mailbox.");
    }
  }
}
