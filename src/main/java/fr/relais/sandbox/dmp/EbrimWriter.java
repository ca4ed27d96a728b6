// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Described.Author;
import fr.relais.sandbox.dmp.Described.Coded;
import fr.relais.sandbox.dmp.Registry.Link;
import java.util.List;
import java.util.Map;

/** Writes what is kept as ebRIM, in the default namespace of the caller's element. */
final class EbrimWriter {
  private static final String IDENTIFIER_TYPE =
      "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:ExternalIdentifier";
  private final Markup out = new Markup();

  /** Only that it is there. */
  void reference(String uuid) {
    out.raw("<ObjectRef").attribute("id", uuid).raw("/>");
  }

  void document(Held held) {
    Described entry = held.entry();
    String id = held.uuid();
    out.raw("<ExtrinsicObject").attribute("id", id).attribute("lid", held.logicalId());
    out.attribute("objectType", entry.objectType()).attribute("mimeType", entry.mimeType());
    out.attribute("status", status(held)).raw(">");
    slot("repositoryUniqueId", List.of(Ebrim.REPOSITORY));
    slot("hash", List.of(held.hash()));
    slot("size", List.of(Integer.toString(held.bytes().length)));
    content(entry, id);
    out.raw("</ExtrinsicObject>");
  }

  void set(HeldSet held) {
    String id = held.uuid();
    out.raw("<RegistryPackage").attribute("id", id).attribute("status", Ebrim.APPROVED).raw(">");
    content(held.set(), id);
    out.raw("<Classification").attribute("id", Held.newUuid()).attribute("classifiedObject", id);
    out.attribute("classificationNode", Ebrim.SUBMISSION_SET).raw("/></RegistryPackage>");
  }

  void link(Link link) {
    out.raw("<Association").attribute("id", Held.newUuid());
    out.attribute("associationType", link.type()).attribute("sourceObject", link.source());
    out.attribute("targetObject", link.target()).attribute("status", Ebrim.APPROVED).raw(">");
    if (link.type().equals(Ebrim.HAS_MEMBER)) {
      slot("SubmissionSetStatus", List.of("Original"));
    }
    out.raw("</Association>");
  }

  private static String status(Held held) {
    return switch (held.state()) {
      case APPROVED -> Ebrim.APPROVED;
      case DEPRECATED -> Ebrim.DEPRECATED;
      case DELETED -> Ebrim.DELETED;
    };
  }

  /** In the order of the schema: slots, Name, Description, Classification, ExternalIdentifier. */
  private void content(Described described, String id) {
    described.slots().forEach(this::slot);
    name("Name", described.title());
    name("Description", described.comments());
    for (Author author : described.authors()) {
      classification(author.scheme(), "", id);
      author.slots().forEach(this::slot);
      out.raw("</Classification>");
    }
    for (Coded code : described.codes()) {
      classification(code.scheme(), code.code(), id);
      slot("codingScheme", List.of(code.system()));
      name("Name", code.label());
      out.raw("</Classification>");
    }
    for (Map.Entry<String, String> one : described.identifiers().entrySet()) {
      out.raw("<ExternalIdentifier").attribute("id", Held.newUuid());
      out.attribute("objectType", IDENTIFIER_TYPE).attribute("registryObject", id);
      out.attribute("identificationScheme", one.getKey()).attribute("value", one.getValue());
      out.raw(">");
      name("Name", nameOf(one.getKey()));
      out.raw("</ExternalIdentifier>");
    }
  }

  private static String nameOf(String scheme) {
    return switch (scheme) {
      case Ebrim.PATIENT -> "XDSDocumentEntry.patientId";
      case Ebrim.UNIQUE_ID -> "XDSDocumentEntry.uniqueId";
      case Ebrim.SET_PATIENT -> "XDSSubmissionSet.patientId";
      case Ebrim.SET_SOURCE -> "XDSSubmissionSet.sourceId";
      case Ebrim.SET_ID -> "XDSSubmissionSet.uniqueId";
      default -> "";
    };
  }

  private void classification(String scheme, String code, String id) {
    out.raw("<Classification").attribute("id", Held.newUuid());
    out.attribute("classificationScheme", scheme).attribute("classifiedObject", id);
    out.attribute("nodeRepresentation", code).raw(">");
  }

  private void slot(String name, List<String> values) {
    out.raw("<Slot").attribute("name", name).raw("><ValueList>");
    values.forEach(value -> out.raw("<Value>").value(value).raw("</Value>"));
    out.raw("</ValueList></Slot>");
  }

  private void name(String element, String value) {
    if (!value.isEmpty()) {
      out.raw("<").raw(element).raw("><LocalizedString xml:lang=\"fr-FR\" charset=\"UTF-8\"");
      out.attribute("value", value).raw("/></").raw(element).raw(">");
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
