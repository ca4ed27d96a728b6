// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import fr.relais.formats.pdf.Block.Row;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;

/** Lays blocks on a sheet; what does not fit goes on with the next page. */
final class Layout {
  private static final double SIZE = 9;
  private static final double LEADING = 1.22;
  private static final double GUTTER = 6;

  private final Sheet sheet;

  Layout(Sheet sheet) {
    this.sheet = sheet;
  }

  void add(Block block) {
    if (block instanceof Block.Heading heading) {
      heading(heading);
    } else if (block instanceof Block.Paragraph paragraph) {
      paragraph("P", paragraph.text(), paragraph.size(), paragraph.bold());
    } else if (block instanceof Block.Table table) {
      table(table);
    }
  }

  private void heading(Block.Heading heading) {
    double size = heading.level() == 1 ? 15 : 11;
    if (sheet.left() < size * 5) {
      sheet.turn();
    }
    sheet.down(heading.level() == 1 ? 2 : 7);
    paragraph("H" + heading.level(), heading.text(), size, true);
    sheet.down(2);
  }

  private void paragraph(String type, String text, double size, boolean bold) {
    COSDictionary element = sheet.structure().child(sheet.structure().document(), type);
    List<String> lines = Lines.of(text, sheet.font(), size, Sheet.WIDTH);
    double step = size * LEADING;
    int at = 0;
    while (at < lines.size()) {
      int fits = Math.min(lines.size() - at, (int) (sheet.left() / step));
      if (fits < 1) {
        sheet.turn();
        continue;
      }
      sheet.write(element, lines.subList(at, at + fits), Sheet.LEFT, size, step, bold);
      sheet.down(fits * step);
      at += fits;
    }
  }

  private void table(Block.Table table) {
    COSDictionary element = sheet.structure().child(sheet.structure().document(), "Table");
    if (sheet.left() < SIZE * LEADING * 4) {
      sheet.turn();
    }
    sheet.down(2);
    row(element, new Row(table.headings(), true), table.shares(), true);
    for (Row row : table.rows()) {
      sheet.rule();
      row(element, row, table.shares(), false);
    }
    sheet.down(4);
  }

  private void row(COSDictionary table, Row row, List<Double> shares, boolean heading) {
    COSDictionary line = sheet.structure().child(table, "TR");
    List<COSDictionary> cells = new ArrayList<>();
    List<List<String>> texts = new ArrayList<>();
    int tallest = 1;
    for (int i = 0; i < row.cells().size(); i++) {
      cells.add(cell(line, heading, i == 0));
      List<String> lines =
          Lines.of(row.cells().get(i), sheet.font(), SIZE, Sheet.WIDTH * shares.get(i) - GUTTER);
      texts.add(lines);
      tallest = Math.max(tallest, lines.size());
    }
    double step = SIZE * LEADING;
    sheet.down(1.5);
    int at = 0;
    while (at < tallest) {
      int fits = Math.min(tallest - at, (int) (sheet.left() / step));
      boolean whole = fits == tallest - at;
      if (fits < 1 || !whole && at == 0 && tallest < 30) {
        sheet.turn();
        continue;
      }
      write(cells, texts, shares, at, at + fits, row.bold());
      sheet.down(fits * step);
      at += fits;
    }
    sheet.down(1.5);
  }

  private void write(
      List<COSDictionary> cells,
      List<List<String>> texts,
      List<Double> shares,
      int from,
      int to,
      boolean bold) {
    double x = Sheet.LEFT;
    for (int i = 0; i < cells.size(); i++) {
      List<String> lines = texts.get(i);
      if (from < lines.size()) {
        List<String> part = lines.subList(from, Math.min(to, lines.size()));
        sheet.write(cells.get(i), part, x, SIZE, SIZE * LEADING, bold);
      }
      x += Sheet.WIDTH * shares.get(i);
    }
  }

  private COSDictionary cell(COSDictionary line, boolean heading, boolean first) {
    if (heading) {
      return sheet.structure().headingCell(line, "Column");
    }
    return first ? sheet.structure().headingCell(line, "Row") : sheet.structure().child(line, "TD");
  }
}
