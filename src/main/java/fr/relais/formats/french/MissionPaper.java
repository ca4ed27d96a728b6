// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.french;

import java.util.List;

/**
 * The account of a mission in words, before it becomes a page of the portal or of a PDF: both say
 * the same. No patient is in it.
 *
 * @param summary what the reader must know first
 */
public record MissionPaper(
    String title, List<String> about, List<String> summary, List<Section> sections, String end) {
  /** The title of the page, of the file and of the window alike: it names nobody. */
  public static final String TITLE = "Attestation et bilan de fin de mission";

  public MissionPaper {
    about = List.copyOf(about);
    summary = List.copyOf(summary);
    sections = List.copyOf(sections);
  }

  /**
   * A table under its heading, whose cells in the first column name their rows.
   *
   * @param note what is said above it; empty when nothing is
   */
  public record Section(
      String heading, String note, List<String> columns, List<List<String>> rows) {
    public Section {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}
