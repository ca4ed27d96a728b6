// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static fr.relais.formats.losses.LossTable.NOWHERE;

import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.losses.LossTable;

/** What a discrete ORU^R01 has no field for. */
final class OruLosses {
  private static final String NOTES = "notes (NTE)";

  static final LossTable TABLE =
      document(patient(people(results(priors(LossTable.builder()))))).build();

  private OruLosses() {}

  private static LossTable.Builder document(LossTable.Builder table) {
    return table
        .row("Identifiants du document", NOWHERE, "documentIds")
        .row("Lot de versions", NOWHERE, "setId", "versionNumber")
        .row("Document remplacé", NOWHERE, "replaces")
        .row(
            report -> report.status().withdraws(),
            "« Annule et remplace »",
            "retrait (OBX-11 D ou X)",
            "whole")
        .row("« Annule et remplace »", NOTES, "whole")
        .row("Type et titre du document", "OBR-4 de chaque demande", "typeCode", "title")
        .row("Numéro de dossier", "OBR-20", "fileNumber")
        .row(
            OruLosses::textAlone,
            "Texte du compte rendu",
            "résultats de type texte (OBX TX)",
            "narrative")
        .row("Texte du compte rendu", NOTES, "narrative")
        .row("Appel du laboratoire", NOTES, "laboratoryCall")
        .row(
            report -> report.status() == ReportStatus.ENTERED_IN_ERROR,
            "Nature du document",
            "retrait (OBX-11 D)",
            "kind")
        .row(
            report -> report.status() == ReportStatus.AMENDED,
            "Statut « complété »",
            "corrigé (OBR-25 C), notes (NTE)",
            "status")
        .row(
            OruLosses::mixed,
            "Statut du compte rendu",
            "statut de chaque résultat (OBX-11)",
            "status")
        .row("Pièces jointes", NOWHERE, "attachments.contentType", "attachments.sizeBytes");
  }

  private static LossTable.Builder patient(LossTable.Builder table) {
    return table
        .row("INS d'une identité non qualifiée", NOWHERE, "patient.ins", "patient.insOid")
        .row("Statut de l'identité", "PID-32 (VALI ou PROV)", "patient.identityStatus")
        .row("Découpage des prénoms", "PID-5.3", "patient.givenNames")
        .row(
            "Numéro local sous l'autorité de l'INS",
            NOWHERE,
            "patient.localIds.value",
            "patient.localIds.authority",
            "patient.localIds.type");
  }

  private static LossTable.Builder people(LossTable.Builder table) {
    return table
        .row(
            "Autre numéro d'un professionnel",
            "remplacé par son RPPS",
            "requester.otherId",
            "generalPractitioner.otherId",
            "recipients.practitioner.otherId")
        .row("Adresse des destinataires de copies", NOWHERE, "recipients.address")
        .row("FINESS du laboratoire", "MSH-4.2", "performer.finess")
        .row("Code du laboratoire", "OBX-15", "performer.code");
  }

  private static LossTable.Builder results(LossTable.Builder table) {
    return table
        .row(
            "Ordre des codes de l'examen",
            "OBX-3 (le LOINC est lu en premier), notes (NTE)",
            "observations.code",
            "observations.system",
            "observations.label",
            "observations.translations.code",
            "observations.translations.system",
            "observations.translations.label")
        .row(
            "Bornes qui ne sont pas une paire",
            "OBX-7, en texte",
            "observations.low",
            "observations.high")
        .row(
            "Second résultat dans une autre unité",
            NOTES,
            "observations.secondary.value",
            "observations.secondary.unit",
            "observations.secondary.low",
            "observations.secondary.high")
        .row("Commentaire du résultat", NOTES, "observations.comment")
        .row(
            report -> report.status().withdraws(),
            "Statut de chaque résultat",
            "statut du compte rendu (OBX-11 D ou X)",
            "observations.status");
  }

  private static LossTable.Builder priors(LossTable.Builder table) {
    return table
        .row(
            "Résultats antérieurs",
            NOTES,
            "priors.code",
            "priors.label",
            "priors.value",
            "priors.comparator",
            "priors.unit",
            "priors.low",
            "priors.high",
            "priors.interpretation",
            "priors.observedAt.day",
            "priors.specimen",
            "priors.subId")
        .row(
            "Détails des résultats antérieurs (codes, statut, heure, autre unité, commentaire)",
            NOWHERE,
            "priors.system",
            "priors.translations.code",
            "priors.translations.system",
            "priors.translations.label",
            "priors.status",
            "priors.observedAt.time",
            "priors.secondary.value",
            "priors.secondary.unit",
            "priors.secondary.low",
            "priors.secondary.high",
            "priors.comment");
  }

  private static boolean textAlone(Report report) {
    return report.observations().stream().allMatch(Observation::prior);
  }

  private static boolean mixed(Report report) {
    return !report.status().withdraws()
        && report.observations().stream().anyMatch(o -> o.status() != ObservationStatus.FINAL);
  }
}
