// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.formats.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of sections (CDA R2 narrative block) as plain lines, and what entries point to in it by
 * ID. Markup becomes lines and cells; nothing of it is kept.
 */
final class Narrative {
  private static final Set<String> BLOCKS =
      Set.of("paragraph", "item", "caption", "tr", "br", "table", "list", "title", "footnote");
  private static final Set<String> CELLS = Set.of("td", "th");

  private final Map<String, String> byId = new HashMap<>();

  /** Takes every text of a document that entries may point to. */
  Narrative(XmlElement document) {
    for (XmlElement element : document.everything()) {
      String id = element.attribute("ID");
      String text =
          id == null || element.name().equals("observationMedia") ? null : element.allText();
      if (id != null && text != null) {
        byId.putIfAbsent(id, text);
      }
    }
  }

  /**
   * What stands in an element, or where its {@code reference} points; null when there is nothing.
   */
  @Nullable String meant(@Nullable XmlElement element) {
    if (element == null) {
      return null;
    }
    String own = element.allText();
    String pointed = Parts.value(element.child("reference"), "value");
    if (own != null || pointed == null) {
      return own;
    }
    return byId.get(pointed.startsWith("#") ? pointed.substring(1) : pointed);
  }

  /** The lines of a text block; the cells of a row are parted by a bar. */
  static List<String> lines(XmlElement block) {
    Lines lines = new Lines();
    lines.walk(block);
    lines.end();
    return lines.done;
  }

  /** Lines while they are made. */
  private static final class Lines {
    private final List<String> done = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    private void walk(XmlElement element) {
      line.append(element.text());
      for (XmlElement child : element.children()) {
        boolean block = BLOCKS.contains(child.name());
        if (block) {
          end();
        } else if (CELLS.contains(child.name()) && !line.toString().isBlank()) {
          line.append(" | ");
        }
        walk(child);
        if (block) {
          end();
        }
        line.append(child.tail());
      }
    }

    private void end() {
      String folded = line.toString().strip().replaceAll("\\s+", " ");
      line.setLength(0);
      if (!folded.isEmpty()) {
        done.add(folded);
      }
    }
  }
}
