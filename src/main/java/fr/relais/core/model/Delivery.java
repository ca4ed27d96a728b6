// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing to hand to one endpoint: technical, it says nothing about responsibility.
 *
 * @param subject what is sent: the id of a report, or null for a notice
 * @param recipient id of the practitioner
 * @param address where, in the terms of the channel
 * @param runAt not before this
 * @param token fencing token: an outcome is taken only with the token of the last claim
 */
public record Delivery(
    String id,
    String followUp,
    Kind kind,
    @Nullable String subject,
    String recipient,
    String channel,
    String address,
    FollowUpPriority priority,
    DeliveryState state,
    Instant runAt,
    int attempts,
    long token) {

  /** Who is written to when it is the patient: nobody of the directory. */
  public static final String PATIENT = "patient";

  /** Who gets it when it is filed in the patient's DMP: nobody of the directory. */
  public static final String DMP = "dmp";

  /** Who gets an acknowledgement of what became of a document: nobody of the directory. */
  public static final String PRODUCER = "producer";

  /** The same, to another address. */
  public Delivery to(String other) {
    return new Delivery(
        id, followUp, kind, subject, recipient, channel, other, priority, state, runAt, attempts,
        token);
  }

  /** Why it is sent; a notice holds no health data and no identity. */
  public enum Kind {
    /** The result itself, to whoever must act or follow. */
    RESULT,
    /** "A result waits for you": it rings when the result is critical. */
    NOTICE_ACT,
    /** "Someone else is late or away": the next rung. */
    NOTICE_RUNG,
    /** "An offer waits for your answer." */
    NOTICE_OFFER,
    /** "You have nothing more to do." */
    NOTICE_STAND_DOWN,
    /** "The laboratory changed a result that you had." */
    NOTICE_CORRECTED,
    /** "An appointment was booked, moved or cancelled": for calendars. */
    NOTICE_APPOINTMENT,
    /** The same to the patient, by SMS, in words that tell nothing. */
    NOTICE_PATIENT,
    /** What the doctor wrote after he saw the patient. */
    VISIT_REPORT,
    /** "This waits for you, and does not press": at fixed hours. */
    NOTICE_DIGEST,
    /** The document is filed in the patient's DMP, in the place of another when it corrects one. */
    DMP_PUBLISH,
    /** What was filed in the patient's DMP is deleted there. */
    DMP_DELETE,
    /** What became of a document is told to its producer, who asked. */
    ACKNOWLEDGEMENT;

    /** Whether whoever gets it is told of the result, and of what becomes of it afterwards. */
    public boolean tellsOfResult() {
      return switch (this) {
        case RESULT, NOTICE_ACT, NOTICE_RUNG, NOTICE_OFFER, NOTICE_STAND_DOWN, NOTICE_CORRECTED ->
            true;
        case NOTICE_APPOINTMENT,
            NOTICE_PATIENT,
            VISIT_REPORT,
            NOTICE_DIGEST,
            DMP_PUBLISH,
            DMP_DELETE,
            ACKNOWLEDGEMENT ->
            false;
      };
    }

    /** Whether it goes to the patient's DMP. */
    public boolean toDmp() {
      return this == DMP_PUBLISH || this == DMP_DELETE;
    }
  }
}
