// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** FHIR R4 request-priority. */
public enum RequestPriority {
  ROUTINE,
  URGENT,
  ASAP,
  STAT
}
