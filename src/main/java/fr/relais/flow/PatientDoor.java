// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.PatientIdentity;
import org.jspecify.annotations.Nullable;

/**
 * How someone comes to a patient. It opens nothing by itself: his right is looked up each time.
 *
 * @param followUp the result that led here; null when he looked for the patient at his clinic
 */
public record PatientDoor(PatientIdentity patient, @Nullable String followUp) {}
