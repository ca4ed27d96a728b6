// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.Clinic.Left;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.Report;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.flow.Entrance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A site asks for a form by a sheet alone; what the form could not hold is shown beside it. */
class SheetFormsTest {
  private static final Instant START = Instant.parse("2026-11-19T09:00:00Z");
  private static final Map<String, SoftwareSheet> SHEETS =
      SheetReader.read(Path.of("test-fixtures", "software"));

  private static Clinic clinic(String sheet) {
    return new Clinic(START, practitioner -> Objects.requireNonNull(SHEETS.get(sheet)));
  }

  private static Left delivered(Clinic clinic, String channel, Content message) {
    clinic.walk().receive().receive(new Entrance.Incoming(channel, null, message));
    List<Left> results =
        clinic.left(Delivery.Kind.RESULT).stream()
            .filter(l -> l.delivery().channel().equals(Channel.FOLDER.code()))
            .toList();
    assertThat(results).isNotEmpty();
    return results.get(0);
  }

  private static String page(Clinic clinic) {
    FollowUp row =
        clinic.store().openFollowUps(100).stream()
            .filter(open -> open.state() == FollowUpState.OPEN)
            .findFirst()
            .orElseThrow();
    return new Surfer(clinic.port()).as(row.owner()).get("/suivi/" + row.reference()).text();
  }

  @Test
  void what_came_in_hprim_leaves_as_discrete_hl7_results() {
    try (Clinic clinic = clinic("hl7-results")) {
      Content hprim = SentMessages.hprim(new SentMessages.Line("K", "6.4", "HH", "F"));
      Left left = delivered(clinic, "folder", hprim);

      Content file = left.parcel().enclosures().get(0).content();
      assertThat(left.parcel().enclosures().get(0).name()).endsWith(".hl7");
      var read = Formats.ALL.decode(file);
      assertThat(read.format()).isEqualTo(FormatName.HL7V2_ORU);
      Report back = Objects.requireNonNull(read.parts().get(0).report());
      assertThat(back.observations().get(0).value()).isEqualTo("6.4");
      assertThat(page(clinic)).contains("Non transmis tel quel :", "Numéro de dossier : OBR-20");
    }
  }

  @Test
  void what_came_in_discrete_results_leaves_as_the_same_bytes_and_nothing_is_lost() {
    try (Clinic clinic = clinic("hl7-results")) {
      Content oru = new LabMessage(LabMessage.DURAND, "411").potassium("6.4", "HH").content();
      Left left = delivered(clinic, "mllp", oru);

      assertThat(left.parcel().enclosures().get(0).content()).isEqualTo(oru);
      assertThat(left.parcel().losses()).isEmpty();
    }
  }

  @Test
  void
      what_came_in_discrete_results_leaves_as_a_document_and_the_doctor_sees_what_it_cannot_hold() {
    try (Clinic clinic = clinic("hl7-documents")) {
      Content oru = new LabMessage(LabMessage.DURAND, "411").potassium("6.4", "HH").content();
      Left left = delivered(clinic, "mllp", oru);

      var read = Formats.ALL.decode(left.parcel().enclosures().get(0).content());
      assertThat(read.format()).isEqualTo(FormatName.HL7V2_CDA);
      assertThat(page(clinic))
          .contains(
              "Non transmis tel quel :",
              "Codes des examens (LOINC) : nulle part",
              "Résultats structurés : PDF joint");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fhir-documents, FHIR, .fhir.json, true",
    "cda-documents, CDA, .xml, false",
    "xdm-documents, XDM, .zip, false",
    "pdf-pages, PDF, .pdf, false",
  })
  void what_came_in_discrete_results_leaves_in_the_form_of_the_sheet(
      String sheet, FormatName format, String ending, boolean coded) {
    try (Clinic clinic = clinic(sheet)) {
      Content oru = new LabMessage(LabMessage.DURAND, "411").potassium("6.4", "HH").content();
      Parcel left = delivered(clinic, "mllp", oru).parcel();

      assertThat(left.enclosures()).hasSize(1);
      assertThat(left.enclosures().get(0).name()).endsWith(ending);
      Decoding read = Formats.ALL.decode(left.enclosures().get(0).content());
      assertThat(read.format()).isEqualTo(format);
      assertThat(
              read.parts().stream()
                  .map(Decoding.Part::report)
                  .filter(Objects::nonNull)
                  .flatMap(report -> report.observations().stream())
                  .anyMatch(o -> "6.4".equals(o.value())))
          .isEqualTo(coded);
      assertThat(left.losses().isEmpty()).as("a page loses the codes").isEqualTo(coded);
    }
  }
}
