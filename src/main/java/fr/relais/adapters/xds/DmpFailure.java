// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

/**
 * The DMP was not reached or said no. It carries the code alone: an answer may name the patient.
 */
final class DmpFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final DmpRefusal refusal;

  DmpFailure(DmpRefusal refusal) {
    super(refusal.name(), null, false, false);
    this.refusal = refusal;
  }

  DmpRefusal refusal() {
    return refusal;
  }
}
