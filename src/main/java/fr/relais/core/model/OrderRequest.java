// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exam that is asked for, as a practice software wrote it: the people and the place in it are
 * still the software's words. The other words are those of {@link Order}.
 *
 * @param siteFiness number of the place of the clinic; null when not given
 * @param siteId our own name of that place; null when not given
 * @param choices without the designated practitioner, who stands beside it
 * @param designated whom the patient named to receive the result
 * @param expectedBy null: in the usual delay of its kind
 */
public record OrderRequest(
    @Nullable String placer,
    @Nullable String authority,
    @Nullable String requisition,
    ReportKind kind,
    @Nullable Coding code,
    String label,
    RequestPriority priority,
    PractitionerReference requester,
    @Nullable String siteFiness,
    @Nullable String siteId,
    Instant orderedAt,
    PatientIdentity patient,
    List<Phone> phones,
    @Nullable String address,
    @Nullable PractitionerReference generalPractitioner,
    @Nullable String reason,
    @Nullable String instruction,
    PatientChoices choices,
    @Nullable PractitionerReference designated,
    @Nullable Instant expectedBy) {

  public OrderRequest {
    phones = List.copyOf(phones);
  }
}
