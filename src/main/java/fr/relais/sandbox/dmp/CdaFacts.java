// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * What the platform compares of a CDA with its metadata.
 *
 * @param uniqueId {@code root} or {@code root^extension}
 * @param created the effective time in UTC as XDS writes it, as precise as in the CDA
 * @param patients INS and authority of each id of the record target
 */
record CdaFacts(
    String uniqueId,
    String code,
    String created,
    String confidentiality,
    String language,
    Set<String> templates,
    Set<PatientId> patients) {
  private static final String V3 = "urn:hl7-org:v3";
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /**
   * @throws Refusal when it is no CDA, or has not exactly one of what is compared
   */
  static CdaFacts read(byte[] xml) throws Refusal {
    Element root;
    try {
      root = clinical(Xml.root(xml));
    } catch (Xml.Broken e) {
      throw Refusal.repository("un document n'est pas du XML permis");
    }
    Element id = only(root, "id");
    String extension = Xml.attribute(id, "extension");
    Set<PatientId> patients = new HashSet<>();
    for (Element one : Xml.at(root, V3, "recordTarget", "patientRole", "id")) {
      patients.add(new PatientId(Xml.attribute(one, "extension"), Xml.attribute(one, "root")));
    }
    return new CdaFacts(
        Xml.attribute(id, "root") + (extension.isEmpty() ? "" : "^" + extension),
        Xml.attribute(only(root, "code"), "code"),
        utc(Xml.attribute(only(root, "effectiveTime"), "value")),
        Xml.attribute(only(root, "confidentialityCode"), "code"),
        Xml.attribute(only(root, "languageCode"), "code"),
        Xml.children(root, V3, "templateId").stream()
            .map(template -> Xml.attribute(template, "root"))
            .collect(Collectors.toUnmodifiableSet()),
        patients);
  }

  /** The document itself, or the one inside a stylesheet that shows itself. */
  private static Element clinical(Element root) throws Refusal {
    if (Xml.is(root, V3, "ClinicalDocument")) {
      return root;
    }
    List<Element> inside =
        Xml.children(root, "urn:asip-sante:ci-sis", "Contenu").stream()
            .flatMap(content -> Xml.children(content, V3, "ClinicalDocument").stream())
            .toList();
    if (inside.size() != 1) {
      throw Refusal.repository("un document n'est pas un CDA");
    }
    return inside.get(0);
  }

  private static Element only(Element root, String name) throws Refusal {
    Element child = Xml.only(root, V3, name);
    if (child == null) {
      throw Refusal.repository("CDA : " + name + " absent ou répété");
    }
    return child;
  }

  /** A day stays a day; a time moves to UTC. A time without an offset is one of Paris. */
  private static String utc(String value) throws Refusal {
    if (value.matches("[0-9]{8}")) {
      return value;
    }
    if (!value.matches("[0-9]{12}([0-9]{2})?([+-][0-9]{4})?")) {
      throw Refusal.repository("CDA : effectiveTime illisible");
    }
    boolean seconds = value.matches("[0-9]{14}.*");
    String pattern = seconds ? "uuuuMMddHHmmss" : "uuuuMMddHHmm";
    try {
      int length = seconds ? 14 : 12;
      OffsetDateTime time =
          value.length() == length
              ? LocalDateTime.parse(value, DateTimeFormatter.ofPattern(pattern))
                  .atZone(PARIS)
                  .toOffsetDateTime()
              : OffsetDateTime.parse(value, DateTimeFormatter.ofPattern(pattern + "xx"));
      return time.withOffsetSameInstant(ZoneOffset.UTC)
          .format(DateTimeFormatter.ofPattern(pattern));
    } catch (DateTimeException e) {
      throw Refusal.repository("CDA : effectiveTime illisible");
    }
  }

  /** Whether XDS's creation time is this one; seconds that the CDA does not have are zero. */
  boolean isCreated(String creationTime) {
    return created.equals(creationTime)
        || (created.length() == 12 && (created + "00").equals(creationTime));
  }

  @Override
  public String toString() {
    return "CdaFacts";
  }
}
