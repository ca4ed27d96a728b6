// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.core.model.DocumentMetadata.Author;
import fr.relais.core.model.Publication.Submitter;
import java.util.Map;

/**
 * Who submits, as an author is written (dossier of national services 1.6): he agrees with the
 * assertion.
 */
final class SubmissionAuthor {
  /** Labels of the specialities of general practice (TRE_R38); others go by their code. */
  private static final Map<String, String> SPECIALTIES =
      Map.of(
          "SM26", "Qualifié en Médecine Générale (SM)",
          "SM53", "Spécialiste en Médecine Générale (SM)",
          "SM54", "Médecine Générale (SM)");

  private SubmissionAuthor() {}

  static Author of(Submitter submitter, DmpStructure structure) {
    return submitter.software()
        ? new Author(
            device(submitter),
            institution(structure),
            "Automate",
            "AUTOMATE^Automate^1.2.250.1.213.1.1.4.6")
        : new Author(person(submitter), institution(structure), "Médecin", specialty(submitter));
  }

  /** XCN. */
  static String person(Submitter submitter) {
    return names(submitter) + "^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS";
  }

  /** XCN of a device. */
  private static String device(Submitter submitter) {
    return names(submitter) + "^^^^^^&1.2.250.1.71.4.2.1&ISO^U^^^RI";
  }

  private static String names(Submitter submitter) {
    return escaped(submitter.id())
        + "^"
        + escaped(submitter.family())
        + "^"
        + escaped(submitter.given());
  }

  /** XON. */
  private static String institution(DmpStructure structure) {
    return escaped(structure.name())
        + "^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^"
        + escaped(structure.id());
  }

  /** CE: profession and speciality (TRE_A02 through JDV_J01). */
  private static String specialty(Submitter submitter) {
    String code = submitter.expertise();
    return code == null
        ? "G15_10^Médecin^1.2.250.1.213.1.1.4.5"
        : "G15_10/"
            + escaped(code)
            + "^Médecin - "
            + label(escaped(code))
            + "^1.2.250.1.213.1.1.4.5";
  }

  static String label(String expertise) {
    return SPECIALTIES.getOrDefault(expertise, expertise);
  }

  /** Delimiters of HL7 v2 inside a name. */
  private static String escaped(String text) {
    return text.replace("\\", "\\E\\")
        .replace("^", "\\S\\")
        .replace("&", "\\T\\")
        .replace("|", "\\F\\")
        .replace("~", "\\R\\");
  }
}
