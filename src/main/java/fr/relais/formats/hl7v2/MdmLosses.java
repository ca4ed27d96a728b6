// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static fr.relais.formats.losses.LossTable.NOWHERE;

import fr.relais.formats.cda.N1Losses;
import fr.relais.formats.losses.LossTable;

/** What MDM of the LPS twin loses around a document. */
final class MdmLosses {
  /** Around the document as it came: only what the message beside it had said. */
  static final LossTable AS_IT_CAME =
      unsaid(LossTable.builder())
          .row("DMP alimenté par le laboratoire", NOWHERE, "flags.dmpByProducer")
          .row(
              "Destinataires de copies nommés par le message",
              "document CDA, pour ceux qu'il nomme",
              "recipients.practitioner.rpps",
              "recipients.practitioner.otherId",
              "recipients.practitioner.family",
              "recipients.practitioner.given",
              "recipients.address")
          .row(
              "Numéros de demande au-delà du premier",
              "document CDA, pour ceux qu'il donne",
              "orders.placer",
              "orders.filler")
          .row("Document remplacé", "document CDA, s'il le nomme", "replaces")
          .build();

  /** Around our copy. */
  static final LossTable COPY = unsaid(N1Losses.rows(LossTable.builder())).build();

  private MdmLosses() {}

  /** The profile demands these OBX with Y or N, whatever the source said. */
  private static LossTable.Builder unsaid(LossTable.Builder table) {
    return table.filled(
        "Consigne de visibilité que la source ne dit pas",
        "écrite N, que le profil demande",
        "flags.hiddenFromPatient",
        "flags.hiddenFromProfessionals",
        "flags.hiddenFromRepresentatives");
  }
}
