// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import fr.relais.sandbox.mail.XdmMetadata.PatientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What a receiver compares and shows of a CDA (CI-SIS "structuration minimale").
 *
 * @param uniqueId {@code root} or {@code root^extension}
 * @param familyNames the birth name first
 * @param traits whether birth name, given name, birth date and sex are there
 * @param parent the document that it replaces
 * @param alert a result of this report has AA, HH or LL
 */
record CdaHeader(
    String uniqueId,
    String code,
    String title,
    @Nullable String setId,
    @Nullable String parent,
    List<PatientId> patients,
    List<String> familyNames,
    String givenName,
    String birthDate,
    String sex,
    boolean traits,
    boolean alert) {
  private static final String V3 = "urn:hl7-org:v3";
  private static final Set<String> CRITICAL = Set.of("AA", "HH", "LL");

  /** Whether an OID is that of an INS: number, waiting number, test, demonstration. */
  static boolean isIns(String root) {
    return root.matches("1\\.2\\.250\\.1\\.213\\.1\\.4\\.(8|9|10|11)");
  }

  /**
   * @throws Unfit when it is no CDA, or lacks what identifies it or its patient
   */
  static CdaHeader read(byte[] xml) throws Unfit {
    Element root = Xml.root(xml);
    if (!V3.equals(root.getNamespaceURI()) || !"ClinicalDocument".equals(root.getLocalName())) {
      throw new Unfit("a document that is no ClinicalDocument");
    }
    Element role = Xml.only(Xml.at(root, V3, "recordTarget", "patientRole"), "patient of the CDA");
    Element person = Xml.only(Xml.children(role, V3, "patient"), "patient of the CDA");
    List<String> families = names(person, "family");
    String given = names(person, "given").stream().findFirst().orElse("");
    String birth = attribute(Xml.children(person, V3, "birthTime"), "value");
    String sex = attribute(Xml.children(person, V3, "administrativeGenderCode"), "code");
    Element title = Xml.only(Xml.children(root, V3, "title"), "title of the CDA");
    return new CdaHeader(
        id(Xml.only(Xml.children(root, V3, "id"), "id of the CDA")),
        Xml.required(Xml.only(Xml.children(root, V3, "code"), "code of the CDA"), "code"),
        title.getTextContent().strip(),
        firstId(Xml.children(root, V3, "setId")),
        parent(root),
        patients(role),
        families,
        given,
        birth,
        sex,
        isBirthName(person) && !given.isEmpty() && !birth.isEmpty() && !sex.isEmpty(),
        isCritical(root));
  }

  private static String id(Element id) throws Unfit {
    String extension = Xml.attribute(id, "extension");
    String root = Xml.required(id, "root");
    return extension == null ? root : root + '^' + extension;
  }

  private static @Nullable String firstId(List<Element> ids) throws Unfit {
    return ids.isEmpty() ? null : id(ids.get(0));
  }

  private static @Nullable String parent(Element root) throws Unfit {
    for (Element related : Xml.children(root, V3, "relatedDocument")) {
      if ("RPLC".equals(Xml.attribute(related, "typeCode"))) {
        return firstId(Xml.at(related, V3, "parentDocument", "id"));
      }
    }
    return null;
  }

  private static List<PatientId> patients(Element role) throws Unfit {
    List<PatientId> patients = new ArrayList<>();
    for (Element id : Xml.children(role, V3, "id")) {
      String extension = Xml.attribute(id, "extension");
      if (extension != null) {
        patients.add(new PatientId(Xml.required(id, "root"), extension));
      }
    }
    return patients;
  }

  /** Those of birth first, then the others. */
  private static List<String> names(Element person, String kind) {
    List<String> names = new ArrayList<>();
    for (Element name : Xml.at(person, V3, "name", kind)) {
      boolean ofBirth = "BR".equals(Xml.attribute(name, "qualifier"));
      names.add(ofBirth ? 0 : names.size(), name.getTextContent().strip());
    }
    return names;
  }

  private static boolean isBirthName(Element person) {
    return Xml.at(person, V3, "name", "family").stream()
        .anyMatch(family -> "BR".equals(Xml.attribute(family, "qualifier")));
  }

  private static String attribute(List<Element> elements, String name) {
    return elements.isEmpty()
        ? ""
        : Objects.requireNonNullElse(Xml.attribute(elements.get(0), name), "");
  }

  private static boolean isCritical(Element root) {
    NodeList codes = root.getElementsByTagNameNS(V3, "interpretationCode");
    for (int i = 0; i < codes.getLength(); i++) {
      if (codes.item(i) instanceof Element code
          && CRITICAL.contains(String.valueOf(Xml.attribute(code, "code")))
          && !isEarlier(code)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it stands in an earlier result (entryRelationship REFR), or in a reference range. */
  private static boolean isEarlier(Element code) {
    for (Node node = code.getParentNode(); node instanceof Element; node = node.getParentNode()) {
      Element element = (Element) node;
      if ("REFR".equals(Xml.attribute(element, "typeCode"))
          || "referenceRange".equals(element.getLocalName())) {
        return true;
      }
    }
    return false;
  }
}
