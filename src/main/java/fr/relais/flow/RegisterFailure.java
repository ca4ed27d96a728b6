// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

/** Why the national register of professionals could not be read. Nothing is changed then. */
public enum RegisterFailure {
  /** 401 or 403. */
  KEY_REFUSED(
      false,
      "L'Annuaire Santé refuse la clé (annuaire.key) : demandez-en une autre au portail de l'ANS,"
          + " puis relancez Relais."),
  /** Another 4xx. */
  REFUSED(
      false,
      "L'Annuaire Santé refuse la demande : vérifiez annuaire.url, ou signalez-le à qui fait"
          + " Relais."),
  /** 3xx: never followed. */
  REDIRECTED(
      false, "L'adresse de l'Annuaire Santé mène ailleurs : vérifiez annuaire.url avec l'ANS."),
  /** The next page would be on another machine, or in clear. */
  FOREIGN_LINK(
      false,
      "La suite de la réponse de l'Annuaire Santé serait sur une autre machine : elle n'est pas"
          + " demandée. Signalez-le à l'ANS."),
  /** No TLS with whom we believe. */
  NOT_TRUSTED(
      false,
      "Le certificat de l'Annuaire Santé n'est pas admis : vérifiez annuaire.url, et"
          + " annuaire.trust."),
  /** Wrong JSON, wrong resources, an answer that is not whole. */
  NOT_UNDERSTOOD(
      true,
      "La réponse de l'Annuaire Santé n'est pas comprise en entier : rien n'en est pris. Si cela"
          + " dure, signalez-le à qui fait Relais."),
  TOO_LARGE(false, "La réponse de l'Annuaire Santé est démesurée : rien n'en est pris."),
  /** 429. */
  TOO_MANY(true, "L'Annuaire Santé demande d'attendre (quota) : Relais réessaiera."),
  /** 5xx. */
  UNAVAILABLE(true, "L'Annuaire Santé est en panne : Relais réessaiera."),
  UNREACHABLE(true, "L'Annuaire Santé n'est pas joint : vérifiez le réseau et le pare-feu."),
  /** It came, and not to its end. */
  CUT(true, "La réponse de l'Annuaire Santé s'est coupée : Relais réessaiera."),
  /** One answer, or all of them, took too long. */
  OUT_OF_TIME(true, "L'Annuaire Santé n'a pas répondu à temps : Relais réessaiera."),
  /** 410: a page that is asked for too late. */
  LINK_EXPIRED(
      true, "L'Annuaire Santé ne garde plus la suite de sa réponse : Relais recommencera.");

  private final boolean passing;
  private final String french;

  RegisterFailure(boolean passing, String french) {
    this.passing = passing;
    this.french = french;
  }

  /** Whether it may be over in a quarter of an hour; else a person must do something. */
  public boolean passing() {
    return passing;
  }

  /** What the operator reads. */
  public String french() {
    return french;
  }
}
