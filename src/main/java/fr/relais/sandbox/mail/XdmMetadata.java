// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A METADATA.XML (ebRIM, IHE ITI volume 3, 4.2): one submission set and its documents.
 *
 * @param patient of the submission set
 */
record XdmMetadata(PatientId patient, List<Entry> entries) {
  private static final String RIM = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";
  private static final String LCM = "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0";
  private static final String STABLE_DOCUMENT = "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1";
  private static final String SUBMISSION_SET = "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd";
  private static final String SET_PATIENT = "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446";
  private static final String SET_SOURCE = "urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832";
  private static final String SET_ID = "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8";
  private static final String PATIENT = "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427";
  private static final String UNIQUE_ID = "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab";
  private static final String TYPE = "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983";
  private static final String CONFIDENTIALITY = "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f";
  private static final Pattern CX = Pattern.compile("([^^&|]+)\\^\\^\\^&([0-9.]+)&ISO\\^(NH|PI)");

  /** What the sender wants done (slot {@code urn:action:extraMetadataSlot}). */
  enum Action {
    ADD,
    REPLACE,
    DELETE
  }

  /** An identifier and its authority. */
  record PatientId(String root, String identifier) {}

  /**
   * One DocumentEntry.
   *
   * @param uri name of its file in the same folder
   * @param hash SHA-1 in hexadecimal
   * @param bytes how many it has
   * @param traits whether birth name, birth date and sex stand in sourcePatientInfo
   * @param masks from whom it is hidden, and how confidential it is
   */
  record Entry(
      String uri,
      String hash,
      String bytes,
      String mimeType,
      String uniqueId,
      String typeCode,
      PatientId patient,
      Action action,
      boolean traits,
      List<String> masks) {}

  /**
   * @throws Unfit when a thing that a receiver needs is missing, stands twice, or contradicts
   */
  static XdmMetadata read(byte[] xml) throws Unfit {
    Element root = Xml.root(xml);
    if (!LCM.equals(root.getNamespaceURI())
        || !"SubmitObjectsRequest".equals(root.getLocalName())) {
      throw new Unfit("METADATA.XML is no SubmitObjectsRequest");
    }
    Element list = Xml.only(Xml.children(root, RIM, "RegistryObjectList"), "RegistryObjectList");
    Element set = Xml.only(Xml.children(list, RIM, "RegistryPackage"), "RegistryPackage");
    String setId = Xml.required(set, "id");
    if (!isSubmissionSet(list, set, setId)) {
      throw new Unfit("the RegistryPackage is no submission set");
    }
    identifier(set, SET_ID);
    identifier(set, SET_SOURCE);
    slot(set, "submissionTime");
    List<Entry> entries = new ArrayList<>();
    for (Element object : Xml.children(list, RIM, "ExtrinsicObject")) {
      String id = Xml.required(object, "id");
      if (!isAssociated(list, "HasMember", setId, id)) {
        throw new Unfit("a document that is no member of the submission set");
      }
      entries.add(entry(object, isAssociated(list, "RPLC", id, null)));
    }
    if (entries.isEmpty()) {
      throw new Unfit("METADATA.XML without a document");
    }
    return new XdmMetadata(patient(identifier(set, SET_PATIENT)), List.copyOf(entries));
  }

  private static boolean isSubmissionSet(Element list, Element set, String setId) {
    List<Element> classifications = new ArrayList<>(Xml.children(list, RIM, "Classification"));
    classifications.addAll(Xml.children(set, RIM, "Classification"));
    return classifications.stream()
        .anyMatch(
            c ->
                SUBMISSION_SET.equals(Xml.attribute(c, "classificationNode"))
                    && setId.equals(Xml.attribute(c, "classifiedObject")));
  }

  /** Whether an association says so; a null target is any. */
  private static boolean isAssociated(
      Element list, String type, String source, @Nullable String target) {
    return Xml.children(list, RIM, "Association").stream()
        .anyMatch(
            a ->
                String.valueOf(Xml.attribute(a, "associationType")).matches("(.*:)?" + type)
                    && source.equals(Xml.attribute(a, "sourceObject"))
                    && (target == null || target.equals(Xml.attribute(a, "targetObject"))));
  }

  private static Entry entry(Element object, boolean replaces) throws Unfit {
    if (!STABLE_DOCUMENT.equals(Xml.attribute(object, "objectType"))) {
      throw new Unfit("an ExtrinsicObject that is no stable document");
    }
    return new Entry(
        slot(object, "URI"),
        slot(object, "hash"),
        slot(object, "size"),
        Xml.required(object, "mimeType"),
        identifier(object, UNIQUE_ID),
        typeCode(object),
        patient(identifier(object, PATIENT)),
        action(object, replaces),
        traits(object),
        Xml.children(object, RIM, "Classification").stream()
            .filter(c -> CONFIDENTIALITY.equals(Xml.attribute(c, "classificationScheme")))
            .map(c -> String.valueOf(Xml.attribute(c, "nodeRepresentation")))
            .toList());
  }

  private static boolean traits(Element object) {
    List<String> info =
        slots(object, "sourcePatientInfo").stream()
            .flatMap(slot -> Xml.at(slot, RIM, "ValueList", "Value").stream())
            .map(value -> value.getTextContent().strip())
            .toList();
    return Stream.of("PID-5\\|[^|^]+\\^.*", "PID-7\\|[0-9]{8}.*", "PID-8\\|[MFUO]")
        .allMatch(form -> info.stream().anyMatch(value -> value.matches(form)));
  }

  private static Action action(Element object, boolean replaces) throws Unfit {
    String name = "urn:action:extraMetadataSlot";
    if (slots(object, name).isEmpty()) {
      return replaces ? Action.REPLACE : Action.ADD;
    }
    return switch (slot(object, name)) {
      case "C" -> Action.REPLACE;
      case "D" -> Action.DELETE;
      default -> throw new Unfit("an unknown action in METADATA.XML");
    };
  }

  private static List<Element> slots(Element object, String name) {
    return Xml.children(object, RIM, "Slot").stream()
        .filter(slot -> name.equals(Xml.attribute(slot, "name")))
        .toList();
  }

  private static String slot(Element object, String name) throws Unfit {
    Element slot = Xml.only(slots(object, name), "slot " + name);
    String value =
        Xml.only(Xml.at(slot, RIM, "ValueList", "Value"), "value of the slot " + name)
            .getTextContent()
            .strip();
    if (value.isEmpty()) {
      throw new Unfit("the slot " + name + " is empty");
    }
    return value;
  }

  private static String identifier(Element object, String scheme) throws Unfit {
    List<Element> found =
        Xml.children(object, RIM, "ExternalIdentifier").stream()
            .filter(e -> scheme.equals(Xml.attribute(e, "identificationScheme")))
            .toList();
    return Xml.required(Xml.only(found, "identifier of a scheme"), "value");
  }

  private static String typeCode(Element object) throws Unfit {
    List<Element> found =
        Xml.children(object, RIM, "Classification").stream()
            .filter(e -> TYPE.equals(Xml.attribute(e, "classificationScheme")))
            .toList();
    return Xml.required(Xml.only(found, "type of a document"), "nodeRepresentation");
  }

  private static PatientId patient(String cx) throws Unfit {
    Matcher matcher = CX.matcher(cx);
    if (!matcher.matches()) {
      throw new Unfit("a patient identifier that is not number^^^&OID&ISO^NH or ^PI");
    }
    boolean isIns = CdaHeader.isIns(matcher.group(2));
    if (isIns != matcher.group(3).equals("NH")) {
      throw new Unfit("a patient identifier whose type is not that of its OID");
    }
    return new PatientId(matcher.group(2), matcher.group(1));
  }
}
