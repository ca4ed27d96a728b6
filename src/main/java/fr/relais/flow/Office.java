// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.decide.Rights;
import fr.relais.core.match.BlindKey;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Order;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the secretary of a site does: she calls patients and proposes who is who. A doctor
 * concludes, never she.
 */
public final class Office {
  private final Circles circles;
  private final Ids ids;

  Office(Circles circles, Ids ids) {
    this.circles = circles;
    this.ids = ids;
  }

  /** What came of a call to a patient. */
  public enum Call {
    REACHED("Joint"),
    MESSAGE_LEFT("Message laissé (sans motif)"),
    NO_ANSWER("Pas de réponse"),
    WRONG_NUMBER("Numéro faux");

    private final String french;

    Call(String french) {
      this.french = french;
    }

    public String french() {
      return french;
    }
  }

  /** Whether this is an act that the office of the result's own site may do. */
  boolean may(Transaction tx, FollowUp row, Act act, Instant now) {
    return act.kind() == Act.Kind.ATTEMPT_FAILED
        && circles.reading(tx, row, act.actor(), now).view() == Rights.View.OFFICE;
  }

  /** The patient was reached: the doctor is told, and says himself how it ended. */
  Acts.@Nullable Result reached(Transaction tx, FollowUp row, String secretary, Instant now) {
    if (circles.reading(tx, row, secretary, now).view() != Rights.View.OFFICE) {
      return new Acts.Result.Refused("Ce patient n'est pas de votre site.");
    }
    if (row.state() != FollowUpState.IN_PROGRESS) {
      return new Acts.Result.Refused("Aucun appel n'est demandé pour ce patient.");
    }
    keep(tx, row, null, secretary, now, "Patient joint.", "REACHED");
    return null;
  }

  private void keep(
      Transaction tx,
      FollowUp row,
      @Nullable String workItem,
      String secretary,
      Instant now,
      String text,
      String code) {
    new OfficeNote(ids.next(), row.id(), workItem, secretary, now, text).keep(tx);
    tx.audit(new AuditLine(now, secretary, AuditLine.Action.ACTED, row.id(), "OFFICE " + code));
  }

  /**
   * Proposes an answer, which the doctor gives.
   *
   * @param criterion what she compared beside the name
   * @param practitioner who ordered, when that is what is asked
   */
  Answers.Result propose(
      Transaction tx,
      String workItem,
      String secretary,
      String choice,
      String criterion,
      @Nullable String practitioner,
      Instant now) {
    WorkItem item = tx.workItem(workItem).orElse(null);
    FollowUp row = item == null ? null : tx.followUp(item.followUp()).orElse(null);
    if (item == null
        || row == null
        || circles.reading(tx, row, secretary, now).view() != Rights.View.OFFICE) {
      return new Answers.Result.Refused("Cette question ne vous est pas posée.");
    }
    if (item.state() != WorkItemState.OPEN) {
      return new Answers.Result.Refused("Cette question a déjà sa réponse.");
    }
    if (!item.choices().contains(choice)) {
      return new Answers.Result.Refused("Choisissez l'une des réponses proposées.");
    }
    if (criterion.isBlank()) {
      return new Answers.Result.Refused("Dites ce que vous avez vérifié en plus du nom.");
    }
    String who =
        tx.roster().practitioner(practitioner).map(person -> ", " + person.title()).orElse("");
    String text = "Propose « " + choice + " »" + who + ". Vérifié : " + criterion;
    keep(tx, row, item.id(), secretary, now, text, "PROPOSED " + item.choices().indexOf(choice));
    return new Answers.Result.Done();
  }

  /** Whose the prescription is that a result may answer, as far as this person may see it. */
  Optional<PatientIdentity> candidate(Transaction tx, String workItem, String reader, Instant now) {
    WorkItem item = tx.workItem(workItem).orElse(null);
    FollowUp row = item == null ? null : tx.followUp(item.followUp()).orElse(null);
    if (item == null
        || row == null
        || item.question() != WorkItem.Question.ORDER_TO_CONFIRM
        || !circles.reading(tx, row, reader, now).sees(Rights.Field.IDENTITY)) {
      return Optional.empty();
    }
    return proposed(tx, item).map(Order::patient);
  }

  /** The prescription that the question names. */
  static Optional<Order> proposed(Transaction tx, WorkItem item) {
    String number = item.evidence().substring(item.evidence().lastIndexOf(' ') + 1);
    return tx.ordersBy(List.of(new BlindKey(BlindKey.Kind.ORDER_NUMBER, number)), 1).stream()
        .findFirst();
  }
}
