// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the software of the Ségur list refuses beyond a mail whose pieces do not agree. */
class SegurMailRefusalTest {
  private final SegurMailReader reader = new SegurMailReader();

  private String refusal(TestMail mail) {
    return assertInstanceOf(Filed.Refused.class, reader.read(mail.bytes())).reason();
  }

  @ParameterizedTest
  @CsvSource({"PID-7|19570314,PID-9|x", "PID-8|F,PID-8|", "PID-5|ESSAI-MOREAU,PID-4|x"})
  void header_that_says_o_without_the_traits_in_the_metadata_is_refused(
      String trait, String other) {
    assertThat(refusal(TestMail.result(new TestXdm().metadata(trait, other))))
        .isEqualTo("X-MSS-INS: O and no traits in METADATA.XML");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "XDM/1.0/DDM+Bonjour",
        "XDM/1.0/DDM+CR d'examens biologiques Durand jeanne",
        "XDM/1.0/DDM+Un libelle qui est beaucoup trop long pour tenir DURAND Jeanne",
      })
  void subject_of_another_form_is_refused(String subject) {
    TestMail mail =
        TestMail.result(new TestXdm())
            .headers("XDM/1.0/DDM+CR d'examens biologiques\n", subject + "\nX-Rest: x\n");
    assertThat(refusal(mail)).contains("a subject that is not");
  }

  @Test
  void document_that_is_hidden_from_the_patient_does_not_go_to_the_patient() {
    String mask =
        "<Classification classificationScheme=\"urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f\""
            + " nodeRepresentation=\"INVISIBLE_PATIENT\"/>";
    TestMail mail =
        TestMail.result(new TestXdm().metadata("<!--mask-->", mask))
            .headers("test.vasseur@mssante.example", "257034899910129@patient.mssante.fr");
    assertThat(refusal(mail)).contains("hidden from the patient");
    byte[] toADoctor = TestMail.result(new TestXdm().metadata("<!--mask-->", mask)).bytes();
    assertThat(reader.read(toADoctor)).isInstanceOf(Filed.Integrated.class);
  }

  @Test
  void sender_that_is_not_known_is_refused() {
    byte[] mail = TestMail.result(new TestXdm()).bytes();
    SegurMailReader wary = new SegurMailReader(Set.of("other@mssante.example"));
    assertThat(wary.read(mail))
        .isEqualTo(new Filed.Refused("a sender that is no applicative mailbox known here"));
    assertThat(new SegurMailReader(Set.of("relais@mssante.example")).read(mail))
        .isInstanceOf(Filed.Integrated.class);
  }

  @Test
  void paper_that_is_no_archive_form_is_refused() {
    TestMail mail =
        TestMail.text()
            .attach("application/zip", "IHE_XDM.zip", new TestXdm().zip())
            .pdf(TestMail.PDF_NAME, TestXdm.utf8("%PDF-1.4\n%%EOF\n"));
    assertThat(refusal(mail)).isEqualTo("a PDF that is no PDF/A-1");
  }
}
