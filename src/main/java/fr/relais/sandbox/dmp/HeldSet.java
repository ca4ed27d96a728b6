// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

/**
 * A submission set that is kept.
 *
 * @param structure that submitted it
 */
record HeldSet(Described set, String uuid, String ins, String structure) {
  String uniqueId() {
    return set.identifier(Ebrim.SET_ID);
  }

  @Override
  public String toString() {
    return "HeldSet";
  }
}
