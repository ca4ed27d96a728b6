// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;

/** Every problem of this format, with its words. None quotes the message. */
final class HprimProblems {
  private static final String SEND_AGAIN = "Renvoyer le fichier entier.";
  private static final String PHONE = "Faire corriger l'envoi par l'émetteur, et lui téléphoner.";
  private static final String READ_IT = "Lire le texte d'origine.";

  private HprimProblems() {}

  static Problem tooLarge() {
    return Problem.error(
        ProblemCode.TOO_LARGE,
        "fichier",
        "Le fichier dépasse la taille ou le nombre de lignes que l'on accepte.",
        "Envoyer un message par fichier.");
  }

  static Problem empty() {
    return Problem.error(
        ProblemCode.EMPTY, "fichier", "Le fichier ne contient aucun message.", SEND_AGAIN);
  }

  static Problem truncated(int line) {
    return Problem.error(
        ProblemCode.TRUNCATED,
        line(line),
        "Il manque la marque de fin ****FIN**** : le message est peut-être coupé, aucune valeur"
            + " n'est reprise.",
        SEND_AGAIN);
  }

  static Problem endMarkMisplaced(int line) {
    return Problem.warning(
        ProblemCode.END_MARK_MISPLACED,
        line(line),
        "La marque ****FINFICHIER**** tient lieu de ****FIN****, ou la précède.",
        "Faire suivre chaque message de ****FIN****, puis le fichier de ****FINFICHIER****.");
  }

  static Problem fileMarkCut(int line) {
    return Problem.warning(
        ProblemCode.END_MARK_MISPLACED,
        line(line),
        "La marque ****FINFICHIER**** est coupée ; les messages qui la précèdent sont entiers.",
        "Vérifier qu'aucun message ne manque.");
  }

  static Problem textOutside(int line) {
    return Problem.warning(
        ProblemCode.CONTENT_OUTSIDE,
        line(line),
        "Un texte suit la fin du fichier : il n'appartient à aucun message.",
        READ_IT);
  }

  static Problem messageOutside(int line) {
    return Problem.error(
        ProblemCode.CONTENT_OUTSIDE,
        line(line),
        "Un message semble suivre la fin du fichier : aucune valeur n'en est reprise.",
        PHONE);
  }

  static Problem charsetConflict(int line) {
    return Problem.error(
        ProblemCode.CHARSET_CONFLICT,
        line(line),
        "Des caractères sont illisibles, ou écrits dans un autre jeu de caractères que le reste.",
        "Envoyer tout le fichier en Windows-1252 ou en UTF-8.");
  }

  static Problem controlCharacter(int line) {
    return Problem.error(
        ProblemCode.CONTROL_CHARACTER,
        line(line),
        "Un caractère de commande se trouve dans le message.",
        "N'envoyer que du texte, des tabulations et des fins de ligne.");
  }

  static Problem headerIncomplete(int line) {
    return Problem.error(
        ProblemCode.HEADER_INCOMPLETE,
        line(line),
        "L'en-tête n'a pas ses douze lignes, ou elles sont décalées.",
        PHONE);
  }

  static Problem familyNameMissing(int line) {
    return Problem.error(
        ProblemCode.PATIENT_MISSING,
        line(line),
        "Le nom du patient est absent.",
        "Écrire le nom du patient en ligne 2 de l'en-tête.");
  }

  static Problem severalPatients(int line) {
    return Problem.error(
        ProblemCode.SEVERAL_PATIENTS,
        line(line),
        "Un second en-tête semble commencer avant la fin du message.",
        "Faire suivre chaque message de ****FIN****.");
  }

  static Problem secondLab(int line) {
    return Problem.error(
        ProblemCode.SEQUENCE,
        line(line),
        "La marque ****LAB**** se trouve deux fois dans le message.",
        "Faire suivre chaque message de ****FIN****.");
  }

  static Problem lineShifted(String place) {
    return Problem.error(
        ProblemCode.LINE_NOT_UNDERSTOOD,
        place,
        "Les champs de la ligne sont décalés : un séparateur manque ou est en trop.",
        "Remplacer le séparateur « | » dans les textes par « / ».");
  }

  static Problem resultWithoutName(String place) {
    return Problem.error(
        ProblemCode.LINE_NOT_UNDERSTOOD,
        place,
        "Le résultat n'a ni libellé ni code, ou une ligne de fin de bloc porte d'autres champs.",
        PHONE);
  }

  static Problem lineBroken(int line) {
    return Problem.error(
        ProblemCode.LINE_NOT_UNDERSTOOD,
        line(line),
        "La ligne semble être la suite d'une ligne RES coupée en deux.",
        PHONE);
  }

  static Problem resultAltered(int line) {
    return Problem.error(
        ProblemCode.LINE_NOT_UNDERSTOOD,
        line(line),
        "La ligne semble être un résultat, mais ne commence pas par RES| : rien n'en est repris.",
        PHONE);
  }

  static Problem boundsNotUnderstood(String place) {
    return Problem.warning(
        ProblemCode.FIELD_NOT_UNDERSTOOD,
        place,
        "Les bornes ne se lisent pas avec certitude : elles sont reprises comme texte, et la valeur"
            + " ne leur est pas comparée.",
        "Écrire un nombre par champ : borne basse, borne haute.");
  }

  static Problem nameOpen(int line) {
    return Problem.error(
        ProblemCode.CHARSET_CONFLICT,
        line(line),
        "Le fichier ne dit pas son jeu de caractères, et deux jeux donnent des noms différents.",
        "Envoyer le fichier en UTF-8 ; vérifier le nom auprès de l'émetteur.");
  }

  static Problem nameLikely(int line) {
    return Problem.warning(
        ProblemCode.CHARSET_CONFLICT,
        line(line),
        "Le fichier ne dit pas son jeu de caractères : les accents du nom sont les plus probables,"
            + " sans être certains.",
        "Envoyer le fichier en UTF-8 ; vérifier le nom.");
  }

  static Problem textInLab(int line) {
    return Problem.warning(
        ProblemCode.LINE_NOT_UNDERSTOOD,
        line(line),
        "La partie structurée contient une ligne qui n'est ni RES ni TEX : elle est reprise comme"
            + " texte.",
        READ_IT);
  }

  static Problem countMismatch(int line) {
    return Problem.error(
        ProblemCode.COUNT_MISMATCH,
        line(line),
        "Toutes les lignes RES n'ont pas été lues : certaines sont hors de la partie ****LAB****.",
        "Placer les lignes RES après ****LAB****.");
  }

  static Problem centuryNotKnown(int line) {
    return Problem.warning(
        ProblemCode.CENTURY_NOT_KNOWN,
        line(line),
        "L'année n'a que deux chiffres : le siècle n'est pas connu, la date n'est pas reprise.",
        "Écrire l'année sur quatre chiffres.");
  }

  static Problem centuryNotWritten(int line) {
    return Problem.warning(
        ProblemCode.CENTURY_NOT_KNOWN,
        line(line),
        "L'année n'a que deux chiffres : un seul siècle la place avant l'examen, elle est reprise"
            + " ainsi.",
        "Écrire l'année sur quatre chiffres.");
  }

  static Problem dateNotUnderstood(int line) {
    return Problem.warning(
        ProblemCode.DATE_NOT_UNDERSTOOD,
        line(line),
        "La date n'existe pas ou n'est pas lisible : elle n'est pas reprise.",
        "Écrire la date sous la forme jj/mm/aaaa.");
  }

  static Problem valueKeptAsText(String place) {
    return Problem.warning(
        ProblemCode.VALUE_KEPT_AS_TEXT,
        place,
        "La valeur ne se lit pas avec certitude comme un nombre : elle est reprise telle quelle.",
        "Écrire le nombre avec un point décimal, sans séparateur de milliers.");
  }

  private static String line(int number) {
    return "ligne " + number;
  }
}
