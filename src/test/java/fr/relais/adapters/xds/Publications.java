// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Coding;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.DocumentMetadata;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Publication;
import fr.relais.core.model.Publication.Act;
import fr.relais.core.model.Publication.Submitter;
import fr.relais.core.model.Sex;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tests file: a small report of biology, its description, and who files it. */
final class Publications {
  static final String STRUCTURE = "1480012349";
  static final String INS = "258039999900161";
  static final String TEST_OID = "1.2.250.1.213.1.4.10";
  static final String PATIENT_ID = INS + "^^^&" + TEST_OID + "&ISO^NH";
  static final String DOCUMENT_ID = "1.2.250.1.999.7.10.31";
  static final Instant AT = Instant.parse("2026-04-15T12:06:00Z");

  static final Submitter DOCTOR = new Submitter("889971000016", "LEMOINE", "CLAIRE", false, "SM26");
  static final Submitter SOFTWARE = new Submitter(STRUCTURE + "/1", "Relais", "1", true, null);

  static final PatientIdentity PATIENT =
      new PatientIdentity(
          INS,
          TEST_OID,
          IdentityStatus.QUALIFIED,
          "ESSAI",
          null,
          List.of("MARIE"),
          LocalDate.of(1958, 3, 14),
          Sex.F,
          "48999",
          List.of(),
          List.of(),
          null);

  private Publications() {}

  static Parcel filing() {
    return filing(DOCUMENT_ID, null);
  }

  static Parcel filing(String documentId, @Nullable String replaces) {
    return parcel(publication(Act.PUBLISH, documentId, replaces, DOCTOR, PATIENT, "Sang"));
  }

  static Parcel deletion(String documentId) {
    return parcel(publication(Act.DELETE, documentId, null, DOCTOR, PATIENT, ""));
  }

  static Parcel parcel(Publication publication) {
    return new Parcel("", java.util.Map.of(), "", List.of(), List.of(), publication);
  }

  static Publication publication(
      Act act,
      String documentId,
      @Nullable String replaces,
      Submitter submitter,
      PatientIdentity patient,
      String words) {
    boolean filed = act == Act.PUBLISH;
    return new Publication(
        act,
        STRUCTURE,
        submitter,
        patient,
        documentId + (filed ? ".9" : ".8"),
        AT,
        documentId,
        replaces,
        filed ? metadata(documentId) : null,
        filed ? document(documentId, replaces, words) : null);
  }

  static Delivery delivery() {
    return new Delivery(
        "D1",
        "F1",
        Delivery.Kind.RESULT,
        "R1",
        "P1",
        Channel.DMP.code(),
        STRUCTURE,
        FollowUpPriority.NORMAL,
        DeliveryState.SENT,
        AT,
        1,
        1);
  }

  static DocumentMetadata metadata(String documentId) {
    String xcn = "889971000024^HADDAD^SAMIR^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS";
    return new DocumentMetadata(
        documentId,
        "text/xml",
        "Compte rendu d'examens biologiques",
        null,
        new Coding("10", "1.2.250.1.213.1.1.4.1", "Compte rendu"),
        new Coding("11502-2", "2.16.840.1.113883.6.1", "CR d'examens biologiques"),
        new Coding("urn:ihe:lab:xd-lab:2008", "1.3.6.1.4.1.19376.1.2.3", "CR de biologie"),
        new Coding("SA25", "1.2.250.1.71.4.2.4", "Laboratoire de biologie médicale"),
        new Coding("AMBULATOIRE", "1.2.250.1.213.1.1.4.9", "Ambulatoire"),
        List.of(new Coding("N", "2.16.840.1.113883.5.25", "Normal")),
        List.of(new Coding("18719-5", "2.16.840.1.113883.6.1", "Chimie")),
        List.of(
            new DocumentMetadata.Author(
                xcn,
                "LBM DES TESTS^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1480099971",
                "Biologiste",
                "G15_10/SM03^Médecin - Biologie médicale (SM)^1.2.250.1.213.1.1.4.5")),
        xcn,
        Instant.parse("2026-04-15T12:05:00Z"),
        Instant.parse("2026-04-15T06:12:00Z"),
        Instant.parse("2026-04-15T12:05:00Z"),
        "fr-FR",
        "T-101^^^&1.2.250.1.999.7.1&ISO^PI",
        List.of("PID-5|ESSAI^MARIE^^^^^L", "PID-7|19580314", "PID-8|F"),
        List.of());
  }

  /** A report of biology, without results: the DMP reads headers. */
  static Content document(String id, @Nullable String replaces, String words) {
    String earlier =
        replaces == null
            ? ""
            : "<relatedDocument typeCode=\"RPLC\"><parentDocument><id root=\""
                + replaces
                + "\"/></parentDocument></relatedDocument>";
    String person =
        "<id root=\"1.2.250.1.71.4.2.1\" extension=\"889971000024\"/>"
            + "<assignedPerson><name><given>SAMIR</given><family>HADDAD</family></name></assignedPerson>"
            + "<representedOrganization><id root=\"1.2.250.1.71.4.2.2\" extension=\"1480099971\"/>"
            + "<name>LBM DES TESTS</name></representedOrganization>";
    return Content.of(
        TEMPLATE
            .replace("ID_HERE", id)
            .replace("EARLIER_HERE", earlier)
            .replace("PERSON_HERE", person)
            .replace("WORDS_HERE", words),
        StandardCharsets.UTF_8);
  }

  private static final String TEMPLATE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ClinicalDocument xmlns="urn:hl7-org:v3">
       <realmCode code="FR"/>
       <typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
       <templateId root="1.2.250.1.213.1.1.1.1"/>
       <templateId root="1.2.250.1.213.1.1.1.55" extension="2024.01"/>
       <id root="ID_HERE"/>
       <code code="11502-2" displayName="CR d'examens biologiques" codeSystem="2.16.840.1.113883.6.1"/>
       <title>Compte rendu d'examens biologiques</title>
       <effectiveTime value="20260415140500+0200"/>
       <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
       <languageCode code="fr-FR"/>
       <setId root="1.2.250.1.999.7.10"/><versionNumber value="1"/>
       <recordTarget><patientRole>
        <id root="1.2.250.1.213.1.4.10" extension="258039999900161"/>
        <id root="1.2.250.1.999.7.1" extension="T-101"/>
        <patient><name><family qualifier="BR">ESSAI</family><given>MARIE</given></name>
         <administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/>
         <birthTime value="19580314"/></patient>
       </patientRole></recordTarget>
       <author><time value="20260415140500+0200"/><assignedAuthor>PERSON_HERE</assignedAuthor></author>
       <custodian><assignedCustodian><representedCustodianOrganization>
        <id root="1.2.250.1.71.4.2.2" extension="1480099971"/><name>LBM DES TESTS</name>
       </representedCustodianOrganization></assignedCustodian></custodian>
       <legalAuthenticator><time value="20260415140500+0200"/><signatureCode code="S"/>
        <assignedEntity>PERSON_HERE</assignedEntity></legalAuthenticator>
       <documentationOf><serviceEvent><code code="18719-5" codeSystem="2.16.840.1.113883.6.1"/>
        <effectiveTime><low value="20260415081200+0200"/><high value="20260415140500+0200"/></effectiveTime>
       </serviceEvent></documentationOf>
       EARLIER_HERE
       <componentOf><encompassingEncounter><effectiveTime><low value="20260415081200+0200"/></effectiveTime>
        <location><healthCareFacility><code code="SA25" codeSystem="1.2.250.1.71.4.2.4"/></healthCareFacility></location>
       </encompassingEncounter></componentOf>
       <component><structuredBody><component><section><text>WORDS_HERE</text></section></component></structuredBody></component>
      </ClinicalDocument>
      """;
}
