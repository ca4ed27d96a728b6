// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.mime;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.Enclosure;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.core.model.SoftwareSheet.Enclosed;
import fr.relais.formats.Letters;
import fr.relais.formats.cda.N1Writer;
import fr.relais.formats.hprim.HprimWriter;
import fr.relais.formats.pdf.PdfWriter;
import fr.relais.formats.xdm.XdmWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MssanteWriterTest {
  private static final Pattern LINK =
      Pattern.compile(
          "https://relais\\.example\\.fr/suivi/7F3K/"
              + "(prendre|vu|refuser|transmettre|appel-laboratoire|joindre-patient)");
  private static final List<String> CANARIES =
      List.of("DURAND", "Jeanne", "6.4", "6,4", "Potassium", "2480289", "1948", "MARTIN", "BOYER");

  private final MssanteWriter writer =
      new MssanteWriter(
          new PdfWriter(), new N1Writer(), new XdmWriter(), new HprimWriter(), "Relais");

  @Test
  void the_subject_and_the_headers_follow_the_national_form() {
    Parcel parcel = writer.write(Letters.of(Letters.biology(Letters.DURAND).build()));

    assertThat(parcel.subject())
        .isEqualTo("XDM/1.0/DDM+CR d'examens biologiques DURAND Jeanne 03/02/1948");
    assertThat(parcel.headers())
        .containsEntry("X-MSS-INS", "O")
        .containsEntry("X-MSS-CODECDA", "11502-2")
        .containsEntry("X-MSS-NIL", "Relais")
        .hasSize(3);
    Report provisional =
        Letters.biology(Letters.durand("D'Arcy-Légoff", IdentityStatus.PROVISIONAL)).build();
    Parcel other = writer.write(Letters.correction(provisional));
    assertThat(other.subject())
        .isEqualTo(
            "XDM/1.0/DDM+[Annule et remplace] CR d'examens biologiques D'ARCY-LEGOFF Jeanne"
                + " 03/02/1948");
    assertThat(other.headers()).containsEntry("X-MSS-INS", "N");
  }

  @Test
  void a_withdrawal_says_that_it_withdraws_and_not_that_it_replaces() {
    Report withdrawn =
        Report.builder(ReportKind.BIOLOGY, ReportStatus.ENTERED_IN_ERROR, Letters.DURAND).build();
    assertThat(writer.write(Letters.correction(withdrawn)).subject())
        .isEqualTo("[Annulation] Compte rendu d'examens biologiques DURAND Jeanne 03/02/1948");
  }

  @Test
  void the_body_is_six_lines_that_stand_alone_and_hold_no_value() {
    Parcel parcel = writer.write(Letters.of(Letters.biology(Letters.DURAND).build()));

    List<String> lines = parcel.text().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.get(0)).startsWith("Pourquoi vous : pas de médecin traitant");
    assertThat(lines.get(1)).startsWith("Quoi : ▲▲ Critique").contains("Dr Anne BOYER", "MSP");
    assertThat(lines.get(2)).contains("avant le 21/11/2026 à 14:58", "si K > 5,5");
    assertThat(lines.get(3)).contains("/prendre ou répondez JE PRENDS 7F3K");
    assertThat(lines.get(4)).contains("/refuser ou répondez JE NE PEUX PAS 7F3K", "/transmettre");
    assertThat(lines.get(5)).contains("/joindre-patient", "/appel-laboratoire", "Hugues LENOIR");
    assertThat(parcel.text()).doesNotContain("6.4", "6,4 ", "DURAND", "248028999900129");
  }

  @Test
  void links_are_the_portal_the_reference_and_the_act_alone() {
    for (Letter letter :
        List.of(
            Letters.of(Letters.biology(Letters.DURAND).build()),
            Letters.notice(Delivery.Kind.NOTICE_ACT),
            Letters.notice(Delivery.Kind.NOTICE_CORRECTED))) {
      Matcher all = Pattern.compile("https?://\\S+").matcher(writer.write(letter).text());
      assertThat(all.results().map(found -> found.group()).toList())
          .isNotEmpty()
          .allSatisfy(link -> assertThat(link).matches(LINK));
    }
  }

  @Test
  void a_notice_is_neutral_even_in_a_health_mailbox() {
    for (Delivery.Kind kind : Delivery.Kind.values()) {
      boolean toProducer = kind == Delivery.Kind.ACKNOWLEDGEMENT;
      if (kind != Delivery.Kind.RESULT && !kind.toDmp() && !toProducer) {
        Parcel parcel = writer.write(Letters.notice(kind));
        assertThat(parcel.subject())
            .isEqualTo(
                kind == Delivery.Kind.NOTICE_DIGEST
                    ? "Relais : récapitulatif des documents à suivre"
                    : "Relais : document à suivre (réf. 7F3K)");
        assertThat(parcel.text()).doesNotContain(CANARIES);
        assertThat(parcel.enclosures()).isEmpty();
      }
    }
  }

  @Test
  void documents_go_in_the_order_of_the_sheet_under_the_form_of_the_channel() {
    Report report = Letters.biology(Letters.DURAND).build();
    Parcel parcel =
        writer.write(
            Letters.of(
                report, Letters.ORIGINAL, sheet(Enclosed.XDM, Enclosed.PDF, Enclosed.HPRIM)));

    assertThat(parcel.enclosures().stream().map(Enclosure::name))
        .containsExactly(
            "IHE_XDM.zip",
            "2026-11-21_Biologie_DURAND_Jeanne_261121-0042.pdf",
            "2026-11-21_Biologie_DURAND_Jeanne_261121-0042.hpr");
    assertThat(parcel.losses()).isNotEmpty();
    Parcel pdfOnly = writer.write(Letters.of(report, Letters.ORIGINAL, sheet(Enclosed.PDF)));
    assertThat(pdfOnly.subject()).doesNotContain("XDM/1.0");
    assertThat(pdfOnly.headers()).doesNotContainKey("X-MSS-CODECDA");
  }

  @Test
  void the_laboratorys_own_pdf_is_the_document() {
    Report report = Letters.biology(Letters.DURAND).build();
    Content pdf = Content.of("%PDF-1.4 " + "du laboratoire ".repeat(9), StandardCharsets.US_ASCII);
    String base64 = Base64.getEncoder().encodeToString(pdf.bytes());
    Content hl7 =
        Content.of(
            "MSH|^~\\&|X\rOBX|1|ED|PDF||^application^pdf^Base64^" + base64 + "|||||F\r",
            StandardCharsets.US_ASCII);
    Content cda = new N1Writer().write(Letters.of(report), pdf);

    for (Content original : List.of(pdf, hl7, cda)) {
      Parcel parcel = writer.write(Letters.of(report, original, sheet(Enclosed.PDF)));
      assertThat(parcel.enclosures().get(0).content()).isEqualTo(pdf);
    }
  }

  @Test
  void a_clinical_document_travels_as_it_came() {
    Report report = Letters.biology(Letters.DURAND).build();
    Content cda =
        new N1Writer()
            .write(Letters.of(report), Content.of("%PDF-1.4 x", StandardCharsets.US_ASCII));

    Parcel parcel = writer.write(Letters.of(report, cda, sheet(Enclosed.XDM)));

    byte[] archive = parcel.enclosures().get(0).content().bytes();
    assertThat(archive)
        .isEqualTo(new XdmWriter().write(Letters.of(report, cda, sheet()), cda).bytes());
  }

  @Test
  void hostile_names_make_no_header_no_folder_and_no_link() {
    for (String name : List.of("DUPONT~P|1", "<svg/onload=1>", "A\r\nBcc: x@y", "../../etc", "")) {
      PatientIdentity patient = Letters.durand(name, IdentityStatus.PROVISIONAL);
      Parcel parcel = writer.write(Letters.of(Letters.biology(patient).build()));
      assertThat(parcel.subject()).doesNotContain("\r", "\n", "<", "|");
      assertThat(parcel.text().lines()).hasSize(6);
      assertThat(parcel.enclosures())
          .allSatisfy(e -> assertThat(e.name()).matches("[A-Za-z0-9_.-]+"));
    }
  }

  @Test
  void the_same_letter_gives_the_same_parcel() {
    Letter letter = Letters.of(Letters.biology(Letters.DURAND).build());

    assertThat(writer.write(letter).digest()).isEqualTo(writer.write(letter).digest());
  }

  private static SoftwareSheet sheet(Enclosed... attachments) {
    SoftwareSheet base = SoftwareSheet.AS_RECEIVED;
    return new SoftwareSheet(
        base.name(),
        base.title(),
        base.doors(),
        Arrays.asList(attachments),
        base.charset(),
        base.acknowledges(),
        null,
        base.confidence(),
        List.of());
  }
}
