// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.core.model.PatientIdentity;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * TD0.2, existence and authorisation (HL7 v3 PRPA_IN201307UV02 and 201308; dossier of national
 * services 1.5). The traits that come back are not read: they must not be shown.
 */
final class ExistenceTest {
  static final String ACTION = "urn:hl7-org:v3:PRPA_IN201307UV02";

  private static final String HL7 = "urn:hl7-org:v3";
  private static final String AUTHORISATION = "1.2.250.1.213.4.1.2.6.1";

  private final String sourceId;
  private final String softwareName;
  private final InstantSource clock;

  ExistenceTest(String sourceId, String softwareName, InstantSource clock) {
    this.sourceId = sourceId;
    this.softwareName = softwareName;
    this.clock = clock;
  }

  /** Does this patient have a DMP, and may this doctor read it? */
  DOMSource question(Acting who) {
    PatientIdentity patient = who.patient();
    Document document = empty();
    Element message = document.createElementNS(HL7, "PRPA_IN201307UV02");
    message.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", HL7);
    message.setAttribute("ITSVersion", "XML_1.0");
    document.appendChild(message);
    String id = UUID.randomUUID().toString();
    add(message, "id", "root", sourceId, "extension", id);
    add(message, "creationTime", "value", DmpTime.of(clock.instant()));
    add(
        message,
        "interactionId",
        "root",
        "2.16.840.1.113883.1.6",
        "extension",
        "PRPA_IN201307UV02");
    add(message, "processingCode", "code", "P");
    add(message, "processingModeCode", "code", "T");
    add(message, "acceptAckCode", "code", "AL");
    device(add(message, "receiver", "typeCode", "RCV"), "1.2.250.1.213.4.1.1.1", "DMP");
    device(add(message, "sender", "typeCode", "SND"), sourceId, softwareName);
    Element act = add(message, "controlActProcess", "classCode", "CACT", "moodCode", "EVN");
    add(
        act,
        "reasonCode",
        "code",
        "TEST_EXST",
        "codeSystem",
        "1.2.250.1.213.1.1.4.11",
        "displayName",
        "Test d'existence de dossier");
    Element query = add(act, "queryByParameter");
    add(query, "queryId", "root", sourceId, "extension", id);
    add(query, "statusCode", "code", "new");
    Element identifier = add(add(query, "parameterList"), "patientIdentifier");
    add(
        identifier,
        "value",
        "root",
        Objects.requireNonNull(patient.insOid()),
        "extension",
        Objects.requireNonNull(patient.ins()));
    add(identifier, "semanticsText").setTextContent("Patient.id");
    return new DOMSource(document);
  }

  private static void device(Element parent, String id, String name) {
    Element device = add(parent, "device", "classCode", "DEV", "determinerCode", "INSTANCE");
    add(device, "id", "root", id);
    add(device, "softwareName").setTextContent(name);
  }

  /** An element with its attributes, in pairs of a name and a value. */
  private static Element add(Element parent, String name, String... attributes) {
    Element made = parent.getOwnerDocument().createElementNS(HL7, name);
    for (int i = 0; i < attributes.length; i += 2) {
      made.setAttribute(attributes[i], attributes[i + 1]);
    }
    parent.appendChild(made);
    return made;
  }

  /** A document to be filled. */
  static Document empty() {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform makes documents", e);
    }
  }

  /**
   * Reads the answer: passes when the record is open and the doctor may read it.
   *
   * @throws DmpFailure with the reason otherwise
   */
  void check(DOMSource answer) throws DmpFailure {
    Node node = answer.getNode();
    Element message =
        node instanceof Document document ? document.getDocumentElement() : (Element) node;
    if (!"PRPA_IN201308UV02".equals(message.getLocalName())
        || !HL7.equals(message.getNamespaceURI())) {
      throw new DmpFailure(DmpRefusal.DMP_ANSWER_UNREADABLE);
    }
    NodeList patients = message.getElementsByTagNameNS(HL7, "patient");
    if (patients.getLength() == 0) {
      throw new DmpFailure(DmpRefusal.DMP_ABSENT);
    }
    if (!"active".equals(code((Element) patients.item(0), "statusCode"))) {
      throw new DmpFailure(DmpRefusal.DMP_CLOSED);
    }
    authorised(message);
  }

  private static void authorised(Element message) throws DmpFailure {
    NodeList lines = message.getElementsByTagNameNS(HL7, "attentionLine");
    for (int i = 0; i < lines.getLength(); i++) {
      Element line = (Element) lines.item(i);
      NodeList key = line.getElementsByTagNameNS(HL7, "keyWordText");
      if (key.getLength() == 1
          && AUTHORISATION.equals(((Element) key.item(0)).getAttribute("codeSystem"))) {
        refused(code(line, "value"));
        return;
      }
    }
    throw new DmpFailure(DmpRefusal.DMP_AUTHORISATION_ABSENT);
  }

  private static void refused(String authorisation) throws DmpFailure {
    switch (authorisation) {
      case "VALIDE" -> {
        // he may
      }
      case "EXPIRE" -> throw new DmpFailure(DmpRefusal.DMP_AUTHORISATION_EXPIRED);
      case "NON_EXISTE" -> throw new DmpFailure(DmpRefusal.DMP_AUTHORISATION_ABSENT);
      default -> throw new DmpFailure(DmpRefusal.DMP_ACCESS_REFUSED);
    }
  }

  private static String code(Element parent, String child) {
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element && child.equals(element.getLocalName())) {
        return element.getAttribute("code");
      }
    }
    return "";
  }
}
