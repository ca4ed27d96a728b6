// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.french;

import fr.relais.core.model.MailReceipt;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the codes of acknowledgements mean, for people: refused integrations (900 to 906, CI-SIS
 * "Transmission au LPS"), HL7 table 0357, replies of SMTP (table SMTPERRORCODE), refusals of the
 * DMP.
 */
public final class ReceiptWords {
  private static final Map<String, String> INTEGRATION =
      Map.of(
          "900", "la version à remplacer ou à supprimer n'est pas la dernière",
          "901", "l'auteur n'est pas autorisé à remplacer ou à supprimer",
          "902", "patient inconnu du logiciel",
          "903", "l'INS manque dans le document",
          "904", "l'INS n'est pas celui du dossier",
          "905", "l'INS est incomplet",
          "906", "autre motif");

  private static final Map<String, String> MESSAGE =
      Map.ofEntries(
          Map.entry("100", "segments dans le désordre ou manquants"),
          Map.entry("101", "champ obligatoire absent"),
          Map.entry("102", "erreur de type de donnée"),
          Map.entry("103", "valeur hors de sa table"),
          Map.entry("198", "nombre de répétitions non admis"),
          Map.entry("199", "autre erreur du message"),
          Map.entry("200", "type de message non pris en charge"),
          Map.entry("201", "événement non pris en charge"),
          Map.entry("202", "mode de traitement non pris en charge"),
          Map.entry("203", "version non prise en charge"),
          Map.entry("207", "erreur de l'application"));

  private static final Map<String, String> SMTP =
      Map.ofEntries(
          Map.entry("421", "service indisponible"),
          Map.entry("422", "boîte aux lettres pleine"),
          Map.entry("431", "place insuffisante sur le serveur"),
          Map.entry("441", "le serveur du destinataire ne répond pas"),
          Map.entry("442", "connexion interrompue"),
          Map.entry("450", "boîte aux lettres non disponible pour l'instant"),
          Map.entry("451", "erreur de traitement"),
          Map.entry("452", "manque de place"),
          Map.entry("510", "mauvaise adresse"),
          Map.entry("512", "serveur du destinataire introuvable"),
          Map.entry("513", "mauvaise adresse"),
          Map.entry("523", "message trop gros"),
          Map.entry("541", "message rejeté par le destinataire"),
          Map.entry("550", "boîte aux lettres introuvable ou fermée"),
          Map.entry("551", "destinataire d'un autre serveur"),
          Map.entry("552", "message trop gros ou boîte pleine"),
          Map.entry("553", "adresse non valable"),
          Map.entry("554", "refus définitif"),
          Map.entry("4.2.2", "boîte aux lettres pleine"),
          Map.entry("4.4.1", "le serveur du destinataire ne répond pas"),
          Map.entry("5.1.1", "boîte aux lettres inconnue"),
          Map.entry("5.1.2", "serveur du destinataire introuvable"),
          Map.entry("5.2.1", "boîte aux lettres fermée"),
          Map.entry("5.2.2", "boîte aux lettres pleine"),
          Map.entry("5.3.4", "message trop gros"),
          Map.entry("5.7.1", "envoi non admis"));

  private static final Map<String, String> DMP =
      Map.ofEntries(
          Map.entry("DMPClosed", "DMP fermé"),
          Map.entry("DMPAccessRefused", "accès refusé"),
          Map.entry("XDSUnknownPatientId", "patient inconnu du DMP"),
          Map.entry("XDSPatientIdDoesNotMatch", "identités différentes dans l'envoi"),
          Map.entry("XDSDuplicateUniqueIdInRegistry", "identifiant déjà employé"),
          Map.entry("XDSNonIdenticalHash", "autre document sous le même identifiant"),
          Map.entry("XDSReplaceFailed", "version à remplacer refusée"),
          Map.entry("XDSRegistryDeprecatedDocumentError", "version déjà remplacée"),
          Map.entry("XDSMissingDocument", "document absent de l'envoi"),
          Map.entry("XDSMissingDocumentMetadata", "description absente de l'envoi"),
          Map.entry("XDSDocumentUniqueIdError", "document inconnu"),
          Map.entry("DMPInvalidCertificate", "certificat refusé"),
          Map.entry("DMPUnknownStructure", "structure inconnue"),
          Map.entry("DMPNotLinked", "auteur non lié à la structure"),
          Map.entry("DMPUnknownSoftware", "logiciel inconnu"));

  private ReceiptWords() {}

  /** What a mailbox or a software did with a mail of ours; never what a doctor did with it. */
  public static String said(MailReceipt.Kind kind) {
    return switch (kind) {
      case DELIVERED -> "reçu par sa boîte";
      case DELAYED -> "retardé en chemin";
      case NOT_DELIVERED -> "revenu";
      case DISPLAYED -> "lu dans sa boîte";
      case PROCESSED -> "intégré par son logiciel";
      case REFUSED -> "refusé par son logiciel";
      case OTHER -> "accusé qui ne dit rien du document";
      case ELSEWHERE -> "accusé d'une autre boîte";
    };
  }

  /**
   * Why, after a colon; empty when no reason was given, or one that is in no table.
   *
   * @param code as {@link MailReceipt#errorCode()}
   */
  public static String because(MailReceipt.Kind kind, @Nullable String code) {
    if (code == null) {
      return "";
    }
    return switch (kind) {
      case REFUSED -> ofRefusal(code).map(why -> " : " + why + " (" + code + ")").orElse("");
      case NOT_DELIVERED, DELAYED -> ofMail(code).map(why -> " : " + why).orElse("");
      case DELIVERED, DISPLAYED, PROCESSED, OTHER, ELSEWHERE -> "";
    };
  }

  /** Of a refused integration or of HL7 table 0357; empty for any other code. */
  public static Optional<String> ofRefusal(String code) {
    return Optional.ofNullable(INTEGRATION.getOrDefault(code, MESSAGE.get(code)));
  }

  /** Of a reply of SMTP, or of an enhanced status (RFC 3463). */
  public static Optional<String> ofMail(String code) {
    return Optional.ofNullable(SMTP.get(code));
  }

  /** Of a refusal of the DMP. */
  public static Optional<String> ofDmp(String code) {
    return Optional.ofNullable(DMP.get(code));
  }
}
