// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The closed table of what HPRIM Médecin has no place for, each with the place where it was put
 * instead. A component of the model that neither the file nor this table knows fails a test.
 */
final class OutputLosses {
  static final String TEXT = "partie texte";
  static final String COMMENT = "ligne TEX sous le résultat";
  static final String NOWHERE = "nulle part";

  private final List<Loss> losses = new ArrayList<>();

  static List<Loss> of(Letter letter, Report report, boolean replaced) {
    OutputLosses table = new OutputLosses();
    table.patient(report.patient());
    table.people(letter, report);
    table.report(report);
    table.observations(report.observations());
    table.add(replaced, "Caractères que windows-1252 ou le format n'ont pas", "forme approchée");
    return List.copyOf(table.losses);
  }

  private void patient(PatientIdentity patient) {
    String ins = patient.hasQualifiedIns() ? TEXT : NOWHERE;
    add(patient.ins() != null, "INS et son OID", ins);
    add(true, "Statut de l'identité", TEXT);
    boolean other = patient.birthName() != null && !patient.birthName().equals(patient.usedName());
    add(other, "Nom de naissance", TEXT);
    add(patient.givenNames().size() > 1, "Autres prénoms", TEXT);
    add(patient.sex() != null, "Sexe", TEXT);
    add(patient.birthPlace() != null, "Lieu de naissance", NOWHERE);
    add(!patient.phones().isEmpty(), "Téléphones du patient", NOWHERE);
    boolean more =
        patient.localIds().stream().anyMatch(id -> id.authority() != null)
            || patient.localIds().size() > 2;
    add(more, "Autorité des numéros locaux, autres numéros", NOWHERE);
  }

  private void people(Letter letter, Report report) {
    boolean known = letter.requester() != null || report.requester() != null;
    add(known, "Prescripteur et son RPPS", TEXT);
    add(report.generalPractitioner() != null, "Médecin traitant", NOWHERE);
    add(!report.recipients().isEmpty(), "Destinataires de copies", NOWHERE);
    add(report.performer().finess() != null, "FINESS du laboratoire", NOWHERE);
  }

  private void report(Report report) {
    add(!report.documentIds().isEmpty(), "Identifiants du document", NOWHERE);
    add(report.setId() != null || report.versionNumber() != null, "Lot de versions", NOWHERE);
    add(!report.replaces().isEmpty(), "Document remplacé", TEXT);
    add(report.typeCode() != null || report.title() != null, "Type et titre du document", TEXT);
    add(report.issuedAt() == null, "Date d'examen absente", "date du prélèvement ou de réception");
    add(report.issuedAt() != null && report.issuedAt().time() != null, "Heure du rendu", NOWHERE);
    add(report.specimenAt() != null, "Date et heure du prélèvement", TEXT);
    add(!report.orders().isEmpty(), "Numéros de demande", NOWHERE);
    add(report.requestPriority() != null, "Priorité de la demande", TEXT);
    add(report.laboratoryCall() != null, "Appel du laboratoire", TEXT);
    add(!report.attachments().isEmpty(), "Pièces jointes", NOWHERE);
    add(report.status() == ReportStatus.AMENDED, "Statut « complété »", TEXT);
    add(!report.complete(), "Résultat en partie non structuré", TEXT);
    boolean flags =
        report.flags().dmpByProducer() != null
            || report.flags().hiddenFromPatient() != null
            || report.flags().hiddenFromProfessionals() != null
            || report.flags().hiddenFromRepresentatives() != null;
    add(flags, "Consignes de visibilité", NOWHERE);
  }

  private void observations(List<Observation> all) {
    any(all, o -> o.prior(), "Résultats antérieurs", TEXT);
    any(all, o -> o.code() != null && !"L".equals(o.system()), "Système du code (LOINC)", NOWHERE);
    any(all, o -> !o.translations().isEmpty(), "Autres codes de l'examen", NOWHERE);
    any(all, o -> o.subId() != null, "Sous-numéro du résultat", COMMENT);
    any(all, o -> o.specimen() != null, "Nature du prélèvement", COMMENT);
    any(all, o -> o.observedAt() != null, "Heure du résultat", COMMENT);
    any(all, o -> o.comment() != null, "Commentaire du résultat", COMMENT);
    any(
        all,
        o -> o.interpretation() != null && !OutputResult.holds(o.interpretation()),
        "Appréciation sans code HPRIM",
        COMMENT);
    any(
        all,
        o ->
            o.status() == ObservationStatus.REGISTERED || o.status() == ObservationStatus.CANCELLED,
        "Statut « en attente » ou « non rendu »",
        "valeur du résultat");
  }

  private void any(List<Observation> all, Predicate<Observation> has, String fact, String instead) {
    add(all.stream().anyMatch(has), fact, instead);
  }

  private void add(boolean there, String fact, String instead) {
    if (there) {
      losses.add(new Loss(fact, instead));
    }
  }
}
