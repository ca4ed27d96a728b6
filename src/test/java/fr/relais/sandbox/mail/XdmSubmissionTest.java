// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XdmSubmissionTest {

  private static void refused(TestXdm xdm, String reason) {
    assertThatThrownBy(() -> XdmSubmission.read(xdm.files()))
        .isInstanceOf(Unfit.class)
        .hasMessageContaining(reason);
  }

  @Test
  void documents_that_agree_with_their_metadata_are_read() throws Unfit {
    assertThat(XdmSubmission.read(new TestXdm().files()).items()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "HASH,da39a3ee5e6b4b0d3255bfef95601890afd80709,hash",
    "SIZE,12,size",
    "SIZE,'',is empty",
    "DOC0001.XML,DOC0002.XML,missing or not declared",
    "nodeRepresentation=\"11502-2\",nodeRepresentation=\"18748-4\",code",
    "^DOC-1,^DOC-9,id is not",
    "text/xml,text/html,unknown type",
    "text/xml,application/pdf,PDF",
    ":HasMember,:Other,no member",
    "submissionTime,otherTime,submissionTime",
    "name=\"hash\",name=\"other\",hash",
    "urn:uuid:7edca82f,urn:uuid:34268e47,no stable document",
    "urn:uuid:a54d6aa5,urn:uuid:b54d6aa5,no submission set",
    "lcm:SubmitObjectsRequest,lcm:AdhocQuery,SubmitObjectsRequest"
  })
  void metadata_that_contradict_the_document_are_refused(
      String piece, String other, String reason) {
    refused(new TestXdm().metadata(piece, other), reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "257034899910129^^^&amp;1.2.250.1.213.1.4.8&amp;ISO^NH",
        "157034899910130^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH",
        "257034899910129^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^PI",
        "257034899910129^^^&amp;amp;1.2.250.1.213.1.4.10&amp;amp;ISO^NH",
        "257034899910129"
      })
  void patient_who_is_not_that_of_the_cda_is_refused(String patient) {
    assertThatThrownBy(() -> XdmSubmission.read(new TestXdm().metadata("PATIENT", patient).files()))
        .isInstanceOf(Unfit.class)
        .hasMessageContaining("patient");
  }

  @Test
  void two_patients_in_one_archive_are_refused() {
    refused(
        new TestXdm()
            .metadata(
                "96a0a7b38446\"\n    value=\"PATIENT\"",
                "96a0a7b38446\" value=\"IPP-7^^^&amp;1.2.250.1.999.1&amp;ISO^PI\""),
        "one patient");
  }

  @Test
  void file_that_nobody_declared_is_refused() {
    refused(
        new TestXdm().file(TestXdm.FOLDER + "DOC0002.XML", new byte[] {1}),
        "missing or not declared");
    refused(new TestXdm().file("IHE_XDM/SUBSET02/DOC.XML", new byte[] {1}), "METADATA.XML");
  }

  @Test
  void cda_without_identity_of_its_own_or_of_its_patient_is_refused() {
    refused(new TestXdm().cda("<title>CR d'examens biologiques</title>", ""), "title");
    refused(
        new TestXdm().cda("<id root=\"1.2.250.1.213.1.4.10.99\" extension=\"DOC-1\"/>", ""), "id");
    refused(new TestXdm().cda("recordTarget", "otherTarget"), "patient");
    refused(new TestXdm().cda("urn:hl7-org:v3", "urn:other"), "ClinicalDocument");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE x>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x\"> %p;]>",
        "<a>",
        "&e;"
      })
  void doctype_and_broken_xml_are_refused(String evil) {
    refused(new TestXdm().cda("<ClinicalDocument", evil + "<ClinicalDocument"), "XML");
  }

  @Test
  void xml_too_deep_or_with_too_many_attributes_is_refused_quickly() {
    String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
    assertThatThrownBy(() -> Xml.root(TestXdm.utf8(deep))).isInstanceOf(Unfit.class);
    StringBuilder wide = new StringBuilder("<a");
    for (int i = 0; i < 100_000; i++) {
      wide.append(" b").append(i).append("=''");
    }
    byte[] attributes = TestXdm.utf8(wide.append("/>").toString());
    assertThatThrownBy(() -> Xml.root(attributes)).isInstanceOf(Unfit.class);
    byte[] utf16 = "<!DOCTYPE a><a/>".getBytes(StandardCharsets.UTF_16);
    assertThatThrownBy(() -> Xml.root(utf16)).isInstanceOf(Unfit.class);
    assertThatCode(() -> Xml.root(TestXdm.utf8("<a/>"))).doesNotThrowAnyException();
  }

  @Test
  void empty_archive_is_refused() {
    assertThatThrownBy(() -> XdmSubmission.read(Map.of())).isInstanceOf(Unfit.class);
  }
}
