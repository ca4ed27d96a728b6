// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** Where a delivery stands. SENT is not an accepted responsibility. */
public enum DeliveryState {
  READY,
  SENT,
  CONFIRMED,
  SECOND_CHANNEL,
  EXPIRED
}
