// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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

  /** Not well formed, or holds what is forbidden. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken() {
      super("XML mal formé ou interdit");
    }
  }

  /** The root element. */
  static Element root(byte[] xml) throws Broken {
    try {
      DocumentBuilder builder = factory().newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
    } catch (SAXException | IOException e) {
      throw new Broken();
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

  static boolean is(Element element, String namespace, String name) {
    return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
  }

  /** All child elements. */
  static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  /** The child elements of that name. */
  static List<Element> children(Element parent, String namespace, String name) {
    return children(parent).stream().filter(child -> is(child, namespace, name)).toList();
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

  /** The only child of that name; null when there is none or more than one. */
  static @Nullable Element only(Element parent, String namespace, String name) {
    List<Element> found = children(parent, namespace, name);
    return found.size() == 1 ? found.get(0) : null;
  }

  /** An attribute without a namespace, empty when it is missing. */
  static String attribute(Element element, String name) {
    return element.getAttribute(name).strip();
  }

  static String text(Element element) {
    return element.getTextContent().strip();
  }

  /** Text of the only child of that name, empty when there is none or more than one. */
  static String text(Element parent, String namespace, String name) {
    Element child = only(parent, namespace, name);
    return child == null ? "" : text(child);
  }

  /** This element and all below it. */
  static void walk(Element from, Consumer<Element> visit) {
    visit.accept(from);
    children(from).forEach(child -> walk(child, visit));
  }
}
