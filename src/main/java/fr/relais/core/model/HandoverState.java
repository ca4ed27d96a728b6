// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** What became of an offer. */
public enum HandoverState {
  OFFERED,
  ACCEPTED,
  REFUSED,
  EXPIRED,
  WITHDRAWN
}
