// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** Whether a sender files what it makes in the patients' DMP by itself, as an operator declared. */
public enum Feeds {
  YES("oui"),
  NO("non"),
  /** Nobody said: nothing is filed in its place but the very document that it made. */
  UNKNOWN("inconnu");

  private final String french;

  Feeds(String french) {
    this.french = french;
  }

  public String french() {
    return french;
  }
}
