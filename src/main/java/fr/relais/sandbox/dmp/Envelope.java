// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Multipart.Part;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * A SOAP 1.2 request with its WS-Addressing headers.
 *
 * @param whole the root element, with the headers
 * @param security the header that holds the VIHF
 * @param body the only child of the SOAP body
 * @param parts the parts beside the envelope, by Content-ID
 */
record Envelope(
    Transaction transaction,
    String messageId,
    Element whole,
    Element security,
    Element body,
    Map<String, byte[]> parts) {
  static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
  static final String WSA = "http://www.w3.org/2005/08/addressing";
  static final String WSSE =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
  private static final String SOAP_TYPE = "application/soap+xml";
  private static final String XOP_TYPE = "application/xop+xml";

  /** What came over HTTP, before it is known to be SOAP. */
  record Packet(Element root, String action, boolean multipart, Map<String, byte[]> parts) {}

  /**
   * Reads the HTTP body; says nothing yet about the headers of SOAP.
   *
   * @param contentType the header, empty when it is missing
   * @throws SoapFault when it is no SOAP 1.2
   */
  static Packet unpack(String contentType, byte[] body) throws SoapFault {
    MediaType type = MediaType.read(contentType);
    if (!"multipart/related".equals(type.type())) {
      if (!SOAP_TYPE.equals(type.type())) {
        throw SoapFault.version();
      }
      return new Packet(root(body), type.parameter("action"), false, Map.of());
    }
    MediaType info = MediaType.read(type.parameter("start-info"));
    Multipart multipart = Multipart.read(type, body);
    Part root = multipart.rootPart();
    if (!XOP_TYPE.equals(type.parameter("type"))
        || !SOAP_TYPE.equals(info.type())
        || !XOP_TYPE.equals(root.type().type())
        || !root.type().parameter("type").startsWith(SOAP_TYPE)) {
      throw SoapFault.unreadable("multipart : type, start-info et partie racine incohérents");
    }
    String action = type.parameter("action");
    return new Packet(
        root(root.bytes()),
        action.isEmpty() ? info.parameter("action") : action,
        true,
        multipart.parts().entrySet().stream()
            .filter(part -> !part.getKey().equals(multipart.root()))
            .collect(Collectors.toMap(Map.Entry::getKey, part -> part.getValue().bytes())));
  }

  private static Element root(byte[] xml) throws SoapFault {
    try {
      Element root = Xml.root(xml);
      if (!Xml.is(root, SOAP, "Envelope")) {
        throw SoapFault.version();
      }
      return root;
    } catch (Xml.Broken e) {
      throw SoapFault.unreadable("XML mal formé ou interdit");
    }
  }

  /**
   * Reads the headers.
   *
   * @param service last step of the path
   * @throws SoapFault when one is missing, stands twice, or contradicts another
   */
  static Envelope read(Packet packet, String service) throws SoapFault {
    Element header = only(packet.root(), "Header");
    Element bodyElement = only(packet.root(), "Body");
    String action = addressing(header, "Action");
    String messageId = addressing(header, "MessageID");
    Transaction transaction = Transaction.of(action);
    if (transaction == null || !transaction.service().equals(service)) {
      throw SoapFault.addressing("ActionNotSupported", "action inconnue de ce service");
    }
    if (!packet.action().isEmpty() && !packet.action().equals(action)) {
      throw SoapFault.addressing("InvalidAddressingHeader", "action et Content-Type incohérents");
    }
    checkTransport(packet, transaction);
    if (!messageId.matches("urn:uuid:[0-9a-fA-F-]{36}")) {
      throw SoapFault.addressing("InvalidAddressingHeader", "MessageID");
    }
    checkReplyTo(header);
    List<Element> content = Xml.children(bodyElement);
    Element security = Xml.only(header, WSSE, "Security");
    if (security == null) {
      throw SoapFault.security("InvalidSecurity", "en-tête Security absent ou répété");
    }
    if (content.size() != 1) {
      throw SoapFault.unreadable("le corps SOAP doit avoir un seul élément");
    }
    return new Envelope(
        transaction, messageId, packet.root(), security, content.get(0), packet.parts());
  }

  /** The transaction that is asked for, as early as it can be known: an answer needs it. */
  static String action(Packet packet) {
    Element header = Xml.only(packet.root(), SOAP, "Header");
    return header == null ? "" : Xml.text(header, WSA, "Action");
  }

  /** MessageID of a request that may be refused, empty when it is not there. */
  static String messageId(Packet packet) {
    Element header = Xml.only(packet.root(), SOAP, "Header");
    return header == null ? "" : Xml.text(header, WSA, "MessageID");
  }

  private static void checkTransport(Packet packet, Transaction transaction) throws SoapFault {
    boolean fits =
        switch (transaction) {
          case PUBLISH -> packet.multipart();
          case RETRIEVE -> true;
          case EXISTENCE, AUTHORISE, QUERY, UPDATE -> !packet.multipart();
        };
    if (!fits) {
      throw SoapFault.unreadable("Content-Type inattendu pour cette action");
    }
  }

  private static void checkReplyTo(Element header) throws SoapFault {
    List<Element> to = Xml.at(header, WSA, "ReplyTo", "Address");
    if (to.size() > 1 || (to.size() == 1 && !Xml.text(to.get(0)).equals(WSA + "/anonymous"))) {
      throw SoapFault.addressing("InvalidAddressingHeader", "ReplyTo doit être anonyme");
    }
  }

  private static String addressing(Element header, String name) throws SoapFault {
    if (Xml.children(header, WSA, name).size() > 1) {
      throw SoapFault.addressing("InvalidAddressingHeader", name + " répété");
    }
    String value = Xml.text(header, WSA, name);
    if (value.isEmpty()) {
      throw SoapFault.addressing("MessageAddressingHeaderRequired", name + " absent");
    }
    return value;
  }

  private static Element only(Element root, String name) throws SoapFault {
    Element child = Xml.only(root, SOAP, name);
    if (child == null) {
      throw SoapFault.unreadable("enveloppe SOAP incomplète");
    }
    return child;
  }
}
