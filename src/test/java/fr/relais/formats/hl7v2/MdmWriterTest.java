// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.formats.Letters;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.pdf.PdfWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MdmWriterTest {
  private static final Path CDA = Path.of("test-fixtures", "formats", "cda", "exemplary");
  private final PdfWriter pages = new PdfWriter();
  private final N1Writer copies = new N1Writer();
  private final MdmWriter writer = new MdmWriter(pages, copies);

  @Test
  void our_copy_travels_under_the_profile_of_practice_software() {
    Letter letter = Letters.of(Letters.biology(Letters.DURAND).build());

    List<String> segments = segments(letter);

    assertThat(segments.get(0))
        .startsWith("MSH|^~\\&|RELAIS|MSP du Serein^890009986^M|Dossier|MARTIN|")
        .endsWith("||MDM^T02^MDM_T02|d-0001|P|2.6|||||FRA|UNICODE UTF-8|||1.1^CISIS_CDA_HL7_LPS");
    assertThat(segments.stream().map(s -> s.substring(0, 3)))
        .containsExactly(
            "MSH", "EVN", "PID", "PV1", "ORC", "OBR", "TXA", "OBX", "PRT", "PRT", "OBX", "OBX",
            "OBX", "OBX", "OBX");
    assertThat(segments).contains("PV1|1|N").anyMatch(s -> s.startsWith("ORC|NW"));
    assertThat(segments.get(9))
        .contains("RCT^^participation", "^^X.400^claire@medecin.mssante.example");
    Report back = back(letter);
    assertThat(back.patient().ins()).isEqualTo(Letters.DURAND.ins());
    assertThat(back.requester()).isNotNull();
    assertThat(back.complete()).isFalse();
  }

  @Test
  void the_laboratorys_document_travels_as_it_came() throws Exception {
    try (var files = Files.list(CDA)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
        Content cda = Content.of(Files.readAllBytes(file));
        Decoding read = new CdaFormat().decode(cda);
        if (read.outcome() != Outcome.ACCEPTED
            || CdaDocuments.header(cda).filter(h -> h.id() != null).isEmpty()) {
          continue;
        }
        Report report = Objects.requireNonNull(read.parts().get(0).report());
        Parcel parcel = writer.write(Letters.of(report, cda, SoftwareSheet.AS_RECEIVED));
        String message = parcel.enclosures().get(0).content().text(StandardCharsets.UTF_8);
        String carried = message.split("\\^text\\^XML\\^Base64\\^")[1].split("[|\r]")[0];

        assertThat(Base64.getDecoder().decode(carried)).as(file.toString()).isEqualTo(cda.bytes());
        assertThat(
                new CarrierFormat(new CdaFormat())
                    .decode(parcel.enclosures().get(0).content())
                    .parts()
                    .get(0)
                    .report())
            .as(file.toString())
            .satisfies(
                back -> {
                  assertThat(back).isNotNull();
                  assertThat(back.observations()).isEqualTo(report.observations());
                  assertThat(back.documentIds()).isEqualTo(report.documentIds());
                  assertThat(back.patient()).isEqualTo(report.patient());
                });
      }
    }
  }

  @Test
  void event_order_and_status_say_the_same_of_a_replacement_and_of_a_withdrawal() {
    Report report = Letters.biology(Letters.DURAND).build();
    List<String> replaced = segments(Letters.correction(report));
    Letter taken =
        Letters.correction(
            Letters.biology(Letters.DURAND).status(ReportStatus.ENTERED_IN_ERROR).build());
    List<String> withdrawn = segments(taken);

    assertThat(replaced.get(0)).contains("MDM^T10^MDM_T02");
    assertThat(replaced.get(4)).startsWith("ORC|RO");
    assertThat(replaced.get(7)).endsWith("|C");
    assertThat(withdrawn.get(0)).contains("MDM^T04^MDM_T02");
    assertThat(withdrawn.get(4)).startsWith("ORC|CA");
    assertThat(withdrawn.get(7)).endsWith("|D");
    Report back = back(taken);
    assertThat(back.status()).isEqualTo(ReportStatus.ENTERED_IN_ERROR);
    assertThat(back.kind()).isEqualTo(ReportKind.WITHDRAWAL);
  }

  @Test
  void what_hides_is_in_the_message_and_in_the_copy() {
    Report report =
        Letters.biology(Letters.DURAND).flags(new ReportFlags(true, true, null, true)).build();
    Letter letter = Letters.of(report);

    assertThat(segments(letter))
        .anyMatch(s -> s.contains("INVISIBLE_PATIENT") && s.contains("|Y^^"))
        .anyMatch(s -> s.contains("MASQUE_PS") && s.contains("|N^^"));
    assertThat(writer.write(letter).losses())
        .contains(new Loss("DMP alimenté par le laboratoire", "nulle part"));
    Content copy = copies.write(letter, pages.write(letter));
    Report inside = new CdaFormat().decode(copy).parts().get(0).report();
    assertThat(inside).isNotNull();
    assertThat(inside.flags().hiddenFromPatient()).isTrue();
    assertThat(inside.flags().hiddenFromRepresentatives()).isTrue();
    assertThat(inside.flags().hiddenFromProfessionals()).isNull();
  }

  @Test
  void a_flag_that_the_source_leaves_out_is_written_no_and_said_so() {
    Loss unsaid =
        new Loss(
            "Consigne de visibilité que la source ne dit pas", "écrite N, que le profil demande");
    Report silent = Letters.biology(Letters.DURAND).flags(ReportFlags.NONE).build();
    Report said =
        Letters.biology(Letters.DURAND).flags(new ReportFlags(null, true, false, false)).build();

    assertThat(segments(Letters.of(silent)).stream().filter(s -> s.contains("MetaDMPMSS")))
        .hasSize(4)
        .allMatch(s -> s.contains("|N^^"));
    assertThat(writer.write(Letters.of(silent)).losses()).contains(unsaid);
    assertThat(writer.write(Letters.of(said)).losses()).doesNotContain(unsaid);
  }

  @Test
  void what_came_as_such_a_message_goes_out_as_the_same_bytes() {
    Report report = Letters.biology(Letters.DURAND).build();
    Content first = writer.write(Letters.of(report)).enclosures().get(0).content();

    Parcel again = writer.write(Letters.of(report, first, SoftwareSheet.AS_RECEIVED));

    assertThat(again.enclosures().get(0).content()).isEqualTo(first);
    assertThat(again.losses()).isEmpty();
  }

  @Test
  void a_notice_has_no_document() {
    assertThatThrownBy(() -> writer.write(Letters.notice(Delivery.Kind.NOTICE_ACT)))
        .isInstanceOf(CannotWrite.class);
  }

  private List<String> segments(Letter letter) {
    Content content = writer.write(letter).enclosures().get(0).content();
    return List.of(content.text(StandardCharsets.UTF_8).split("\r"));
  }

  private Report back(Letter letter) {
    Content content = writer.write(letter).enclosures().get(0).content();
    Decoding read = new CarrierFormat(new CdaFormat()).decode(content);
    assertThat(read.outcome()).isEqualTo(Outcome.ACCEPTED);
    return Objects.requireNonNull(read.parts().get(0).report());
  }
}
