// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.xml.XMLConstants;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSSerializer;
import org.xml.sax.InputSource;

/**
 * Reads signed XML as a receiver would: from its characters, by another parser than ours, with the
 * plain validation of XML Signature. It shares no line with what signs.
 */
final class SignatureCheck {
  static final String DS = "http://www.w3.org/2000/09/xmldsig#";

  private SignatureCheck() {}

  static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  /** As it would go on the wire, by the serializer of the JDK. */
  static String written(Document document) throws Exception {
    DOMImplementationLS ls =
        (DOMImplementationLS)
            DOMImplementationRegistry.newInstance().getDOMImplementation("LS 3.0");
    LSSerializer serializer = ls.createLSSerializer();
    serializer.getDomConfig().setParameter("xml-declaration", false);
    var out = ls.createLSOutput();
    StringWriter text = new StringWriter();
    out.setCharacterStream(text);
    serializer.write(document, out);
    return text.toString();
  }

  static Element one(Element in, String name) {
    NodeList found = in.getElementsByTagNameNS("*", name);
    if (found.getLength() != 1) {
      throw new AssertionError(found.getLength() + " elements " + name);
    }
    return (Element) found.item(0);
  }

  static X509Certificate signer(Element signature) throws Exception {
    byte[] bytes = Base64.getDecoder().decode(one(signature, "X509Certificate").getTextContent());
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  /**
   * Whether the value and each reference hold.
   *
   * @param signed the elements that references name, by the attribute that is their id
   * @param old whether SHA-1 is let pass
   */
  static boolean holds(Element signature, String idAttribute, boolean old, Element... signed)
      throws Exception {
    DOMValidateContext context =
        new DOMValidateContext(
            KeySelector.singletonKeySelector(signer(signature).getPublicKey()), signature);
    context.setProperty("org.jcp.xml.dsig.secureValidation", !old);
    for (Element element : signed) {
      context.setIdAttributeNS(element, null, idAttribute);
    }
    XMLSignature read =
        XMLSignatureFactory.getInstance("DOM", "XMLDSig").unmarshalXMLSignature(context);
    boolean holds = read.getSignatureValue().validate(context);
    for (Object reference : read.getSignedInfo().getReferences()) {
      holds &= ((Reference) reference).validate(context);
    }
    return holds;
  }
}
