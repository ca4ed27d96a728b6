// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import org.jspecify.annotations.Nullable;

/**
 * A place where clinics are held.
 *
 * @param referent the doctor who answers for it; elsewhere when the place is not a care place
 * @param awayToDuty whether its signed policy gives a result whose requester is away to the duty
 *     doctor at once
 */
public record Site(
    String id, String name, @Nullable String finess, String referent, boolean awayToDuty) {}
