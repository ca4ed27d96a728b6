// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import javax.xml.XMLConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Adds SAML elements below one element. Every namespace is declared where the root or the element
 * itself says it, so that the canonical form does not hang on what stands around.
 */
record VihfTree(Element parent) {
  static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
  static final String HL7 = "urn:hl7-org:v3";
  static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

  /** The root, in this empty document. */
  static Element assertion(Document document, String id, VihfRequest request) {
    Element assertion = document.createElementNS(SAML, "saml2:Assertion");
    declare(assertion, "xmlns:saml2", SAML);
    declare(assertion, "xmlns:xsi", XSI);
    declare(assertion, "xmlns:xs", XMLConstants.W3C_XML_SCHEMA_NS_URI);
    assertion.setAttributeNS(null, "ID", id);
    assertion.setAttributeNS(null, "IssueInstant", SamlTime.of(request.issuedAt()));
    assertion.setAttributeNS(null, "Version", "2.0");
    document.appendChild(assertion);
    return assertion;
  }

  private static void declare(Element element, String name, String uri) {
    element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, name, uri);
  }

  Element saml(String name) {
    Element element = parent.getOwnerDocument().createElementNS(SAML, "saml2:" + name);
    parent.appendChild(element);
    return element;
  }

  Element saml(String name, String text) {
    Element element = saml(name);
    element.setTextContent(text);
    return element;
  }

  /** A coded element of HL7 v3, type CE. */
  Element coded(String name, VihfRequest.Code code, String system, String systemName) {
    Element element = parent.getOwnerDocument().createElementNS(HL7, name);
    declare(element, "xmlns", HL7);
    element.setAttributeNS(XSI, "xsi:type", "CE");
    element.setAttributeNS(null, "code", code.code());
    element.setAttributeNS(null, "codeSystem", system);
    element.setAttributeNS(null, "codeSystemName", systemName);
    element.setAttributeNS(null, "displayName", code.label());
    parent.appendChild(element);
    return element;
  }
}
