// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.formats.cda.CdaHeader.Identifier;
import fr.relais.formats.cda.CdaHeader.ServiceEvent;
import fr.relais.formats.xml.XmlElement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code ClinicalDocument} down to its body, as it is written. */
final class HeaderReader {
  private static final String LAB = "urn:oid:1.3.6.1.4.1.19376.1.3.2";
  private static final int DIGITS_MAX = 9;

  private HeaderReader() {}

  static CdaHeader read(XmlElement document) {
    return new CdaHeader(
        Parts.id(document.child("id")),
        Parts.id(document.child("setId")),
        number(Parts.value(document.child("versionNumber"), "value")),
        replaced(document),
        Parts.ids(document, "templateId"),
        Parts.code(document.child("code")),
        Parts.textOf(document.child("title")),
        Parts.value(document.child("effectiveTime"), "value"),
        Parts.code(document.child("confidentialityCode")),
        Parts.value(document.child("languageCode"), "code"),
        document.all("recordTarget", "patientRole").flatMap(r -> Parts.ids(r).stream()).toList(),
        document
            .all("author", "assignedAuthor")
            .map(Parts::party)
            .filter(Objects::nonNull)
            .toList(),
        Parts.party(document.first("legalAuthenticator", "assignedEntity")),
        Parts.organisation(
            document.first("custodian", "assignedCustodian", "representedCustodianOrganization")),
        document.all("documentationOf", "serviceEvent").map(HeaderReader::serviceEvent).toList(),
        Parts.code(
            document.first(
                "componentOf", "encompassingEncounter", "location", "healthCareFacility", "code")));
  }

  private static List<Identifier> replaced(XmlElement document) {
    return document
        .children("relatedDocument")
        .filter(related -> "RPLC".equals(related.attribute("typeCode")))
        .flatMap(related -> related.children("parentDocument"))
        .flatMap(parent -> Parts.ids(parent).stream())
        .toList();
  }

  private static @Nullable Integer number(@Nullable String text) {
    boolean digits =
        text != null
            && text.length() <= DIGITS_MAX
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.valueOf(text) : null;
  }

  private static ServiceEvent serviceEvent(XmlElement event) {
    XmlElement performer = event.first("performer", "assignedEntity");
    XmlElement setting =
        performer == null
            ? null
            : performer.first("representedOrganization", "standardIndustryClassCode");
    return new ServiceEvent(
        Parts.ids(event),
        Parts.code(event.child("code")),
        Parts.value(event.first("effectiveTime", "low"), "value"),
        Parts.value(event.first("effectiveTime", "high"), "value"),
        Parts.party(performer),
        Parts.code(setting),
        Parts.value(event.child(LAB, "statusCode"), "code"));
  }
}
