// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Act;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Channel;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.Coding;
import fr.relais.core.model.Content;
import fr.relais.core.model.MailReceipt;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Phone;
import fr.relais.core.model.RefusalReason;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.WorkItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happens in a step of a story. */
sealed interface StoryEvent {

  void happens(Hands hands);

  /** What makes events happen. */
  interface Hands {
    void turn(Door door);

    void order(Prescription prescription);

    void receive(Arrival arrival);

    void ring(Ringing ringing);

    void hear(Receipt receipt);

    void reply(Reply reply);

    void answer(Answer answer);

    void act(Deed deed);
  }

  /** A way in of someone changes, until it is said otherwise. */
  record Door(String who, Channel channel, State state) implements StoryEvent {
    /** How it is. */
    enum State {
      /** It takes what is sent. */
      UP,
      /** No answer: what was sent may have come or not. */
      DOWN,
      /** It says no, and will always. */
      REFUSES
    }

    @Override
    public void happens(Hands hands) {
      hands.turn(this);
    }
  }

  /**
   * Someone asks for an exam.
   *
   * @param as the name that the story gives to the order, for {@code %ORDER-<as>%}
   * @param expectedBy null: in the usual delay of its kind
   */
  record Prescription(
      String as,
      @Nullable String placer,
      @Nullable String authority,
      @Nullable String requisition,
      ReportKind kind,
      @Nullable Coding code,
      String label,
      RequestPriority priority,
      String requester,
      @Nullable String site,
      PatientIdentity patient,
      List<Phone> phones,
      @Nullable String address,
      @Nullable String generalPractitioner,
      @Nullable String reason,
      @Nullable String instruction,
      PatientChoices choices,
      @Nullable Instant expectedBy)
      implements StoryEvent {
    public Prescription {
      phones = List.copyOf(phones);
    }

    @Override
    public void happens(Hands hands) {
      hands.order(this);
    }
  }

  /**
   * A message at the door.
   *
   * @param content as the file holds it: order numbers are not yet in their places
   * @param folder drop folder; null when it comes by MLLP
   * @param answer what the sender must be told; null when the story does not say
   */
  record Arrival(Content content, @Nullable String folder, Acknowledgement.@Nullable Kind answer)
      implements StoryEvent {
    @Override
    public void happens(Hands hands) {
      hands.receive(this);
    }
  }

  /** How the latest call to someone ended. */
  record Ringing(String who, State state) implements StoryEvent {
    /** What the ringing gateway says. */
    enum State {
      KEY_PRESSED,
      BUSY,
      NO_ANSWER
    }

    @Override
    public void happens(Hands hands) {
      hands.ring(this);
    }
  }

  /**
   * A mailbox or a software speaks of the latest mail to someone.
   *
   * @param code why not: of a refused integration, or of a server; null when none is given
   */
  record Receipt(String who, MailReceipt.Kind says, @Nullable String code) implements StoryEvent {
    @Override
    public void happens(Hands hands) {
      hands.hear(this);
    }
  }

  /**
   * Someone answers by mail.
   *
   * @param from the address that the mail comes from
   * @param line its first line; {@code {1}} is the reference of the first follow-up
   */
  record Reply(String from, String line) implements StoryEvent {
    @Override
    public void happens(Hands hands) {
      hands.reply(this);
    }
  }

  /**
   * Someone answers a question of Relais.
   *
   * @param choice which of the answers that are proposed, 1 for the first
   * @param refused whether the answer must be refused
   */
  record Answer(
      WorkItem.Question question,
      int on,
      String who,
      int choice,
      @Nullable String practitioner,
      boolean refused)
      implements StoryEvent {
    @Override
    public void happens(Hands hands) {
      hands.answer(this);
    }
  }

  /**
   * Someone acts.
   *
   * @param on number of the follow-up, 1 for the first that was opened
   * @param refused whether the act must be refused
   */
  record Deed(
      Act.Kind kind,
      String who,
      int on,
      @Nullable String to,
      @Nullable ClinicalDecision decision,
      @Nullable ClinicalOutcome outcome,
      @Nullable String note,
      @Nullable RefusalReason refusal,
      boolean refused)
      implements StoryEvent {
    @Override
    public void happens(Hands hands) {
      hands.act(this);
    }
  }
}
