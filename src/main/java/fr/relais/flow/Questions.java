// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Attribution;
import fr.relais.core.decide.Cover;
import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** Questions to people: asked of whoever owns the result, due when it is. */
final class Questions {

  private Questions() {}

  static WorkItem ask(
      String id, FollowUp row, WorkItem.Question question, String evidence, Instant now) {
    return ask(id, row, row.owner(), question, evidence, now);
  }

  /**
   * Whom a question about this result is for: whoever owns it, or the duty doctor of its site once
   * that person can no longer practise.
   */
  static String answerable(FollowUp row, Roster roster, Instant now) {
    LocalDate today = WorkingCalendar.dayOf(now);
    return roster.practitioner(row.owner()).filter(p -> p.mayOwn(today)).isPresent()
        ? row.owner()
        : Attribution.holder(Cover.of(roster, row.site(), "", now), Stand.DUTY_DOCTOR);
  }

  /** The same, asked of someone else than the owner of the result. */
  static WorkItem ask(
      String id,
      FollowUp row,
      String owner,
      WorkItem.Question question,
      String evidence,
      Instant now) {
    Instant due = row.deadline() == null ? later(now) : row.deadline();
    return new WorkItem(
        id, row.id(), question, owner, WorkItemState.OPEN, evidence, choices(question), now, due);
  }

  /** Asked again the next working day at noon, of the present owner of the result. */
  static WorkItem again(WorkItem item, String owner, Instant now) {
    return new WorkItem(
        item.id(),
        item.followUp(),
        item.question(),
        owner,
        WorkItemState.OPEN,
        item.evidence(),
        item.choices(),
        item.askedAt(),
        later(now));
  }

  /** The same question, asked of another from now on; its time does not change. */
  static WorkItem owned(WorkItem item, String owner) {
    return new WorkItem(
        item.id(),
        item.followUp(),
        item.question(),
        owner,
        item.state(),
        item.evidence(),
        item.choices(),
        item.askedAt(),
        item.dueAt());
  }

  /** Nothing is asked any more. */
  static WorkItem close(WorkItem item, WorkItemState state) {
    return new WorkItem(
        item.id(),
        item.followUp(),
        item.question(),
        item.owner(),
        state,
        item.evidence(),
        item.choices(),
        item.askedAt(),
        null);
  }

  private static Instant later(Instant now) {
    return WorkingCalendar.workingDayAfter(now, 1, LocalTime.NOON);
  }

  private static List<String> choices(WorkItem.Question question) {
    return switch (question) {
      case MESSAGE_NOT_UNDERSTOOD, PDF_TO_READ, TREATMENT_FAILED ->
          List.of("Lu et traité", "Renvoyé à l'expéditeur");
      case REQUESTER_UNKNOWN -> List.of("C'est ce médecin", "Prescripteur introuvable");
      case SENDER_UNKNOWN -> List.of("Expéditeur déclaré", "Expéditeur écarté");
      case SAME_NUMBER_OTHER_PATIENT -> List.of("Deux patients", "Le même patient");
      case VERSIONS_TIE -> List.of("La première vaut", "La seconde vaut");
      case RESULT_MISSING ->
          List.of("J'attends encore", "Examen non fait", "Reçu par une autre voie");
      case ORDER_TO_CONFIRM -> List.of("C'est cette prescription", "C'en est une autre");
      case NOT_DELIVERED -> List.of("Je l'ai par une autre voie", "Adresse corrigée");
      case ANSWER_TO_READ -> List.of("Lue", "Lue, je le rappelle");
      case MAIL_TO_READ -> List.of("Lu", "Lu, je lui réponds");
      case IS_IT_OURS -> List.of("C'est de mon propre exercice", "Je le suis ici");
      case NO_COVER -> List.of("Quelqu'un est désigné", "Centre 15 ce jour-là");
      case LEFT_IN_DMP -> List.of("Réglé dans le DMP", "Il peut y rester");
      case MAYBE_SAME_RESULT -> List.of("Le même résultat", "Deux résultats");
    };
  }
}
