// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.formats.cda.CdaHeader.Code;
import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.cda.CdaHeader.Organisation;
import fr.relais.formats.cda.CdaHeader.Party;
import fr.relais.formats.xml.XmlElement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data types of CDA that recur all over a document. */
final class Parts {
  private Parts() {}

  /** Every id of an element; those without a root say nothing. */
  static List<Identifier> ids(XmlElement parent) {
    return ids(parent, "id");
  }

  static List<Identifier> ids(XmlElement parent, String name) {
    return parent.children(name).map(Parts::id).filter(Objects::nonNull).toList();
  }

  static @Nullable Identifier id(@Nullable XmlElement element) {
    String root = element == null ? null : element.attribute("root");
    return root == null ? null : new Identifier(root, element.attribute("extension"));
  }

  static @Nullable Code code(@Nullable XmlElement element) {
    if (element == null) {
      return null;
    }
    String code = element.attribute("code");
    String label = element.attribute("displayName");
    return code == null && label == null
        ? null
        : new Code(code, label, element.attribute("codeSystem"));
  }

  static @Nullable String textOf(@Nullable XmlElement element) {
    return element == null ? null : element.allText();
  }

  static @Nullable String value(@Nullable XmlElement element, String attribute) {
    return element == null ? null : element.attribute(attribute);
  }

  static @Nullable Organisation organisation(@Nullable XmlElement element) {
    return element == null ? null : new Organisation(ids(element), textOf(element.child("name")));
  }

  /** An assigned or associated entity, whatever its kind calls the person and the organisation. */
  static @Nullable Party party(@Nullable XmlElement entity) {
    if (entity == null) {
      return null;
    }
    XmlElement person =
        any(entity, "assignedPerson", "associatedPerson", "informationRecipient", "relatedPerson");
    XmlElement name = person == null ? null : person.child("name");
    XmlElement device = entity.child("assignedAuthoringDevice");
    XmlElement organisation =
        any(entity, "representedOrganization", "scopingOrganization", "receivedOrganization");
    return new Party(
        ids(entity),
        code(entity.child("code")),
        part(name, "family"),
        part(name, "given"),
        part(name, "prefix"),
        part(name, "suffix"),
        device == null ? null : device(device),
        organisation(organisation));
  }

  private static @Nullable String device(XmlElement device) {
    String software = textOf(device.child("softwareName"));
    String model = textOf(device.child("manufacturerModelName"));
    return software == null ? model : model == null ? software : software + " " + model;
  }

  /** The first of its kind; a name without pieces is a family name. */
  private static @Nullable String part(@Nullable XmlElement name, String piece) {
    if (name == null) {
      return null;
    }
    return piece.equals("family") && name.children().isEmpty()
        ? name.allText()
        : textOf(name.child(piece));
  }

  static @Nullable XmlElement any(XmlElement parent, String... names) {
    return Stream.of(names).map(parent::child).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
