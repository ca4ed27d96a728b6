// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Letter;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.formats.Letters;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.cda.CdaHeader;
import fr.relais.formats.cda.N1Writer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Read back by an unzip and a DOM that share nothing with the writer. */
class XdmWriterTest {
  private static final String METADATA = "IHE_XDM/SUBSET01/METADATA.XML";
  private static final String DOCUMENT = "IHE_XDM/SUBSET01/DOC0001.XML";
  private static final Content PDF = Content.of("%PDF-1.4 fictif", StandardCharsets.US_ASCII);

  @Test
  void the_archive_holds_the_document_untouched_and_describes_it() throws Exception {
    Letter letter = Letters.of(Letters.biology(Letters.DURAND).build());
    Content cda = new N1Writer().write(letter, PDF);
    Map<String, byte[]> files = unzip(new XdmWriter().write(letter, cda));

    assertThat(files.keySet()).containsExactly("INDEX.HTM", "README.TXT", METADATA, DOCUMENT);
    assertThat(Content.of(files.get(DOCUMENT))).isEqualTo(cda);
    Document metadata = parse(files.get(METADATA));
    assertThat(slot(metadata, "hash")).containsExactly(sha1(cda.bytes()));
    assertThat(slot(metadata, "size")).containsExactly(Integer.toString(cda.size()));
    assertThat(slot(metadata, "URI")).containsExactly("DOC0001.XML");
    assertThat(slot(metadata, "creationTime")).containsExactly("20261121132700");
    assertThat(slot(metadata, "serviceStartTime")).containsExactly("20261121084000");
    assertThat(slot(metadata, "serviceStopTime")).containsExactly("20261121132000");
    assertThat(slot(metadata, "sourcePatientInfo"))
        .contains("PID-5|DURAND^Jeanne^^^^^L", "PID-7|19480203", "PID-8|F");
    CdaHeader header = CdaDocuments.header(cda).orElseThrow();
    assertThat(external(metadata, "XDSDocumentEntry.patientId"))
        .isEqualTo("248028999900129^^^&1.2.250.1.213.1.4.10&ISO^NH");
    assertThat(external(metadata, "XDSSubmissionSet.patientId"))
        .isEqualTo(external(metadata, "XDSDocumentEntry.patientId"));
    assertThat(external(metadata, "XDSDocumentEntry.uniqueId"))
        .isEqualTo(header.id() == null ? "" : header.id().written());
    assertThat(slot(metadata, "SubmissionSetStatus")).containsExactly("Original");
  }

  @Test
  void every_classification_of_the_document_is_there() throws Exception {
    Document metadata = metadata(Letters.of(Letters.biology(Letters.DURAND).build()));

    assertThat(code(metadata, "41a5887f-8865-4c09-adf7-e362475b143a")).containsExactly("10");
    assertThat(code(metadata, "f0306f51-975f-434e-a61c-c59651d33983")).containsExactly("11502-2");
    assertThat(code(metadata, "a09d5840-386c-46f2-b5ad-9c3699a4309d"))
        .containsExactly("urn:ihe:iti:xds-sd:pdf:2008");
    assertThat(code(metadata, "f4f85eac-e6cb-4883-b524-f2705394840f")).containsExactly("N");
    assertThat(code(metadata, "f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1")).containsExactly("SA25");
    assertThat(code(metadata, "cccf5598-8b07-4b77-a05e-ae952c785ead"))
        .containsExactly("AMBULATOIRE");
    assertThat(slot(metadata, "authorInstitution"))
        .contains("MSP du Serein^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1890009986");
  }

  @Test
  void the_producers_masks_and_a_replacement_travel_on() throws Exception {
    Report masked =
        Letters.biology(Letters.DURAND).flags(new ReportFlags(null, true, null, null)).build();

    Document metadata = metadata(Letters.correction(masked));

    assertThat(code(metadata, "f4f85eac-e6cb-4883-b524-f2705394840f"))
        .containsExactly("N", "INVISIBLE_PATIENT");
    assertThat(slot(metadata, "urn:action:extraMetadataSlot")).containsExactly("C");
  }

  @Test
  void without_a_qualified_identity_the_national_number_stays_home() throws Exception {
    Report report = Letters.biology(Letters.durand("DURAND", IdentityStatus.RETRIEVED)).build();
    Letter letter = Letters.of(report);
    Content cda = new N1Writer().write(letter, PDF);

    for (byte[] file : unzip(new XdmWriter().write(letter, cda)).values()) {
      assertThat(new String(file, StandardCharsets.UTF_8)).doesNotContain("248028999900129");
    }
  }

  @Test
  void a_patient_without_birth_date_or_any_number_is_read_back_as_the_same_one() throws Exception {
    PatientIdentity durand = Letters.durand("DURAND", IdentityStatus.PROVISIONAL);
    PatientIdentity little =
        new PatientIdentity(
            null,
            null,
            IdentityStatus.PROVISIONAL,
            durand.birthName(),
            null,
            durand.givenNames(),
            null,
            null,
            null,
            List.of(),
            List.of(),
            null);
    Letter letter = Letters.of(Letters.biology(little).build());
    Content archive = new XdmWriter().write(letter, new N1Writer().write(letter, PDF));

    Decoding read = new XdmFormat(new CdaFormat()).decode(archive);

    assertThat(read.parts()).singleElement().matches(Decoding.Part::accepted);
    Document metadata = parse(unzip(archive).get(METADATA));
    assertThat(external(metadata, "XDSDocumentEntry.patientId"))
        .matches("[^^]+\\^\\^\\^&2\\.25\\.\\d+&ISO\\^PI")
        .isEqualTo(external(metadata, "XDSSubmissionSet.patientId"));
  }

  @Test
  void separators_in_a_name_do_not_become_structure() throws Exception {
    Report report =
        Letters.biology(Letters.durand("DUPONT~P|1^&<svg/>", IdentityStatus.PROVISIONAL)).build();

    assertThat(slot(metadata(Letters.of(report)), "sourcePatientInfo"))
        .contains("PID-5|DUPONT/P/1//<svg/>^Jeanne^^^^^L");
  }

  @Test
  void the_same_letter_gives_the_same_bytes() {
    Letter letter = Letters.of(Letters.biology(Letters.DURAND).build());
    Content cda = new N1Writer().write(letter, PDF);

    assertThat(new XdmWriter().write(letter, cda)).isEqualTo(new XdmWriter().write(letter, cda));
  }

  @Test
  void what_is_no_clinical_document_is_refused() {
    Letter letter = Letters.of(Letters.biology(Letters.DURAND).build());

    assertThatThrownBy(() -> new XdmWriter().write(letter, PDF)).isInstanceOf(CannotWrite.class);
  }

  private static Document metadata(Letter letter) throws Exception {
    Content cda = new N1Writer().write(letter, PDF);
    return parse(unzip(new XdmWriter().write(letter, cda)).get(METADATA));
  }

  private static Map<String, byte[]> unzip(Content archive) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.bytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static Document parse(byte[] xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
  }

  private static List<String> slot(Document metadata, String name) {
    List<String> values = new ArrayList<>();
    for (Element slot : elements(metadata.getElementsByTagNameNS("*", "Slot"))) {
      if (slot.getAttribute("name").equals(name)) {
        elements(slot.getElementsByTagNameNS("*", "Value"))
            .forEach(value -> values.add(value.getTextContent()));
      }
    }
    return values;
  }

  private static List<String> code(Document metadata, String scheme) {
    return elements(metadata.getElementsByTagNameNS("*", "Classification")).stream()
        .filter(c -> c.getAttribute("classificationScheme").equals("urn:uuid:" + scheme))
        .map(c -> c.getAttribute("nodeRepresentation"))
        .toList();
  }

  private static String external(Document metadata, String name) {
    for (Element id : elements(metadata.getElementsByTagNameNS("*", "ExternalIdentifier"))) {
      Element label = elements(id.getElementsByTagNameNS("*", "LocalizedString")).get(0);
      if (label.getAttribute("value").equals(name)) {
        return id.getAttribute("value");
      }
    }
    throw new AssertionError(name);
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static String sha1(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
  }
}
