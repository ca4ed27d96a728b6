// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import fr.relais.formats.losses.LossTable;

/** Shows the table of this room to the test that holds it against the page for people. */
public final class PageTable {
  private PageTable() {}

  public static LossTable table() {
    return PageLosses.TABLE;
  }
}
