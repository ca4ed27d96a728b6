// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A SOAP message as it came, read by nothing that wrote it. */
final class ReceivedMessage {
  private static final String DS = "http://www.w3.org/2000/09/xmldsig#";

  final Document envelope;
  private final Map<String, byte[]> parts = new HashMap<>();

  ReceivedMessage(WireRecorder.Asked asked) throws Exception {
    byte[] root = asked.body();
    if (asked.contentType().startsWith("multipart/")) {
      MimeMultipart all =
          new MimeMultipart(new ByteArrayDataSource(asked.body(), asked.contentType()));
      root = ((MimeBodyPart) all.getBodyPart(0)).getInputStream().readAllBytes();
      for (int i = 1; i < all.getCount(); i++) {
        MimeBodyPart part = (MimeBodyPart) all.getBodyPart(i);
        parts.put(part.getContentID().replaceAll("[<>]", ""), part.getInputStream().readAllBytes());
      }
    }
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    envelope = factory.newDocumentBuilder().parse(new ByteArrayInputStream(root));
  }

  List<Element> all(String name) {
    NodeList found = envelope.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  Element one(String name) {
    List<Element> found = all(name);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " elements " + name);
    }
    return found.get(0);
  }

  /** The child of the header of that name. */
  Element header(String name) {
    for (Node at = one("Header").getFirstChild(); at != null; at = at.getNextSibling()) {
      if (name.equals(at.getLocalName())) {
        return (Element) at;
      }
    }
    throw new AssertionError("no header " + name);
  }

  /** The values of a slot under an element. */
  static List<String> slot(Element owner, String name) {
    List<String> values = new ArrayList<>();
    for (Node at = owner.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element slot && name.equals(slot.getAttribute("name"))) {
        NodeList found = slot.getElementsByTagNameNS("*", "Value");
        for (int i = 0; i < found.getLength(); i++) {
          values.add(found.item(i).getTextContent());
        }
      }
    }
    return values;
  }

  /** The bytes of a document of the request, through its include. */
  byte[] document(String id) {
    for (Element document : all("Document")) {
      if (document.getAttribute("id").equals(id)) {
        Element include = (Element) document.getElementsByTagNameNS("*", "Include").item(0);
        String cid = include.getAttribute("href").substring("cid:".length());
        return parts.get(URLDecoder.decode(cid, StandardCharsets.UTF_8));
      }
    }
    throw new AssertionError("no document " + id);
  }

  /** Whether the signature of the assertion holds, on what came. */
  boolean assertionHolds() throws Exception {
    Element assertion = one("Assertion");
    Element signature = (Element) assertion.getElementsByTagNameNS(DS, "Signature").item(0);
    String certificate =
        signature.getElementsByTagNameNS(DS, "X509Certificate").item(0).getTextContent();
    var key =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(Base64.getMimeDecoder().decode(certificate)))
            .getPublicKey();
    DOMValidateContext context =
        new DOMValidateContext(KeySelector.singletonKeySelector(key), signature);
    context.setIdAttributeNS(assertion, null, "ID");
    XMLSignature read = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
    return read.validate(context);
  }
}
