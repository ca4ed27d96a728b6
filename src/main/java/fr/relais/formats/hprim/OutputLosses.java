// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import static fr.relais.formats.losses.LossTable.NOWHERE;

import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.losses.LossTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The closed table of what HPRIM Médecin has no place for, each with the place where it was put
 * instead.
 */
final class OutputLosses {
  static final String TEXT = "partie texte";
  static final String COMMENT = "ligne TEX sous le résultat";
  private static final String REQUESTER = "Prescripteur et son RPPS";

  static final LossTable TABLE =
      document(patient(people(results(priors(LossTable.builder()))))).build();

  private OutputLosses() {}

  /**
   * @param back the file as our own reader reads it
   * @param replaced whether a character had to be written otherwise
   */
  static List<Loss> of(Letter letter, Report report, Report back, boolean replaced) {
    Set<Loss> losses = new LinkedHashSet<>(TABLE.losses(report, back, OutputLosses::same));
    if (letter.requester() != null || report.requester() != null) {
      losses.add(new Loss(REQUESTER, TEXT));
    }
    if (report.observations().stream().anyMatch(o -> !o.prior() && o.unit() != null)) {
      losses.add(new Loss("Code de l'unité (UCUM)", "unité en texte, champ 5 du RES"));
    }
    if (report.issuedAt() == null) {
      losses.add(
          new Loss("Date d'examen absente", "date du prélèvement ou de réception en ligne 10"));
    }
    if (replaced) {
      losses.add(new Loss("Caractères que windows-1252 ou le format n'ont pas", "forme approchée"));
    }
    return List.copyOf(losses);
  }

  /** Two spellings of one text, once what the format lacks is written by rule. */
  private static boolean same(Object wanted, Object read) {
    return wanted instanceof String one && read instanceof String two
        ? form(one).equals(form(two))
        : wanted.equals(read);
  }

  private static String form(String text) {
    return new OutputText().line(text).replace(" ", "").replace(',', '.').toLowerCase(Locale.ROOT);
  }

  private static LossTable.Builder document(LossTable.Builder table) {
    return table
        .row("Nature du document", TEXT, "kind")
        .row(
            report -> report.status() == ReportStatus.AMENDED,
            "Statut « complété »",
            TEXT,
            "status")
        .row("Statut du compte rendu", TEXT + ", champ 9 du RES", "status")
        .row("Identifiants du document", NOWHERE, "documentIds")
        .row("Lot de versions", NOWHERE, "setId", "versionNumber")
        .row("Document remplacé", NOWHERE, "replaces")
        .row("« Annule et remplace »", TEXT, "whole")
        .row("Type du document", NOWHERE, "typeCode")
        .row("Titre du document", TEXT, "title")
        .row("Heure du rendu", NOWHERE, "issuedAt.time")
        .row("Date et heure du prélèvement", TEXT, "specimenAt.day", "specimenAt.time")
        .row("Résultat en partie non structuré", TEXT, "complete")
        .row("Numéros de demande", NOWHERE, "orders.placer", "orders.filler")
        .row("Priorité de la demande", TEXT, "requestPriority")
        .row("Texte du compte rendu", TEXT + ", lignes de 80 colonnes", "narrative")
        .row("Appel du laboratoire", TEXT, "laboratoryCall")
        .row("Pièces jointes", NOWHERE, "attachments.contentType", "attachments.sizeBytes")
        .row(
            "Consignes de visibilité",
            NOWHERE,
            "flags.dmpByProducer",
            "flags.hiddenFromPatient",
            "flags.hiddenFromProfessionals",
            "flags.hiddenFromRepresentatives");
  }

  private static LossTable.Builder patient(LossTable.Builder table) {
    return table
        .row(r -> r.patient().hasQualifiedIns(), "INS et son OID", TEXT, "patient.ins")
        .row("INS et son OID", NOWHERE, "patient.ins")
        .row("INS et son OID", NOWHERE, "patient.insOid")
        .row("Statut de l'identité", TEXT, "patient.identityStatus")
        .row("Nom de naissance", TEXT, "patient.birthName")
        .row("Autres prénoms", TEXT, "patient.givenNames")
        .row("Sexe", TEXT, "patient.sex")
        .row("Lieu de naissance", NOWHERE, "patient.birthPlace")
        .row("Téléphones du patient", NOWHERE, "patient.phones")
        .row("Découpage de l'adresse", "lignes 4 à 6", "patient.address")
        .row(
            "Autorité des numéros locaux, autres numéros",
            NOWHERE,
            "patient.localIds.value",
            "patient.localIds.authority",
            "patient.localIds.type");
  }

  private static LossTable.Builder people(LossTable.Builder table) {
    return table
        .row(REQUESTER, TEXT, "requester.rpps", "requester.family", "requester.given")
        .row("Autre numéro du prescripteur", NOWHERE, "requester.otherId")
        .row(
            "Médecin traitant",
            NOWHERE,
            "generalPractitioner.rpps",
            "generalPractitioner.otherId",
            "generalPractitioner.family",
            "generalPractitioner.given")
        .row(
            "Destinataires de copies",
            NOWHERE,
            "recipients.practitioner.rpps",
            "recipients.practitioner.otherId",
            "recipients.practitioner.family",
            "recipients.practitioner.given",
            "recipients.address")
        .row("Nom du laboratoire, coupé", "ligne 11", "performer.name")
        .row("Code du laboratoire, coupé", "ligne 11", "performer.code")
        .row("FINESS du laboratoire", NOWHERE, "performer.finess");
  }

  private static LossTable.Builder results(LossTable.Builder table) {
    return table
        .row("Système du code (LOINC)", NOWHERE, "observations.system")
        .row(
            "Autres codes de l'examen",
            NOWHERE,
            "observations.translations.code",
            "observations.translations.system",
            "observations.translations.label")
        .row(
            "Écriture de la valeur",
            "champ 4 du RES, caractère pour caractère",
            "observations.value",
            "observations.comparator")
        .row("Écriture du libellé", "champ 1 du RES", "observations.label")
        .row("Sous-numéro du résultat", COMMENT, "observations.subId")
        .row("Nature du prélèvement", COMMENT, "observations.specimen")
        .row(
            "Heure du résultat",
            COMMENT,
            "observations.observedAt.day",
            "observations.observedAt.time")
        .row("Commentaire du résultat", COMMENT, "observations.comment")
        .row("Appréciation sans code HPRIM", COMMENT, "observations.interpretation")
        .row("Statut « en attente » ou « non rendu »", "valeur du résultat", "observations.status");
  }

  private static LossTable.Builder priors(LossTable.Builder table) {
    return table
        .row(
            "Résultats antérieurs",
            TEXT,
            "priors.label",
            "priors.value",
            "priors.comparator",
            "priors.unit",
            "priors.specimen",
            "priors.subId",
            "priors.secondary.value",
            "priors.secondary.unit",
            "priors.observedAt.day",
            "priors.observedAt.time")
        .row(
            "Détails des résultats antérieurs (codes, bornes, appréciation, statut, commentaire)",
            NOWHERE,
            "priors.code",
            "priors.system",
            "priors.translations.code",
            "priors.translations.system",
            "priors.translations.label",
            "priors.low",
            "priors.high",
            "priors.interpretation",
            "priors.status",
            "priors.secondary.low",
            "priors.secondary.high",
            "priors.comment");
  }
}
