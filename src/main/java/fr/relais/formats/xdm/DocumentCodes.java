// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.formats.cda.CdaHeader.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The codes of the metadata that are derived from the document, never chosen (CI-SIS). */
final class DocumentCodes {
  private static final String IHE = "1.3.6.1.4.1.19376.1.2.3";
  private static final String FRENCH = "1.2.250.1.213.1.1.4.2.282";

  private DocumentCodes() {}

  /** A code, its label and who keeps it. */
  record Code(String code, String label, String scheme) {}

  /** ASS_X04: the class of a type of document. */
  static Code classOf(@Nullable String type) {
    return switch (type == null ? "" : type) {
      case "18748-4", "IMG-KOS" -> inClass("31", "Imagerie médicale");
      case "18761-7", "34133-9", "60591-5", "SYNTH" -> inClass("11", "Synthèses");
      case "55115-0", "57833-6", "57828-6", "57832-8", "PRESC-BIO" ->
          inClass("42", "Prescriptions");
      default -> inClass("10", "Comptes rendus");
    };
  }

  /** ASS_A11: the format of a model of document; the first model that has one. */
  static Code formatOf(List<Identifier> templates) {
    for (Identifier template : templates) {
      Code format =
          switch (template.root()) {
            case "1.3.6.1.4.1.19376.1.2.20" ->
                format("urn:ihe:iti:xds-sd:pdf:2008", "Document à corps non structuré en Pdf", IHE);
            case "1.3.6.1.4.1.19376.1.3.3", "1.2.250.1.213.1.1.1.55" ->
                format("urn:ihe:lab:xd-lab:2008", "Compte rendu d'examens biologiques", IHE);
            case "1.2.250.1.213.1.1.1.45" ->
                format(
                    "urn:ihe:rad:CDA:ImagingReportStructuredHeadings:2013",
                    "Compte rendu d'imagerie médicale",
                    IHE);
            case "1.2.250.1.213.1.1.1.59" ->
                format("urn:ans:ci-sis:trod:2024", "Test rapide", FRENCH);
            case "1.2.250.1.213.1.1.1.57" ->
                format("urn:ihe:palm:apsr:2016", "Anatomie et cytologie pathologiques", IHE);
            case "1.2.250.1.213.1.1.1.32" ->
                format("urn:asip:ci-sis:crgm:2018", "Génétique moléculaire", FRENCH);
            case "1.2.250.1.213.1.1.1.29" ->
                format("urn:asip:ci-sis:ldl-ses:2017", "Lettre de liaison de sortie", FRENCH);
            case "1.2.250.1.213.1.1.1.21" ->
                format("urn:asip:ci-sis:ldl-ees:2017", "Lettre de liaison d'entrée", FRENCH);
            case "1.2.250.1.213.1.1.1.13" ->
                format("urn:asip:ci-sis:vsm:2012", "Volet de synthèse médicale", FRENCH);
            default -> null;
          };
      if (format != null) {
        return format;
      }
    }
    return format("urn:ihe:iti:xds:2017:mimeTypeSufficient", "Selon le type MIME", IHE);
  }

  private static Code inClass(String code, String label) {
    return new Code(code, label, "1.2.250.1.213.1.1.4.1");
  }

  private static Code format(String code, String label, String scheme) {
    return new Code(code, label, scheme);
  }
}
