// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static fr.relais.formats.hl7v2.OutputSegment.components;
import static fr.relais.formats.hl7v2.OutputSegment.data;

import fr.relais.core.model.Letter;
import fr.relais.core.model.Observation;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.cda.SourceDocuments.Joined;
import fr.relais.formats.french.LetterWords;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a discrete ORU^R01 (HL7 v2.5 ch. 7.3.1):
 *
 * <pre>
 * MSH PID PV1 [ROL] { ORC OBR [NTE] [TQ1] { OBX [NTE] } [SPM] }
 * </pre>
 *
 * <p>One OBR for each run of results from one specimen, under the first order; an order more is an
 * OBR of its own. What has no field stands in the notes of the first OBR. A result that is not
 * wholly data says so in a text result (TX): without it the values alone would pass for the whole.
 */
final class OruMessage {
  private final Letter letter;
  private final Report report;
  private final List<Joined> joined;
  private final List<String> lines = new ArrayList<>();
  private int observations;
  private int requests;

  /**
   * @param joined documents that the laboratory joined
   */
  OruMessage(Letter letter, Report report, List<Joined> joined) {
    this.letter = letter;
    this.report = report;
    this.joined = joined;
  }

  /**
   * @param charset as MSH-18 names it
   */
  List<String> lines(String charset) {
    lines.add(
        OutputHeader.line(
            letter,
            OutputHeader.facility(report.performer().name(), report.performer().finess()),
            "ORU^R01^ORU_R01",
            "2.5^FRA^2.11",
            "",
            charset));
    lines.add(new OutputPatient(report.patient()).line());
    lines.add("PV1|1|N");
    if (report.generalPractitioner() != null) {
      String person = OutputPeople.of(report.generalPractitioner());
      lines.add(new OutputSegment("ROL").set(2, "UC").set(3, "ODRP").set(4, person).toString());
    }
    List<List<Observation>> runs = runs();
    request(order(0));
    runs.get(0).forEach(this::result);
    beside();
    partlyInWords(runs.size() == 1);
    specimen(runs.get(0));
    for (int i = 1; i < runs.size(); i++) {
      request(order(0));
      runs.get(i).forEach(this::result);
      partlyInWords(i == runs.size() - 1);
      specimen(runs.get(i));
    }
    for (int i = 1; i < report.orders().size(); i++) {
      request(order(i));
    }
    return lines;
  }

  private OrderNumbers order(int rank) {
    return rank < report.orders().size() ? report.orders().get(rank) : new OrderNumbers(null, null);
  }

  private List<List<Observation>> runs() {
    List<List<Observation>> runs = new ArrayList<>(List.of(new ArrayList<>()));
    for (Observation one : report.observations()) {
      List<Observation> last = runs.get(runs.size() - 1);
      if (!one.prior()) {
        boolean same = last.isEmpty() || Objects.equals(last.get(0).specimen(), one.specimen());
        if (!same) {
          last = new ArrayList<>();
          runs.add(last);
        }
        last.add(one);
      }
    }
    return runs;
  }

  /** ORC and OBR, the notes under the first one, and how urgent it was. */
  private void request(OrderNumbers order) {
    String asked = OutputPeople.of(OutputPeople.requester(letter, report));
    lines.add(
        new OutputSegment("ORC")
            .set(1, report.status().withdraws() ? "OC" : "RE")
            .text(2, order.placer())
            .text(3, order.filler())
            .set(12, asked)
            .toString());
    List<String> copies =
        report.recipients().stream().map(r -> OutputPeople.of(r.practitioner())).toList();
    lines.add(
        new OutputSegment("OBR")
            .set(1, Integer.toString(++requests))
            .text(2, order.placer())
            .text(3, order.filler())
            .set(4, exam(data(LetterWords.title(report))))
            .set(7, OutputTimes.of(report.specimenAt()))
            .set(16, asked)
            .text(20, report.fileNumber())
            .set(22, OutputTimes.of(report.issuedAt()))
            .set(24, report.kind() == ReportKind.IMAGING ? "RAD" : "LAB")
            .set(25, code(report.status()))
            .set(28, OutputSegment.repetitions(copies))
            .toString());
    if (requests == 1) {
      notes();
    }
    if (report.requestPriority() != null) {
      String urgency =
          switch (report.requestPriority()) {
            case STAT -> "S";
            case ASAP -> "A";
            case URGENT -> "U";
            case ROUTINE -> "R";
          };
      lines.add(new OutputSegment("TQ1").set(1, "1").set(9, urgency).toString());
    }
  }

  private String exam(String label) {
    String code = data(report.typeCode());
    boolean loinc = report.typeCode() != null && report.typeCode().matches("\\d{1,6}-\\d");
    String system = code.isEmpty() ? "" : loinc ? "LN" : "L";
    return components(code, label, system);
  }

  private static String code(ReportStatus status) {
    return switch (status) {
      case PRELIMINARY -> "P";
      case FINAL -> "F";
      case AMENDED, CORRECTED -> "C";
      case CANCELLED, ENTERED_IN_ERROR -> "X";
    };
  }

  private void notes() {
    List<String> said = new ArrayList<>();
    if (textAlone()) {
      said.addAll(beyondText());
    } else {
      said.addAll(report.narrative());
      said.addAll(beyondText());
    }
    if (!said.isEmpty()) {
      String text = String.join("\n", said);
      lines.add(new OutputSegment("NTE").set(1, "1").text(3, text).toString());
    }
  }

  /** What has no field of its own. */
  private List<String> beyondText() {
    List<String> said = new ArrayList<>();
    String call = report.laboratoryCall();
    boolean told =
        call == null
            || report.narrative().stream().anyMatch(line -> line.contains(call))
            || report.observations().stream()
                .anyMatch(o -> o.comment() != null && o.comment().contains(call));
    if (!told) {
      said.add(call);
    }
    if (report.whole() && !report.status().withdraws()) {
      said.add("ANNULE ET REMPLACE");
    }
    if (report.status() == ReportStatus.AMENDED) {
      said.add(LetterWords.status(report.status()));
    }
    report.observations().stream()
        .filter(Observation::prior)
        .map(OutputResult::prior)
        .forEach(said::add);
    return said;
  }

  /** Results in words only: they are the result, not a note beside one. */
  private boolean textAlone() {
    return report.observations().stream().allMatch(Observation::prior);
  }

  private void result(Observation one) {
    lines.addAll(new OutputResult(one, report.performer(), report.status()).lines(++observations));
  }

  /** What is no measured fact: the text when there is nothing else, documents, instructions. */
  private void beside() {
    if (textAlone()) {
      report.narrative().stream().filter(line -> !line.isBlank()).forEach(this::textLine);
    }
    joined.forEach(this::document);
    ReportFlags flags = report.flags();
    flag("DESTDMP", "Destinataire DMP", flags.dmpByProducer());
    flag("MASQUE_PS", "Masqué aux professionnels de santé", flags.hiddenFromProfessionals());
    flag("INVISIBLE_PATIENT", "Non visible par le patient", flags.hiddenFromPatient());
    flag(
        "INVISIBLE_REP_LEGAUX",
        "Non visible par les représentants légaux du patient",
        flags.hiddenFromRepresentatives());
  }

  private void document(Joined one) {
    String encoded = Base64.getEncoder().encodeToString(one.content().bytes());
    String what =
        one.contentType().equals("application/pdf")
            ? "PDF^Compte rendu PDF^L"
            : "DOC^Document joint^L";
    String[] type = one.contentType().split("/", 2);
    observation("ED", what, components("", data(type[0]), data(type[1]), "Base64", encoded));
  }

  /** Whether the message must say in words that its values are not the whole. */
  static boolean partlyInWords(Report report, List<Joined> joined) {
    boolean text =
        report.observations().stream().allMatch(Observation::prior)
            && report.narrative().stream().anyMatch(line -> !line.isBlank());
    return !report.complete() && joined.isEmpty() && !text;
  }

  private void partlyInWords(boolean last) {
    if (last && partlyInWords(report, joined)) {
      textLine("Une partie de ce résultat n'est qu'en texte, en image ou en PDF.");
    }
  }

  private void textLine(String line) {
    observation("TX", exam(data(LetterWords.title(report))), data(line));
  }

  private void observation(String type, String what, String value) {
    String status =
        switch (report.status()) {
          case PRELIMINARY -> "P";
          case FINAL, AMENDED, CORRECTED -> "F";
          case CANCELLED -> "X";
          case ENTERED_IN_ERROR -> "D";
        };
    lines.add(
        new OutputSegment("OBX")
            .set(1, Integer.toString(++observations))
            .set(2, type)
            .set(3, what)
            .set(5, value)
            .set(11, status)
            .toString());
  }

  private void flag(String code, String label, @Nullable Boolean asked) {
    if (asked != null) {
      lines.add(
          new OutputSegment("OBX")
              .set(1, Integer.toString(++observations))
              .set(2, "CE")
              .set(3, components(code, data(label), "MetaDMPMSS"))
              .set(5, (asked ? "Y" : "N") + "^^expandedYes-NoIndicator")
              .set(11, "F")
              .toString());
    }
  }

  private void specimen(List<Observation> run) {
    String specimen = run.isEmpty() ? null : run.get(0).specimen();
    if (specimen != null) {
      String text = data(specimen);
      lines.add(new OutputSegment("SPM").set(1, "1").set(4, components(text, text)).toString());
    }
  }
}
