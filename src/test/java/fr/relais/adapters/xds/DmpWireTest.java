// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.flow.Exit.Attempt;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.w3c.dom.Element;

/** What is on the wire, as a stranger reads it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DmpWireTest {
  private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
  private static final String WSA = "http://www.w3.org/2005/08/addressing";
  private static final String OLD = "1.2.250.1.999.7.10.30";
  private static final String OLD_ENTRY = "urn:uuid:7953af1a-ba1c-11eb-816f-0050569e4200";

  private WireRecorder server;
  private DmpLines lines;

  @BeforeAll
  void open() throws IOException {
    server = new WireRecorder(DmpHouse.ONE.server);
    lines = new DmpLines(DmpHouse.ONE.settings(server.port()), DmpHouse.CLOCK);
  }

  @BeforeEach
  void forget() {
    server.forget();
  }

  @AfterAll
  void close() {
    lines.close();
    server.close();
  }

  private Attempt send(fr.relais.core.model.Parcel parcel) {
    return new DmpExit(lines).send(Publications.delivery(), parcel);
  }

  private ReceivedMessage filed() throws Exception {
    server
        .then(WireRecorder.found())
        .then(WireRecorder.found(OLD_ENTRY))
        .then(WireRecorder.said(""));
    assertThat(send(Publications.filing(Publications.DOCUMENT_ID, OLD)))
        .isEqualTo(DmpDone.DMP_REPLACED.attempt());
    return new ReceivedMessage(server.asked.get(2));
  }

  @Test
  void the_envelope_is_soap_1_2_with_addresses_that_must_be_understood() throws Exception {
    ReceivedMessage message = filed();

    assertThat(message.envelope.getDocumentElement().getNamespaceURI()).isEqualTo(SOAP_12);
    Element action = message.header("Action");
    assertThat(action.getNamespaceURI()).isEqualTo(WSA);
    assertThat(action.getTextContent())
        .isEqualTo("urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b");
    assertThat(action.getAttributeNS(SOAP_12, "mustUnderstand")).isIn("true", "1");
    assertThat(message.header("ReplyTo").getAttributeNS(SOAP_12, "mustUnderstand"))
        .isIn("true", "1");
    assertThat(message.header("ReplyTo").getTextContent().strip()).isEqualTo(WSA + "/anonymous");
    assertThat(message.header("MessageID").getTextContent()).startsWith("urn:uuid:");
    assertThat(message.header("To").getTextContent())
        .endsWith("/si-dmp-server/v2/services/repository");
    assertThat(server.asked.get(2).path()).isEqualTo("/si-dmp-server/v2/services/repository");
    assertThat(server.asked.get(2).contentType())
        .startsWith("multipart/related;")
        .contains("type=\"application/xop+xml\"")
        .contains("start-info=\"application/soap+xml")
        .contains("action=\"urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b\"");
    assertThat(server.asked.get(0).contentType()).startsWith("application/soap+xml");
  }

  @Test
  void the_assertion_stands_in_the_security_header_and_its_signature_holds() throws Exception {
    ReceivedMessage message = filed();

    Element security = message.header("Security");
    assertThat(security.getNamespaceURI()).endsWith("oasis-200401-wss-wssecurity-secext-1.0.xsd");
    assertThat(message.one("Assertion").getParentNode()).isSameAs(security);
    assertThat(message.assertionHolds()).isTrue();
    assertThat(new ReceivedMessage(server.asked.get(0)).assertionHolds()).isTrue();
    assertThat(security.getTextContent()).contains(Publications.PATIENT_ID);
  }

  @Test
  void each_document_has_the_identifier_of_its_description_and_its_own_bytes() throws Exception {
    ReceivedMessage message = filed();

    List<String> described =
        message.all("ExtrinsicObject").stream().map(e -> e.getAttribute("id")).toList();
    List<String> documents =
        message.all("Document").stream().map(e -> e.getAttribute("id")).toList();
    assertThat(documents).isEqualTo(described).hasSize(2);
    assertThat(message.document(documents.get(0)))
        .isEqualTo(Publications.document(Publications.DOCUMENT_ID, OLD, "Sang").bytes());
    assertThat(
            new String(message.document(documents.get(1)), java.nio.charset.StandardCharsets.UTF_8))
        .contains("urn:oid:" + Publications.DOCUMENT_ID);
  }

  @Test
  void the_description_is_complete_and_in_universal_time() throws Exception {
    Element entry = filed().all("ExtrinsicObject").get(0);

    assertThat(ReceivedMessage.slot(entry, "creationTime")).containsExactly("20260415120500");
    assertThat(ReceivedMessage.slot(entry, "serviceStartTime")).containsExactly("20260415061200");
    assertThat(ReceivedMessage.slot(entry, "languageCode")).containsExactly("fr-FR");
    assertThat(ReceivedMessage.slot(entry, "legalAuthenticator"))
        .containsExactly("889971000024^HADDAD^SAMIR^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS");
    assertThat(ReceivedMessage.slot(entry, "sourcePatientInfo"))
        .containsExactly("PID-5|ESSAI^MARIE^^^^^L", "PID-7|19580314", "PID-8|F");
    assertThat(ReceivedMessage.slot(entry, "hash")).isEmpty();
    assertThat(identifiers(entry))
        .containsExactlyInAnyOrder(Publications.PATIENT_ID, Publications.DOCUMENT_ID);
    assertThat(codes(entry))
        .contains("10", "11502-2", "urn:ihe:lab:xd-lab:2008", "N", "SA25", "AMBULATOIRE");
  }

  @Test
  void the_set_is_by_the_submitter_and_signed() throws Exception {
    ReceivedMessage message = filed();

    Element set = message.one("RegistryPackage");
    assertThat(ReceivedMessage.slot(set, "submissionTime")).containsExactly("20260415120600");
    assertThat(identifiers(set))
        .containsExactlyInAnyOrder(
            Publications.PATIENT_ID, "1.2.250.1.999.1.1", Publications.DOCUMENT_ID + ".9");
    assertThat(codes(set)).contains("26");
    assertThat(set.getTextContent())
        .contains("889971000016^LEMOINE^CLAIRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS")
        .contains("^IDNST^^^" + Publications.STRUCTURE)
        .contains("G15_10/SM26^");
    Element signature = message.all("ExtrinsicObject").get(1);
    assertThat(codes(signature))
        .contains("E1762", "N", "MASQUE_PS", "INVISIBLE_PATIENT", "1.2.840.10065.1.12.1.14");
    String setId = set.getAttribute("id");
    String documentId = message.all("ExtrinsicObject").get(0).getAttribute("id");
    String signatureId = signature.getAttribute("id");
    assertThat(message.all("Association"))
        .extracting(
            a ->
                a.getAttribute("associationType").replaceAll(".*:", "")
                    + " "
                    + a.getAttribute("sourceObject")
                    + " "
                    + a.getAttribute("targetObject"))
        .containsExactlyInAnyOrder(
            "HasMember " + setId + " " + documentId,
            "HasMember " + setId + " " + signatureId,
            "signs " + signatureId + " " + setId,
            "RPLC " + documentId + " " + OLD_ENTRY);
  }

  @Test
  void a_second_try_has_the_same_identifiers_in_a_new_message() throws Exception {
    ReceivedMessage first = filed();
    server.asked.clear();
    ReceivedMessage second = filed();

    assertThat(identifiers(second.one("RegistryPackage")))
        .isEqualTo(identifiers(first.one("RegistryPackage")));
    assertThat(second.header("MessageID").getTextContent())
        .isNotEqualTo(first.header("MessageID").getTextContent());
    assertThat(second.one("Assertion").getAttribute("ID"))
        .isNotEqualTo(first.one("Assertion").getAttribute("ID"));
  }

  @Test
  void a_deletion_says_from_which_state_to_which() throws Exception {
    server.then(WireRecorder.found(OLD_ENTRY)).then(WireRecorder.said(""));
    assertThat(send(Publications.deletion(OLD))).isEqualTo(DmpDone.DMP_DELETED.attempt());

    ReceivedMessage message = new ReceivedMessage(server.asked.get(1));
    assertThat(message.header("Action").getTextContent())
        .isEqualTo("urn:ihe:iti:2010:UpdateDocumentSet");
    Element association = message.one("Association");
    assertThat(association.getAttribute("targetObject")).isEqualTo(OLD_ENTRY);
    assertThat(ReceivedMessage.slot(association, "OriginalStatus"))
        .containsExactly("urn:oasis:names:tc:ebxml-regrep:StatusType:Approved");
    assertThat(ReceivedMessage.slot(association, "NewStatus"))
        .containsExactly("urn:asip:ci-sis:2010:StatusType:Deleted");
  }

  private static List<String> identifiers(Element owner) {
    return attributes(owner, "ExternalIdentifier", "value");
  }

  private static List<String> codes(Element owner) {
    return attributes(owner, "Classification", "nodeRepresentation");
  }

  private static List<String> attributes(Element owner, String name, String attribute) {
    var found = owner.getElementsByTagNameNS("*", name);
    List<String> values = new java.util.ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      values.add(((Element) found.item(i)).getAttribute(attribute));
    }
    return values;
  }
}
