// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.formats.french.MissionPaper;
import java.util.List;

/**
 * The account of a mission as the page shows it.
 *
 * @param pdf address of the same as PDF
 * @param places every site that he may ask for
 */
public record MissionView(MissionPaper paper, String pdf, List<Place> places) {
  public MissionView {
    places = List.copyOf(places);
  }

  /**
   * A site where he was.
   *
   * @param shown whether it is the one on this page
   */
  public record Place(String name, String path, boolean shown) {}
}
