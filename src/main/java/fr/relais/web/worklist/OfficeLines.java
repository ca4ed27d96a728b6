// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Masks;
import fr.relais.core.decide.Rights;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Cases;
import fr.relais.flow.Office;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a secretary's pages of what she may see. */
final class OfficeLines {
  static final String PATH = "/secretariat/";
  private static final int DAYS = 14;

  /** What a secretary can help to answer. */
  private static final Set<WorkItem.Question> MATCHES =
      EnumSet.of(
          WorkItem.Question.REQUESTER_UNKNOWN,
          WorkItem.Question.ORDER_TO_CONFIRM,
          WorkItem.Question.SAME_NUMBER_OTHER_PATIENT,
          WorkItem.Question.MAYBE_SAME_RESULT);

  private final Roster roster;
  private final Times times;

  OfficeLines(Roster roster, Times times) {
    this.roster = roster;
    this.times = times;
  }

  OfficeView home(Site site, List<Cases.Line> lines) {
    List<Cases.Line> sorted = lines.stream().sorted(Lines.ORDER).toList();
    return new OfficeView(
        site.name(),
        Times.time(times.now()),
        sorted.stream().filter(line -> toCall(line.row())).map(this::call).toList(),
        sorted.stream().flatMap(line -> matches(line).stream()).toList(),
        days(site));
  }

  /** Whether its doctor decided that the patient is to be called. */
  static boolean toCall(FollowUp row) {
    return row.state() == FollowUpState.IN_PROGRESS
        && row.decision() != ClinicalDecision.SENT_TO_EMERGENCY_CARE;
  }

  static boolean matched(WorkItem item) {
    return MATCHES.contains(item.question());
  }

  private OfficeView.ToCall call(Cases.Line line) {
    FollowUp row = line.row();
    return new OfficeView.ToCall(
        PATH + row.reference(),
        UrgencyView.of(row.priority()),
        patient(Lines.identity(line.latest(), line.orders())),
        wish(row),
        exam(line.reading(), line.latest(), line),
        row.deadline() == null ? "" : times.of(row.deadline()),
        times.past(row.deadline()),
        row.failedAttempts());
  }

  private static String exam(
      Rights.Reading reading, @Nullable ReportVersion latest, Cases.Line line) {
    return reading.sees(Rights.Field.EXAM_NAME) ? Lines.exam(latest, line.orders()) : "";
  }

  private static String wish(FollowUp row) {
    ClinicalDecision decision = row.decision();
    return decision == null ? "" : decision.french();
  }

  private PatientView patient(@Nullable PatientIdentity identity) {
    return PatientView.of(identity, times.today());
  }

  private List<OfficeView.ToMatch> matches(Cases.Line line) {
    return line.questions().stream()
        .filter(OfficeLines::matched)
        .map(
            item ->
                new OfficeView.ToMatch(
                    PATH + line.row().reference() + "/question/" + item.id(),
                    UrgencyView.of(line.row().priority()),
                    patient(Lines.identity(line.latest(), line.orders())),
                    item.question().french(),
                    item.dueAt() == null ? "" : times.of(item.dueAt()),
                    times.past(item.dueAt())))
        .toList();
  }

  private List<OfficeView.Day> days(Site site) {
    List<OfficeView.Day> days = new ArrayList<>();
    for (int n = 0; n < DAYS; n++) {
      days.add(day(site, times.today().plusDays(n)));
    }
    return days;
  }

  /** Hour by hour, both changes of the clock included. */
  private OfficeView.Day day(Site site, LocalDate day) {
    Set<String> duty = new LinkedHashSet<>();
    boolean covered = true;
    ZonedDateTime end = day.plusDays(1).atStartOfDay(ParisTime.ZONE);
    for (ZonedDateTime at = day.atStartOfDay(ParisTime.ZONE); at.isBefore(end); ) {
      String name =
          roster.dutyDoctor(site.id(), at.toInstant()).map(Practitioner::title).orElse(null);
      covered &= name != null;
      if (name != null) {
        duty.add(name);
      }
      at = at.plusHours(1);
    }
    String who = String.join(", ", duty);
    return new OfficeView.Day(
        Times.day(day),
        covered ? who : who.isEmpty() ? "Personne : Centre 15" : who + ", pas à toute heure",
        covered,
        roster.presentAt(site.id(), day).stream()
            .map(Practitioner::title)
            .collect(Collectors.joining(", ")));
  }

  OfficeView.Caller caller(Cases.Case found, String reader) {
    FollowUp row = found.row();
    Emergencies reach = new Emergencies(found, reader, times);
    boolean quiet =
        found.versions().stream().anyMatch(v -> !Masks.of(v.report().flags()).othersMayBeTold());
    Observation marking =
        found.reading().sees(Rights.Field.VALUES) ? Lines.marking(found.current()) : null;
    return new OfficeView.Caller(
        row.reference(),
        UrgencyView.of(row.priority()),
        patient(Lines.identity(found.latest(), found.orders())),
        wish(row),
        found.reading().sees(Rights.Field.EXAM_NAME)
            ? Lines.exam(found.latest(), found.orders())
            : "",
        marking == null
            ? ""
            : ValueView.of(marking, Objects.requireNonNull(found.current()).observations()).brief(),
        reach.phones(),
        reach.address(),
        reach.instructions(),
        quiet ? "Confidentiel : ne parlez qu'au patient lui-même, ne laissez aucun message." : "",
        found.name(row.owner()),
        row.deadline() == null ? "" : times.of(row.deadline()),
        row.failedAttempts(),
        outcomes(quiet));
  }

  private static List<FormView.Option> outcomes(boolean quiet) {
    return Arrays.stream(Office.Call.values())
        .filter(call -> !quiet || call != Office.Call.MESSAGE_LEFT)
        .map(call -> new FormView.Option(call.name().toLowerCase(), call.french(), "", ""))
        .toList();
  }

  /** The traits side by side; those of which one side is silent do not differ. */
  static List<OfficeView.Trait> traits(
      @Nullable PatientIdentity received, @Nullable PatientIdentity known) {
    List<OfficeView.Trait> traits = new ArrayList<>();
    if (received == null || known == null) {
      return traits;
    }
    add(traits, "Nom de naissance", received.birthName(), known.birthName());
    add(traits, "Nom utilisé", received.usedName(), known.usedName());
    add(
        traits,
        "Prénoms",
        String.join(" ", received.givenNames()),
        String.join(" ", known.givenNames()));
    add(
        traits,
        "Né(e) le",
        received.birthDate() == null ? null : Times.day(received.birthDate()),
        known.birthDate() == null ? null : Times.day(known.birthDate()));
    add(
        traits,
        "Sexe",
        received.sex() == null ? null : received.sex().name(),
        known.sex() == null ? null : known.sex().name());
    add(traits, "Commune de naissance", received.birthPlace(), known.birthPlace());
    return traits;
  }

  private static void add(
      List<OfficeView.Trait> traits, String name, @Nullable String a, @Nullable String b) {
    String received = Objects.requireNonNullElse(a, "");
    String known = Objects.requireNonNullElse(b, "");
    boolean differs = !received.isBlank() && !known.isBlank() && !received.equalsIgnoreCase(known);
    traits.add(new OfficeView.Trait(name, received, known, differs));
  }
}
