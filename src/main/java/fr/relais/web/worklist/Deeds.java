// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.decide.Clock;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import fr.relais.core.model.RefusalReason;
import fr.relais.flow.Cases;
import fr.relais.flow.FollowUps;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does what a form asks: checks what was typed, then acts. */
final class Deeds {
  private final FollowUps followUps;
  private final Cases.Case found;
  private final FollowUp row;
  private final String reader;
  private final Times times;

  /** What came of a form. */
  sealed interface Result {
    /**
     * It is done.
     *
     * @param text what the person reads next
     */
    record Done(String text, FollowUp row) implements Result {}

    /** Something typed must be mended: by field, what. */
    record Wrong(Map<String, String> fields) implements Result {}

    /** It may not be done; the reason is what the person reads. */
    record Refused(String reason) implements Result {}
  }

  Deeds(FollowUps followUps, Cases.Case found, String reader, Times times) {
    this.followUps = followUps;
    this.found = found;
    this.row = found.row();
    this.reader = reader;
    this.times = times;
  }

  Result go(Verb verb, Typed typed) {
    if (typed.get(Forms.NOTE).length() > Typed.LENGTH_MAX) {
      return wrong(
          Forms.NOTE, "Ce texte est trop long : " + Typed.LENGTH_MAX + " caractères au plus.");
    }
    String note = note(typed);
    return switch (verb) {
      case TAKE -> act(of(Act.Kind.TAKE), "Vous l'avez pris en charge");
      case ACCEPT -> act(of(Act.Kind.ACCEPT), "Vous l'avez accepté");
      case SEEN -> seen();
      case DECIDE -> decide(typed, note);
      case OFFER -> offer(typed, note);
      case REFUSE -> refuse(typed, note);
      case REACH -> reach(typed, note);
      case LAB_CALL ->
          note == null
              ? wrong(Forms.NOTE, "Écrivez qui a appelé et ce qui a été dit.")
              : act(of(Act.Kind.NOTE_CALL).withNote(note), "Appel noté");
      case REOPEN ->
          note == null
              ? wrong(Forms.NOTE, "Écrivez pourquoi vous rouvrez ce résultat.")
              : act(of(Act.Kind.REOPEN).withNote(note), "Résultat rouvert");
      case SEE_WITHDRAWAL -> act(of(Act.Kind.SEE_WITHDRAWAL), "Annulation vue");
    };
  }

  private static @Nullable String note(Typed typed) {
    String note = typed.get(Forms.NOTE);
    return note.isEmpty() ? null : note;
  }

  private static Result wrong(String field, String text) {
    return new Result.Wrong(Map.of(field, text));
  }

  private Instant now() {
    return times.now();
  }

  private Act of(Act.Kind kind) {
    return Act.of(kind, reader, now());
  }

  private Result act(Act act, String done) {
    Acts.Result result = followUps.act(row.id(), act);
    if (result instanceof Acts.Result.Done made) {
      return new Result.Done(done + next(made.step().row()), made.step().row());
    }
    return new Result.Refused(((Acts.Result.Refused) result).reason());
  }

  private String next(FollowUp after) {
    String done = " (" + Times.time(now()) + "). ";
    Instant deadline = after.deadline();
    return !after.state().live() || deadline == null
        ? done + "Ce suivi est terminé."
        : done
            + "Ensuite : "
            + Clock.of(after.state()).french()
            + " avant "
            + times.of(deadline)
            + ".";
  }

  private boolean waits() {
    return row.state() == FollowUpState.OPEN || row.state() == FollowUpState.OPENED;
  }

  private Result seen() {
    return row.priority() == FollowUpPriority.NORMAL
        ? takenThen(
            Act.decide(reader, now(), ClinicalDecision.SEEN_NOTHING_TO_DO, null),
            "Vu, rien à faire")
        : act(of(Act.Kind.OPEN), "Noté comme ouvert");
  }

  /** One gesture for a person, two events in the history: taken charge of, then decided. */
  private Result takenThen(Act act, String done) {
    if (waits()) {
      Result taken = act(of(Act.Kind.TAKE), "");
      if (!(taken instanceof Result.Done)) {
        return taken;
      }
    }
    return act(act, done);
  }

  private Result decide(Typed typed, @Nullable String note) {
    Choice choice = Choice.of(typed.get(Forms.CHOICE), row.priority()).orElse(null);
    if (choice == null) {
      return wrong(Forms.CHOICE, "Choisissez une décision.");
    }
    if (choice == Choice.DEALT_WITH && note == null) {
      return wrong(
          Forms.NOTE,
          "Écrivez comment il a déjà été pris en charge. Exemple : « Hospitalisée ce matin. »");
    }
    if (choice == Choice.EMERGENCY && note == null) {
      return wrong(
          Forms.NOTE,
          "Écrivez qui a appelé, à quelle heure et la réponse. Exemple : « J'ai appelé le 15 à"
              + " 14:40, une équipe part. »");
    }
    return takenThen(
        Act.decide(reader, now(), choice.decision(), note), "Décidé : " + choice.label());
  }

  private Result offer(Typed typed, @Nullable String note) {
    String to = typed.get(Forms.TO);
    if (to.isEmpty() || found.roster().practitioner(to).isEmpty()) {
      return wrong(Forms.TO, "Choisissez à qui vous le proposez.");
    }
    String reason = typed.get(Forms.REASON);
    String why = note == null ? reason : reason + ". À faire : " + note;
    Result result = act(Act.offer(reader, now(), to, why), "Proposé");
    if (!(result instanceof Result.Done done)) {
      return result;
    }
    Handover offer = done.row().openOffer().orElse(null);
    return offer == null
        ? done
        : new Result.Done(
            "Proposé à "
                + found.name(offer.to())
                + ". Vous restez responsable ; sans réponse avant "
                + times.of(offer.expiresAt())
                + ", la proposition tombe et vous en êtes prévenu.",
            done.row());
  }

  private Result refuse(Typed typed, @Nullable String note) {
    boolean asked = row.openOffer().map(Handover::to).filter(reader::equals).isPresent();
    if (!asked) {
      return note == null
          ? wrong(Forms.NOTE, "Écrivez pourquoi vous ne pouvez pas vous en occuper.")
          : act(of(Act.Kind.CANNOT).withNote(note), "Noté : le médecin de garde est prévenu");
    }
    RefusalReason why = Refusals.chosen(typed.get(Forms.REASON)).orElse(null);
    if (why == null) {
      return wrong(Forms.REASON, "Dites pourquoi vous le refusez.");
    }
    if (why == RefusalReason.OTHER && note == null) {
      return wrong(Forms.NOTE, "Écrivez quelle autre raison.");
    }
    Act act = of(Act.Kind.REFUSE).because(why);
    return act(note == null ? act : act.withNote(note), "Refusé");
  }

  private Result reach(Typed typed, @Nullable String note) {
    return switch (typed.get(Forms.OUTCOME)) {
      case "echec" ->
          act(
              of(Act.Kind.ATTEMPT_FAILED).withNote(note == null ? "Pas de réponse." : note),
              "Essai noté");
      case "joint" -> outcome(ClinicalOutcome.PATIENT_REACHED, note);
      case "vu" -> outcome(ClinicalOutcome.PATIENT_SEEN, note);
      case "admis" -> outcome(ClinicalOutcome.PATIENT_ADMITTED, note);
      case "arret" ->
          note == null
              ? wrong(Forms.NOTE, "Écrivez pourquoi vous vous arrêtez.")
              : outcome(ClinicalOutcome.STOPPED_AFTER_ATTEMPTS, note);
      default -> wrong(Forms.OUTCOME, "Dites ce qu'il en est.");
    };
  }

  private Result outcome(ClinicalOutcome outcome, @Nullable String note) {
    return act(Act.outcome(reader, now(), outcome, note), outcome.french());
  }
}
