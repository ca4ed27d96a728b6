// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.Content;
import fr.relais.core.model.Filing;
import fr.relais.core.model.Letter;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportVersion;
import fr.relais.formats.french.LetterWords;
import fr.relais.formats.xml.XmlOutput;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * CDA R2 N1 (CI-SIS "structuration minimale", body XDS-SD): the copy of a result that came in
 * another form, around its PDF. It speaks for Relais, never in the laboratory's name: the author is
 * a device; in the DMP, the doctor who took charge, in his structure.
 */
public final class N1Writer {

  /**
   * The document.
   *
   * @param pdf what people read
   * @throws CannotWrite when the letter is a notice
   */
  public Content write(Letter letter, Content pdf) {
    ReportVersion version = letter.version();
    if (version == null) {
      throw new CannotWrite(
          Problem.error(
              ProblemCode.REQUIRED_MISSING,
              "courrier",
              "Un avis n'a pas de document.",
              "Envoyez l'avis en texte."));
    }
    XmlOutput out = new XmlOutput();
    out.open(
        "ClinicalDocument",
        "xmlns",
        "urn:hl7-org:v3",
        "xmlns:xsi",
        "http://www.w3.org/2001/XMLSchema-instance");
    identity(out, letter, version);
    Filing filing = letter.filing();
    PatientIdentity patient = filing == null ? version.report().patient() : filing.patient();
    new N1Patient(out, version, patient).write();
    new N1People(out, letter, version).write();
    relation(out, letter, version);
    encounter(out, version);
    out.open("component").open("nonXMLBody");
    out.element(
        "text",
        Base64.getEncoder().encodeToString(pdf.bytes()),
        "mediaType",
        "application/pdf",
        "representation",
        "B64");
    return Content.of(out.close().close().close().bytes());
  }

  private static void identity(XmlOutput out, Letter letter, ReportVersion version) {
    Report report = version.report();
    N1DocumentType type = N1DocumentType.of(report.kind());
    out.leaf("realmCode", "code", "FR");
    out.leaf("typeId", "root", "2.16.840.1.113883.1.3", "extension", "POCD_HD000040");
    out.leaf("templateId", "root", "2.16.840.1.113883.2.8.2.1");
    out.leaf("templateId", "root", "1.2.250.1.213.1.1.1.1");
    out.leaf("templateId", "root", "1.3.6.1.4.1.19376.1.2.20");
    out.leaf("id", "root", N1Identifiers.document(letter, version));
    out.leaf(
        "code",
        "code",
        type.code(),
        "displayName",
        type.label(),
        "codeSystem",
        "2.16.840.1.113883.6.1",
        "codeSystemName",
        "LOINC");
    String status = LetterWords.status(report.status());
    out.element(
        "title",
        "Copie d'un résultat reçu : "
            + LetterWords.title(report)
            + (status.isEmpty() ? "" : " · " + status));
    out.leaf("effectiveTime", "value", N1Times.of(version.receivedAt()));
    confidentiality(out, report.flags());
    out.leaf("languageCode", "code", "fr-FR");
    out.leaf("setId", "root", N1Identifiers.set(letter, version));
    out.leaf("versionNumber", "value", Integer.toString(Math.max(1, version.arrival())));
  }

  /** Normal, and from whom the producer hides it (CI-SIS, TRE_A07). */
  private static void confidentiality(XmlOutput out, ReportFlags flags) {
    out.open(
        "confidentialityCode",
        "code",
        "N",
        "displayName",
        "Normal",
        "codeSystem",
        "2.16.840.1.113883.5.25");
    hidden(out, flags.hiddenFromProfessionals(), "MASQUE_PS", "Masqué aux professionnels de santé");
    hidden(out, flags.hiddenFromPatient(), "INVISIBLE_PATIENT", "Non visible par le patient");
    hidden(
        out,
        flags.hiddenFromRepresentatives(),
        "INVISIBLE_REPRESENTANTS_LEGAUX",
        "Non visible par les représentants légaux du patient");
    out.close();
  }

  private static void hidden(XmlOutput out, @Nullable Boolean asked, String code, String label) {
    if (Boolean.TRUE.equals(asked)) {
      out.leaf(
          "translation",
          "code",
          code,
          "displayName",
          label,
          "codeSystem",
          "1.2.250.1.213.1.1.4.13");
    }
  }

  /**
   * That it replaces the earlier copies of its set. Which of them this recipient had is not known
   * here, so the set names them.
   */
  private static void relation(XmlOutput out, Letter letter, ReportVersion version) {
    Filing filing = letter.filing();
    String parent = filing == null ? null : filing.replaces();
    if (parent != null || filing == null && letter.corrects()) {
      out.open("relatedDocument", "typeCode", "RPLC").open("parentDocument");
      if (parent == null) {
        out.leaf("id", "nullFlavor", "UNK");
      } else {
        identified(out, parent);
      }
      out.leaf("setId", "root", N1Identifiers.set(letter, version));
      out.close().close();
    }
  }

  /** {@code root} or {@code root^extension}. */
  private static void identified(XmlOutput out, String id) {
    int sign = id.indexOf('^');
    if (sign < 0) {
      out.leaf("id", "root", id);
    } else {
      out.leaf("id", "root", id.substring(0, sign), "extension", id.substring(sign + 1));
    }
  }

  private static void encounter(XmlOutput out, ReportVersion version) {
    N1DocumentType type = N1DocumentType.of(version.report().kind());
    out.open("componentOf").open("encompassingEncounter");
    out.leaf(
        "code",
        "code",
        "EXTERNE",
        "displayName",
        "Hospitalisation externe",
        "codeSystem",
        "1.2.250.1.213.1.1.4.2.291");
    N1Times.interval(out, version.report());
    out.open("location").open("healthCareFacility");
    out.leaf(
        "code",
        "code",
        type.facility(),
        "displayName",
        type.facilityLabel(),
        "codeSystem",
        "1.2.250.1.71.4.2.4");
    out.close().close().close().close();
  }
}
