// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** RNIV: how far an identity was checked. Only a qualified one may send its INS number. */
public enum IdentityStatus {
  PROVISIONAL,
  RETRIEVED,
  VALIDATED,
  QUALIFIED
}
