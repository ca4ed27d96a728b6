// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xml;

import fr.relais.core.model.Content;
import java.io.CharArrayReader;
import java.nio.CharBuffer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Opens XML for reading, hardened (OWASP XXE; safety rules, section 5): the parser is the JDK's own
 * whatever lies on the class path, it knows namespaces, reads as it goes, and has no DTD, no entity
 * but the five of XML, no file and no network.
 */
public final class XmlReaders {
  private XmlReaders() {}

  /**
   * A reader at the beginning of the document. A factory keeps the reader it made last, and so the
   * message: each reader gets a factory of its own.
   *
   * @throws XMLStreamException when not even the beginning is XML; {@link XmlRefused} while reading
   *     when a limit is passed
   */
  public static XMLStreamReader open(Content content) throws XMLStreamException {
    return open(XmlCharset.of(content).text(), GuardedReader.ATTRIBUTE_CHARS_MAX);
  }

  static XMLStreamReader open(CharBuffer text, int attributeCharsMax) throws XMLStreamException {
    return new GuardedReader(
        closedFactory()
            .createXMLStreamReader(
                new CharArrayReader(
                    text.array(), text.arrayOffset() + text.position(), text.remaining())),
        attributeCharsMax);
  }

  private static XMLInputFactory closedFactory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty("http://javax.xml.XMLConstants/property/accessExternalDTD", "");
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing outside the document is read");
        });
    return factory;
  }
}
