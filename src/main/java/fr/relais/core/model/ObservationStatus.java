// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** Status of one observation: RES field 10, OBX-11; FHIR R4 Observation.status. */
public enum ObservationStatus {
  /** I: awaited, no value yet. */
  REGISTERED,
  /** P, R: not validated. */
  PRELIMINARY,
  /** F. */
  FINAL,
  /** C. */
  CORRECTED,
  /** X: cannot be obtained. */
  CANCELLED,
  /** D, W: withdrawn; W says that it was another patient's. */
  ENTERED_IN_ERROR
}
