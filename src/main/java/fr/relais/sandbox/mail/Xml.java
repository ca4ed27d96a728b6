// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** XML that may be hostile: no DOCTYPE, no entity, no inclusion, nothing fetched, not too deep. */
final class Xml {
  private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";

  private Xml() {}

  /**
   * @return the root element
   * @throws Unfit when it is not well formed, or holds what is forbidden
   */
  static Element root(byte[] xml) throws Unfit {
    try {
      DocumentBuilder builder = factory().newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
    } catch (SAXException | IOException e) {
      throw new Unfit("XML that is broken or forbidden");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the XML parser of Java has these features", e);
    }
  }

  private static DocumentBuilderFactory factory() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    factory.setAttribute(LIMITS + "maxElementDepth", "256");
    factory.setAttribute(LIMITS + "elementAttributeLimit", "200");
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    return factory;
  }

  /** The child elements of that name. */
  static List<Element> children(Element parent, String namespace, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && namespace.equals(element.getNamespaceURI())
          && name.equals(element.getLocalName())) {
        found.add(element);
      }
    }
    return found;
  }

  /** The elements at the end of a path of names, one namespace for all. */
  static List<Element> at(Element from, String namespace, String... path) {
    List<Element> found = List.of(from);
    for (String name : path) {
      List<Element> next = new ArrayList<>();
      found.forEach(element -> next.addAll(children(element, namespace, name)));
      found = next;
    }
    return found;
  }

  /** An attribute, null when it is missing or empty. */
  static @Nullable String attribute(Element element, String name) {
    String value = element.getAttribute(name).strip();
    return value.isEmpty() ? null : value;
  }

  /**
   * An attribute that must be there.
   *
   * @throws Unfit when it is missing or empty
   */
  static String required(Element element, String name) throws Unfit {
    String value = attribute(element, name);
    if (value == null) {
      throw new Unfit("an element without its attribute " + name);
    }
    return value;
  }

  /**
   * The only element of a list.
   *
   * @throws Unfit when there is none or more than one
   */
  static Element only(List<Element> elements, String what) throws Unfit {
    if (elements.size() != 1) {
      throw new Unfit("not exactly one " + what);
    }
    return elements.get(0);
  }
}
