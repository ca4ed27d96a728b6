// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.formats.losses.LossTable;

/** Shows the table of this room to the test that holds it against the page for people. */
public final class HprimTable {
  private HprimTable() {}

  public static LossTable table() {
    return OutputLosses.TABLE;
  }
}
