// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;

/** The tree that says what is a heading, a paragraph, a table (ISO 32000-1 section 14.7). */
final class Structure {
  private static final COSName STRUCT_ELEM = COSName.getPDFName("StructElem");
  private static final COSName PG = COSName.getPDFName("Pg");
  private final COSDictionary root = new COSDictionary();
  private final COSDictionary document;

  /** For each page, the element of each marked content, by its number. */
  private final List<COSArray> parents = new ArrayList<>();

  Structure() {
    root.setItem(COSName.TYPE, COSName.STRUCT_TREE_ROOT);
    document = element("Document", root);
  }

  COSDictionary document() {
    return document;
  }

  /** A new element, the last of its parent. */
  COSDictionary child(COSDictionary parent, String type) {
    COSDictionary child = element(type, parent);
    return child;
  }

  /** A heading cell: of a column, or of a row. */
  COSDictionary headingCell(COSDictionary row, String scope) {
    COSDictionary attributes = new COSDictionary();
    attributes.setName(COSName.O, "Table");
    attributes.setName(COSName.getPDFName("Scope"), scope);
    COSDictionary cell = element("TH", row);
    cell.setItem(COSName.A, attributes);
    return cell;
  }

  /** Marks the next content of this page as this element's; the number of that content. */
  int mark(COSDictionary element, COSDictionary page, int pageIndex) {
    while (parents.size() <= pageIndex) {
      parents.add(new COSArray());
    }
    COSArray ofPage = parents.get(pageIndex);
    int number = ofPage.size();
    ofPage.add(element);
    if (!element.containsKey(PG)) {
      element.setItem(PG, page);
    }
    if (element.getCOSDictionary(PG) == page) {
      kids(element).add(COSInteger.get(number));
    } else {
      COSDictionary elsewhere = new COSDictionary();
      elsewhere.setName(COSName.TYPE, "MCR");
      elsewhere.setItem(PG, page);
      elsewhere.setInt(COSName.MCID, number);
      kids(element).add(elsewhere);
    }
    return number;
  }

  /** The whole tree, with the way back from each marked content to its element. */
  COSDictionary closed() {
    COSArray numbers = new COSArray();
    for (int i = 0; i < parents.size(); i++) {
      numbers.add(COSInteger.get(i));
      numbers.add(parents.get(i));
    }
    COSDictionary parentTree = new COSDictionary();
    parentTree.setItem(COSName.NUMS, numbers);
    root.setItem(COSName.PARENT_TREE, parentTree);
    root.setInt(COSName.PARENT_TREE_NEXT_KEY, parents.size());
    return root;
  }

  private static COSDictionary element(String type, COSDictionary parent) {
    COSDictionary element = new COSDictionary();
    element.setItem(COSName.TYPE, STRUCT_ELEM);
    element.setName(COSName.S, type);
    element.setItem(COSName.P, parent);
    kids(parent).add(element);
    return element;
  }

  private static COSArray kids(COSDictionary element) {
    COSArray kids = element.getCOSArray(COSName.K);
    if (kids == null) {
      kids = new COSArray();
      element.setItem(COSName.K, kids);
    }
    return kids;
  }
}
