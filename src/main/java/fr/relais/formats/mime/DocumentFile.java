// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.Content;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportVersion;
import fr.relais.formats.cda.N1Losses;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.cda.SourceDocuments;
import fr.relais.formats.pdf.PageLosses;
import fr.relais.formats.pdf.PdfWriter;
import fr.relais.formats.xdm.XdmWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A document in a file {@code <id of the delivery>.<ending>}: the laboratory's own, its bytes as
 * they came, else our copy of what was received (CDA N1 around a PDF).
 */
public final class DocumentFile implements ParcelWriter {
  private final Kind kind;
  private final PdfWriter pages;
  private final N1Writer copies;
  private final XdmWriter archives;

  /** What the file holds. */
  public enum Kind {
    /** A clinical document. */
    CDA,
    /** A clinical document in {@code IHE_XDM.zip}. */
    XDM,
    /** What people read; the laboratory's own files where it made some. */
    PDF
  }

  public DocumentFile(Kind kind, PdfWriter pages, N1Writer copies, XdmWriter archives) {
    this.kind = kind;
    this.pages = pages;
    this.copies = copies;
    this.archives = archives;
  }

  @Override
  public Parcel write(Letter letter) {
    ReportVersion version = letter.version();
    if (version == null) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.REQUIRED_MISSING,
              "courrier",
              "Un avis n'a pas de document.",
              "Envoyez l'avis en texte."));
    }
    SourceDocuments source = SourceDocuments.in(letter.original());
    return switch (kind) {
      case PDF -> paper(letter, version, source);
      case CDA, XDM -> document(letter, version, source);
    };
  }

  private Parcel paper(Letter letter, ReportVersion version, SourceDocuments source) {
    List<Content> pdfs = source.pdfs();
    List<Loss> losses = List.of();
    boolean results = version.report().observations().stream().anyMatch(o -> !o.prior());
    if (pdfs.isEmpty() || source.cda() == null && results) {
      pdfs = new ArrayList<>(pdfs);
      pdfs.add(pages.write(letter));
      losses = source.pdfs().isEmpty() ? PageLosses.of(version.report()) : losses;
    }
    List<Enclosure> files = new ArrayList<>();
    for (Content pdf : pdfs) {
      String number = files.isEmpty() ? "" : "-" + (files.size() + 1);
      files.add(new Enclosure(letter.delivery().id() + number + ".pdf", "application/pdf", pdf));
    }
    return new Parcel("", Map.of(), "", files, losses);
  }

  private Parcel document(Letter letter, ReportVersion version, SourceDocuments source) {
    Content cda = source.cda();
    List<Loss> losses = List.of();
    if (cda == null) {
      cda =
          copies.write(
              letter, source.pdfs().isEmpty() ? pages.write(letter) : source.pdfs().get(0));
      losses = N1Losses.of(version.report(), cda);
    }
    String name = letter.delivery().id();
    Enclosure file =
        kind == Kind.CDA
            ? new Enclosure(name + ".xml", "text/xml", cda)
            : new Enclosure(name + ".zip", "application/zip", archives.write(letter, cda));
    return new Parcel("", Map.of(), "", List.of(file), losses);
  }
}
