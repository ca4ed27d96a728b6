// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One element of a document that was read; children are asked in the namespace of their parent. */
public final class XmlElement {
  private final String namespace;
  private final String name;
  private final List<String> attributes;
  private final List<XmlElement> children = new ArrayList<>();
  private String text = "";
  private String tail = "";

  /**
   * @param attributes name and value by turns; of those in a namespace, the local name
   */
  XmlElement(String namespace, String name, List<String> attributes) {
    this.namespace = namespace;
    this.name = name;
    this.attributes = attributes;
  }

  void add(XmlElement child) {
    children.add(child);
  }

  /** Text goes before the first child, or after the last one so far. */
  void addText(String more) {
    if (children.isEmpty()) {
      text = text.isEmpty() ? more : text + more;
    } else {
      XmlElement last = children.get(children.size() - 1);
      last.tail = last.tail.isEmpty() ? more : last.tail + more;
    }
  }

  public String namespace() {
    return namespace;
  }

  /** The local name, without prefix. */
  public String name() {
    return name;
  }

  public boolean is(String otherNamespace, String otherName) {
    return name.equals(otherName) && namespace.equals(otherNamespace);
  }

  /** The value without the blanks around it; null when it is absent or empty. */
  public @Nullable String attribute(String wanted) {
    for (int i = 0; i < attributes.size(); i += 2) {
      if (attributes.get(i).equals(wanted)) {
        String value = attributes.get(i + 1).strip();
        return value.isEmpty() ? null : value;
      }
    }
    return null;
  }

  /** The local names of the attributes that it has. */
  public List<String> attributeNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i += 2) {
      names.add(attributes.get(i));
    }
    return names;
  }

  /** The text between the start tag and the first child. */
  public String text() {
    return text;
  }

  /** The text between the end tag and what follows. */
  public String tail() {
    return tail;
  }

  /** All text inside, blanks folded; null when there is none. */
  public @Nullable String allText() {
    StringBuilder all = new StringBuilder();
    gather(all);
    String folded = all.toString().strip().replaceAll("\\s+", " ");
    return folded.isEmpty() ? null : folded;
  }

  private void gather(StringBuilder all) {
    all.append(text);
    for (XmlElement child : children) {
      child.gather(all);
      all.append(child.tail);
    }
  }

  public List<XmlElement> children() {
    return List.copyOf(children);
  }

  public Stream<XmlElement> children(String wanted) {
    return children.stream().filter(child -> child.is(namespace, wanted));
  }

  /** The first child of this name. */
  public @Nullable XmlElement child(String wanted) {
    return child(namespace, wanted);
  }

  /** The first child of this name in another namespace. */
  public @Nullable XmlElement child(String wantedNamespace, String wanted) {
    for (XmlElement child : children) {
      if (child.is(wantedNamespace, wanted)) {
        return child;
      }
    }
    return null;
  }

  /** Every element at the end of this path of children. */
  public Stream<XmlElement> all(String... path) {
    Stream<XmlElement> found = Stream.of(this);
    for (String step : path) {
      found = found.flatMap(element -> element.children(step));
    }
    return found;
  }

  /** The first element at the end of this path of children. */
  public @Nullable XmlElement first(String... path) {
    return all(path).findFirst().orElse(null);
  }

  /** Every element inside, in the order of the document, this one first. */
  public List<XmlElement> everything() {
    List<XmlElement> found = new ArrayList<>();
    collect(found);
    return found;
  }

  private void collect(List<XmlElement> found) {
    found.add(this);
    children.forEach(child -> child.collect(found));
  }
}
