// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Appointments.Known;
import fr.relais.core.decide.Appointments.Result;
import fr.relais.core.model.Appointment;
import fr.relais.core.model.Appointment.State;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Slot;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AppointmentsTest {
  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
  private static final Duration LENGTH = Duration.ofMinutes(20);

  static Stream<Map<String, String>> rows() throws Exception {
    return MarkdownTable.read("appointments.md", 1).rows().stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_row_is_decided_as_it_says(Map<String, String> row) {
    Situation situation = new Situation(row);
    Result result = situation.result();
    if (result instanceof Result.Refused refused) {
      assertThat(refused.reason()).isEqualTo(row.get("-> réponse"));
      assertThat(row.get("-> échéance")).isEqualTo("inchangée");
      return;
    }
    Result.Done done = (Result.Done) result;
    FollowUp after = done.step() == null ? situation.followUp() : done.step().row();
    boolean back = after.state() == FollowUpState.TAKEN;
    assertThat(back ? "oui, retour au médecin : à décider" : "oui")
        .isEqualTo(row.get("-> réponse"));
    switch (row.get("-> échéance")) {
      case "inchangée" -> assertThat(after.deadline()).isEqualTo(situation.followUp().deadline());
      case "—" -> {
        assertThat(after.deadline()).isNull();
        assertThat(after.outcome()).isEqualTo(ClinicalOutcome.PATIENT_SEEN);
      }
      default -> assertThat(after.deadline()).isEqualTo(at(row.get("-> échéance")));
    }
    if (after.state().live()) {
      assertThat(after.nextDue()).isNotNull();
    }
  }

  @Test
  void what_is_due_after_a_booking_climbs_from_the_new_deadline() {
    Situation situation =
        new Situation(
            Map.of(
                "acte", "prendre",
                "urgence", "anormal",
                "maintenant", "19/11/2026 10:00",
                "rendez-vous", "11/12/2026 18:30",
                "circonstance", "aucune"));
    FollowUp booked = ((Result.Done) situation.result()).step().row();
    assertThat(booked.nextDue()).isEqualTo(at("14/12/2026 12:00"));
    FollowUp late = FollowUpMachine.due(booked, situation.context(at("14/12/2026 12:00"))).row();
    assertThat(late.deadline()).isEqualTo(at("14/12/2026 12:00"));
    assertThat(late.nextDue()).isEqualTo(at("15/12/2026 12:00"));
    assertThat(late.rung()).isEqualTo(1);
  }

  private static Instant at(String text) {
    return LocalDateTime.parse(text, FORM).atZone(ParisTime.ZONE).toInstant();
  }

  /** One row of the table. */
  private record Situation(Map<String, String> row) {

    private Instant now() {
      return at(row.get("maintenant"));
    }

    private boolean is(String circumstance) {
      return row.get("circonstance").equals(circumstance);
    }

    private String owner() {
      return is("le responsable a changé, le patient choisit") ? "b" : "a";
    }

    private String actor() {
      return is("par un autre médecin") ? "b" : "a";
    }

    private FollowUpPriority priority() {
      return Arrays.stream(FollowUpPriority.values())
          .filter(p -> p.french().equalsIgnoreCase(row.get("urgence")))
          .findFirst()
          .orElseThrow();
    }

    FollowUp followUp() {
      boolean afterwards = List.of("tenu", "manqué").contains(row.get("acte"));
      Instant decided =
          is("décidé il y a huit jours")
              ? now().minus(Duration.ofDays(8))
              : afterwards && !row.get("maintenant").startsWith("19/")
                  ? at("23/11/2026 09:00")
                  : at(row.get("maintenant").substring(0, 10) + " 09:00");
      Instant due =
          Ladder.of(Clock.OUTCOME, priority(), ReportKind.BIOLOGY, decided, Policy.DEFAULT)
              .deadline();
      boolean undecided = is("rien n'est décidé");
      return new FollowUp(
          "f",
          "7F3K",
          undecided ? FollowUpState.TAKEN : FollowUpState.IN_PROGRESS,
          priority(),
          ReportKind.BIOLOGY,
          owner(),
          null,
          null,
          decided,
          decided,
          due,
          due,
          0,
          0,
          failed(),
          List.of(),
          undecided ? null : decision(),
          null,
          null,
          5);
    }

    private int failed() {
      return is("troisième fois") ? 2 : is("deuxième fois") ? 1 : 0;
    }

    private ClinicalDecision decision() {
      return is("décision « Convoquer »")
          ? ClinicalDecision.CALL_IN
          : is("décision « Informer »")
              ? ClinicalDecision.INFORM_PATIENT
              : ClinicalDecision.TELECONSULTATION;
    }

    FollowUpMachine.Context context(Instant now) {
      Instant start = at(row.get("rendez-vous"));
      List<Period> periods =
          is("le médecin est absent ce jour-là")
              ? List.of(
                  new Period(
                      Period.Kind.ABSENCE,
                      "a",
                      null,
                      null,
                      start.minusSeconds(3600),
                      start.plusSeconds(60)))
              : List.of();
      Roster roster = Roster.of(1, List.of(), List.of(), periods, List.of(), List.of(), List.of());
      return new FollowUpMachine.Context(
          Cover.of(roster, null, owner(), now), Policy.DEFAULT, "n1", now);
    }

    private Appointment appointment(String id, String followUp, Instant start, State state) {
      Duration length = is("il dure trois heures") ? Duration.ofHours(3) : LENGTH;
      URI link =
          URI.create(is("le lien n'est pas en https") ? "http://x.example" : "https://x.example");
      return new Appointment(
          id,
          followUp,
          "a",
          Appointment.Kind.TELECONSULTATION,
          start,
          start.plus(length),
          state,
          0,
          new Appointment.Place(link, null, null),
          now());
    }

    private List<Appointment> wished() {
      Instant start = at(row.get("rendez-vous"));
      int number =
          is("quatre créneaux") ? 4 : is("trois créneaux") ? 3 : is("aucun créneau") ? 0 : 1;
      List<Appointment> wished = new ArrayList<>();
      for (int i = 0; i < number; i++) {
        wished.add(appointment("w" + i, "f", start.plus(Duration.ofHours(i)), State.PROPOSED));
      }
      if (is("deux fois le même créneau")) {
        wished.add(appointment("w9", "f", start.plusSeconds(600), State.PROPOSED));
      }
      return wished;
    }

    private List<Appointment> others() {
      Instant start = at(row.get("rendez-vous"));
      if (is("il voit un autre patient à cette heure")) {
        return List.of(appointment("o", "g", start.plusSeconds(600), State.BOOKED));
      }
      return is("il voit un autre patient juste après")
          ? List.of(appointment("o", "g", start.plus(LENGTH), State.BOOKED))
          : List.of();
    }

    private Known known(List<Appointment> own) {
      return new Known(followUp(), own, others(), context(now()));
    }

    Result result() {
      Instant start = at(row.get("rendez-vous"));
      Appointment proposed = appointment("p", "f", start, State.PROPOSED);
      State was =
          is("il est annulé")
              ? State.CANCELLED
              : is("seulement proposé") ? State.PROPOSED : State.BOOKED;
      Appointment booked = appointment("p", "f", start, was);
      String act = row.get("acte");
      return switch (act) {
        case "proposer" ->
            Appointments.propose(
                known(is("un rendez-vous est déjà pris") ? List.of(booked) : List.of()),
                actor(),
                wished());
        case "prendre" -> {
          boolean patient = row.get("circonstance").contains("le patient choisit");
          Appointment chosen =
              is("il n'est plus proposé") ? proposed.as(State.CANCELLED) : proposed;
          yield Appointments.book(
              known(List.of(chosen)), patient ? FollowUpMachine.RELAIS : actor(), chosen);
        }
        case "déplacer" -> {
          Slot to = new Slot("a", start, start.plus(LENGTH), Slot.Source.TYPED);
          Appointment before = appointment("p", "f", now().plusSeconds(7200), was);
          yield Appointments.change(known(List.of(before)), actor(), before, to);
        }
        case "annuler" ->
            Appointments.cancel(
                known(List.of(booked)), actor(), is("sans dire pourquoi") ? " " : "Empêché.");
        case "tenu" ->
            AppointmentEnds.held(
                known(List.of(booked)),
                actor(),
                booked,
                is("sans compte rendu") ? "" : "Vu, va bien.",
                List.of());
        case "manqué" ->
            AppointmentEnds.missed(known(List.of(booked)), actor(), booked, "Rappelé.");
        default -> throw new IllegalArgumentException(act);
      };
    }
  }
}
