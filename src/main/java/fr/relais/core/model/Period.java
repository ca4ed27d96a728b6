// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Someone's presence, absence, duty or replacement, from an instant to another (excluded).
 *
 * @param practitioner null for a duty that nobody holds ("personne : Centre 15")
 * @param site null for an absence, a replacement, and for the operator's own duty
 * @param standsInFor whose place a replacement takes; null otherwise
 * @param source the calendar or appointment service that keeps it; null: the roster's own file
 */
public record Period(
    Kind kind,
    @Nullable String practitioner,
    @Nullable String site,
    @Nullable String standsInFor,
    Instant from,
    Instant to,
    @Nullable String source) {

  /** One that the roster's own file keeps. */
  public Period(
      Kind kind,
      @Nullable String practitioner,
      @Nullable String site,
      @Nullable String standsInFor,
      Instant from,
      Instant to) {
    this(kind, practitioner, site, standsInFor, from, to, null);
  }

  /** What the period says. */
  public enum Kind {
    PRESENCE,
    ABSENCE,
    DUTY,
    OPERATOR_DUTY,
    /** Someone takes an absent doctor's place. */
    REPLACEMENT
  }

  public boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
