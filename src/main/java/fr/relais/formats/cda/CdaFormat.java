// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.MessageFormat;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.xml.XmlDocument;
import fr.relais.formats.xml.XmlElement;
import fr.relais.formats.xml.XmlMarks;
import fr.relais.formats.xml.XmlRefused;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * CDA R2 as CI-SIS profiles it: biology reports with their coded results (CR-BIO, template
 * 1.2.250.1.213.1.1.1.55), and every other document by its header, its text and what is attached.
 * Alone, or inside the stylesheet that shows it.
 *
 * <p>Nothing is dropped: {@code observation} are counted in the document and as they are read. A
 * report is given only when nothing is in doubt.
 */
public final class CdaFormat implements MessageFormat {
  /** The models of CI-SIS; the extension of one is its version. */
  private static final String MODELS = "1.2.250.1.213.1.1.1.";

  @Override
  public boolean recognises(Content content) {
    return CdaRoots.seen(content);
  }

  @Override
  public Decoding decode(Content content) {
    XmlDocument xml;
    try {
      xml = XmlDocument.read(content);
    } catch (XmlRefused e) {
      return Decoding.quarantined(FormatName.CDA, content, e.problem());
    }
    List<XmlElement> documents = CdaRoots.in(xml.root());
    if (documents.size() != 1) {
      return Decoding.quarantined(FormatName.CDA, content, notOne(documents.isEmpty()));
    }
    Findings findings = new Findings();
    CdaHeader header = HeaderReader.read(documents.get(0));
    Report report = new ReportReader(documents.get(0), header, findings).read();
    return new Decoding(
        FormatName.CDA,
        version(header),
        xml.charset(),
        sender(report),
        List.of(),
        List.of(
            new Decoding.Part(content, findings.hasError() ? null : report, findings.problems())));
  }

  private static Problem notOne(boolean none) {
    return none
        ? Problem.error(
            ProblemCode.FORMAT_UNKNOWN,
            "ClinicalDocument",
            "Aucun document clinique (CDA R2) n'est dans ce contenu.",
            "Envoyer un document CDA R2, dans l'espace de noms urn:hl7-org:v3.")
        : Problem.error(
            ProblemCode.SEVERAL_PATIENTS,
            "ClinicalDocument",
            "Le contenu porte plusieurs documents cliniques.",
            "Envoyer un document à la fois.");
  }

  private static @Nullable String version(CdaHeader header) {
    return header.templates().stream()
        .filter(template -> template.root().startsWith(MODELS))
        .map(Identifier::extension)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static ClaimedSender sender(@Nullable Report report) {
    if (report == null) {
      return ClaimedSender.NONE;
    }
    PerformerReference performer = report.performer();
    return new ClaimedSender(
        null, performer.name(), performer.finess() != null ? performer.finess() : performer.code());
  }

  @Override
  public boolean endsWhole(Content content) {
    return XmlMarks.endsWhole(content);
  }

  /** A document is answered by whatever carried it. */
  @Override
  public @Nullable Content acknowledge(Content received, Acknowledgement acknowledgement) {
    return null;
  }
}
