// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Cases;
import fr.relais.web.worklist.FormView.Field;
import fr.relais.web.worklist.FormView.Kind;
import fr.relais.web.worklist.FormView.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The forms of the acts on one result. */
final class Forms {
  static final String NOTE = "note";
  static final String CHOICE = "choix";
  static final String TO = "confrere";
  static final String REASON = "motif";
  static final String OUTCOME = "issue";

  private final Cases.Case found;
  private final FollowUp row;
  private final String reader;
  private final Typed typed;

  Forms(Cases.Case found, String reader, Typed typed) {
    this.found = found;
    this.row = found.row();
    this.reader = reader;
    this.typed = typed;
  }

  FormView of(Verb verb, List<Option> colleagues) {
    return switch (verb) {
      case TAKE -> take(verb);
      case ACCEPT -> accept(verb);
      case SEEN -> seen(verb);
      case DECIDE -> decide(verb);
      case OFFER -> offer(verb, colleagues);
      case REFUSE -> refuse(verb);
      case REACH -> reach(verb);
      case LAB_CALL ->
          form(
              verb,
              "Noter l'appel du laboratoire",
              List.of(
                  "Cette note s'affiche en premier sur la page du résultat. Elle n'arrête aucune"
                      + " échéance : seul un médecin qui prend en charge le fait."),
              List.of(
                  Field.text(
                      NOTE,
                      "Qui a appelé, qui a été joint, à quelle heure, ce qui a été dit",
                      "Exemple : « La biologiste a joint le Dr Boyer à 14:20, valeur confirmée. »",
                      typed.get(NOTE),
                      true)),
              "Noter l'appel");
      case REOPEN ->
          form(
              verb,
              "Rouvrir ce résultat",
              List.of("Il redevient « À traiter », avec une nouvelle échéance. Rien n'est effacé."),
              List.of(
                  Field.text(
                      NOTE,
                      "Pourquoi vous le rouvrez",
                      "Exemple : « Le patient a rappelé, symptômes nouveaux. »",
                      typed.get(NOTE),
                      true)),
              "Rouvrir");
      case SEE_WITHDRAWAL ->
          form(
              verb,
              "Le laboratoire a annulé ce résultat",
              List.of("En confirmant, vous dites l'avoir vu : le suivi se termine."),
              List.of(),
              verb.label());
    };
  }

  private FormView form(
      Verb verb, String heading, List<String> intro, List<Field> fields, String submit) {
    return new FormView(
        heading, Verb.path(row) + "/" + verb.word(), intro, fields, submit, Verb.path(row));
  }

  private FormView take(Verb verb) {
    List<String> intro = new ArrayList<>();
    intro.add(
        "Vous en devenez le médecin responsable ; les autres sauront qu'ils n'ont rien à faire.");
    if (!row.owner().equals(reader)) {
      intro.add("Son responsable actuel est le " + found.name(row.owner()) + ".");
    }
    if (row.priority() == FollowUpPriority.CRITICAL) {
      intro.add("Résultat critique : une décision est attendue dans l'heure qui suit.");
    }
    return form(verb, "Prendre en charge ce résultat", intro, List.of(), verb.label());
  }

  private FormView accept(Verb verb) {
    return form(
        verb,
        "Accepter ce résultat",
        List.of(
            "Le " + found.name(row.owner()) + " vous le propose.",
            "En acceptant, vous en devenez le médecin responsable. L'échéance ne change pas."),
        List.of(),
        verb.label());
  }

  private FormView seen(Verb verb) {
    return row.priority() == FollowUpPriority.NORMAL
        ? form(
            verb,
            "Vu, rien à faire",
            List.of(
                "Le laboratoire dit ce résultat normal. En confirmant, vous concluez ce suivi."),
            List.of(),
            "Vu, rien à faire")
        : form(
            verb,
            "Noter que vous l'avez ouvert",
            List.of(
                "« Ouvert » ne vaut pas « pris en charge » : l'échéance continue de courir.",
                "Ce résultat n'est pas dit normal par le laboratoire : il demande une décision."),
            List.of(),
            "Je l'ai ouvert");
  }

  private FormView decide(Verb verb) {
    List<Option> options =
        Choice.offered(row.priority()).stream()
            .map(c -> new Option(c.key(), c.label(), c.hint(), c.key()))
            .toList();
    String chosen = typed.get(CHOICE);
    String proposed = Choice.of(chosen, row.priority()).map(Choice::proposed).orElse("");
    List<String> intro = new ArrayList<>();
    if (row.state() == FollowUpState.OPEN || row.state() == FollowUpState.OPENED) {
      intro.add("Vous le prenez en charge et décidez d'un même geste.");
    }
    if (row.priority() == FollowUpPriority.CRITICAL) {
      intro.add("Résultat critique : relisez la valeur et le nom du patient avant de confirmer.");
    }
    return form(
        verb,
        "Décider",
        intro,
        List.of(
            Field.choice(Kind.RADIO, CHOICE, "Votre décision", chosen, options),
            Field.text(
                NOTE,
                "Note",
                "Phrase pour le secrétariat, délai, ou ce qui a été fait. Gardée avec le suivi.",
                typed.or(NOTE, proposed),
                false)),
        "Confirmer la décision");
  }

  private FormView offer(Verb verb, List<Option> colleagues) {
    List<String> intro = new ArrayList<>();
    intro.add("Vous restez responsable tant que le confrère n'a pas accepté.");
    intro.add(
        "Sans réponse au plus tard à la moitié du temps qui vous reste (deux jours ouvrés au"
            + " plus), la proposition tombe et vous en êtes prévenu.");
    row.openOffer().ifPresent(o -> intro.add("Il est déjà proposé à " + found.name(o.to()) + "."));
    return form(
        verb,
        "Transmettre ce résultat",
        intro,
        List.of(
            Field.choice(Kind.RADIO, TO, "À quel confrère", typed.get(TO), colleagues),
            Field.choice(
                Kind.SELECT,
                REASON,
                "Pourquoi",
                typed.get(REASON),
                List.of(
                    new Option("Suivi au long cours", "Suivi au long cours", "", ""),
                    new Option("Je suis absent", "Je suis absent", "", ""),
                    new Option("Examen physique nécessaire", "Examen physique nécessaire", "", ""),
                    new Option("Avis d'un confrère", "Avis d'un confrère", "", ""))),
            Field.text(
                NOTE,
                "À faire",
                "Exemple : « Contrôle de la kaliémie dans 48 h. »",
                typed.get(NOTE),
                false)),
        verb.label());
  }

  private FormView refuse(Verb verb) {
    boolean asked = row.openOffer().map(Handover::to).filter(reader::equals).isPresent();
    return form(
        verb,
        "Je ne peux pas m'en occuper",
        asked
            ? List.of("Le résultat reste au " + found.name(row.owner()) + ", qui est prévenu.")
            : List.of(
                "Le médecin de garde du site est prévenu ; l'échéance continue de courir.",
                "Vous en restez responsable tant qu'aucun confrère ne l'a pris en charge."),
        asked
            ? List.of(
                Field.choice(
                    Kind.RADIO,
                    REASON,
                    "Pourquoi vous le refusez",
                    typed.get(REASON),
                    Refusals.options()),
                Field.text(
                    NOTE,
                    "Précision",
                    "Exemple : « Suivie à Auxerre depuis septembre. »",
                    typed.get(NOTE),
                    false))
            : List.of(
                Field.text(
                    NOTE,
                    "Pourquoi",
                    "Exemple : « En congé jusqu'au 30/11. »",
                    typed.get(NOTE),
                    true)),
        verb.label());
  }

  private FormView reach(Verb verb) {
    int next = row.failedAttempts() + 1;
    return form(
        verb,
        "Joindre le patient",
        List.of(
            "Essais sans réponse depuis la décision : "
                + row.failedAttempts()
                + ". Au troisième, le résultat revient au médecin."),
        List.of(
            Field.choice(
                Kind.RADIO,
                OUTCOME,
                "Ce qu'il en est",
                typed.get(OUTCOME),
                List.of(
                    new Option("echec", "Pas de réponse (essai n° " + next + ")", "", ""),
                    new Option("joint", "Patient joint", "Le suivi se termine.", ""),
                    new Option("vu", "Patient vu", "Le suivi se termine.", ""),
                    new Option("admis", "Patient admis", "Le suivi se termine.", ""),
                    new Option(
                        "arret", "J'arrête après des échecs", "Écrivez pourquoi ci-dessous.", ""))),
            Field.text(
                NOTE,
                "Note",
                "Exemple : « Message laissé à sa fille, sans motif. »",
                typed.get(NOTE),
                false)),
        "Noter");
  }

  /** The form of a question. */
  FormView question(WorkItem item, List<Option> colleagues) {
    List<Field> fields = new ArrayList<>();
    List<Option> choices = new ArrayList<>();
    for (int n = 0; n < item.choices().size(); n++) {
      choices.add(new Option(String.valueOf(n), item.choices().get(n), "", ""));
    }
    fields.add(Field.choice(Kind.RADIO, CHOICE, "Votre réponse", typed.get(CHOICE), choices));
    if (item.question() == WorkItem.Question.REQUESTER_UNKNOWN) {
      fields.add(
          Field.choice(Kind.SELECT, TO, "Médecin qui a prescrit", typed.get(TO), colleagues));
    }
    return new FormView(
        "À rapprocher : " + item.question().french(),
        Verb.path(row) + "/question/" + item.id(),
        Stream.concat(
                WrittenRequester.evidence(found, item),
                found.notes().stream()
                    .filter(note -> item.id().equals(note.workItem()))
                    .map(note -> found.name(note.by()) + " : " + note.text()))
            .toList(),
        fields,
        "Répondre",
        Verb.path(row));
  }

  /** The same form with what is wrong beside each field. */
  static FormView mended(FormView form, Map<String, String> wrong) {
    return new FormView(
        form.heading(),
        form.action(),
        form.intro(),
        form.fields().stream()
            .map(f -> wrong.containsKey(f.name()) ? f.wrong(wrong.get(f.name())) : f)
            .toList(),
        form.submit(),
        form.back());
  }
}
