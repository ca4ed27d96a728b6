// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * TD0.3, a doctor declares that the patient lets him read, or takes it back (service Habilitations
 * of the published WSDL; dossier of national services 1.5). Who and whose is in the assertion. The
 * role of médecin traitant is never declared from here.
 */
final class Authorisation {
  static final String ACTION = "urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorization";

  private static final String NAMESPACE = "urn:si-dmp-habilitations";
  private static final String DONE = "DMPOk";

  private Authorisation() {}

  static DOMSource request(boolean granted) {
    Document document = ExistenceTest.empty();
    Element message = document.createElementNS(NAMESPACE, "setAuthorization");
    message.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", NAMESPACE);
    Element action = document.createElementNS(NAMESPACE, "action");
    action.setTextContent(granted ? "AJOUT" : "SUPPRESSION");
    message.appendChild(action);
    document.appendChild(message);
    return new DOMSource(document);
  }

  /**
   * Passes when it is so now, whether or not it was before; the words beside the status are not
   * kept.
   *
   * @throws DmpFailure with the reason otherwise
   */
  static void check(DOMSource answer) throws DmpFailure {
    Node node = answer.getNode();
    Element message =
        node instanceof Document document ? document.getDocumentElement() : (Element) node;
    NodeList status = message.getElementsByTagNameNS(NAMESPACE, "status");
    if (!"setAuthorizationResponse".equals(message.getLocalName())
        || !NAMESPACE.equals(message.getNamespaceURI())
        || status.getLength() != 1) {
      throw new DmpFailure(DmpRefusal.DMP_ANSWER_UNREADABLE);
    }
    String code = status.item(0).getTextContent().strip();
    if (!DONE.equals(code)) {
      throw new DmpFailure(DmpRefusal.of(code));
    }
  }
}
