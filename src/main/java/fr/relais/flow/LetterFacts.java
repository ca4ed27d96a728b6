// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.AppointmentNotice;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Filing;
import fr.relais.core.model.ProducerAcknowledgement;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery carries beside its report, read when it leaves; null where it carries none.
 *
 * @param filing null too when it was decided otherwise since
 */
record LetterFacts(
    @Nullable AppointmentNotice appointment,
    @Nullable Filing filing,
    @Nullable ProducerAcknowledgement acknowledgement) {

  static LetterFacts of(Transaction tx, Delivery delivery) {
    return switch (delivery.kind()) {
      case RESULT, NOTICE_ACT, NOTICE_RUNG, NOTICE_OFFER, NOTICE_STAND_DOWN, NOTICE_CORRECTED ->
          new LetterFacts(null, null, null);
      case NOTICE_APPOINTMENT, NOTICE_PATIENT, VISIT_REPORT, NOTICE_DIGEST ->
          new LetterFacts(
              tx.records()
                  .get(AppointmentNotice.class, AppointmentNotice.idOf(delivery.id()))
                  .orElse(null),
              null,
              null);
      case DMP_PUBLISH, DMP_DELETE -> new LetterFacts(null, filing(tx, delivery), null);
      case ACKNOWLEDGEMENT ->
          new LetterFacts(
              null,
              null,
              tx.records().get(ProducerAcknowledgement.class, delivery.id()).orElse(null));
    };
  }

  private static @Nullable Filing filing(Transaction tx, Delivery delivery) {
    DmpDecision decision = tx.records().get(DmpDecision.class, delivery.id()).orElse(null);
    boolean overtaken =
        decision != null
            && delivery.kind() == Delivery.Kind.DMP_PUBLISH
            && decision.overtaken(tx, delivery.followUp());
    return decision == null || overtaken ? null : decision.filing();
  }
}
