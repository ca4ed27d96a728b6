// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import fr.relais.core.model.Content;
import fr.relais.core.model.Letter;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Sha256;
import fr.relais.formats.french.LetterWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * A result as one A4 page where it fits: tagged, in French, PDF/A-1a and PDF/UA-1. The same letter
 * gives the same bytes.
 *
 * <p>Make one and share it: the typeface is read once. Safe for use by several threads.
 */
public final class PdfWriter {
  private final PdfFonts fonts = new PdfFonts();
  private final Archive archive = new Archive();

  /**
   * The page.
   *
   * @throws CannotWrite when the letter is a notice, which has no page
   */
  public Content write(Letter letter) {
    ReportVersion version = letter.version();
    if (version == null) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.REQUIRED_MISSING,
              "courrier",
              "Un avis n'a pas de compte rendu à imprimer.",
              "Envoyez l'avis en texte."));
    }
    List<Block> blocks = new ResultPage(letter, version.report()).blocks();
    StringBuilder words = new StringBuilder("Relais · réf. page");
    blocks.forEach(block -> words.append(block.words()));
    String foot =
        "Relais · réf. "
            + letter.followUp().reference()
            + " · copie d'un résultat reçu, l'original du laboratoire fait foi";
    try (PDDocument document = new PDDocument()) {
      Sheet sheet = new Sheet(document, fonts.of(words.toString()));
      Layout layout = new Layout(sheet);
      blocks.forEach(layout::add);
      sheet.close(foot);
      archive.complete(
          document, sheet.structure(), LetterWords.title(version.report()), letter.at());
      document.setDocumentId(number(letter.delivery().id()));
      ByteArrayOutputStream out = new ByteArrayOutputStream(48 << 10);
      document.save(out, CompressParameters.NO_COMPRESSION);
      return Content.of(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("a page is written in memory alone", e);
    }
  }

  /** The same number for the same delivery. */
  private static long number(String id) {
    byte[] digest = HexFormat.of().parseHex(Sha256.of(id.getBytes(StandardCharsets.UTF_8)).hex());
    return ByteBuffer.wrap(digest).getLong();
  }
}
