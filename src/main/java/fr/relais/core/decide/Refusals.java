// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static fr.relais.core.decide.Refusals.After.AGAIN;
import static fr.relais.core.decide.Refusals.After.DONE;
import static fr.relais.core.decide.Refusals.After.NEVER;
import static fr.relais.core.decide.Refusals.After.NEXT_DOOR;
import static fr.relais.core.decide.Refusals.Told.NOBODY;
import static fr.relais.core.decide.Refusals.Told.OPERATOR;
import static fr.relais.core.decide.Refusals.Told.OWNER;

import java.util.Arrays;
import java.util.Optional;

/**
 * What becomes of a delivery that the other side refused, who is told, and what people read; the
 * rows are those of {@code test-fixtures/decisions/refusals.md}. It never touches the follow-up: a
 * refusal changes neither its owner nor its deadline.
 */
public enum Refusals {
  DMP_BUSY(AGAIN, NOBODY, "le DMP est occupé, nouvel essai plus tard"),
  DMP_UNAVAILABLE(AGAIN, NOBODY, "le DMP ne répond pas, nouvel essai plus tard"),
  DMP_TIMEOUT(
      AGAIN, NOBODY, "pas de réponse à temps ; on demande au DMP s'il l'a avant de renvoyer"),
  DMP_ANSWER_CUT(AGAIN, NOBODY, "réponse coupée ; on demande au DMP s'il l'a avant de renvoyer"),
  DMP_BAD_MULTIPART(
      AGAIN, NOBODY, "réponse illisible ; on demande au DMP s'il l'a avant de renvoyer"),
  DMP_VIHF_EXPIRED(AGAIN, NOBODY, "l'attestation d'identité avait expiré, elle est refaite"),
  DMP_INVALID_CERTIFICATE(AGAIN, OPERATOR, "le DMP refuse le certificat de ce lieu"),
  DMP_REVOKED_CERTIFICATE(
      AGAIN, OPERATOR, "le certificat de ce lieu, ou celui du DMP, est révoqué"),
  DMP_NO_CERTIFICATE(AGAIN, OPERATOR, "le certificat de ce lieu manque ou a expiré"),
  DMP_STRUCTURE_UNKNOWN(AGAIN, OPERATOR, "le DMP ne connaît pas ce lieu, ou il n'y est plus actif"),
  DMP_SOFTWARE_UNKNOWN(
      AGAIN, OPERATOR, "le DMP ne connaît pas le numéro d'homologation de ce logiciel"),
  DMP_SIGNATURE(AGAIN, OPERATOR, "le DMP refuse la signature de l'envoi"),
  DMP_WRONG_ROLE(NEVER, OPERATOR, "le DMP n'admet pas le rôle de celui qui dépose"),
  DMP_RESOURCE_MISMATCH(
      NEVER, OPERATOR, "le DMP ne reconnaît pas le même patient partout dans l'envoi"),
  DMP_METADATA(NEVER, OPERATOR, "le DMP refuse la description du document"),
  DMP_WRONG_OID(NEVER, OPERATOR, "l'identité n'est pas de cette plateforme (test ou réelle)"),
  DMP_OTHER(NEVER, OPERATOR, "le DMP refuse pour une raison qui n'est pas répertoriée"),
  DMP_DUPLICATE(DONE, NOBODY, "le document y était déjà"),
  DMP_DUPLICATE_OTHER_HASH(NEVER, OWNER, "un autre document y est sous le même identifiant"),
  DMP_REPLACE_STALE(AGAIN, NOBODY, "la version à remplacer a changé, on la recherche de nouveau"),
  DMP_UNKNOWN_PATIENT(
      NEVER, OWNER, "le DMP ne connaît pas cette identité : vérifiez l'INS du patient"),
  DMP_CLOSED(NEVER, NOBODY, "le DMP du patient est fermé"),
  DMP_ABSENT(NEVER, NOBODY, "le patient n'a pas de DMP"),
  DMP_ACCESS_REFUSED(NEVER, NOBODY, "le patient a bloqué l'accès à son DMP"),
  DMP_OPPOSITION(NEVER, NOBODY, "le patient s'oppose à l'alimentation de son DMP"),
  MAIL_422(AGAIN, NOBODY, "boîte aux lettres pleine, nouvel essai plus tard"),
  MAIL_452(AGAIN, NOBODY, "boîte aux lettres pleine, nouvel essai plus tard"),
  MAIL_550(NEXT_DOOR, OWNER, "cette boîte aux lettres n'existe pas ou n'est plus ouverte"),
  MAIL_552(NEXT_DOOR, OWNER, "message trop gros pour cette boîte aux lettres, ou boîte pleine"),
  MAIL_554(NEXT_DOOR, OWNER, "la messagerie du destinataire refuse ce message"),
  MAIL_NO_STARTTLS(
      AGAIN, OPERATOR, "la messagerie refuse le chiffrement exigé : rien n'est parti en clair"),
  MAIL_CLEAR_TEXT(
      AGAIN,
      OPERATOR,
      "on a parlé en clair avant le chiffrement : liaison rompue, rien n'est parti"),
  MAIL_NO_XOAUTH2(AGAIN, OPERATOR, "la messagerie n'admet pas de jeton pour notre boîte"),
  MAIL_TOKEN_MISSING(AGAIN, OPERATOR, "le jeton de notre boîte manque ou n'est pas lisible"),
  MAIL_TOKEN_EXPOSED(
      AGAIN, OPERATOR, "le jeton de notre boîte est ouvert à d'autres : il n'est pas présenté"),
  MAIL_TOKEN_REFUSED(
      AGAIN, OPERATOR, "la messagerie refuse le jeton de notre boîte : il faut se reconnecter"),
  MDN_900(NEXT_DOOR, OWNER, "son logiciel n'a pas la version à remplacer ou à supprimer"),
  MDN_901(NEXT_DOOR, OWNER, "son logiciel n'admet pas cet auteur"),
  MDN_902(NEXT_DOOR, OWNER, "le patient n'existe pas dans son logiciel"),
  MDN_903(NEXT_DOOR, OWNER, "son logiciel attend un INS, et il n'y en a pas"),
  MDN_904(NEXT_DOOR, OWNER, "l'INS n'est pas celui que son logiciel connaît"),
  MDN_905(NEXT_DOOR, OWNER, "l'INS est incomplet pour son logiciel"),
  MDN_906(NEXT_DOOR, OWNER, "son logiciel n'a pas pu l'intégrer"),
  SILENCE(DONE, NOBODY, "aucun accusé n'est revenu ; cela ne dit rien de la prise en charge"),
  ANNUAIRE_BAD_KEY(AGAIN, OPERATOR, "l'Annuaire Santé refuse notre clé ; l'annuaire d'avant reste"),
  ANNUAIRE_TOO_MANY(AGAIN, NOBODY, "l'Annuaire Santé demande d'attendre, nouvel essai plus tard");

  /** What becomes of the delivery. */
  public enum After {
    /** It stands as sent. */
    DONE,
    /** It is tried again, with the same identifiers, for a week at most. */
    AGAIN,
    /** The next door of the recipient is tried; it ends when there is none. */
    NEXT_DOOR,
    /** It ends. */
    NEVER
  }

  /** Who learns of it, beyond the line in the chronicle of the result. */
  public enum Told {
    NOBODY,
    /** Whoever is responsible, by a question, once, when the delivery ends: he can do something. */
    OWNER,
    /** Whoever runs the installation, by its journal: settings or keys must be mended. */
    OPERATOR
  }

  private final After after;
  private final Told told;
  private final String french;

  Refusals(After after, Told told, String french) {
    this.after = after;
    this.told = told;
    this.french = french;
  }

  /** By the code that is kept with an attempt; empty for a code that is not in the table. */
  public static Optional<Refusals> of(String code) {
    return Arrays.stream(values()).filter(each -> each.name().equals(code)).findFirst();
  }

  public After after() {
    return after;
  }

  public Told told() {
    return told;
  }

  /** What stands beside the delivery, after "non remis". */
  public String french() {
    return french;
  }
}
