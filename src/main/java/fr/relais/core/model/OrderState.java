// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** What is awaited of an order. */
public enum OrderState {
  /** Nothing came yet, and it is not late. */
  EXPECTED("Attendu"),
  /** A result came that needs no further one. */
  RECEIVED("Reçu"),
  /** Nothing came in the expected delay: the requester was told. */
  MISSING("Attendu, non reçu"),
  /** Whoever ordered took it back. */
  CANCELLED("Annulé");

  private final String french;

  OrderState(String french) {
    this.french = french;
  }

  public String french() {
    return french;
  }

  /** Whether a result is still awaited. */
  public boolean awaited() {
    return this == EXPECTED || this == MISSING;
  }
}
