// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exam that a doctor asked for, and what whoever acts in his place must know (FHIR R4
 * ServiceRequest).
 *
 * @param number the number that Relais issued for it: not guessable, with a check character
 * @param placer the number that the requester's own software gave; null when it gave none
 * @param authority who gave {@code placer}: the software's identifier system
 * @param requisition common to the exams of one prescription; null when alone
 * @param requester id of the {@link Practitioner} who asked
 * @param site where the clinic was held; null for the requester's own practice
 * @param phones how to reach the patient, first choice first, with whose number it is
 * @param generalPractitioner id of the médecin traitant; null when none is declared
 * @param reason why it was asked (clinical context)
 * @param instruction for whoever acts in the requester's place: {@code si K > 5,5 : ...}
 * @param expectedBy after this the requester is told that nothing came
 * @param nextDue when the next step is due; null only when nothing is awaited
 * @param followUp the follow-up of its result, or of its absence
 */
public record Order(
    String id,
    String number,
    @Nullable String placer,
    @Nullable String authority,
    @Nullable String requisition,
    ReportKind kind,
    @Nullable Coding code,
    String label,
    RequestPriority priority,
    String requester,
    @Nullable String site,
    Instant orderedAt,
    PatientIdentity patient,
    List<Phone> phones,
    @Nullable String address,
    @Nullable String generalPractitioner,
    @Nullable String reason,
    @Nullable String instruction,
    PatientChoices choices,
    Instant expectedBy,
    OrderState state,
    @Nullable Instant nextDue,
    @Nullable String followUp) {
  public Order {
    phones = List.copyOf(phones);
    if (state == OrderState.EXPECTED && nextDue == null) {
      throw new IllegalArgumentException("an expected order has a next due time");
    }
  }

  /** The same, with what is awaited of it now. */
  public Order with(OrderState next, @Nullable Instant due, @Nullable String followedBy) {
    return new Order(
        id,
        number,
        placer,
        authority,
        requisition,
        kind,
        code,
        label,
        priority,
        requester,
        site,
        orderedAt,
        patient,
        phones,
        address,
        generalPractitioner,
        reason,
        instruction,
        choices,
        expectedBy,
        next,
        due,
        followedBy);
  }

  /** Whether the order itself asks for haste. */
  public boolean urgent() {
    return priority != RequestPriority.ROUTINE;
  }
}
