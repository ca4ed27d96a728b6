// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.formats.Letters;
import fr.relais.formats.Reports;
import fr.relais.formats.cda.CdaFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OruWriterTest {
  private static final int REPORTS = 600;
  private final OruWriter writer = new OruWriter();

  @Test
  void every_measured_fact_comes_back_to_the_character() {
    long seed = Long.getLong("relais.seed", System.nanoTime());
    System.out.println("OruWriterTest relais.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < REPORTS; i++) {
      Report report = new Reports(random, random.nextDouble()).report();
      Report back = back(content(Letters.of(report)));
      String which = "seed " + seed + ", report " + i;
      List<Observation> wanted = report.observations().stream().filter(o -> !o.prior()).toList();
      int more = OruMessage.partlyInWords(report, List.of()) ? 1 : 0;
      assertThat(back.observations()).as(which).hasSize(wanted.size() + more);
      for (int j = 0; j < wanted.size(); j++) {
        assertThat(facts(back.observations().get(j))).as(which).isEqualTo(facts(wanted.get(j)));
      }
      assertThat(back.patient())
          .as(which)
          .usingRecursiveComparison()
          .ignoringFields("identityStatus")
          .isEqualTo(report.patient());
      if (report.patient().sex() != null) {
        assertThat(back.patient().identityStatus())
            .as(which)
            .isEqualTo(report.patient().identityStatus());
      }
      assertThat(back.orders()).as(which).isEqualTo(report.orders());
      assertThat(back.flags()).as(which).isEqualTo(report.flags());
      assertThat(back.requestPriority()).as(which).isEqualTo(report.requestPriority());
      assertThat(back.generalPractitioner()).as(which).isEqualTo(report.generalPractitioner());
      if (report.issuedAt() != null) {
        assertThat(back.issuedAt()).as(which).isEqualTo(report.issuedAt());
      }
      assertThat(back.specimenAt()).as(which).isEqualTo(report.specimenAt());
    }
  }

  private static List<String> facts(Observation o) {
    return java.util.stream.Stream.of(
            o.code(),
            o.system(),
            o.label(),
            o.translations(),
            o.value(),
            o.comparator(),
            o.unit(),
            o.low(),
            o.high(),
            o.interpretation(),
            o.status(),
            o.subId(),
            o.specimen(),
            o.observedAt())
        .map(Objects::toString)
        .toList();
  }

  @Test
  void the_segments_are_those_that_french_software_reads() {
    String text = text(Letters.of(Letters.biology(Letters.DURAND).build()));

    assertThat(text.split("\r"))
        .contains(
            "PID|1||248028999900129^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS"
                + "~0000457812^^^SIL-SEREIN^PI||DURAND^Jeanne^Jeanne Marie^^^^L"
                + "~DURAND^Jeanne^Jeanne Marie^^^^D||19480203|F|||3 rue de l'Église, 89310 NOYERS"
                + "^^^^^^H~^^^^^^BDL^^89999||0386000000^PRN^PH^^^^^^^^^0386000000"
                + "|||||||||||||||||||VALI",
            "OBX|2|NM|2823-3^Potassium^LN||6.4|mmol/L|3.5-5.1|HH|||F||||SEREINBIO^Laboratoire du"
                + " Serein")
        .anySatisfy(s -> assertThat(s).startsWith("ORC|RE|||||||||||89970010222^BOYER^Anne^^^^^^"))
        .anySatisfy(s -> assertThat(s).startsWith("NTE|1|").doesNotContain("\n"));
    assertThat(text)
        .startsWith(
            "MSH|^~\\&|RELAIS|Laboratoire du Serein^890009991^M|Dossier|MARTIN|20261121142800||"
                + "ORU^R01^ORU_R01|d-0001|P|2.5^FRA^2.11|||||FRA|8859/1\r");
  }

  @Test
  void what_came_as_such_a_message_goes_out_as_the_same_bytes() {
    Report report = Letters.biology(Letters.DURAND).build();
    Content first = content(Letters.of(report));

    Parcel again = writer.write(Letters.of(report, first, SoftwareSheet.AS_RECEIVED));

    assertThat(again.enclosures().get(0).content()).isEqualTo(first);
    assertThat(again.losses()).isEmpty();
    assertThat(again.enclosures().get(0).name()).isEqualTo("d-0001.hl7");
  }

  @Test
  void separators_inside_data_never_become_structure() {
    Observation odd = Letters.observation("Na|K ^~\\&", "12", "10^9/L", Interpretation.N);
    Report report =
        Letters.biology(Letters.durand("DUPONT~P|1", IdentityStatus.PROVISIONAL))
            .observations(List.of(odd))
            .narrative(List.of("OBX|1|NM|K||4", "\\F\\ \\.br\\", "MSH|^~\\&|X"))
            .build();

    Report back = back(content(Letters.of(report)));

    assertThat(back.observations()).hasSize(1);
    assertThat(back.observations().get(0).label()).isEqualTo("Na|K ^~\\&");
    assertThat(back.observations().get(0).unit()).isEqualTo("10^9/L");
    assertThat(back.patient().birthName()).isEqualTo("DUPONT~P|1");
    assertThat(back.narrative()).containsAll(report.narrative());
  }

  @Test
  void a_character_that_the_sheets_set_lacks_makes_the_message_utf_8_and_says_so() {
    Observation greek = Letters.observation("β-HCG", "12", "μg/L", Interpretation.N);
    Report report = Letters.biology(Letters.DURAND).observations(List.of(greek)).build();

    Content content = content(Letters.of(report));

    assertThat(content.text(StandardCharsets.UTF_8)).contains("|FRA|UNICODE UTF-8\r");
    assertThat(back(content).observations().get(0).label()).isEqualTo("β-HCG");
  }

  @Test
  void a_text_that_latin_readers_would_take_for_utf_8_is_written_in_utf_8() {
    Observation odd = Letters.observation("Â° Ã©", "12", "g/L", Interpretation.N);
    Report report = Letters.biology(Letters.DURAND).observations(List.of(odd)).build();

    assertThat(back(content(Letters.of(report))).observations().get(0).label()).isEqualTo("Â° Ã©");
  }

  @Test
  void a_withdrawal_takes_each_result_back() {
    Report report = Letters.biology(Letters.DURAND).status(ReportStatus.ENTERED_IN_ERROR).build();

    Report back = back(content(Letters.of(report)));

    assertThat(back.status()).isEqualTo(ReportStatus.ENTERED_IN_ERROR);
    assertThat(back.observations())
        .allSatisfy(o -> assertThat(o.status()).isEqualTo(ObservationStatus.ENTERED_IN_ERROR));
  }

  @Test
  void a_result_in_text_alone_never_reads_as_complete() {
    Report report =
        Report.builder(ReportKind.IMAGING, ReportStatus.FINAL, Letters.DURAND)
            .complete(false)
            .narrative(List.of("Échographie abdominale.", "Nodule de 12 mm."))
            .build();

    Parcel parcel = writer.write(Letters.of(report));
    Report back = back(parcel.enclosures().get(0).content());

    assertThat(back.complete()).isFalse();
    assertThat(back.kind()).isEqualTo(ReportKind.IMAGING);
    assertThat(back.observations().get(0).value())
        .isEqualTo("Échographie abdominale.\nNodule de 12 mm.");
    assertThat(parcel.losses())
        .contains(new Loss("Texte du compte rendu", "résultats de type texte (OBX TX)"));
  }

  @Test
  void the_laboratorys_pdf_goes_along_and_what_cannot_is_said() {
    Content pdf = Content.of("%PDF-1.4 " + "du laboratoire ".repeat(9), StandardCharsets.US_ASCII);
    Report with =
        Letters.biology(Letters.DURAND)
            .complete(false)
            .attachments(List.of(new Attachment("application/pdf", pdf.size())))
            .build();

    Parcel held = writer.write(Letters.of(with, pdf, SoftwareSheet.AS_RECEIVED));
    Parcel lost = writer.write(Letters.of(with));

    assertThat(back(held.enclosures().get(0).content()).attachments())
        .isEqualTo(with.attachments());
    assertThat(held.losses()).noneMatch(loss -> loss.fact().equals("Pièces jointes"));
    assertThat(lost.losses()).contains(new Loss("Pièces jointes", "nulle part"));
  }

  @Test
  void values_that_are_not_the_whole_say_so_where_the_pdf_is_missing() {
    Report with =
        Letters.biology(Letters.DURAND)
            .complete(false)
            .attachments(List.of(new Attachment("application/pdf", 900)))
            .observations(List.of(Letters.within("Sodium", "140", "mmol/L", "136", "145")))
            .build();

    Report back = back(content(Letters.of(with)));

    assertThat(back.complete()).isFalse();
    assertThat(back.observations().get(0).value()).isEqualTo("140");
    assertThat(back.observations().get(1).value()).contains("texte, en image ou en PDF");
  }

  @Test
  void every_document_and_image_of_a_cda_goes_along() throws IOException {
    Content cda =
        Content.of(
            Files.readAllBytes(
                Path.of("test-fixtures", "formats", "cda", "exemplary", "seconde-intention.xml")));
    Report report = new CdaFormat().decode(cda).parts().get(0).report();
    assertThat(report).isNotNull();
    assertThat(report.attachments()).isNotEmpty();

    Content written = content(Letters.of(report, cda, SoftwareSheet.AS_RECEIVED));

    assertThat(back(written).attachments()).isEqualTo(report.attachments());
    assertThat(back(written).complete()).isFalse();
  }

  @Test
  void a_withdrawal_does_not_say_that_it_replaces() {
    Report taken =
        Letters.biology(Letters.DURAND).status(ReportStatus.ENTERED_IN_ERROR).whole(true).build();

    Parcel parcel = writer.write(Letters.of(taken));

    assertThat(parcel.enclosures().get(0).content().text(StandardCharsets.ISO_8859_1))
        .doesNotContain("ANNULE ET REMPLACE");
    assertThat(parcel.losses())
        .contains(new Loss("« Annule et remplace »", "retrait (OBX-11 D ou X)"));
  }

  @Test
  void a_fact_that_is_in_no_table_refuses_the_writing() {
    Report letter =
        Report.builder(ReportKind.LETTER, ReportStatus.FINAL, Letters.DURAND)
            .narrative(List.of("Cher confrère,"))
            .build();
    Report controls =
        Letters.biology(Letters.durand("DUR\u0000AND", IdentityStatus.PROVISIONAL)).build();

    assertThatThrownBy(() -> writer.write(Letters.of(letter))).isInstanceOf(CannotWrite.class);
    assertThatThrownBy(() -> writer.write(Letters.of(controls))).isInstanceOf(CannotWrite.class);
    assertThatThrownBy(() -> writer.write(Letters.notice(Delivery.Kind.NOTICE_ACT)))
        .isInstanceOf(CannotWrite.class);
  }

  private Content content(Letter letter) {
    return writer.write(letter).enclosures().get(0).content();
  }

  private String text(Letter letter) {
    return content(letter).text(StandardCharsets.ISO_8859_1);
  }

  private static Report back(Content content) {
    var read = new OruFormat().decode(content);
    assertThat(read.outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(read.parts()).hasSize(1);
    return Objects.requireNonNull(read.parts().get(0).report());
  }
}
