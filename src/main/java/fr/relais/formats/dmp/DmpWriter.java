// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.dmp;

import fr.relais.core.model.Content;
import fr.relais.core.model.DerivedOid;
import fr.relais.core.model.DocumentMetadata;
import fr.relais.core.model.Filing;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Publication;
import fr.relais.core.model.ReportVersion;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.cda.CdaHeader;
import fr.relais.formats.cda.N1Losses;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.cda.SourceDocuments;
import fr.relais.formats.pdf.PdfWriter;
import fr.relais.formats.xdm.Description;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one delivery does in the patient's DMP (national TD2.1 and TD3.3c): the document that came,
 * its bytes as they were, or a copy of what came in another form, in the name of the doctor who
 * took charge; described from its own header. The same delivery gives the same identifiers at each
 * try.
 */
public final class DmpWriter implements ParcelWriter {
  private final PdfWriter pages;
  private final N1Writer copies;

  public DmpWriter(PdfWriter pages, N1Writer copies) {
    this.pages = pages;
    this.copies = copies;
  }

  /**
   * @throws CannotWrite when nothing was decided, or the document cannot be described
   */
  @Override
  public Parcel write(Letter letter) {
    Filing filing = letter.filing();
    if (filing == null) {
      throw missing("La décision de dépôt manque.");
    }
    return switch (filing.act()) {
      case DELETE -> parcel(publication(letter, filing, null, null), List.of());
      case PUBLISH -> published(letter, filing);
    };
  }

  private Parcel published(Letter letter, Filing filing) {
    ReportVersion version = letter.version();
    Content document = version == null ? null : document(letter, filing);
    CdaHeader header = document == null ? null : CdaDocuments.header(document).orElse(null);
    if (version == null || document == null || header == null) {
      throw missing("Le document à déposer manque ou n'est pas lisible.");
    }
    DocumentMetadata metadata = Description.of(header, version.report().flags(), filing.patient());
    if (!metadata.uniqueId().equals(filing.documentId())) {
      throw missing("Le document n'est plus celui dont le dépôt a été décidé.");
    }
    List<Loss> losses = filing.copy() ? N1Losses.of(version.report(), document) : List.of();
    return parcel(publication(letter, filing, metadata, document), losses);
  }

  private @Nullable Content document(Letter letter, Filing filing) {
    return filing.copy()
        ? copies.write(letter, pages.write(letter))
        : SourceDocuments.in(letter.original()).cda();
  }

  private static Publication publication(
      Letter letter,
      Filing filing,
      @Nullable DocumentMetadata metadata,
      @Nullable Content document) {
    return new Publication(
        filing.act(),
        filing.structure(),
        filing.submitter(),
        filing.patient(),
        DerivedOid.of("dmp", "set", letter.delivery().id()),
        filing.decidedAt(),
        filing.documentId(),
        filing.replaces(),
        metadata,
        document);
  }

  private static Parcel parcel(Publication publication, List<Loss> losses) {
    return new Parcel("", Map.of(), "", List.of(), losses, publication);
  }

  private static CannotWrite missing(String cause) {
    return new CannotWrite(
        Problem.error(
            ProblemCode.REQUIRED_MISSING,
            "document",
            cause,
            "Vérifiez que le message n'a pas été purgé ; sinon déposez-le depuis votre logiciel."));
  }
}
