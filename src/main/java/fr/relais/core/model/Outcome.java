// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** What became of a message when it was read. */
public enum Outcome {
  /** Every part was understood for certain. */
  ACCEPTED,
  /** At least one part was not; it is kept, with an owner and a deadline. */
  QUARANTINED,
  /** It must not be kept: unauthorised peer, wrong processing id, over the limits. */
  REFUSED
}
