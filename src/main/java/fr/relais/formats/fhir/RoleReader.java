// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PeopleExtract.Capacity;
import fr.relais.core.model.PeopleExtract.Mission;
import fr.relais.core.model.PeopleExtract.Stay;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.SiteReference;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.PractitionerRole.DaysOfWeek;
import org.hl7.fhir.r4.model.PractitionerRole.PractitionerRoleAvailableTimeComponent;
import org.jspecify.annotations.Nullable;

/** Reads a PractitionerRole: who works where, as what, until when, and on which days. */
final class RoleReader {
  private static final String MODE =
      "https://mos.esante.gouv.fr/NOS/TRE_R23-ModeExercice/FHIR/TRE-R23-ModeExercice";
  private static final String GENRE =
      "https://mos.esante.gouv.fr/NOS/TRE_R22-GenreActivite/FHIR/TRE-R22-GenreActivite";

  /** TRE_R22: care given in the place of someone. */
  private static final Set<String> REPLACES = Set.of("GENR02", "GENR03");

  private final Actors actors;
  private final Mailboxes mailboxes;
  private final Moments moments;
  private final Findings findings;

  RoleReader(Linked linked, Findings findings) {
    this.actors = new Actors(linked, findings);
    this.mailboxes = new Mailboxes(linked, findings);
    this.moments = new Moments(findings);
    this.findings = findings;
  }

  void read(PractitionerRole role, String place, Facts facts) {
    if (role.hasActive() && !role.getActive()) {
      findings.warning(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          place + ".active",
          "Ce rôle n'est plus en vigueur : il est laissé de côté.",
          "Rien à faire si c'est voulu.");
      return;
    }
    PractitionerReference who =
        actors.person(role.getPractitioner(), role, place + ".practitioner");
    if (who == null) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          place + ".practitioner",
          "Ce rôle n'est celui de personne.",
          "Renseignez practitioner.");
      return;
    }
    SiteReference where = actors.of(role, role, place);
    Moments.Days days = moments.days(role.getPeriod(), place + ".period");
    facts.missions().add(new Mission(who, where, capacity(role), days.to(), place));
    facts
        .mailboxes()
        .addAll(
            mailboxes.of(
                who, role.getTelecom(), role.getEndpoint(), role, role.getPeriod(), place));
    stays(role, who, where, days, place, facts);
  }

  private void stays(
      PractitionerRole role,
      PractitionerReference who,
      @Nullable SiteReference where,
      Moments.Days days,
      String place,
      Facts facts) {
    for (int i = 0; i < role.getAvailableTime().size(); i++) {
      String at = place + ".availableTime[" + i + "]";
      Stay stay = weekly(role.getAvailableTime().get(i), who, where, days, at);
      if (stay != null) {
        facts.stays().add(stay);
      }
    }
    for (int i = 0; i < role.getNotAvailable().size(); i++) {
      String at = place + ".notAvailable[" + i + "].during";
      Moments.Span span = moments.span(role.getNotAvailable().get(i).getDuring(), at);
      if (span != null) {
        facts.stays().add(new Stay(true, who, where, span.from(), span.to(), null, at));
      }
    }
  }

  private static Capacity capacity(PractitionerRole role) {
    List<Coding> codes = role.getCode().stream().flatMap(c -> c.getCoding().stream()).toList();
    boolean replaces =
        codes.stream().anyMatch(c -> GENRE.equals(c.getSystem()) && REPLACES.contains(c.getCode()));
    boolean volunteers =
        codes.stream().anyMatch(c -> MODE.equals(c.getSystem()) && "B".equals(c.getCode()));
    return replaces ? Capacity.REPLACEMENT : volunteers ? Capacity.VOLUNTEER : Capacity.OTHER;
  }

  private @Nullable Stay weekly(
      PractitionerRoleAvailableTimeComponent time,
      PractitionerReference who,
      @Nullable SiteReference where,
      Moments.Days within,
      String place) {
    Set<DayOfWeek> days = days(time.getDaysOfWeek());
    if (where == null) {
      missing(place, "Une présence est d'un lieu.", "organization ou location du rôle");
    }
    LocalDate day = first(days, within, place);
    LocalTime opens = time.getAllDay() ? LocalTime.MIDNIGHT : clock(time.getAvailableStartTime());
    LocalTime closes = time.getAllDay() ? LocalTime.MIDNIGHT : clock(time.getAvailableEndTime());
    if (opens == null || closes == null || !(time.getAllDay() || opens.isBefore(closes))) {
      findings.error(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          place,
          "Les heures manquent, ou la fin n'est pas après le début.",
          "Donnez availableStartTime et availableEndTime (08:00:00), ou allDay.");
      return null;
    }
    if (where == null || day == null) {
      return null;
    }
    Instant from = day.atTime(opens).atZone(ParisTime.ZONE).toInstant();
    LocalDate ends = time.getAllDay() ? day.plusDays(1) : day;
    Instant to = ends.atTime(closes).atZone(ParisTime.ZONE).toInstant();
    return new Stay(false, who, where, from, to, rule(days, within.to()), place);
  }

  /** The first of these days; null, and a problem, when there is none. */
  private @Nullable LocalDate first(Set<DayOfWeek> days, Moments.Days within, String place) {
    LocalDate day = within.from();
    if (day == null) {
      missing(place, "On ne sait pas depuis quand ces jours valent.", "period.start du rôle");
    }
    if (days.isEmpty()) {
      missing(place + ".daysOfWeek", "Il manque les jours de la semaine.", "daysOfWeek");
    }
    if (day == null || days.isEmpty()) {
      return null;
    }
    while (!days.contains(day.getDayOfWeek())) {
      day = day.plusDays(1);
    }
    if (within.to() != null && day.isAfter(within.to())) {
      findings.error(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          place + ".daysOfWeek",
          "Aucun de ces jours n'est dans la période du rôle.",
          "Corrigez daysOfWeek, ou period.");
      return null;
    }
    return day;
  }

  private static Set<DayOfWeek> days(List<Enumeration<DaysOfWeek>> named) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Enumeration<DaysOfWeek> one : named) {
      String code = String.valueOf(one.getCode()).toUpperCase(Locale.ROOT);
      Arrays.stream(DayOfWeek.values()).filter(d -> d.name().startsWith(code)).forEach(days::add);
    }
    return days;
  }

  /** RFC 5545: every week, on these days, the last one included. */
  private static String rule(Set<DayOfWeek> days, @Nullable LocalDate last) {
    String named =
        days.stream().map(d -> d.name().substring(0, 2)).collect(Collectors.joining(","));
    String until = last == null ? "" : ";UNTIL=" + last.format(DateTimeFormatter.BASIC_ISO_DATE);
    return "FREQ=WEEKLY;BYDAY=" + named + until;
  }

  private static @Nullable LocalTime clock(@Nullable String time) {
    try {
      return time == null ? null : LocalTime.parse(time);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private void missing(String place, String cause, String what) {
    findings.error(ProblemCode.REQUIRED_MISSING, place, cause, "Renseignez " + what + ".");
  }
}
