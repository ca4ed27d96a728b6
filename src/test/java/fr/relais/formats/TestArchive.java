// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats;

import fr.relais.core.model.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Pieces of IHE XDM archives about the fictitious patient of the CDA fixtures. */
public final class TestArchive {
  public static final String FOLDER = "IHE_XDM/SUBSET01/";
  public static final String INS = "258039999900161^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH";
  public static final String OTHER_INS = "160039999900212^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH";
  public static final byte[] PDF =
      ("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n2 0 obj(rendu)endobj\n"
              + "trailer<</Root 1 0 R>>\n%%EOF\n")
          .getBytes(StandardCharsets.US_ASCII);

  private static final String TRAITS =
      "<Value>PID-5|ESSAI^MARIE^^^^^L</Value><Value>PID-5|MODELE^MARIE^^^^^D</Value>"
          + "<Value>PID-7|19580314</Value><Value>PID-8|F</Value>";

  private TestArchive() {}

  /** A CDA fixture, as text. */
  public static String cda(String name) {
    try {
      return Files.readString(Path.of("test-fixtures/formats/cda/exemplary", name + ".xml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String critical() {
    return cda("potassium-critique");
  }

  /** A second document of the same patient. */
  public static String levelOne() {
    return cda("niveau-1-pdf").replace("1.2.250.1.999.7.10.1", "1.2.250.1.999.7.10.2");
  }

  /** The document of the other patient. */
  public static String ofAnother() {
    return levelOne()
        .replace("258039999900161", "160039999900212")
        .replace("19580314", "19600304")
        .replace(">ESSAI<", ">TEMOIN<")
        .replace(">MODELE<", ">TEMOIN<")
        .replace(">MARIE<", ">PAUL<")
        .replace("code=\"F\"", "code=\"M\"");
  }

  /** What is said of one document. */
  public record Said(
      String file,
      byte[] bytes,
      String mime,
      String patient,
      String traits,
      String uniqueId,
      String type,
      String more) {

    public static Said cda(String file, String document) {
      String id = document.replaceFirst("(?s).*?<id root=\"([^\"]*)\".*", "$1");
      return new Said(
          file,
          document.getBytes(StandardCharsets.UTF_8),
          "text/xml",
          INS,
          TRAITS,
          id,
          "11502-2",
          "");
    }

    public Said with(byte[] other) {
      return new Said(file, other, mime, patient, traits, uniqueId, type, more);
    }

    public Said mime(String other) {
      return new Said(file, bytes, other, patient, traits, uniqueId, type, more);
    }

    public Said patient(String other, String otherTraits) {
      return new Said(file, bytes, mime, other, otherTraits, uniqueId, type, more);
    }

    public Said uniqueId(String other) {
      return new Said(file, bytes, mime, patient, traits, other, type, more);
    }

    public Said type(String other) {
      return new Said(file, bytes, mime, patient, traits, uniqueId, other, more);
    }

    public Said more(String slots) {
      return new Said(file, bytes, mime, patient, traits, uniqueId, type, slots);
    }

    public String entry(String id) {
      return "<ExtrinsicObject id=\""
          + id
          + "\" mimeType=\""
          + mime
          + "\" objectType=\"urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1\">"
          + slot("hash", sha1(bytes))
          + slot("size", Integer.toString(bytes.length))
          + (file.isEmpty() ? "" : slot("URI", file))
          + "<Slot name=\"sourcePatientInfo\"><ValueList>"
          + traits
          + "</ValueList></Slot>"
          + more
          + "<Classification classificationScheme=\"urn:uuid:f0306f51-975f-434e-a61c-c59651d33983\""
          + " nodeRepresentation=\""
          + type
          + "\"/><ExternalIdentifier"
          + " identificationScheme=\"urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427\" value=\""
          + patient
          + "\"/><ExternalIdentifier"
          + " identificationScheme=\"urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab\" value=\""
          + uniqueId
          + "\"/></ExtrinsicObject>\n";
    }
  }

  public static String action(String code) {
    return slot("urn:action:extraMetadataSlot", code);
  }

  public static String hidden(String code) {
    return "<Classification classificationScheme=\"urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f\""
        + " nodeRepresentation=\""
        + code
        + "\"/>";
  }

  private static String slot(String name, String value) {
    return "<Slot name=\"" + name + "\"><ValueList><Value>" + value + "</Value></ValueList></Slot>";
  }

  public static String metadata(Said... documents) {
    return metadata("", documents);
  }

  /**
   * @param beside other objects of the set
   */
  public static String metadata(String beside, Said... documents) {
    StringBuilder all =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<lcm:SubmitObjectsRequest"
                + " xmlns:lcm=\"urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0\""
                + " xmlns=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\"><RegistryObjectList>\n");
    for (int i = 0; i < documents.length; i++) {
      all.append(documents[i].entry("Document" + (i + 1)));
    }
    return all.append("<RegistryPackage id=\"Set\"><ExternalIdentifier")
        .append(" identificationScheme=\"urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446\" value=\"")
        .append(documents.length == 0 ? INS : documents[0].patient())
        .append("\"/></RegistryPackage>\n")
        .append(beside)
        .append("</RegistryObjectList></lcm:SubmitObjectsRequest>\n")
        .toString();
  }

  /** An archive of these documents, as it should be. */
  public static TestZip zip(Said... documents) {
    TestZip zip = new TestZip();
    zip.add("INDEX.HTM", "<html lang=\"fr\"><body>Documents</body></html>");
    zip.add("README.TXT", "Archive de test");
    zip.add(FOLDER + "METADATA.XML", metadata(documents));
    for (Said one : documents) {
      zip.add(FOLDER + one.file(), one.bytes());
    }
    return zip;
  }

  public static Content archive(Said... documents) {
    return zip(documents).content();
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
