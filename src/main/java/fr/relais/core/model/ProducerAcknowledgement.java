// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One business acknowledgement to the producer of a document (ZAM^Z01, Z02, Z03): what the DMP, a
 * mailbox or a software did with it, as it was seen. It holds no patient.
 *
 * @param controlId its own identifier (MSH-10), the same at each try
 * @param asked the message that it answers
 * @param sender id of the {@link Sender} whose door it goes to
 * @param code why not, as whoever refused says it: of the DMP, of SMTP, or 900 to 906; null when it
 *     succeeded, or when no code was given
 * @param mailbox which mailbox it is about; null for the DMP
 * @param person national identifier of whose mailbox it is, {@code 8} and the RPPS number; null
 *     when that is not certain
 * @param at when it happened
 */
public record ProducerAcknowledgement(
    String controlId,
    AcknowledgementsAsked asked,
    String sender,
    Said said,
    @Nullable String code,
    @Nullable String mailbox,
    @Nullable String person,
    Instant at) {

  /** What it says; never that a doctor knows, or took charge. */
  public enum Said {
    /** Z01: the DMP took the document, or the request to delete it. */
    DMP_TOOK(Event.Z01, true),
    /** Z01: the DMP refused it. */
    DMP_REFUSED(Event.Z01, false),
    /** Z02: the mail is in the mailbox. */
    MAIL_RECEIVED(Event.Z02, true),
    /** Z02: the mailbox did not take it, and it is not tried there again. */
    MAIL_NOT_RECEIVED(Event.Z02, false),
    /** Z03: the mail was displayed, or a software integrated the document. */
    MAIL_READ(Event.Z03, true),
    /** Z03: a software could not integrate the document. */
    MAIL_NOT_INTEGRATED(Event.Z03, false);

    private final Event event;
    private final boolean success;

    Said(Event event, boolean success) {
      this.event = event;
      this.success = success;
    }

    public Event event() {
      return event;
    }

    public boolean success() {
      return success;
    }
  }

  /** Its kind, as the message names it. */
  public enum Event {
    Z01,
    Z02,
    Z03
  }
}
