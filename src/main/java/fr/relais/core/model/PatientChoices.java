// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/**
 * What the patient was told and chose, as the order says.
 *
 * @param informed whether he was told how his results travel
 * @param refusesRequester whether he refused in writing that the requester receives the result (CSP
 *     L6211-2)
 * @param designated id of the practitioner whom he named to receive it
 * @param refusesDmp whether he opposes the filing in the DMP
 * @param acceptsNeutralSms whether a neutral SMS may be sent to him
 */
public record PatientChoices(
    boolean informed,
    boolean refusesRequester,
    @Nullable String designated,
    boolean refusesDmp,
    boolean acceptsNeutralSms) {
  public static final PatientChoices NONE = new PatientChoices(false, false, null, false, false);
}
