// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * A4 pages written from top to bottom; the next one starts when one is full. Everything is either
 * an element of the structure or an artifact (PDF/UA-1 section 7.1).
 */
final class Sheet {
  static final double LEFT = 42;
  static final double WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
  private static final double TOP = PDRectangle.A4.getHeight() - 40;
  private static final double BOTTOM = 48;
  private static final double FOOT = 28;
  private static final double FOOT_SIZE = 7;

  private final PDDocument document;
  private final PdfFont font;
  private final Structure structure = new Structure();
  private final List<COSDictionary> pages = new ArrayList<>();
  private final List<StringBuilder> contents = new ArrayList<>();
  private double y;

  Sheet(PDDocument document, PdfFont font) {
    this.document = document;
    this.font = font;
    turn();
  }

  PdfFont font() {
    return font;
  }

  Structure structure() {
    return structure;
  }

  /** Points that are left on this page. */
  double left() {
    return y - BOTTOM;
  }

  void down(double points) {
    y -= points;
  }

  /** Starts a new page. */
  void turn() {
    COSDictionary page = new COSDictionary();
    page.setItem(COSName.TYPE, COSName.PAGE);
    pages.add(page);
    contents.add(new StringBuilder(4096));
    y = TOP;
  }

  /**
   * Writes lines of one element, downwards from here, without moving.
   *
   * @param x of their left end
   */
  void write(
      COSDictionary element, List<String> lines, double x, double size, double step, boolean bold) {
    int last = pages.size() - 1;
    int number = structure.mark(element, pages.get(last), last);
    StringBuilder out = contents.get(last);
    out.append('/').append(element.getNameAsString(COSName.S));
    out.append(" <</MCID ").append(number).append(">> BDC\n");
    double at = y - size;
    for (String line : lines) {
      text(out, line, x, at, size, bold);
      at -= step;
    }
    out.append("EMC\n");
  }

  /** A grey line across, here. */
  void rule() {
    StringBuilder out = contents.get(contents.size() - 1);
    out.append("/Artifact BMC 0.6 G 0.5 w ");
    number(out, LEFT).append(' ');
    number(out, y).append(" m ");
    number(out, LEFT + WIDTH).append(' ');
    number(out, y).append(" l S 0 G EMC\n");
  }

  /** Lays the pages into the document, each with its foot. */
  void close(String foot) throws IOException {
    COSDocument cos = document.getDocument();
    COSDictionary fonts = new COSDictionary();
    fonts.setItem("F", font.in(cos));
    COSDictionary resources = new COSDictionary();
    resources.setItem(COSName.FONT, fonts);
    for (int i = 0; i < pages.size(); i++) {
      StringBuilder out = contents.get(i).append("/Artifact <</Type /Pagination>> BDC\n");
      text(out, foot + " · page " + (i + 1) + "/" + pages.size(), LEFT, FOOT, FOOT_SIZE, false);
      out.append("EMC\n");
      COSDictionary page = pages.get(i);
      page.setItem(COSName.MEDIA_BOX, PDRectangle.A4.getCOSArray());
      page.setItem(COSName.RESOURCES, resources);
      page.setItem(
          COSName.CONTENTS,
          Deflated.quickly(out.toString().getBytes(StandardCharsets.US_ASCII)).in(cos));
      page.setInt(COSName.STRUCT_PARENTS, i);
      page.setName(COSName.getPDFName("Tabs"), "S");
      document.addPage(new PDPage(page));
    }
  }

  private void text(
      StringBuilder out, String line, double x, double at, double size, boolean bold) {
    out.append("BT /F ");
    number(out, size).append(" Tf ");
    if (bold) {
      number(out.append("2 Tr "), size * 0.035).append(" w ");
    } else {
      out.append("0 Tr ");
    }
    number(out, x).append(' ');
    number(out, at).append(" Td <");
    font.encode(line, out);
    out.append("> Tj ET\n");
  }

  /** Two decimals, without the cost of a formatter. */
  private static StringBuilder number(StringBuilder out, double value) {
    long hundredths = Math.round(value * 100);
    out.append(hundredths / 100).append('.');
    return out.append(hundredths / 10 % 10).append(hundredths % 10);
  }
}
