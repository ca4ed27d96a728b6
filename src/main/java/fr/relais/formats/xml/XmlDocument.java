// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xml;

import fr.relais.core.model.Content;
import fr.relais.core.model.ProblemCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A document read once, from its first byte to its last, so that everyone who looks at it sees the
 * same thing. Comments and processing instructions are left out.
 *
 * @param charset that it was read in, by its Java name
 */
public record XmlDocument(XmlElement root, String charset) {
  private static final char LOST = '\ufffd';

  /**
   * Reads the whole.
   *
   * @throws XmlRefused with the problem, when it is not well-formed, not safe, or damaged
   */
  public static XmlDocument read(Content content) throws XmlRefused {
    return read(content, GuardedReader.ATTRIBUTE_CHARS_MAX);
  }

  /**
   * The same of a format that keeps whole documents in attributes.
   *
   * @param attributeCharsMax how long one attribute may be
   * @throws XmlRefused with the problem, when it is not well-formed, not safe, or damaged
   */
  public static XmlDocument read(Content content, int attributeCharsMax) throws XmlRefused {
    int line = 1;
    try {
      XmlCharset written = XmlCharset.of(content);
      XMLStreamReader reader = XmlReaders.open(written.text(), attributeCharsMax);
      try {
        return new XmlDocument(tree(reader), written.charset().name());
      } finally {
        line = Math.max(1, reader.getLocation().getLineNumber());
        reader.close();
      }
    } catch (XmlRefused e) {
      throw e;
    } catch (XMLStreamException | RuntimeException e) {
      throw notWellFormed(content, line);
    }
  }

  private static XmlElement tree(XMLStreamReader reader) throws XMLStreamException {
    Deque<XmlElement> open = new ArrayDeque<>();
    StringBuilder text = new StringBuilder();
    XmlElement root = null;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          flush(text, open);
          XmlElement element = element(reader);
          if (open.isEmpty()) {
            root = element;
          } else {
            open.element().add(element);
          }
          open.push(element);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          flush(text, open);
          open.pop();
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        default -> {
          // the end of the document, comments and instructions
        }
      }
    }
    if (root == null) {
      throw new XMLStreamException("no root element");
    }
    return root;
  }

  private static void flush(StringBuilder text, Deque<XmlElement> open) throws XmlRefused {
    if (text.length() > 0 && !open.isEmpty()) {
      String whole = text.toString();
      check(whole);
      open.element().addText(whole.isBlank() ? " " : whole);
    }
    text.setLength(0);
  }

  private static XmlElement element(XMLStreamReader reader) throws XmlRefused {
    List<String> attributes = new ArrayList<>(2 * reader.getAttributeCount());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      check(reader.getAttributeValue(i));
      attributes.add(reader.getAttributeLocalName(i));
      attributes.add(reader.getAttributeValue(i));
    }
    String namespace = reader.getNamespaceURI();
    return new XmlElement(namespace == null ? "" : namespace, reader.getLocalName(), attributes);
  }

  /** A lost character, or a control of the C1 set (Windows bytes that say they are Latin). */
  private static void check(String text) throws XmlRefused {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == LOST || (c >= 0x7f && c < 0xa0)) {
        throw new XmlRefused(
            ProblemCode.CONTROL_CHARACTER,
            "document",
            "Caractère de commande ou caractère perdu.",
            "Renvoyer le document sans ce caractère, dans le jeu de caractères qu'il déclare.");
      }
    }
  }

  private static XmlRefused notWellFormed(Content content, int line) {
    if (!XmlMarks.endsWhole(content)) {
      return new XmlRefused(
          ProblemCode.TRUNCATED,
          "fin du document",
          "Le document est coupé : son élément principal n'est pas fermé.",
          "Renvoyer le document entier.");
    }
    return new XmlRefused(
        ProblemCode.LINE_NOT_UNDERSTOOD,
        "ligne " + line,
        "Le document n'est pas du XML bien formé.",
        "Corriger le document, puis le renvoyer.");
  }
}
