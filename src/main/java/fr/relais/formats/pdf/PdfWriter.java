// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.pdf;

import fr.relais.core.model.Content;
import fr.relais.core.model.Letter;
import fr.relais.core.model.MissionAccount;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Sha256;
import fr.relais.formats.french.LetterWords;
import fr.relais.formats.french.MissionPaper;
import fr.relais.formats.french.MissionWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * A result, or the account of a mission, as one A4 page where it fits: tagged, in French, PDF/A-1a
 * and PDF/UA-1. The same letter gives the same bytes.
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
    return paper(
        new ResultPage(letter, version.report()).blocks(),
        "Relais · réf. "
            + letter.followUp().reference()
            + " · copie d'un résultat reçu, l'original du laboratoire fait foi",
        LetterWords.title(version.report()),
        letter.at(),
        letter.delivery().id());
  }

  /** The account of a mission: one page when it is short. */
  public Content write(MissionAccount account) {
    return paper(
        MissionPage.blocks(MissionWords.of(account)),
        "Relais · fin de mission · sans identité de patient",
        MissionPaper.TITLE,
        account.at(),
        account.doctor() + ' ' + account.place() + ' ' + account.at());
  }

  private Content paper(List<Block> blocks, String foot, String title, Instant at, String id) {
    StringBuilder words = new StringBuilder(foot).append(" page");
    blocks.forEach(block -> words.append(block.words()));
    try (PDDocument document = new PDDocument()) {
      Sheet sheet = new Sheet(document, fonts.of(words.toString()));
      Layout layout = new Layout(sheet);
      blocks.forEach(layout::add);
      sheet.close(foot);
      archive.complete(document, sheet.structure(), title, at);
      document.setDocumentId(number(id));
      ByteArrayOutputStream out = new ByteArrayOutputStream(48 << 10);
      document.save(out, CompressParameters.NO_COMPRESSION);
      return Content.of(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("a page is written in memory alone", e);
    }
  }

  /** The same number for the same paper. */
  private static long number(String id) {
    byte[] digest = HexFormat.of().parseHex(Sha256.of(id.getBytes(StandardCharsets.UTF_8)).hex());
    return ByteBuffer.wrap(digest).getLong();
  }
}
