// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import static fr.relais.formats.losses.LossTable.NOWHERE;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Report;
import fr.relais.formats.losses.LossTable;
import java.util.List;

/** What a copy around a PDF has no place for in its header. */
public final class N1Losses {
  private static final String PAGE = "PDF joint";

  public static final LossTable TABLE = rows(LossTable.builder()).build();

  private N1Losses() {}

  /**
   * What the copy lost.
   *
   * @param copy as {@link N1Writer} made it; its PDF does not count
   */
  public static List<Loss> of(Report report, Content copy) {
    Decoding read = new CdaFormat().decode(copy);
    return TABLE.losses(report, read.parts().size() == 1 ? read.parts().get(0).report() : null);
  }

  /** The lines of this table, for a form that carries such a copy. */
  public static LossTable.Builder rows(LossTable.Builder table) {
    return priors(results(people(patient(document(table)))));
  }

  private static LossTable.Builder document(LossTable.Builder table) {
    return table
        .row("Nature du document", "titre de la copie, " + PAGE, "kind")
        .row("Statut du compte rendu", "titre de la copie, " + PAGE, "status")
        .row("Identifiants du document", NOWHERE, "documentIds", "setId", "versionNumber")
        .row("Document remplacé", NOWHERE, "replaces")
        .row("« Annule et remplace »", PAGE, "whole")
        .row("Type du document", NOWHERE, "typeCode")
        .row("Titre du document", "titre de la copie, " + PAGE, "title")
        .row(
            "Date et heure du rendu",
            "acte (serviceEvent), " + PAGE,
            "issuedAt.day",
            "issuedAt.time")
        .row(
            "Date et heure du prélèvement",
            "acte (serviceEvent), " + PAGE,
            "specimenAt.day",
            "specimenAt.time")
        .row("Numéro de dossier", PAGE, "fileNumber")
        .row("Numéros de demande", NOWHERE, "orders.placer", "orders.filler")
        .row("Priorité de la demande", NOWHERE, "requestPriority")
        .row("Texte du compte rendu", PAGE, "narrative")
        .row("Appel du laboratoire", PAGE, "laboratoryCall")
        .row(
            "Pièces jointes",
            "le premier PDF du message, le reste nulle part",
            "attachments.contentType",
            "attachments.sizeBytes")
        .row("DMP alimenté par le laboratoire", NOWHERE, "flags.dmpByProducer")
        .row(
            "Consignes de visibilité",
            "niveau de confidentialité",
            "flags.hiddenFromPatient",
            "flags.hiddenFromProfessionals",
            "flags.hiddenFromRepresentatives");
  }

  private static LossTable.Builder patient(LossTable.Builder table) {
    return table
        .row("INS d'une identité non qualifiée", NOWHERE, "patient.ins", "patient.insOid")
        .row("Statut de l'identité", PAGE, "patient.identityStatus")
        .row("Écriture du nom", "en une ligne", "patient.birthName", "patient.usedName")
        .row("Découpage des prénoms", "en une seule liste", "patient.givenNames")
        .row("Lieu de naissance", NOWHERE, "patient.birthPlace")
        .row("Sexe non précisé", PAGE, "patient.sex")
        .row(
            "Autorité des numéros locaux, autres numéros",
            NOWHERE,
            "patient.localIds.value",
            "patient.localIds.authority",
            "patient.localIds.type")
        .row("Écriture des téléphones", "telecom, sans séparateurs", "patient.phones")
        .row("Écriture de l'adresse", "en une ligne", "patient.address");
  }

  private static LossTable.Builder people(LossTable.Builder table) {
    return table
        .row(
            "Prescripteur tel que le message le nomme",
            "prescripteur reconnu par Relais",
            "requester.rpps",
            "requester.family",
            "requester.given")
        .row("Autre numéro du prescripteur", NOWHERE, "requester.otherId")
        .row(
            "Médecin traitant",
            NOWHERE,
            "generalPractitioner.rpps",
            "generalPractitioner.otherId",
            "generalPractitioner.family",
            "generalPractitioner.given")
        .row("Nom et FINESS du laboratoire", PAGE, "performer.name", "performer.finess")
        .row("Code du laboratoire", NOWHERE, "performer.code")
        .row(
            "Destinataires de copies",
            NOWHERE,
            "recipients.practitioner.rpps",
            "recipients.practitioner.otherId",
            "recipients.practitioner.family",
            "recipients.practitioner.given",
            "recipients.address");
  }

  private static LossTable.Builder results(LossTable.Builder table) {
    return table
        .row(
            "Codes des examens (LOINC)",
            NOWHERE,
            "observations.code",
            "observations.system",
            "observations.translations.code",
            "observations.translations.system",
            "observations.translations.label")
        .row(
            "Heure de chaque résultat",
            NOWHERE,
            "observations.observedAt.day",
            "observations.observedAt.time")
        .row(
            "Résultats structurés",
            PAGE,
            "observations.label",
            "observations.value",
            "observations.comparator",
            "observations.unit",
            "observations.low",
            "observations.high",
            "observations.interpretation",
            "observations.status",
            "observations.subId",
            "observations.specimen",
            "observations.secondary.value",
            "observations.secondary.unit",
            "observations.secondary.low",
            "observations.secondary.high",
            "observations.comment");
  }

  private static LossTable.Builder priors(LossTable.Builder table) {
    return table
        .row(
            "Résultats antérieurs",
            PAGE,
            "priors.label",
            "priors.value",
            "priors.comparator",
            "priors.unit",
            "priors.observedAt.day",
            "priors.observedAt.time",
            "priors.subId",
            "priors.specimen",
            "priors.secondary.value",
            "priors.secondary.unit",
            "priors.comment")
        .row(
            "Codes, bornes, appréciation et statut des résultats antérieurs",
            NOWHERE,
            "priors.code",
            "priors.system",
            "priors.translations.code",
            "priors.translations.system",
            "priors.translations.label",
            "priors.low",
            "priors.high",
            "priors.secondary.low",
            "priors.secondary.high",
            "priors.interpretation",
            "priors.status");
  }
}
