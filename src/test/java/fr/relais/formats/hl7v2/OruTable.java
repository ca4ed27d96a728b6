// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.formats.losses.LossTable;

/** Shows the table of this room to the test that holds it against the page for people. */
public final class OruTable {
  private OruTable() {}

  public static LossTable table() {
    return OruLosses.TABLE;
  }
}
