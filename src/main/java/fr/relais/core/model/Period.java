// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Someone's presence, absence or duty, from an instant to another (excluded).
 *
 * @param practitioner null for a duty that nobody holds ("personne : Centre 15")
 * @param site null for an absence, and for the operator's own duty
 */
public record Period(
    Kind kind, @Nullable String practitioner, @Nullable String site, Instant from, Instant to) {

  /** What the period says. */
  public enum Kind {
    PRESENCE,
    ABSENCE,
    DUTY,
    OPERATOR_DUTY
  }

  public boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
