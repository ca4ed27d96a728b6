// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.List;

/** XML by hand. */
final class Text {
  private Text() {}

  static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String slot(String name, String... values) {
    StringBuilder text = new StringBuilder("<rim:Slot name=\"" + name + "\"><rim:ValueList>");
    for (String value : values) {
      text.append("<rim:Value>").append(escaped(value)).append("</rim:Value>");
    }
    return text + "</rim:ValueList></rim:Slot>";
  }

  static String code(String scheme, String code, String system) {
    return "<rim:Classification classificationScheme=\""
        + scheme
        + "\" nodeRepresentation=\""
        + code
        + "\">"
        + slot("codingScheme", system)
        + name("libellé")
        + "</rim:Classification>";
  }

  static String name(String value) {
    return "<rim:Name><rim:LocalizedString xml:lang=\"fr-FR\" value=\""
        + escaped(value)
        + "\"/></rim:Name>";
  }

  static String author(String scheme, String person, String institution) {
    return "<rim:Classification classificationScheme=\""
        + scheme
        + "\" nodeRepresentation=\"\">"
        + slot("authorPerson", person)
        + slot("authorInstitution", institution)
        + slot("authorRole", "Médecin")
        + slot("authorSpecialty", "G15_10/SM26^Médecin^1.2.250.1.213.1.1.4.5")
        + "</rim:Classification>";
  }

  static String identifier(String scheme, String value) {
    return "<rim:ExternalIdentifier identificationScheme=\""
        + scheme
        + "\" value=\""
        + escaped(value)
        + "\">"
        + name("identifiant")
        + "</rim:ExternalIdentifier>";
  }

  static String association(String type, String source, String target, String... slots) {
    return "<rim:Association associationType=\""
        + type
        + "\" sourceObject=\""
        + source
        + "\" targetObject=\""
        + target
        + "\">"
        + String.join("", List.of(slots))
        + "</rim:Association>";
  }
}
