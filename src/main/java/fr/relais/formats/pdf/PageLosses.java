// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import static fr.relais.formats.losses.LossTable.NOWHERE;

import fr.relais.core.model.Loss;
import fr.relais.core.model.Report;
import fr.relais.formats.losses.LossTable;
import java.util.List;
import java.util.Set;

/** What the page for people does not say. What it says is in words, and no software reads it. */
public final class PageLosses {
  static final Set<String> SAID =
      Set.of(
          "kind",
          "status",
          "whole",
          "title",
          "issuedAt.day",
          "issuedAt.time",
          "specimenAt.day",
          "specimenAt.time",
          "fileNumber",
          "complete",
          "patient.identityStatus",
          "patient.birthName",
          "patient.usedName",
          "patient.givenNames",
          "patient.birthDate",
          "patient.sex",
          "patient.phones",
          "patient.address",
          "requester.family",
          "requester.given",
          "performer.name",
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
          "observations.comment",
          "priors.label",
          "priors.value",
          "priors.comparator",
          "priors.unit",
          "priors.subId",
          "priors.specimen",
          "priors.secondary.value",
          "priors.secondary.unit",
          "priors.observedAt.day",
          "priors.observedAt.time",
          "priors.comment",
          "narrative",
          "laboratoryCall");

  static final LossTable TABLE =
      LossTable.builder()
          .row("Identifiants du document", NOWHERE, "documentIds", "setId", "versionNumber")
          .row("Document remplacé", NOWHERE, "replaces")
          .row("Type du document", NOWHERE, "typeCode")
          .row(r -> r.patient().hasQualifiedIns(), "INS", "page", "patient.ins")
          .row("INS d'une identité non qualifiée", NOWHERE, "patient.ins")
          .row("OID de l'INS", NOWHERE, "patient.insOid")
          .row("Lieu de naissance", NOWHERE, "patient.birthPlace")
          .row(
              "Numéros locaux du patient",
              NOWHERE,
              "patient.localIds.value",
              "patient.localIds.authority",
              "patient.localIds.type")
          .row(
              "RPPS et autre numéro du prescripteur",
              NOWHERE,
              "requester.rpps",
              "requester.otherId")
          .row(
              "Médecin traitant",
              NOWHERE,
              "generalPractitioner.rpps",
              "generalPractitioner.otherId",
              "generalPractitioner.family",
              "generalPractitioner.given")
          .row("FINESS et code du laboratoire", NOWHERE, "performer.finess", "performer.code")
          .row(
              "Destinataires de copies",
              NOWHERE,
              "recipients.practitioner.rpps",
              "recipients.practitioner.otherId",
              "recipients.practitioner.family",
              "recipients.practitioner.given",
              "recipients.address")
          .row("Numéros de demande", NOWHERE, "orders.placer", "orders.filler")
          .row("Priorité de la demande", NOWHERE, "requestPriority")
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
              "priors.status")
          .row("Pièces jointes", NOWHERE, "attachments.contentType", "attachments.sizeBytes")
          .row(
              "Consignes de visibilité",
              NOWHERE,
              "flags.dmpByProducer",
              "flags.hiddenFromPatient",
              "flags.hiddenFromProfessionals",
              "flags.hiddenFromRepresentatives")
          .build();

  private PageLosses() {}

  /**
   * What is on no page.
   *
   * @throws fr.relais.core.model.ParcelWriter.CannotWrite when the report has a fact that neither
   *     the page nor this table knows
   */
  public static List<Loss> of(Report report) {
    return TABLE.losses(report, SAID);
  }
}
