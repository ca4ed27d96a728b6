// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import fr.relais.formats.xml.XmlElement;

/** The narrative of FHIR XML as the text that FHIR JSON holds it in; attributes are left out. */
final class Xhtml {
  private static final String NAMESPACE = "http://www.w3.org/1999/xhtml";

  private Xhtml() {}

  static String written(XmlElement div) {
    StringBuilder text = new StringBuilder();
    write(div, true, text);
    return text.toString();
  }

  private static void write(XmlElement element, boolean root, StringBuilder into) {
    into.append('<').append(element.name());
    if (root) {
      into.append(" xmlns=\"").append(NAMESPACE).append('"');
    }
    into.append('>');
    escape(element.text(), into);
    for (XmlElement child : element.children()) {
      write(child, false, into);
      escape(child.tail(), into);
    }
    into.append("</").append(element.name()).append('>');
  }

  private static void escape(String text, StringBuilder into) {
    into.append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }
}
