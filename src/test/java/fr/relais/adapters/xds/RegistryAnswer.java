// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

/** Pieces of what a registry answers to a search (ITI-18), as they are on the wire. */
final class RegistryAnswer {
  private RegistryAnswer() {}

  static String answer(String status, String errors, String... objects) {
    return WireRecorder.envelope(
        "<q:AdhocQueryResponse xmlns:q=\"urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0\""
            + " xmlns:rs=\"urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0\""
            + " xmlns:rim=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\" status=\""
            + status
            + "\">"
            + errors
            + "<rim:RegistryObjectList>"
            + String.join("", objects)
            + "</rim:RegistryObjectList></q:AdhocQueryResponse>");
  }

  static String problem(String severity, String code) {
    return "<rs:RegistryErrorList><rs:RegistryError codeContext=\"x\" errorCode=\""
        + code
        + "\" severity=\""
        + severity
        + "\"/></rs:RegistryErrorList>";
  }

  static String slot(String name, String... values) {
    StringBuilder all = new StringBuilder();
    for (String value : values) {
      all.append("<rim:Value>").append(value).append("</rim:Value>");
    }
    return "<rim:Slot name=\"" + name + "\"><rim:ValueList>" + all + "</rim:ValueList></rim:Slot>";
  }

  static String code(String scheme, String code, String names) {
    return "<rim:Classification classificationScheme=\""
        + scheme
        + "\" classifiedObject=\"d\" id=\"c"
        + code
        + "\" nodeRepresentation=\""
        + code
        + "\">"
        + slot("codingScheme", "2.16.840.1.113883.6.1")
        + "<rim:Name>"
        + names
        + "</rim:Name></rim:Classification>";
  }

  static String in(String language, String text) {
    return "<rim:LocalizedString xml:lang=\"" + language + "\" value=\"" + text + "\"/>";
  }

  static String author(String person) {
    return "<rim:Classification classificationScheme=\""
        + DocumentEntries.AUTHOR
        + "\" classifiedObject=\"d\" id=\"a\" nodeRepresentation=\"\">"
        + slot("authorRole", "médecin")
        + slot("authorPerson", person)
        + "</rim:Classification>";
  }

  /** A document whose description ends with its identifier. */
  static String entry(String id, String inside) {
    return "<rim:ExtrinsicObject id=\"urn:uuid:"
        + id
        + "\" objectType=\"urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1\" mimeType=\"text/xml\">"
        + inside
        + "<rim:ExternalIdentifier id=\"e\" registryObject=\"d\" identificationScheme=\""
        + DocumentEntries.UNIQUE_ID
        + "\" value=\"1.2.250.1.999.9."
        + id
        + "\"/></rim:ExtrinsicObject>";
  }

  static String usual(String id) {
    return entry(
        id,
        slot("repositoryUniqueId", "1.2.250.1.999.9")
            + slot("creationTime", "20260301090000")
            + code(DocumentEntries.TYPE, "11502-2", in("fr-FR", "CR")));
  }
}
