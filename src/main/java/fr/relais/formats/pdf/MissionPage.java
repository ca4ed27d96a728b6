// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import fr.relais.formats.french.MissionPaper;
import fr.relais.formats.french.MissionPaper.Section;
import fr.relais.formats.french.Plain;
import fr.relais.formats.pdf.Block.Heading;
import fr.relais.formats.pdf.Block.Paragraph;
import fr.relais.formats.pdf.Block.Row;
import fr.relais.formats.pdf.Block.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The account of a mission, with what is still open before the counts. */
final class MissionPage {
  private static final double SIZE = 9.5;
  private static final double SMALL = 8;

  private MissionPage() {}

  static List<Block> blocks(MissionPaper paper) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Heading(1, paper.title()));
    paper.about().forEach(line -> blocks.add(paragraph(line, false, SIZE)));
    paper.summary().forEach(line -> blocks.add(paragraph(line, true, SIZE)));
    for (Section section : paper.sections()) {
      blocks.add(new Heading(2, Plain.line(section.heading())));
      if (!section.note().isEmpty()) {
        blocks.add(paragraph(section.note(), false, SMALL));
      }
      blocks.add(table(section));
    }
    blocks.add(paragraph(paper.end(), false, SMALL));
    return List.copyOf(blocks);
  }

  private static Table table(Section section) {
    return new Table(
        section.columns(),
        shares(section.columns().size()),
        section.rows().stream()
            .map(row -> new Row(row.stream().map(Plain::line).toList(), false))
            .toList());
  }

  /** Two columns: a name and a number; where there are four or five, the first is a reference. */
  private static List<Double> shares(int columns) {
    return switch (columns) {
      case 2 -> List.of(0.7, 0.3);
      case 4 -> List.of(0.08, 0.27, 0.25, 0.4);
      case 5 -> List.of(0.08, 0.15, 0.27, 0.28, 0.22);
      default -> {
        double share = 1.0 / columns;
        yield Collections.nCopies(columns, share);
      }
    };
  }

  private static Paragraph paragraph(String text, boolean bold, double size) {
    return new Paragraph(Plain.line(text), bold, size);
  }
}
