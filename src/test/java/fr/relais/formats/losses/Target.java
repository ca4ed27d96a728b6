// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.losses;

import fr.relais.core.model.Content;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.Report;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.cda.N1Losses;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.hl7v2.CarrierFormat;
import fr.relais.formats.hl7v2.MdmTable;
import fr.relais.formats.hl7v2.MdmWriter;
import fr.relais.formats.hl7v2.OruFormat;
import fr.relais.formats.hl7v2.OruTable;
import fr.relais.formats.hl7v2.OruWriter;
import fr.relais.formats.hprim.HprimMedecinFormat;
import fr.relais.formats.hprim.HprimTable;
import fr.relais.formats.hprim.HprimWriter;
import fr.relais.formats.pdf.PageLosses;
import fr.relais.formats.pdf.PageTable;
import fr.relais.formats.pdf.PdfWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;

/** A form in which a result leaves, with its table, and our own reader of it where there is one. */
enum Target {
  HPRIM("HPRIM Médecin", HprimTable.table()),
  ORU("HL7 v2 ORU", OruTable.table()),
  MDM("MDM autour de notre copie", MdmTable.table()),
  N1("CDA N1 et XDM", N1Losses.TABLE),
  PDF("PDF", PageTable.table());

  private static final PdfWriter PAGES = new PdfWriter();

  /** A column of {@code losses.md}. */
  final String title;

  final LossTable table;

  Target(String title, LossTable table) {
    this.title = title;
    this.table = table;
  }

  /**
   * What was written.
   *
   * @param back as our own reader reads it; null where no reader gives facts back
   * @param text all that a person or a program can find in it
   */
  record Written(@Nullable Report back, String text, List<Loss> losses) {}

  /** Writes and reads again. */
  Written write(Letter letter, Report report) {
    return switch (this) {
      case HPRIM -> {
        Parcel parcel = new HprimWriter().write(letter);
        Content file = parcel.enclosures().get(0).content();
        yield new Written(
            new HprimMedecinFormat().decode(file).parts().get(0).report(),
            file.text(Charset.forName("windows-1252")).replace("\r\n", "").replace("TEX|", ""),
            parcel.losses());
      }
      case ORU -> {
        Parcel parcel = new OruWriter().write(letter);
        Content file = parcel.enclosures().get(0).content();
        yield new Written(
            new OruFormat().decode(file).parts().get(0).report(), clear(file), parcel.losses());
      }
      case MDM -> {
        Parcel parcel = new MdmWriter(PAGES, new N1Writer()).write(letter);
        Content file = parcel.enclosures().get(0).content();
        yield new Written(
            new CarrierFormat(new CdaFormat()).decode(file).parts().get(0).report(),
            clear(file) + copy(letter),
            parcel.losses());
      }
      case N1 -> {
        Content copy = new N1Writer().write(letter, PAGES.write(letter));
        yield new Written(
            new CdaFormat().decode(copy).parts().get(0).report(),
            copy(letter),
            N1Losses.of(report, copy));
      }
      case PDF -> new Written(null, page(PAGES.write(letter).bytes()), PageLosses.of(report));
    };
  }

  private static String clear(Content message) {
    boolean latin = message.text(StandardCharsets.ISO_8859_1).contains("|FRA|8859/1");
    return message
        .text(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8)
        .replace("\\S\\", "^")
        .replace("\\T\\", "&")
        .replace("\\.br\\", "");
  }

  private static String copy(Letter letter) {
    Content copy = new N1Writer().write(letter, PAGES.write(letter));
    byte[] pdf = CdaDocuments.embeddedPdf(copy).orElseThrow();
    return copy.text(StandardCharsets.UTF_8) + page(pdf);
  }

  private static String page(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
