// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The typeface that comes with PDFBox (Liberation Sans), in two cuts: one for ordinary French, one
 * for every Latin and Greek letter, which weighs more and serves when the first is not enough.
 */
final class PdfFonts {
  private static final String FACE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final String FRENCH =
      "ÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜŒàâäæçèéêëîïôöùûüÿœ°²³µμ±×÷§«»·–—‘’“”…•€≤≥≠→▲▼■●\u00a0\u202f\u2009";

  private final PdfFont french;
  private final PdfFont wide;

  PdfFonts() {
    try (InputStream file = PDDocument.class.getResourceAsStream(FACE);
        TrueTypeFont face = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
      List<Integer> ascii = IntStream.range(0x20, 0x7F).boxed().toList();
      french = new PdfFont(face, "RELAIA", join(ascii, FRENCH.chars()));
      IntStream latin = IntStream.range(0xA0, 0x250);
      IntStream greek = IntStream.range(0x370, 0x400);
      IntStream more = IntStream.range(0x1E00, 0x2600);
      wide =
          new PdfFont(
              face, "RELAIB", join(ascii, IntStream.concat(latin, IntStream.concat(greek, more))));
    } catch (IOException e) {
      throw new UncheckedIOException("the typeface of PDFBox cannot be read", e);
    }
  }

  /** The lightest cut that holds this text. */
  PdfFont of(String text) {
    return text.chars().allMatch(french::holds) ? french : wide;
  }

  private static List<Integer> join(List<Integer> first, IntStream more) {
    return IntStream.concat(first.stream().mapToInt(i -> i), more).boxed().distinct().toList();
  }
}
