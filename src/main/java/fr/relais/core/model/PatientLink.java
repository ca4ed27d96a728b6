// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;

/**
 * The right to see one's appointment behind an address that was sent by SMS, for whoever also knows
 * the patient's birth date. It holds no identity.
 *
 * @param id digest of the token: the token itself is not kept here
 * @param tries wrong birth dates given so far
 * @param expiresAt the page shows nothing from then on
 * @param closed whether a later link took its place, or too many tries were wrong
 */
public record PatientLink(
    String id, String followUp, int tries, Instant expiresAt, boolean closed) {
  public static final int TRIES_MAX = 3;

  /** Its name, from what is in the address. */
  public static String idOf(String token) {
    return "link-" + Sha256.of(token.getBytes(java.nio.charset.StandardCharsets.US_ASCII)).hex();
  }

  public boolean opens(Instant now) {
    return !closed && tries < TRIES_MAX && now.isBefore(expiresAt);
  }

  /** After one more wrong birth date. */
  public PatientLink wrong() {
    return new PatientLink(id, followUp, tries + 1, expiresAt, tries + 1 >= TRIES_MAX || closed);
  }

  public PatientLink close() {
    return new PatientLink(id, followUp, tries, expiresAt, true);
  }

  /** The same, until another instant. */
  public PatientLink until(Instant end) {
    return new PatientLink(id, followUp, tries, end, closed);
  }
}
