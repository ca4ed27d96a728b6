// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.formats.cda.CdaHeader.Code;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.cda.CdaHeader.Party;
import fr.relais.formats.cda.CdaHeader.ServiceEvent;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CdaDocumentsTest {

  @Test
  void the_header_is_given_as_it_is_written() throws IOException {
    CdaHeader header = CdaDocuments.header(CdaFormatTest.fixture("remplacement")).orElseThrow();

    assertThat(header.id()).isEqualTo(new Identifier("A3F1C0DE-0000-4000-8000-00000000AB02", null));
    assertThat(header.setId()).isEqualTo(new Identifier("1.2.250.1.999.7.10", null));
    assertThat(header.version()).isEqualTo(2);
    assertThat(header.replaces()).containsExactly(new Identifier("1.2.250.1.999.7.10", "V1"));
    assertThat(header.replaces().get(0).written()).isEqualTo("1.2.250.1.999.7.10^V1");
    assertThat(header.code())
        .isEqualTo(new Code("11502-2", "CR d'examens biologiques", "2.16.840.1.113883.6.1"));
    assertThat(header.effectiveTime()).isEqualTo("20260415140500+0200");
    assertThat(header.confidentiality()).isEqualTo(new Code("N", null, "2.16.840.1.113883.5.25"));
    assertThat(header.language()).isEqualTo("fr-FR");
    assertThat(header.patientIds())
        .containsExactly(
            new Identifier("1.2.250.1.213.1.4.10", "258039999900161"),
            new Identifier("1.2.250.1.999.7.1", "T-101"));
    assertThat(header.facility()).isEqualTo(new Code("SA25", null, "1.2.250.1.71.4.2.4"));
  }

  @Test
  void people_keep_their_numbers_specialty_and_organisation() throws IOException {
    CdaHeader header =
        CdaDocuments.header(CdaFormatTest.fixture("potassium-critique")).orElseThrow();
    Party author = header.authors().get(0);

    assertThat(author.ids()).containsExactly(new Identifier("1.2.250.1.71.4.2.1", "889971000024"));
    assertThat(author.specialty())
        .isEqualTo(
            new Code("G15_10/SM03", "Médecin - Biologie médicale (SM)", "1.2.250.1.213.1.1.4.5"));
    assertThat(author.organisation()).isEqualTo(header.custodian());
    assertThat(header.legalAuthenticator()).isEqualTo(author);
    ServiceEvent event = header.serviceEvents().get(0);
    assertThat(event.low()).isEqualTo("20260415092200+0200");
    assertThat(event.high()).isEqualTo("20260415140500+0200");
    assertThat(event.performer()).isEqualTo(author);
    assertThat(event.status()).isEqualTo("completed");
  }

  @Test
  void a_machine_may_be_the_author() throws IOException {
    String text =
        CdaFormatTest.fixture("potassium-critique")
            .text(UTF_8)
            .replaceFirst(
                "<assignedAuthor>.*</assignedAuthor>",
                "<assignedAuthor><id root='1.2.250.1.71.4.2.1' extension='51/2'/>"
                    + "<assignedAuthoringDevice><manufacturerModelName>M1</manufacturerModelName>"
                    + "<softwareName>SIL</softwareName></assignedAuthoringDevice></assignedAuthor>");
    CdaHeader header = CdaDocuments.header(Content.of(text, UTF_8)).orElseThrow();

    assertThat(header.authors()).extracting(Party::device).containsExactly("SIL M1");
    assertThat(header.authors().get(0).family()).isNull();
  }

  @Test
  void the_pdf_inside_is_found_in_every_level() throws IOException {
    for (String name : new String[] {"niveau-1-pdf", "potassium-critique", "seconde-intention"}) {
      byte[] pdf = CdaDocuments.embeddedPdf(CdaFormatTest.fixture(name)).orElseThrow();
      assertThat(new String(pdf, UTF_8)).as(name).startsWith("%PDF-1.4").endsWith("%%EOF\n");
    }
    assertThat(CdaDocuments.embeddedPdf(CdaFormatTest.fixture("anteriorites"))).isEmpty();
  }

  @Test
  void what_is_no_document_has_neither() {
    Content other = Content.of("<a/>", UTF_8);
    assertThat(CdaDocuments.header(other)).isEmpty();
    assertThat(CdaDocuments.embeddedPdf(Content.of("%PDF-1.4", UTF_8))).isEmpty();
  }
}
