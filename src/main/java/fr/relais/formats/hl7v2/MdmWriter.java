// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.cda.CdaHeader;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.cda.SourceDocuments;
import fr.relais.formats.losses.LossTable;
import fr.relais.formats.pdf.PdfWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * MDM^T02 as CI-SIS hands a document to practice software: around the laboratory's own clinical
 * document, its bytes as they came, else around our copy of what was received. T10 when the
 * recipient had an earlier version, T04 when the laboratory takes the result back. Read again
 * before it leaves.
 */
public final class MdmWriter implements ParcelWriter {
  private final PdfWriter pages;
  private final N1Writer copies;
  private final CarrierFormat reader = new CarrierFormat(new CdaFormat());

  public MdmWriter(PdfWriter pages, N1Writer copies) {
    this.pages = pages;
    this.copies = copies;
  }

  @Override
  public Parcel write(Letter letter) {
    ReportVersion version = letter.version();
    if (version == null) {
      throw refused("Un avis n'a pas de document.", "Envoyez l'avis en texte.");
    }
    Content original = letter.original();
    if (original != null && asItCame(original)) {
      return parcel(letter, original, List.of());
    }
    SourceDocuments source = SourceDocuments.in(original);
    Content own = source.cda();
    Report report = version.report();
    return own != null
        ? around(letter, own, report.requester(), notes(report, own), MdmLosses.AS_IT_CAME)
        : around(letter, copy(letter, source), asked(letter), List.of(), MdmLosses.COPY);
  }

  /** Around the laboratory's PDF where there is one, else around our page. */
  private Content copy(Letter letter, SourceDocuments source) {
    return copies.write(
        letter, source.pdfs().isEmpty() ? pages.write(letter) : source.pdfs().get(0));
  }

  private Parcel around(
      Letter letter,
      Content document,
      @Nullable PractitionerReference requester,
      List<String> notes,
      LossTable table) {
    Report report = Objects.requireNonNull(letter.version()).report();
    CdaHeader header = CdaDocuments.header(document).orElse(null);
    if (header == null) {
      throw refused("Ce document n'a pas d'en-tête CDA lisible.", "Envoyez le document en PDF.");
    }
    List<String> lines =
        new MdmMessage(letter, report, header, intent(letter, header))
            .lines(document, requester, notes);
    Content message = OutputCharset.UTF_8.content(lines);
    Decoding read = reader.decode(message);
    Report back = read.parts().size() == 1 ? read.parts().get(0).report() : null;
    return parcel(letter, message, table.losses(report, back));
  }

  /** What a message said beside the laboratory's document, and the document does not. */
  private static List<String> notes(Report report, Content document) {
    Decoding read = new CdaFormat().decode(document);
    Report inside = read.parts().size() == 1 ? read.parts().get(0).report() : null;
    int told = inside == null ? 0 : inside.narrative().size();
    boolean goesOn =
        inside != null
            && report.narrative().size() > told
            && report.narrative().subList(0, told).equals(inside.narrative());
    boolean enclosed = inside != null && told == 0 && !inside.attachments().isEmpty();
    return goesOn && !enclosed
        ? report.narrative().subList(told, report.narrative().size())
        : List.of();
  }

  private static CarrierIntent intent(Letter letter, CdaHeader header) {
    ReportVersion version = letter.version();
    if (version != null && version.report().status().withdraws()) {
      return CarrierIntent.DELETE;
    }
    boolean unsaid = version != null && version.report().whole() && header.replaces().isEmpty();
    return letter.corrects() || unsaid ? CarrierIntent.REPLACE : CarrierIntent.INITIAL;
  }

  /** As our copy names him. */
  private static @Nullable PractitionerReference asked(Letter letter) {
    Practitioner known = letter.requester();
    ReportVersion version = letter.version();
    if (known != null) {
      return new PractitionerReference(known.rpps(), null, known.family(), known.given());
    }
    return version == null ? null : version.report().requester();
  }

  private boolean asItCame(Content original) {
    if (!reader.recognises(original)) {
      return false;
    }
    Decoding read = reader.decode(original);
    return read.format() == FormatName.HL7V2_CDA
        && read.parts().size() == 1
        && read.parts().get(0).report() != null
        && Received.of(original).event().startsWith("T");
  }

  private static Parcel parcel(Letter letter, Content content, List<Loss> losses) {
    String name = letter.delivery().id() + ".hl7";
    return new Parcel(
        "", Map.of(), "", List.of(new Enclosure(name, "application/hl7-v2", content)), losses);
  }

  private static CannotWrite refused(String cause, String cure) {
    return new CannotWrite(Problem.error(ProblemCode.REQUIRED_MISSING, "document", cause, cure));
  }
}
