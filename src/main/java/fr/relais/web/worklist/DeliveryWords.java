// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import static java.util.Map.entry;

import fr.relais.core.decide.Refusals;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.ProblemCode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a delivery did not arrive, in the words of people; no code is ever shown. */
final class DeliveryWords {
  private static final String CANNOT_WRITE = "CANNOT_WRITE_";
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          entry("ADDRESS_NOT_PLAIN", "adresse mal écrite"),
          entry("CAME_BACK", "le message est revenu"),
          entry("SUPERSEDED", "ce n'est plus la version qui vaut"),
          entry("ADDRESS_NOT_LOCAL", "adresse hors de cette machine, sans tunnel"),
          entry("ANSWER_UNREADABLE", "réponse illisible"),
          entry("CLOSED", "la voie se ferme"),
          entry("CONNECTION_LOST", "liaison coupée"),
          entry("DOOR_DOWN", "pas de réponse"),
          entry("DOOR_REFUSES", "refusé par le destinataire"),
          entry("FOLDER_MISSING", "le dossier n'existe pas"),
          entry("HEADER_NOT_PLAIN", "en-tête mal formé"),
          entry("HL7_LATER", "refusé pour l'instant par le destinataire"),
          entry("HL7_REFUSED", "refusé par le destinataire"),
          entry("ID_NOT_PLAIN", "référence mal formée"),
          entry("INTERRUPTED", "envoi interrompu"),
          entry("LANE_STOPPED", "rien n'a été tenté : la voie ne répondait pas"),
          entry("NAME_NOT_PLAIN", "nom de pièce jointe mal formé"),
          entry("NOTHING_TO_SEND", "il n'y avait rien à envoyer"),
          entry("NOT_ADMITTED", "le serveur de messagerie refuse notre accès"),
          entry("NOT_ALL_WRITTEN", "fichier écrit en partie"),
          entry("NOT_FLUSHED", "fichier peut-être écrit"),
          entry("NOT_MADE", "le message n'a pas pu être composé"),
          entry("NOT_REACHED", "serveur injoignable"),
          entry("NOT_SIGNED", "la clé de signature manque"),
          entry("NOT_TRUSTED", "certificat du serveur refusé"),
          entry("NOT_WRITTEN", "le dossier refuse l'écriture"),
          entry("NO_LONGER_ALLOWED", "il ne doit plus le recevoir"),
          entry("NO_SUCH_EXIT", "cette voie n'existe pas ici"),
          entry("SUBJECT_NOT_PLAIN", "objet mal formé"),
          entry("TIMED_OUT", "pas de réponse à temps"),
          entry("TOO_LARGE", "message trop gros"),
          entry("TYPE_NOT_PLAIN", "type de pièce jointe mal formé"),
          entry("WRITER_FAILED", "le message n'a pas pu être écrit"));

  private DeliveryWords() {}

  /** The same of a delivery of this kind: a form that holds results has no place for a notice. */
  static String why(@Nullable String code, Delivery.Kind kind) {
    return code != null && code.startsWith(CANNOT_WRITE) && !document(kind)
        ? " (par cette voie son logiciel ne prend que des résultats, pas un avis)"
        : why(code);
  }

  private static boolean document(Delivery.Kind kind) {
    return switch (kind) {
      case RESULT, VISIT_REPORT, DMP_PUBLISH, DMP_DELETE, ACKNOWLEDGEMENT -> true;
      case NOTICE_ACT,
          NOTICE_RUNG,
          NOTICE_OFFER,
          NOTICE_STAND_DOWN,
          NOTICE_CORRECTED,
          NOTICE_APPOINTMENT,
          NOTICE_PATIENT,
          NOTICE_DIGEST ->
          false;
    };
  }

  /** In brackets after what happened; empty when nothing is known. */
  static String why(@Nullable String code) {
    return code == null || code.isBlank() ? "" : " (" + words(code) + ")";
  }

  private static String words(String code) {
    Optional<Refusals> refused = Refusals.of(code);
    if (refused.isPresent()) {
      return refused.get().french();
    }
    if (code.startsWith(CANNOT_WRITE)) {
      String name = code.substring(CANNOT_WRITE.length());
      Optional<ProblemCode> known =
          Arrays.stream(ProblemCode.values()).filter(p -> p.name().equals(name)).findFirst();
      return "le format de ce logiciel ne peut pas le porter : "
          + known.map(DeliveryWords::lack).orElse("raison non précisée");
    }
    if (code.matches("(MAIL|HTTP)_[0-9]{1,3}")) {
      return "refusé par le serveur, réponse " + code.substring("MAIL_".length());
    }
    return WORDS.getOrDefault(code, "raison technique, voir le journal");
  }

  private static String lack(ProblemCode code) {
    return switch (code) {
      case EMPTY -> "il est vide";
      case TOO_LARGE -> "il est trop gros";
      case REQUIRED_MISSING, HEADER_INCOMPLETE -> "une donnée obligatoire manque";
      case PATIENT_MISSING -> "le patient manque";
      case SEVERAL_PATIENTS -> "il parle de plusieurs patients";
      case CENTURY_NOT_KNOWN, DATE_NOT_UNDERSTOOD -> "une date n'est pas sûre";
      case CHARSET_CONFLICT, CONTROL_CHARACTER -> "des caractères n'y entrent pas";
      case IDENTITY_OID_UNKNOWN, IDENTITY_OID_REFUSED, INS_KEY_WRONG, INS_NOT_QUALIFIED ->
          "l'identité n'est pas qualifiée";
      case SENDER_UNKNOWN -> "l'expéditeur n'est pas connu";
      case REQUESTERS_DISAGREE -> "les prescripteurs se contredisent";
      case FORMAT_UNKNOWN, FORMAT_NOT_READ, MESSAGE_TYPE_NOT_READ, VERSION_NOT_READ ->
          "son format n'est pas pris";
      case TRUNCATED, END_MARK_MISPLACED, SEQUENCE, CONTENT_OUTSIDE, COUNT_MISMATCH ->
          "il n'est pas entier";
      case LINE_NOT_UNDERSTOOD,
          FIELD_NOT_UNDERSTOOD,
          CODE_NOT_UNDERSTOOD,
          VALUE_KEPT_AS_TEXT,
          PROCESSING_ID_REFUSED,
          ALREADY_QUARANTINED,
          PROCESSING_FAILED,
          TRY_LATER ->
          "une partie ne s'y écrit pas";
    };
  }
}
