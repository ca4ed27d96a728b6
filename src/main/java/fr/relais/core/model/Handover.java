// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;

/**
 * An offer of a follow-up to someone. The giver stays owner until it is accepted.
 *
 * @param expiresAt half of the time left to the giver, two working days at most
 */
public record Handover(String from, String to, Instant expiresAt, HandoverState state) {

  public Handover with(HandoverState next) {
    return new Handover(from, to, expiresAt, next);
  }
}
