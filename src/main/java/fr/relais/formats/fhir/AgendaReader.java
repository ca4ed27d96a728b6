// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.PeopleExtract.Stay;
import fr.relais.core.model.PeopleExtract.Time;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.SiteReference;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;
import org.hl7.fhir.r4.model.Slot.SlotStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Schedule, whose times are those of FR Core's availability extension, else its whole
 * planning horizon; and the Slots of it.
 */
final class AgendaReader {
  private static final String AVAILABILITY =
      "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-schedule-availability-time";
  private static final Duration LONG = Duration.ofDays(31);

  private final Linked linked;
  private final Actors actors;
  private final Moments moments;
  private final Findings findings;

  /** Whose each agenda is that was read; null: nobody's who counts. */
  private final Map<Schedule, @Nullable PractitionerReference> owners = new IdentityHashMap<>();

  AgendaReader(Linked linked, Findings findings) {
    this.linked = linked;
    this.actors = new Actors(linked, findings);
    this.moments = new Moments(findings);
    this.findings = findings;
  }

  void schedule(Schedule schedule, String place, Facts facts) {
    owners.put(schedule, null);
    if (schedule.hasActive() && !schedule.getActive()) {
      aside(place + ".active", "Cet agenda n'est plus en service : il est laissé de côté.");
      return;
    }
    Actors.Actor actor = actors.of(schedule, place);
    PractitionerReference who = actor.who();
    if (who == null) {
      aside(place + ".actor", "Cet agenda n'est celui de personne : il est laissé de côté.");
      return;
    }
    owners.put(schedule, who);
    boolean told = false;
    for (int i = 0; i < schedule.getExtension().size(); i++) {
      Extension extension = schedule.getExtension().get(i);
      if (AVAILABILITY.equals(extension.getUrl())) {
        told = true;
        available(extension, who, actor.where(), place + ".extension[" + i + "]", facts);
      }
    }
    if (!told && actor.where() != null && schedule.hasPlanningHorizon()) {
      horizon(schedule, who, actor.where(), place + ".planningHorizon", facts);
    }
  }

  private void horizon(
      Schedule schedule,
      PractitionerReference who,
      SiteReference where,
      String place,
      Facts facts) {
    Moments.Span span = moments.span(schedule.getPlanningHorizon(), place);
    if (span == null) {
      return;
    }
    if (Duration.between(span.from(), span.to()).compareTo(LONG) > 0) {
      findings.warning(
          ProblemCode.FIELD_NOT_UNDERSTOOD,
          place,
          "L'agenda ne dit pas ses heures : une présence de plus d'un mois, jour et nuit.",
          "Si la personne ne vient pas chaque jour, donnez fr-core-schedule-availability-time.");
    }
    facts.stays().add(new Stay(false, who, where, span.from(), span.to(), null, place));
  }

  private void available(
      Extension extension,
      PractitionerReference who,
      @Nullable SiteReference where,
      String place,
      Facts facts) {
    List<Extension> parts = extension.getExtension();
    String type = Rules.code(parts, "type");
    boolean away = "busy-unavailable".equals(type);
    if (!away && !"free".equals(type)) {
      findings.error(
          ProblemCode.CODE_NOT_UNDERSTOOD,
          place,
          "On ne sait pas si cette période est une présence ou une absence.",
          "Donnez type : free ou busy-unavailable.");
    }
    if (!away && where == null) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          place,
          "Une présence est d'un lieu, et l'agenda n'en nomme pas.",
          "Ajoutez un acteur Location, ou le PractitionerRole qui a ce lieu.");
    }
    Moments.Span span =
        moments.span(time(parts, "start"), time(parts, "end"), place + ".start", place + ".end");
    String rule = Words.extension(parts, "rrule").map(Rules::rule).orElse(null);
    if (span != null) {
      facts.stays().add(new Stay(away, who, where, span.from(), span.to(), rule, place));
    }
  }

  private static BaseDateTimeType time(List<Extension> parts, String name) {
    return Words.extension(parts, name)
        .map(Extension::getValue)
        .filter(BaseDateTimeType.class::isInstance)
        .map(BaseDateTimeType.class::cast)
        .orElseGet(DateTimeType::new);
  }

  /** Once the agendas were read. */
  void slot(Slot slot, String place, Facts facts) {
    Moments.Span span =
        moments.span(
            slot.getStartElement(), slot.getEndElement(), place + ".start", place + ".end");
    if (slot.getStatus() == null) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          place + ".status",
          "Ce créneau ne dit pas s'il est libre.",
          "Donnez status : free, busy, busy-unavailable ou busy-tentative.");
    }
    Resource found = linked.follow(slot.getSchedule(), slot, place + ".schedule").orElse(null);
    if (!(found instanceof Schedule schedule) || !owners.containsKey(schedule)) {
      findings.error(
          ProblemCode.REQUIRED_MISSING,
          place + ".schedule",
          "Ce créneau n'est d'aucun agenda de ce message.",
          "Renvoyez à un Schedule du même Bundle.");
      return;
    }
    PractitionerReference who = owners.get(schedule);
    if (span != null && who != null && slot.getStatus() != SlotStatus.ENTEREDINERROR) {
      boolean free = slot.getStatus() == SlotStatus.FREE;
      facts.times().add(new Time(who, span.from(), span.to(), free, place));
    }
  }

  private void aside(String place, String cause) {
    findings.warning(
        ProblemCode.FIELD_NOT_UNDERSTOOD, place, cause, "Rien à faire si c'est voulu.");
  }
}
