// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import java.util.List;

/** A part of the page, before it is laid out. */
sealed interface Block {

  /** Every word of it, to choose the typeface. */
  String words();

  /**
   * A heading.
   *
   * @param level 1 or 2
   */
  record Heading(int level, String text) implements Block {
    @Override
    public String words() {
      return text;
    }
  }

  /** A paragraph. */
  record Paragraph(String text, boolean bold, double size) implements Block {
    @Override
    public String words() {
      return text;
    }
  }

  /**
   * A table with one line of column headings.
   *
   * @param shares width of each column, as a share of the whole
   */
  record Table(List<String> headings, List<Double> shares, List<Row> rows) implements Block {
    @Override
    public String words() {
      StringBuilder all = new StringBuilder(String.join("", headings));
      rows.forEach(row -> row.cells().forEach(all::append));
      return all.toString();
    }
  }

  /** One line of a table; its first cell names it. */
  record Row(List<String> cells, boolean bold) {}
}
