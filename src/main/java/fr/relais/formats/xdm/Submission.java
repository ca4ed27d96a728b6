// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.xdm;

import fr.relais.core.model.Content;
import fr.relais.core.model.PatientIdentity;
import fr.relais.formats.xml.XmlDocument;
import fr.relais.formats.xml.XmlElement;
import fr.relais.formats.xml.XmlRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * METADATA.XML, read (ebRIM 3.0, IHE ITI TF-3 section 4.2): the documents of one set, whatever
 * prefixes and order it is written with.
 *
 * @param patient of the set; null when the set names none
 */
record Submission(List<DocumentEntry> entries, @Nullable PatientIdentity patient) {
  private static final String RIM = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";
  private static final String PATIENT = "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427";
  private static final String SET_PATIENT = "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446";
  private static final String UNIQUE_ID = "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab";
  private static final String TYPE = "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983";
  private static final String CONFIDENTIALITY = "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f";
  private static final String STABLE = "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1";
  private static final String ON_DEMAND = "urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248";

  Submission {
    entries = List.copyOf(entries);
  }

  /**
   * Reads the whole.
   *
   * @throws XmlRefused when it is not XML that may be read
   */
  static Submission read(Content metadata) throws XmlRefused {
    List<XmlElement> all = XmlDocument.read(metadata).root().everything();
    Map<String, String> replaced = new HashMap<>();
    named(all, "Association").forEach(one -> association(one, replaced));
    Map<String, List<XmlElement>> beside = new HashMap<>();
    for (String reference : List.of("registryObject", "classifiedObject")) {
      all.stream()
          .filter(one -> one.namespace().equals(RIM) && one.attribute(reference) != null)
          .forEach(
              one ->
                  beside
                      .computeIfAbsent(one.attribute(reference), id -> new ArrayList<>())
                      .add(one));
    }
    List<DocumentEntry> entries =
        named(all, "ExtrinsicObject")
            .filter(Submission::document)
            .limit(ZipDirectory.ENTRIES_MAX + 1) // one more is refused by whoever asked
            .map(object -> entry(object, beside, replaced))
            .toList();
    List<String> ofSet =
        named(all, "ExternalIdentifier")
            .filter(id -> SET_PATIENT.equals(id.attribute("identificationScheme")))
            .map(id -> id.attribute("value"))
            .filter(Objects::nonNull)
            .toList();
    return new Submission(
        entries, ofSet.isEmpty() ? null : Traits.of(ofSet.get(0), List.of(), null));
  }

  private static Stream<XmlElement> named(List<XmlElement> all, String name) {
    return all.stream().filter(element -> element.is(RIM, name));
  }

  /** A folder or a set is none. */
  private static boolean document(XmlElement object) {
    String type = object.attribute("objectType");
    return type == null || type.equals(STABLE) || type.equals(ON_DEMAND);
  }

  /** RPLC, with or without the name space before it. */
  private static void association(XmlElement association, Map<String, String> replaced) {
    String type = association.attribute("associationType");
    String source = association.attribute("sourceObject");
    String target = association.attribute("targetObject");
    if (type != null && source != null && target != null && type.matches("(?:.*:)?RPLC")) {
      replaced.put(source, target);
    }
  }

  private static DocumentEntry entry(
      XmlElement object, Map<String, List<XmlElement>> beside, Map<String, String> replaced) {
    String id = object.attribute("id");
    String name = id == null ? "" : id;
    // inside the object, or beside it and naming it
    List<XmlElement> about =
        Stream.concat(object.children().stream(), beside.getOrDefault(name, List.of()).stream())
            .distinct()
            .toList();
    String patient = external(about, PATIENT);
    return new DocumentEntry(
        name,
        object.attribute("mimeType"),
        slot(object, "URI"),
        slot(object, "hash"),
        slot(object, "size"),
        slot(object, "urn:action:extraMetadataSlot"),
        Traits.of(patient, slots(object, "sourcePatientInfo"), slot(object, "sourcePatientId")),
        external(about, UNIQUE_ID),
        codes(about, TYPE).stream().findFirst().orElse(null),
        codes(about, CONFIDENTIALITY),
        replaced.get(name));
  }

  private static @Nullable String slot(XmlElement object, String name) {
    List<String> values = slots(object, name);
    return values.isEmpty() ? null : String.join("", values).strip();
  }

  private static List<String> slots(XmlElement object, String name) {
    return object
        .children("Slot")
        .filter(slot -> name.equals(slot.attribute("name")))
        .flatMap(slot -> slot.all("ValueList", "Value"))
        .map(XmlElement::allText)
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable String external(List<XmlElement> about, String scheme) {
    return named(about, "ExternalIdentifier")
        .filter(one -> scheme.equals(one.attribute("identificationScheme")))
        .map(one -> one.attribute("value"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static List<String> codes(List<XmlElement> about, String scheme) {
    return named(about, "Classification")
        .filter(one -> scheme.equals(one.attribute("classificationScheme")))
        .map(one -> one.attribute("nodeRepresentation"))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
