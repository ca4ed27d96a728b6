// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import java.util.List;

/**
 * What the sender is told: that the bytes are safe, never that a doctor knows.
 *
 * @param id identifier of the answer itself
 */
public record Acknowledgement(Kind kind, String id, Instant at, List<Problem> problems) {
  public Acknowledgement {
    problems = List.copyOf(problems);
  }

  /** Positive only after the commit. */
  public enum Kind {
    /** Stored, owned; or stored before: a repeat. */
    STORED,
    /** Kept in quarantine with an owner; the sender should look at it. */
    NOT_UNDERSTOOD,
    /** Not kept: the sender must not send this. */
    REFUSED,
    /** Not kept: we could not store it now, send it again. */
    TRY_LATER
  }
}
