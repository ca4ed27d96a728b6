// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import fr.relais.sandbox.mail.Filed.DocumentState;
import fr.relais.sandbox.mail.Filed.FiledDocument;
import fr.relais.sandbox.mail.Filed.Patient;
import fr.relais.sandbox.mail.Filed.ShownMail;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegurMailReaderTest {
  private static final String ROOT = "1.2.250.1.213.1.4.10.99^";
  private final SegurMailReader reader = new SegurMailReader();

  private FiledDocument filed(TestXdm xdm) {
    Filed filed = reader.read(TestMail.result(xdm).bytes());
    assertThat(filed).isInstanceOf(Filed.Integrated.class);
    return ((Filed.Integrated) filed).documents().get(0);
  }

  private String refusal(TestMail mail) {
    String reason = assertInstanceOf(Filed.Refused.class, reader.read(mail.bytes())).reason();
    assertThat(reader.currentDocuments()).isEmpty();
    return reason;
  }

  private List<String> current() {
    return reader.currentDocuments().stream().map(FiledDocument::uniqueId).toList();
  }

  @Test
  void result_mail_is_shown_without_its_prefix_and_filed_with_its_alert() {
    Filed filed = reader.read(TestMail.result(new TestXdm()).bytes());
    Filed.Integrated integrated = assertInstanceOf(Filed.Integrated.class, filed);
    assertThat(integrated.mail())
        .isEqualTo(
            new ShownMail(
                "CR d'examens biologiques ESSAI-MOREAU Héloïse 14/03/1957",
                "relais@mssante.example",
                "test.vasseur@mssante.example",
                "<d-1@relais.example>",
                null,
                "relais@mssante.example",
                "O",
                List.of("11502-2"),
                "RELAIS-0001",
                "Résultat critique : je prends = https://relais.example/7F3K"));
    FiledDocument document = integrated.documents().get(0);
    assertThat(document.uniqueId()).isEqualTo(ROOT + "DOC-1");
    assertThat(document.state()).isEqualTo(DocumentState.FILED);
    assertThat(document.alert()).isTrue();
    assertThat(document.content()).asString().contains("7.2");
    assertThat(document.patient())
        .isEqualTo(
            new Patient(
                "1.2.250.1.213.1.4.10", TestXdm.INS, "ESSAI-MOREAU", "HELOISE", "19570314", "F"));
    assertThat(integrated.papers())
        .extracting(Filed.Paper::fileName)
        .containsOnly(TestMail.PDF_NAME);
  }

  @Test
  void same_document_again_is_already_integrated() {
    filed(new TestXdm());
    assertThat(filed(new TestXdm()).state()).isEqualTo(DocumentState.ALREADY_INTEGRATED);
    assertThat(current()).hasSize(1);
  }

  @Test
  void another_content_under_the_same_identifier_is_refused() {
    filed(new TestXdm());
    Filed other = reader.read(TestMail.result(new TestXdm().cda("7.2", "4.1")).bytes());
    assertThat(other).isInstanceOf(Filed.Refused.class);
    assertThat(reader.currentDocuments().get(0).content()).asString().contains("7.2");
  }

  @Test
  void correction_takes_the_place_of_the_document_that_it_names() {
    filed(new TestXdm());
    FiledDocument correction =
        filed(new TestXdm().document("DOC-2").replacing("DOC-1").action("C").cda("HH", "N"));
    assertThat(correction.state()).isEqualTo(DocumentState.REPLACED);
    assertThat(correction.replaces()).isEqualTo(ROOT + "DOC-1");
    assertThat(correction.alert()).isFalse();
    assertThat(current()).containsExactly(ROOT + "DOC-2");
  }

  @Test
  void correction_without_parent_replaces_the_current_document_of_its_set() {
    filed(new TestXdm());
    assertThat(filed(new TestXdm().document("DOC-2").action("C")).state())
        .isEqualTo(DocumentState.REPLACED);
    assertThat(current()).containsExactly(ROOT + "DOC-2");
  }

  @Test
  void correction_by_set_finds_the_current_document_of_that_set_alone() {
    filed(new TestXdm());
    filed(new TestXdm().document("OTHER").cda("\"SET-1\"", "\"SET-2\""));
    filed(new TestXdm().document("DOC-2").action("C"));
    FiledDocument third = filed(new TestXdm().document("DOC-3").action("C"));
    assertThat(third.replaces()).isEqualTo(ROOT + "DOC-2");
    assertThat(current()).containsExactly(ROOT + "OTHER", ROOT + "DOC-3");
  }

  @Test
  void archive_of_a_pdf_alone_is_refused() {
    byte[] pdf = TestXdm.utf8("%PDF-1.4 <alone/>");
    TestXdm alone =
        new TestXdm()
            .document("DOC-1")
            .metadata("text/xml", "application/pdf")
            .metadata("DOC0001.XML", "DOC0002.PDF")
            .metadata("SIZE", Integer.toString(pdf.length))
            .metadata("HASH", TestXdm.sha1(pdf));
    Map<String, byte[]> files = alone.file(TestXdm.FOLDER + "DOC0002.PDF", pdf).files();
    files.remove(TestXdm.FOLDER + "DOC0001.XML");
    TestMail mail =
        TestMail.text()
            .attach("application/zip", "IHE_XDM.zip", TestXdm.zip(files))
            .pdf(TestMail.PDF_NAME, TestMail.PDF);
    assertThat(refusal(mail)).isEqualTo("an archive without CDA");
  }

  @Test
  void correction_that_comes_first_stays_current_when_its_original_comes() {
    assertThat(filed(new TestXdm().document("DOC-2").replacing("DOC-1").action("C")).state())
        .isEqualTo(DocumentState.REPLACES_UNKNOWN);
    assertThat(filed(new TestXdm()).state()).isEqualTo(DocumentState.SUPERSEDED);
    assertThat(current()).containsExactly(ROOT + "DOC-2");
  }

  @Test
  void withdrawal_takes_the_document_away_and_it_does_not_come_back() {
    filed(new TestXdm());
    assertThat(filed(new TestXdm().action("D")).state()).isEqualTo(DocumentState.WITHDRAWN);
    assertThat(current()).isEmpty();
    assertThat(filed(new TestXdm()).state()).isEqualTo(DocumentState.WITHDRAWN);
    assertThat(current()).isEmpty();
  }

  @Test
  void what_replaces_or_withdraws_nobody_knows_what_is_refused() {
    assertThat(refusal(TestMail.result(new TestXdm().action("C")))).contains("names no earlier");
    assertThat(refusal(TestMail.result(new TestXdm().action("D")))).contains("900");
    assertThat(refusal(TestMail.result(new TestXdm().action("X")))).contains("unknown action");
  }

  @Test
  void earlier_results_and_ranges_raise_no_alert() {
    TestXdm earlier =
        new TestXdm()
            .cda("<observation>", "<entryRelationship typeCode=\"REFR\"><observation>")
            .cda("</observation>", "</observation></entryRelationship>");
    assertThat(filed(earlier).alert()).isFalse();
  }

  @Test
  void patient_without_qualified_identity_has_a_local_number_and_the_header_says_n() {
    TestXdm local =
        new TestXdm()
            .cda("<id root=\"1.2.250.1.213.1.4.10\" extension=\"257034899910129\"/>", "")
            .metadata("PATIENT", "IPP-7^^^&amp;1.2.250.1.999.1&amp;ISO^PI");
    TestMail mail = TestMail.result(local);
    assertThat(refusal(mail)).contains("X-MSS-INS");
    assertThat(reader.read(mail.headers("X-MSS-INS: O", "X-MSS-INS: N").bytes()))
        .isInstanceOf(Filed.Integrated.class);
    assertThat(reader.currentDocuments().get(0).patient().identifier()).isEqualTo("IPP-7");
  }

  @Test
  void ins_that_travels_with_a_mail_that_says_n_is_refused() {
    assertThat(refusal(TestMail.result(new TestXdm()).headers("X-MSS-INS: O", "X-MSS-INS: N")))
        .contains("X-MSS-INS");
    assertThat(refusal(TestMail.result(new TestXdm().cda("<birthTime value=\"19570314\"/>", ""))))
        .contains("X-MSS-INS");
  }

  @Test
  void pdf_without_archive_waits_for_a_human() {
    Filed filed =
        reader.read(TestMail.text().ordinary().pdf(TestMail.PDF_NAME, TestMail.PDF).bytes());
    assertThat(assertInstanceOf(Filed.ToFile.class, filed).papers()).hasSize(1);
    assertThat(reader.read(TestMail.text().pdf(TestMail.PDF_NAME, TestMail.PDF).bytes()))
        .isInstanceOf(Filed.ToFile.class);
    assertThat(current()).isEmpty();
  }

  @Test
  void notice_without_prefix_is_an_ordinary_mail() {
    Filed filed = reader.read(TestMail.text().ordinary().bytes());
    assertThat(assertInstanceOf(Filed.Ordinary.class, filed).mail().body()).contains("7F3K");
  }

  @Test
  void unknown_parts_are_left_alone() {
    TestMail mail =
        TestMail.result(new TestXdm())
            .attach("application/ms-tnef", "winmail.dat", new byte[] {1, 2})
            .part("Content-Type: message/rfc822\n\nSubject: nested\n\nXDM\n");
    assertThat(reader.read(mail.bytes())).isInstanceOf(Filed.Integrated.class);
  }

  @ParameterizedTest
  @CsvSource({
    "XDM/1.0/DDM+,Compte rendu ,without XDM/1.0/DDM+",
    "X-MSS-NIL: RELAIS-0001,X-No: 1,X-MSS-NIL",
    "X-MSS-INS: O,X-No: 1,X-MSS-INS",
    "X-MSS-INS: O,X-MSS-INS: OUI,X-MSS-INS",
    "X-MSS-CODECDA: 11502-2,X-No: 1,X-MSS-CODECDA",
    "X-MSS-CODECDA: 11502-2,'X-MSS-CODECDA: 11502-2,18748-4',X-MSS-CODECDA",
    "Message-ID: <d-1@relais.example>,X-No: 1,Message-ID",
    "Message-ID: <d-1@relais.example>,Message-ID: d-1,Message-ID"
  })
  void header_of_a_result_mail_that_is_missing_or_wrong_is_refused(
      String piece, String other, String reason) {
    assertThat(refusal(TestMail.result(new TestXdm()).headers(piece, other))).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-04-15_DUPONT_Heloise_CR-BIO.pdf",
        "resultat.pdf",
        "15-04-2026_ESSAI-MOREAU_Heloise_CR-BIO.pdf",
        "2026-04-15_Essai_Heloise_CR-BIO.pdf"
      })
  void pdf_of_another_name_is_refused(String name) {
    byte[] archive = new TestXdm().zip();
    TestMail mail = TestMail.text().attach("application/zip", "IHE_XDM.zip", archive);
    assertThat(refusal(mail.pdf(name, TestMail.PDF))).startsWith("a PDF");
  }

  @Test
  void national_name_of_a_pdf_is_taken_and_what_is_no_pdf_is_refused() {
    byte[] archive = new TestXdm().zip();
    TestMail mail = TestMail.text().attach("application/zip", "IHE_XDM.zip", archive);
    assertThat(refusal(mail)).contains("without PDF");
    String national = "20260415_CR-BIO_ESSAI MOREAU_Heloise_260415-0123.pdf";
    assertThat(reader.read(mail.pdf(national, TestMail.PDF).bytes()))
        .isInstanceOf(Filed.Integrated.class);
    assertThat(reader.read(mail.pdf(national, TestXdm.utf8("<html>")).bytes()))
        .isEqualTo(new Filed.Refused("a PDF that is none"));
  }

  @Test
  void announced_documents_that_are_not_there_and_two_archives_are_refused() {
    assertThat(refusal(TestMail.text())).contains("and none");
    TestMail twice =
        TestMail.result(new TestXdm())
            .attach("application/zip", "IHE_XDM.ZIP", new TestXdm().zip());
    assertThat(refusal(twice)).contains("more than one archive");
  }

  @Test
  void no_bytes_make_the_reader_throw_and_no_broken_mail_is_filed_otherwise_than_whole() {
    long seed = 5;
    Random random = new Random(seed);
    byte[] right = TestMail.result(new TestXdm()).bytes();
    for (int i = 0; i < 1500; i++) {
      byte[] broken = Arrays.copyOf(right, right.length - random.nextInt(right.length));
      for (int j = random.nextInt(6); j > 0; j--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      Filed filed = new SegurMailReader().read(broken);
      if (filed instanceof Filed.Integrated integrated) {
        assertThat(integrated.documents().get(0).content())
            .as("seed %d, try %d", seed, i)
            .isEqualTo(TestXdm.utf8(TestXdm.CDA));
      }
    }
  }
}
