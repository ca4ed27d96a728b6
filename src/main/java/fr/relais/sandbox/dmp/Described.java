// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * A submission set (RegistryPackage) or a document (ExtrinsicObject), as its metadata describe it.
 *
 * @param id in this message only
 * @param mimeType empty for a submission set
 * @param slots several values each, in their order
 * @param codes the classifications, those of authors apart
 * @param authors each with the slots authorPerson, authorInstitution, authorRole, authorSpecialty
 * @param identifiers the external ones, by their scheme
 */
record Described(
    String id,
    String mimeType,
    String objectType,
    Map<String, List<String>> slots,
    List<Coded> codes,
    List<Author> authors,
    Map<String, String> identifiers,
    String title,
    String comments) {

  /** One code: what it is the code of, and the system that it comes from. */
  record Coded(String scheme, String code, String system, String label) {}

  /** Who wrote, or who submits. */
  record Author(String scheme, Map<String, List<String>> slots) {
    /** Values of a slot, none when it is missing. */
    List<String> values(String slot) {
      return slots.getOrDefault(slot, List.of());
    }
  }

  /**
   * @throws Refusal when a slot, an identifier or an author cannot be told from another
   */
  static Described read(Element element) throws Refusal {
    String id = Xml.attribute(element, "id");
    if (id.isEmpty()) {
      throw Refusal.repository("un objet sans id");
    }
    List<Coded> codes = new ArrayList<>();
    List<Author> authors = new ArrayList<>();
    for (Element one : Xml.children(element, Ebrim.RIM, "Classification")) {
      String object = Xml.attribute(one, "classifiedObject");
      if (!object.isEmpty() && !object.equals(id)) {
        throw Refusal.repository("une classification d'un autre objet");
      }
      String scheme = Xml.attribute(one, "classificationScheme");
      if (scheme.equals(Ebrim.AUTHOR) || scheme.equals(Ebrim.SET_AUTHOR)) {
        authors.add(new Author(scheme, slots(one)));
      } else if (!scheme.isEmpty()) {
        codes.add(coded(one, scheme));
      }
    }
    return new Described(
        id,
        Xml.attribute(element, "mimeType"),
        Xml.attribute(element, "objectType"),
        slots(element),
        List.copyOf(codes),
        List.copyOf(authors),
        identifiers(element),
        localized(element, "Name"),
        localized(element, "Description"));
  }

  private static Coded coded(Element classification, String scheme) throws Refusal {
    return new Coded(
        scheme,
        Xml.attribute(classification, "nodeRepresentation"),
        String.join("", slots(classification).getOrDefault("codingScheme", List.of())),
        localized(classification, "Name"));
  }

  private static Map<String, String> identifiers(Element element) throws Refusal {
    Map<String, String> found = new LinkedHashMap<>();
    for (Element one : Xml.children(element, Ebrim.RIM, "ExternalIdentifier")) {
      if (found.put(Xml.attribute(one, "identificationScheme"), Xml.attribute(one, "value"))
          != null) {
        throw Refusal.repository("un identifiant répété");
      }
    }
    return found;
  }

  private static String localized(Element element, String name) {
    return Xml.at(element, Ebrim.RIM, name, "LocalizedString").stream()
        .map(one -> Xml.attribute(one, "value"))
        .findFirst()
        .orElse("");
  }

  /** The slots of an object, a classification, an association or a query. */
  static Map<String, List<String>> slots(Element element) throws Refusal {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (Element slot : Xml.children(element, Ebrim.RIM, "Slot")) {
      List<String> values =
          Xml.at(slot, Ebrim.RIM, "ValueList", "Value").stream().map(Xml::text).toList();
      if (found.put(Xml.attribute(slot, "name"), values) != null) {
        throw Refusal.repository("un slot répété");
      }
    }
    return found;
  }

  /** The only value of a slot, empty when there is none or more than one. */
  String slot(String name) {
    List<String> values = slots.getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : "";
  }

  /** The codes of one scheme. */
  List<Coded> codes(String scheme) {
    return codes.stream().filter(code -> code.scheme().equals(scheme)).toList();
  }

  /** The code of a scheme that stands once, empty otherwise. */
  String code(String scheme) {
    List<Coded> found = codes(scheme);
    return found.size() == 1 ? found.get(0).code() : "";
  }

  String identifier(String scheme) {
    return identifiers.getOrDefault(scheme, "");
  }

  /** The unique identifier of a document. */
  String uniqueId() {
    return identifier(Ebrim.UNIQUE_ID);
  }

  boolean isSignature() {
    return "E1762".equals(code(Ebrim.TYPE));
  }

  /** Whether a confidentiality code is among its own. */
  boolean isMarked(String visibility) {
    return codes(Ebrim.CONFIDENTIALITY).stream().anyMatch(c -> c.code().equals(visibility));
  }

  @Override
  public String toString() {
    return "Described";
  }
}
