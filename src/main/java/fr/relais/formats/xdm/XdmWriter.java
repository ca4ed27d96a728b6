// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Content;
import fr.relais.core.model.Letter;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportVersion;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.cda.CdaHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code IHE_XDM.zip} (IHE ITI TF-2 section 3.32) around one clinical document, whose bytes stay as
 * they are. The same letter and document give the same bytes.
 */
public final class XdmWriter {
  static final String DOCUMENT = "DOC0001.XML";

  /** XDS-SD: the body is one file, a PDF as a rule. */
  private static final String UNSTRUCTURED = "1.3.6.1.4.1.19376.1.2.20";

  private static final String FOLDER = "IHE_XDM/SUBSET01/";

  /** The oldest time that a zip can tell. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final String INDEX =
      """
      <!DOCTYPE html>
      <html lang="fr"><head><meta charset="utf-8"><title>Documents</title></head>
      <body><h1>Documents</h1>
      <p><a href="README.TXT">Lisez-moi</a></p>
      <p><a href="IHE_XDM/SUBSET01/DOC0001.XML">Document 1</a></p>
      </body></html>
      """;
  private static final String README =
      "Archive IHE XDM. Le document est dans IHE_XDM/SUBSET01, sa description dans"
          + " METADATA.XML.\r\n"
          + "Expéditeur : Relais.\r\n";

  /**
   * The archive.
   *
   * @param document a clinical document, received or written by us
   * @throws CannotWrite when the letter is a notice, or the document has no readable header
   */
  public Content write(Letter letter, Content document) {
    return write(letter, document, CdaDocuments.header(document).orElse(null));
  }

  /**
   * The archive, when the header of the document was read before.
   *
   * @throws CannotWrite when the letter is a notice, or there is no header with its identifier
   */
  public Content write(Letter letter, Content document, @Nullable CdaHeader header) {
    ReportVersion version = letter.version();
    if (version == null || header == null || header.id() == null) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.REQUIRED_MISSING,
              "document",
              "Ce document n'a pas d'en-tête CDA lisible avec son identifiant.",
              "Envoyez le document en PDF."));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(document.size() + 8192);
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      zip.setLevel(Deflater.BEST_SPEED);
      add(zip, "INDEX.HTM", INDEX.getBytes(StandardCharsets.UTF_8));
      add(zip, "README.TXT", README.getBytes(StandardCharsets.UTF_8));
      add(zip, FOLDER + "METADATA.XML", new Metadata(letter, version, header, document).bytes());
      if (holdsPdf(header)) {
        // a PDF is compressed already: once more costs two milliseconds for a quarter of its size
        zip.setLevel(Deflater.NO_COMPRESSION);
      }
      add(zip, FOLDER + DOCUMENT, document.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("an archive is written in memory alone", e);
    }
    return Content.of(bytes.toByteArray());
  }

  private static boolean holdsPdf(CdaHeader header) {
    return header.templates().stream().anyMatch(t -> t.root().equals(UNSTRUCTURED));
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
