// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** How one try ended. A time-out is UNKNOWN, not refused. */
public enum AttemptOutcome {
  OK,
  REFUSED,
  UNKNOWN
}
