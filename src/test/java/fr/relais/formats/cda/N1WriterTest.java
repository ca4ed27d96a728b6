// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Letter;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.formats.Letters;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class N1WriterTest {
  private static final Content PDF = Content.of("%PDF-1.4 fictif", StandardCharsets.US_ASCII);
  private final N1Writer writer = new N1Writer();

  @Test
  void the_copy_has_the_three_models_the_type_and_the_pdf() throws Exception {
    Document document = dom(Letters.of(Letters.biology(Letters.DURAND).build()));

    assertThat(attributes(document, "templateId", "root"))
        .containsExactly(
            "2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1", "1.3.6.1.4.1.19376.1.2.20");
    Element text = elements(document, "text").get(0);
    assertThat(Base64.getDecoder().decode(text.getTextContent())).isEqualTo(PDF.bytes());
    assertThat(text.getAttribute("mediaType")).isEqualTo("application/pdf");
    assertThat(elements(document, "code").get(0).getAttribute("code")).isEqualTo("11502-2");
    Letter imaging =
        Letters.of(
            Report.builder(
                    ReportKind.IMAGING, fr.relais.core.model.ReportStatus.FINAL, Letters.DURAND)
                .build());
    assertThat(elements(dom(imaging), "code").get(0).getAttribute("code")).isEqualTo("18748-4");
  }

  @Test
  void relais_is_the_author_as_a_device_and_the_laboratory_the_performer() throws Exception {
    Document document = dom(Letters.of(Letters.biology(Letters.DURAND).build()));

    Element author = elements(document, "author").get(0);
    assertThat(author.getElementsByTagName("assignedAuthoringDevice").getLength()).isOne();
    assertThat(author.getElementsByTagName("assignedPerson").getLength()).isZero();
    assertThat(attributes(document, "id", "extension"))
        .contains("3890009986/relais", "1890009986", "1890009991", "889970010222");
  }

  @Test
  void the_national_number_goes_only_with_a_qualified_identity() throws Exception {
    Report validated = Letters.biology(Letters.durand("DURAND", IdentityStatus.VALIDATED)).build();

    assertThat(attributes(dom(Letters.of(validated)), "id", "extension"))
        .contains("0000457812")
        .doesNotContain("248028999900129");
    assertThat(
            attributes(dom(Letters.of(Letters.biology(Letters.DURAND).build())), "id", "extension"))
        .contains("248028999900129");
  }

  @Test
  void each_order_keeps_the_laboratorys_number_that_answers_it() {
    List<OrderNumbers> orders =
        List.of(
            new OrderNumbers("D-1", "F-1"),
            new OrderNumbers("D-2", null),
            new OrderNumbers("D-3", "F-3"),
            new OrderNumbers(null, "F-4"));
    Letter letter = Letters.of(Letters.biology(Letters.DURAND).orders(orders).build());

    Report back = new CdaFormat().decode(writer.write(letter, PDF)).parts().get(0).report();

    assertThat(back).isNotNull();
    assertThat(back.orders()).isEqualTo(orders);
  }

  @Test
  void a_number_whose_authority_is_known_keeps_it_and_one_of_the_ins_stays_home() throws Exception {
    PatientIdentity durand = Letters.durand("DURAND", IdentityStatus.RETRIEVED);
    PatientIdentity two =
        new PatientIdentity(
            durand.ins(),
            durand.insOid(),
            durand.identityStatus(),
            durand.birthName(),
            durand.usedName(),
            durand.givenNames(),
            durand.birthDate(),
            durand.sex(),
            durand.birthPlace(),
            List.of(
                new LocalId("258039999900161", "1.2.250.1.213.1.4.10", null),
                new LocalId("L-77", "1.2.250.1.999.5", null)),
            durand.phones(),
            durand.address());

    Document copy = dom(Letters.of(Letters.biology(two).build()));

    assertThat(attributes(copy, "id", "root")).contains("1.2.250.1.999.5");
    assertThat(attributes(copy, "id", "extension"))
        .contains("L-77")
        .doesNotContain("258039999900161", "248028999900129");
  }

  @Test
  void a_correction_is_another_version_of_the_same_set() throws Exception {
    Report report = Letters.biology(Letters.DURAND).build();
    Document first = dom(Letters.of(report));
    Document second = dom(Letters.correction(report));

    assertThat(elements(first, "relatedDocument")).isEmpty();
    Element relation = elements(second, "relatedDocument").get(0);
    assertThat(relation.getAttribute("typeCode")).isEqualTo("RPLC");
    assertThat(attributes(second, "setId", "root"))
        .containsOnly(attributes(first, "setId", "root").get(0));
    assertThat(attributes(second, "versionNumber", "value")).containsExactly("2");
  }

  @Test
  void our_own_reader_finds_the_same_patient_and_the_pdf() {
    Letter letter = Letters.of(Letters.biology(Letters.DURAND).build());
    Content written = writer.write(letter, PDF);

    Decoding read = new CdaFormat().decode(written);

    assertThat(read.parts()).hasSize(1);
    Report back = read.parts().get(0).report();
    assertThat(back).isNotNull();
    assertThat(back.patient().birthName()).isEqualTo("DURAND");
    assertThat(back.patient().givenNames()).contains("Jeanne");
    assertThat(back.patient().birthDate()).isEqualTo(Letters.DURAND.birthDate());
    assertThat(back.patient().ins()).isEqualTo("248028999900129");
    assertThat(CdaDocuments.embeddedPdf(written)).hasValue(PDF.bytes());
  }

  @Test
  void hostile_names_stay_text_and_the_same_letter_gives_the_same_bytes() throws Exception {
    for (String name : List.of("<svg/onload=alert(1)>", "\"&]]>", "DUR\r\nAND\u0000")) {
      Report report = Letters.biology(Letters.durand(name, IdentityStatus.PROVISIONAL)).build();
      Letter letter = Letters.of(report);
      Document document = dom(letter);
      assertThat(document.getElementsByTagName("svg").getLength()).isZero();
      assertThat(writer.write(letter, PDF)).isEqualTo(writer.write(letter, PDF));
    }
  }

  private Document dom(Letter letter) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(writer.write(letter, PDF).bytes()));
  }

  private static List<String> attributes(Document document, String element, String attribute) {
    return elements(document, element).stream()
        .map(e -> e.getAttribute(attribute))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
