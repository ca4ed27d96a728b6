// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.Appointment;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Slot;
import fr.relais.flow.Visits;
import fr.relais.web.worklist.FormView.Field;
import fr.relais.web.worklist.FormView.Kind;
import fr.relais.web.worklist.FormView.Option;
import java.util.ArrayList;
import java.util.List;

/** The forms of the acts on appointments. */
final class AppointmentForms {
  static final String SLOT = "creneau";
  static final String FREE = "libre";
  static final String LENGTH = "duree";
  static final String LINK = "lien";
  static final String CALL_BACK = "rappel";
  static final String AGREED = "convenu";
  static final String NOTE = "note";
  private static final int TYPED_SLOTS = 3;
  private static final int FREE_MAX = 40;

  /** What may be done, with its word in addresses. */
  enum Act {
    PROPOSE("proposer", "Proposer un rendez-vous"),
    BOOK("prendre", "Noter le créneau choisi"),
    CHANGE("deplacer", "Déplacer le rendez-vous"),
    CANCEL("annuler", "Annuler le rendez-vous"),
    HELD("tenu", "Tenu : écrire le compte rendu"),
    MISSED("manque", "Le patient n'est pas venu");

    private final String word;
    private final String label;

    Act(String word, String label) {
      this.word = word;
      this.label = label;
    }

    String word() {
      return word;
    }

    String label() {
      return label;
    }
  }

  private final FollowUp row;
  private final Typed typed;
  private final Times times;

  AppointmentForms(FollowUp row, Typed typed, Times times) {
    this.row = row;
    this.typed = typed;
    this.times = times;
  }

  FormView of(Act act, Visits.Planned planned) {
    return switch (act) {
      case PROPOSE -> propose(planned);
      case BOOK ->
          form(
              act,
              List.of("Le patient a choisi ce créneau. Les autres ne seront plus proposés."),
              List.of(chosen(planned)));
      case CHANGE ->
          form(
              act,
              List.of(
                  "Les agendas et le patient sont prévenus ; l'échéance suit la nouvelle date."),
              List.of(slot(1, true), length()));
      case CANCEL ->
          form(
              act,
              List.of("Le patient reste à revoir : une échéance court de nouveau."),
              List.of(note("Pourquoi", "Exemple : « Empêchement, je le rappelle demain. »")));
      case HELD ->
          form(
              act,
              List.of(
                  "Le suivi se termine : patient vu.",
                  "Le compte rendu part en copie au médecin traitant déclaré et au logiciel du"
                      + " site, sauf si le patient s'y oppose."),
              List.of(
                  note(
                      "Compte rendu court",
                      "Ce qui a été constaté, décidé, et ce qui reste à faire.")));
      case MISSED -> missed();
    };
  }

  private FormView missed() {
    return form(
        Act.MISSED,
        List.of(
            "Compte comme un essai sans réponse ("
                + (row.failedAttempts() + 1)
                + " sur 3). Au troisième, le résultat vous revient à décider."),
        List.of(
            Field.text(
                NOTE,
                "Note",
                "Exemple : « Rappelé deux fois, sans réponse. »",
                typed.get(NOTE),
                false)));
  }

  private FormView propose(Visits.Planned planned) {
    boolean video = row.decision() == ClinicalDecision.TELECONSULTATION;
    List<String> intro = new ArrayList<>();
    if (video) {
      intro.add(
          "Aide-mémoire : pas d'examen physique indispensable ni d'annonce grave ; données"
              + " disponibles ; patient capable de communiquer. C'est vous qui décidez.");
    }
    intro.add(
        planned.notice().isEmpty()
            ? "Le patient reçoit un SMS neutre avec un lien ; il choisit l'un des créneaux."
            : planned.notice());
    intro.add("Relais ne calcule aucune facturation.");
    List<Field> fields = new ArrayList<>();
    for (int n = 1; n <= TYPED_SLOTS; n++) {
      fields.add(slot(n, false));
    }
    if (!planned.free().isEmpty()) {
      fields.add(free(planned.free()));
    }
    fields.add(length());
    if (video) {
      fields.add(link());
    }
    fields.add(
        Field.line(
            CALL_BACK,
            "Numéro que le patient peut rappeler",
            "Celui du secrétariat, écrit dans le SMS. Exemple : 03 86 00 00 00",
            typed.get(CALL_BACK),
            false));
    fields.add(agreed());
    return form(Act.PROPOSE, intro, fields);
  }

  private Field link() {
    return Field.line(
        LINK,
        "Lien de votre outil de téléconsultation",
        "Commence par https:// ; sans le nom du patient. Vide : au site, avec le secrétariat.",
        typed.get(LINK),
        false);
  }

  private Field agreed() {
    return Field.choice(
        Kind.RADIO,
        AGREED,
        "Le patient est-il déjà d'accord ?",
        typed.or(AGREED, "non"),
        List.of(
            new Option("non", "Non, il choisira", "", ""),
            new Option("oui", "Oui, pour ce seul créneau", "Il est pris tout de suite.", "")));
  }

  private Field slot(int number, boolean alone) {
    String name = SLOT + number;
    String label = alone ? "Nouvelle date et heure" : "Créneau " + number;
    return Field.line(name, label, TypedTime.EXAMPLE, typed.get(name), alone);
  }

  private Field free(List<Slot> slots) {
    List<Option> options = new ArrayList<>();
    options.add(new Option("", "Aucun", "", ""));
    for (Slot slot : slots.subList(0, Math.min(FREE_MAX, slots.size()))) {
      options.add(new Option(slot.start().toString(), times.of(slot.start()), "", ""));
    }
    return Field.choice(
        Kind.SELECT, FREE, "Ou un créneau libre de votre agenda", typed.get(FREE), options);
  }

  private Field length() {
    List<Option> options =
        List.of("15", "20", "30", "45", "60").stream()
            .map(minutes -> new Option(minutes, minutes + " minutes", "", ""))
            .toList();
    return Field.choice(Kind.SELECT, LENGTH, "Durée", typed.or(LENGTH, "20"), options);
  }

  private Field chosen(Visits.Planned planned) {
    List<Option> options =
        planned.appointments().stream()
            .filter(a -> a.state() == Appointment.State.PROPOSED)
            .map(a -> new Option(a.id(), times.of(a.start()), "", ""))
            .toList();
    return Field.choice(Kind.RADIO, SLOT, "Créneau choisi", typed.get(SLOT), options);
  }

  private Field note(String label, String hint) {
    return Field.text(NOTE, label, hint, typed.get(NOTE), true);
  }

  private FormView form(Act act, List<String> intro, List<Field> fields) {
    return new FormView(
        act.label(),
        Verb.path(row) + "/rendez-vous/" + act.word(),
        intro,
        fields,
        act == Act.PROPOSE ? "Proposer" : act.label(),
        Verb.path(row));
  }
}
