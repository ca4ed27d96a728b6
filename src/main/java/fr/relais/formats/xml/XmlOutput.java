// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xml;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes XML in UTF-8, element by element. Names are written as they are given; texts and values
 * are escaped, and a character that XML 1.0 forbids becomes a blank.
 */
public final class XmlOutput {
  private final StringWriter written = new StringWriter(16 << 10);
  private final XMLStreamWriter writer;

  public XmlOutput() {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(written);
      writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn; one whose value is null is left out
   */
  public XmlOutput open(String name, @Nullable String... attributes) {
    try {
      writer.writeStartElement(name);
      attributes(attributes);
      return this;
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  /** Closes the element that was opened last. */
  public XmlOutput close() {
    try {
      writer.writeEndElement();
      return this;
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  /** An element without content. */
  public XmlOutput leaf(String name, @Nullable String... attributes) {
    try {
      writer.writeEmptyElement(name);
      attributes(attributes);
      return this;
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  /** An element with a text; nothing when the text is null. */
  public XmlOutput element(String name, @Nullable String text, @Nullable String... attributes) {
    return text == null ? this : open(name, attributes).text(text).close();
  }

  public XmlOutput text(String text) {
    try {
      writer.writeCharacters(allowed(text));
      return this;
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  /** The document, whose elements are all closed. */
  public byte[] bytes() {
    try {
      writer.writeEndDocument();
      writer.flush();
      return written.toString().getBytes(StandardCharsets.UTF_8);
    } catch (XMLStreamException e) {
      throw inMemory(e);
    }
  }

  private void attributes(@Nullable String... attributes) throws XMLStreamException {
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      String name = attributes[i];
      String value = attributes[i + 1];
      if (name != null && value != null) {
        writer.writeAttribute(name, allowed(value));
      }
    }
  }

  private static String allowed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return text.codePoints()
            .map(point -> allowed(point) ? point : ' ')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  /** XML 1.0 section 2.2, without the carriage return, which readers turn into something else. */
  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c >= 0x20 && c <= 0xD7FF
        || c >= 0xE000 && c <= 0xFFFD
        || c >= 0x10000;
  }

  private static IllegalStateException inMemory(XMLStreamException e) {
    return new IllegalStateException("a document is written in memory alone", e);
  }
}
