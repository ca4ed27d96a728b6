// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** Why a doctor refuses what is offered to him. */
public enum RefusalReason {
  NOT_MY_PATIENT("n'est plus mon patient"),
  AWAY("absent"),
  OVERLOADED("pas disponible"),
  OTHER("autre raison");

  private final String french;

  RefusalReason(String french) {
    this.french = french;
  }

  public String french() {
    return french;
  }
}
