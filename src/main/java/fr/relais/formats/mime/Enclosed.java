// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Content;
import fr.relais.core.model.Report;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.text.LaboratoryCall;
import fr.relais.formats.xdm.MediaTypes;
import fr.relais.formats.xdm.Restated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Adds to each report what the mail brought beside it. By the national form each clinical document
 * comes with its own rendering as PDF (ECO.2.1.5), which says nothing more; any other file may.
 *
 * @param words what people wrote around the documents: it can only raise an urgency
 * @param onlyClinical whether every report is of a clinical document (CDA)
 * @param clinical how many are
 */
record Enclosed(Attached attached, List<String> words, boolean onlyClinical, long clinical) {

  Report with(Report report, Content document) {
    List<Attachment> attachments = new ArrayList<>(report.attachments());
    Optional<Content> own = attached.pdfs().isEmpty() ? Optional.empty() : inside(document);
    for (Content pdf : attached.pdfs()) {
      if (own.filter(pdf::equals).isEmpty()) {
        attachments.add(new Attachment(MediaTypes.PDF, pdf.size()));
      }
    }
    for (Set<Content> pictures : List.of(attached.images(), attached.drawn())) {
      for (Content picture : pictures) {
        MediaTypes.of(picture)
            .ifPresent(type -> attachments.add(new Attachment(type, picture.size())));
      }
    }
    boolean renderingsOnly =
        attached.pdfs().isEmpty() || onlyClinical && attached.pdfs().size() <= clinical;
    List<String> narrative = new ArrayList<>(report.narrative());
    narrative.addAll(words);
    return Restated.of(report)
        .attachments(attachments)
        .complete(report.complete() && renderingsOnly && attached.images().isEmpty())
        .narrative(narrative)
        .laboratoryCall(
            report.laboratoryCall() != null ? report.laboratoryCall() : LaboratoryCall.in(words))
        .build();
  }

  /** The very PDF that the document holds is in its own attachments already. */
  private static Optional<Content> inside(Content document) {
    return CdaDocuments.embeddedPdf(document).map(Content::of);
  }
}
