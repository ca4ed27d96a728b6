// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xml;

import fr.relais.core.model.Content;
import fr.relais.core.model.ProblemCode;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The W3C tree of a document, for signatures (XML Signature needs every node, comments and
 * instructions included). Filled from the guarded reader: no other parser sees the bytes.
 */
public final class XmlDom {
  private XmlDom() {}

  /** A tree with nothing in it, of the JDK's own implementation. */
  public static Document empty() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java makes no XML tree", e);
    }
  }

  /**
   * Reads the whole, and keeps every node that canonical XML keeps.
   *
   * @throws XmlRefused with the problem, when it is not well-formed or not safe
   */
  public static Document read(Content content) throws XmlRefused {
    try {
      XMLStreamReader reader = XmlReaders.open(content);
      Document document = empty();
      Node open = document;
      while (reader.hasNext()) {
        open = take(reader, reader.next(), document, open);
      }
      reader.close();
      return document;
    } catch (XmlRefused e) {
      throw e;
    } catch (XMLStreamException | RuntimeException e) {
      throw new XmlRefused(
          ProblemCode.LINE_NOT_UNDERSTOOD,
          "document",
          "Le document n'est pas du XML bien formé.",
          "Corriger le document, puis le renvoyer.");
    }
  }

  /** Adds one node; the one that is open after it. */
  private static Node take(XMLStreamReader reader, int event, Document document, Node open) {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        return open.appendChild(element(reader, document));
      }
      case XMLStreamConstants.END_ELEMENT -> {
        return open.getParentNode();
      }
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
        if (open != document) {
          open.appendChild(document.createTextNode(reader.getText()));
        }
      }
      case XMLStreamConstants.COMMENT -> open.appendChild(document.createComment(reader.getText()));
      case XMLStreamConstants.PROCESSING_INSTRUCTION ->
          open.appendChild(
              document.createProcessingInstruction(reader.getPITarget(), reader.getPIData()));
      default -> {
        // the two ends of the document
      }
    }
    return open;
  }

  private static Element element(XMLStreamReader reader, Document document) {
    Element element =
        document.createElementNS(
            reader.getNamespaceURI(), qualified(reader.getPrefix(), reader.getLocalName()));
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      String prefix = reader.getNamespacePrefix(i);
      String uri = reader.getNamespaceURI(i);
      element.setAttributeNS(
          XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
          prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix,
          uri == null ? "" : uri);
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      element.setAttributeNS(
          reader.getAttributeNamespace(i),
          qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
          reader.getAttributeValue(i));
    }
    return element;
  }

  private static String qualified(@Nullable String prefix, String name) {
    return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
  }
}
