// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;

/**
 * Who did what to what, when. No health data and no name: ids and codes.
 *
 * @param actor practitioner id, sender id, or {@code relais}
 * @param subject id of the original, follow-up, delivery or work item
 * @param detail codes only
 */
public record AuditLine(Instant at, String actor, Action action, String subject, String detail) {

  /** What was done. */
  public enum Action {
    RECEIVED,
    REPEATED,
    QUARANTINED,
    REFUSED,
    ATTRIBUTED,
    VERSIONED,
    ESCALATED,
    ACTED,
    READ,
    ASKED,
    ATTEMPTED,
    DELIVERED,
    NOT_DELIVERED,
    IMPORTED,
    ORDERED,
    RECEIPT,
    FILED,
    ACKNOWLEDGED
  }
}
