// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An IHE_XDM.zip of a fictitious patient, written by hand; a test changes one piece. */
final class TestXdm {
  static final String FOLDER = "IHE_XDM/SUBSET01/";
  static final String INS = "257034899910129";
  static final String CDA =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ClinicalDocument xmlns="urn:hl7-org:v3">
        <realmCode code="FR"/>
        <id root="1.2.250.1.213.1.4.10.99" extension="DOC-1"/>
        <code code="11502-2" codeSystem="2.16.840.1.113883.6.1"/>
        <title>CR d'examens biologiques</title>
        <setId root="1.2.250.1.213.1.4.10.99" extension="SET-1"/><versionNumber value="1"/>
        <recordTarget><patientRole>
          <id root="1.2.250.1.213.1.4.10" extension="257034899910129"/>
          <id root="1.2.250.1.999.1" extension="IPP-7"/>
          <patient><name>
            <given>HELOISE ANNE</given><given qualifier="BR">HELOISE</given>
            <family qualifier="CL">AUTRE</family><family qualifier="BR">ESSAI-MOREAU</family>
          </name><administrativeGenderCode code="F"/><birthTime value="19570314"/></patient>
        </patientRole></recordTarget>
        <!--related-->
        <component><structuredBody><component><section><entry><observation>
          <code code="2823-3"/><value value="7.2" unit="mmol/L"/>
          <interpretationCode code="HH"/>
        </observation></entry></section></component></structuredBody></component>
      </ClinicalDocument>
      """;
  private static final String PATIENT = INS + "^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH";
  private static final String METADATA =
      """
      <lcm:SubmitObjectsRequest xmlns:lcm="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0"
          xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><RegistryObjectList>
      <RegistryPackage id="Set"><Slot name="submissionTime"><ValueList>
        <Value>20260415120000</Value></ValueList></Slot>
        <ExternalIdentifier identificationScheme="urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446"
          value="PATIENT"/>
        <ExternalIdentifier identificationScheme="urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832"
          value="1.2.250.1.999.2"/>
        <ExternalIdentifier identificationScheme="urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8"
          value="1.2.250.1.999.3"/>
      </RegistryPackage>
      <Classification classifiedObject="Set"
        classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"/>
      <Association associationType="urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember"
        sourceObject="Set" targetObject="Doc1"/>
      <ExtrinsicObject id="Doc1" mimeType="text/xml"
          objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1">
        <!--action-->
        <Slot name="hash"><ValueList><Value>HASH</Value></ValueList></Slot>
        <Slot name="size"><ValueList><Value>SIZE</Value></ValueList></Slot>
        <Slot name="URI"><ValueList><Value>DOC0001.XML</Value></ValueList></Slot>
        <Slot name="sourcePatientInfo"><ValueList><Value>PID-5|ESSAI-MOREAU^HELOISE^^^^^L</Value>
          <Value>PID-7|19570314</Value><Value>PID-8|F</Value></ValueList></Slot>
        <!--mask-->
        <Classification classificationScheme="urn:uuid:f0306f51-975f-434e-a61c-c59651d33983"
          nodeRepresentation="11502-2"/>
        <ExternalIdentifier identificationScheme="urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427"
          value="PATIENT"/>
        <ExternalIdentifier identificationScheme="urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab"
          value="1.2.250.1.213.1.4.10.99^DOC-1"/>
      </ExtrinsicObject></RegistryObjectList></lcm:SubmitObjectsRequest>
      """;

  private String cda = CDA;
  private String metadata = METADATA;
  private final Map<String, byte[]> more = new LinkedHashMap<>();

  /** Changes a piece of the CDA that must be there. */
  TestXdm cda(String piece, String other) {
    cda = changed(cda, piece, other);
    return this;
  }

  /** Changes a piece of METADATA.XML that must be there. */
  TestXdm metadata(String piece, String other) {
    metadata = changed(metadata, piece, other);
    return this;
  }

  /** Changes a piece of both. */
  TestXdm both(String piece, String other) {
    return cda(piece, other).metadata(piece, other);
  }

  /** Another document, told so everywhere. */
  TestXdm document(String extension) {
    return cda("\"DOC-1\"", '"' + extension + '"').metadata("^DOC-1", '^' + extension);
  }

  TestXdm replacing(String extension) {
    return cda(
        "<!--related-->",
        "<relatedDocument typeCode=\"RPLC\"><parentDocument>"
            + "<id root=\"1.2.250.1.213.1.4.10.99\" extension=\"%s\"/>".formatted(extension)
            + "</parentDocument></relatedDocument>");
  }

  TestXdm action(String letter) {
    return metadata(
        "<!--action-->",
        "<Slot name=\"urn:action:extraMetadataSlot\"><ValueList><Value>%s</Value></ValueList></Slot>"
            .formatted(letter));
  }

  TestXdm file(String name, byte[] content) {
    more.put(name, content);
    return this;
  }

  static String changed(String text, String piece, String other) {
    if (!text.contains(piece)) {
      throw new IllegalArgumentException("no such piece: " + piece);
    }
    return text.replace(piece, other);
  }

  Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("INDEX.HTM", utf8("<html></html>"));
    files.put("README.TXT", utf8("Relais"));
    byte[] document = utf8(cda);
    String filled =
        metadata
            .replace("\"PATIENT\"", '"' + PATIENT + '"')
            .replace("HASH", sha1(document))
            .replace("SIZE", Integer.toString(document.length));
    files.put(FOLDER + "METADATA.XML", utf8(filled));
    files.put(FOLDER + "DOC0001.XML", document);
    files.putAll(more);
    return files;
  }

  byte[] zip() {
    return zip(files());
  }

  static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
