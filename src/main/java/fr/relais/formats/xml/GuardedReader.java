// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xml;

import fr.relais.core.model.ProblemCode;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** A reader that stops at any DOCTYPE or entity, and when a limit is passed. */
final class GuardedReader extends StreamReaderDelegate {
  static final int DEPTH_MAX = 256;
  static final int ATTRIBUTES_MAX = 256;
  static final int ATTRIBUTE_CHARS_MAX = 64 * 1024;

  /** Elements and attributes together: a biology report of 300 kB has some 10,000. */
  static final int NODES_MAX = 400_000;

  /** Of one element: a document in base64 is one text. */
  static final int TEXT_CHARS_MAX = 70_000_000;

  private final int attributeCharsMax;
  private int depth;
  private int nodes;
  private long textChars;

  GuardedReader(XMLStreamReader reader, int attributeCharsMax) {
    super(reader);
    this.attributeCharsMax = attributeCharsMax;
  }

  @Override
  public int next() throws XMLStreamException {
    int event;
    try {
      event = super.next();
    } catch (RuntimeException e) {
      throw new XMLStreamException("the parser failed: " + e.getClass().getName());
    }
    switch (event) {
      case XMLStreamConstants.DTD,
          XMLStreamConstants.ENTITY_REFERENCE,
          XMLStreamConstants.ENTITY_DECLARATION,
          XMLStreamConstants.NOTATION_DECLARATION ->
          throw doctype();
      case XMLStreamConstants.START_ELEMENT -> start();
      case XMLStreamConstants.END_ELEMENT -> {
        depth--;
        textChars = 0;
      }
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
      default -> {
        // comments, instructions and blanks carry nothing
      }
    }
    return event;
  }

  /** Through {@link #next()}, so that it is guarded too. */
  @Override
  public int nextTag() throws XMLStreamException {
    int event = next();
    while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
      if (event == XMLStreamConstants.END_DOCUMENT || (isCharacters() && !isWhiteSpace())) {
        throw new XMLStreamException("a tag was expected");
      }
      event = next();
    }
    return event;
  }

  /** Through {@link #next()}, so that it is guarded too. */
  @Override
  public String getElementText() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int event = next();
    while (event != XMLStreamConstants.END_ELEMENT) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        throw new XMLStreamException("text alone was expected");
      }
      if (isCharacters() || event == XMLStreamConstants.CDATA) {
        text.append(getText());
      }
      event = next();
    }
    return text.toString();
  }

  private void start() throws XmlRefused {
    textChars = 0;
    depth++;
    int attributes = getAttributeCount();
    nodes += 1 + attributes;
    if (depth > DEPTH_MAX || attributes > ATTRIBUTES_MAX || nodes > NODES_MAX) {
      throw tooLarge();
    }
    for (int i = 0; i < attributes; i++) {
      if (getAttributeValue(i).length() > attributeCharsMax) {
        throw tooLarge();
      }
    }
  }

  private void text() throws XmlRefused {
    textChars += getTextLength();
    if (textChars > TEXT_CHARS_MAX) {
      throw tooLarge();
    }
  }

  private XmlRefused doctype() {
    return new XmlRefused(
        ProblemCode.LINE_NOT_UNDERSTOOD,
        place(),
        "Le document porte un DOCTYPE ou une entité : aucun n'est admis.",
        "Envoyer le document sans DOCTYPE.");
  }

  private XmlRefused tooLarge() {
    return new XmlRefused(
        ProblemCode.TOO_LARGE,
        place(),
        "Le document XML passe une limite (profondeur, attributs, éléments ou texte).",
        "Envoyer un document dans les limites de la documentation.");
  }

  private String place() {
    return "ligne " + getLocation().getLineNumber();
  }
}
