// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** What someone is to Relais: only a doctor is ever responsible for a result. */
public enum Role {
  DOCTOR("médecin"),
  /** A junior doctor: he acts, his supervisor answers for what he ordered. */
  JUNIOR("docteur junior"),
  /** A doctor who stands in for another. */
  REPLACEMENT("médecin remplaçant"),
  SECRETARY("secrétariat"),
  /** Whoever keeps a place that is not a care place. */
  HOST_AGENT("agent du lieu d'accueil"),
  OPERATOR("opérateur"),
  /** Not a person: the site's own software, which keeps a copy. */
  SITE("logiciel du site");

  private final String french;

  Role(String french) {
    this.french = french;
  }

  public String french() {
    return french;
  }

  /** Whether someone of this role may be responsible for a result. */
  public boolean doctor() {
    return this == DOCTOR || this == JUNIOR || this == REPLACEMENT;
  }
}
