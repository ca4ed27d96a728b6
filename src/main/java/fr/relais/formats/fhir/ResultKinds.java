// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.core.model.ReportKind;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** What a result brings, by its type (JDV_J07 of CI-SIS), else by its section (HL7 table 0074). */
final class ResultKinds {
  /** What is looked at, not measured: radiology, ultrasound, scanner, resonance, nuclear. */
  private static final Set<String> IMAGES =
      Set.of("RAD", "RUS", "CT", "NMR", "NMS", "RX", "XRC", "VUS", "CUS", "OUS", "imaging");

  private static final Set<String> MEASURES =
      Set.of(
          "LAB",
          "HM",
          "CH",
          "MB",
          "BLB",
          "SR",
          "IMM",
          "CG",
          "GE",
          "MCB",
          "MYC",
          "PAR",
          "TX",
          "VR",
          "BG",
          "CP",
          "CTH",
          "PAT",
          "SP",
          "URN",
          "laboratory");

  private ResultKinds() {}

  /**
   * @param types the type codes, the most precise first
   * @param sections categories of the report, then of its observations
   */
  static ReportKind of(List<CodeableConcept> types, List<CodeableConcept> sections) {
    return Stream.concat(codes(types), codes(sections))
        .map(ResultKinds::of)
        .filter(kind -> kind != ReportKind.OTHER)
        .findFirst()
        .orElse(ReportKind.OTHER);
  }

  private static Stream<String> codes(List<CodeableConcept> concepts) {
    return concepts.stream()
        .flatMap(concept -> concept.getCoding().stream())
        .map(Coding::getCode)
        .filter(Objects::nonNull);
  }

  private static ReportKind of(String code) {
    return switch (code) {
      // biology, laboratory studies, rapid test, pathology, genetics
      case "11502-2", "26436-6", "96173-0", "60568-3", "51969-4" -> ReportKind.BIOLOGY;
      // chapters of a biology report
      case "18718-7",
          "18719-5",
          "18720-3",
          "18721-1",
          "18723-7",
          "18724-5",
          "18725-2",
          "18727-8",
          "14340-4" ->
          ReportKind.BIOLOGY;
      // imaging report, radiology studies
      case "18748-4", "18726-0", "LP29684-5" -> ReportKind.IMAGING;
      // discharge, transfer, referral, consultation, telemedicine, hospital stay
      case "11490-0", "18761-7", "96349-6", "11488-4", "85208-7", "34112-3", "15507-7" ->
          ReportKind.LETTER;
      case "60591-5", "SYNTH", "34133-9" -> ReportKind.SUMMARY;
      case "55115-0", "PRESC-BIO", "57833-6", "57828-6", "57832-8", "75496-0" -> ReportKind.ORDER;
      default ->
          IMAGES.contains(code)
              ? ReportKind.IMAGING
              : MEASURES.contains(code) ? ReportKind.BIOLOGY : ReportKind.OTHER;
    };
  }
}
