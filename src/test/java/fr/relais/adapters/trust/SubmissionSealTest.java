// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SubmissionSealTest {
  private static final TestPki PKI = new TestPki(InstantSource.system(), Duration.ofHours(1));
  private static final TrustMaterial SEAL = PKI.structureSeal("1750000000", "Maison de l'essai");
  private static final Instant AT = Instant.parse("2026-11-24T02:00:00Z");
  private static final String SET = "1.2.250.1.213.1.1.9.900.1";
  private static final String FIRST = "1.2.250.1.213.1.1.9.900.2";
  private static final String SECOND = "1.2.250.1.213.1.1.9.900.3";

  /** Everything that two writings of one document may differ in. */
  private static final String DOCUMENT =
      """
      <?xml version='1.0' encoding="UTF-8"?>
      <?xml-stylesheet type="text/xsl" href="x.xsl"?>
      <!-- avant -->
      <c:ClinicalDocument xmlns:b='urn:b' xmlns:c="urn:hl7-org:v3" xmlns="urn:hl7-org:v3"  b:z="2"
         a = '1&#10;"' ><title>Potassium &lt; 6,4 &#xE9; <![CDATA[<&>]]></title><empty/><b:x
         xmlns:b="urn:other" xmlns=""><y/></b:x><!-- dedans --><?pi ?></c:ClinicalDocument>
      """;

  @ParameterizedTest
  @EnumSource(SignatureAlgorithm.class)
  void it_signs_the_set_and_every_document(SignatureAlgorithm algorithm) throws Exception {
    boolean old = algorithm == SignatureAlgorithm.RSA_SHA1;
    Element signature = read(new SubmissionSeal(algorithm).sign(SEAL, SET, documents(), AT));

    assertThat(holds(signature, old)).isTrue();
    assertThat(SignatureCheck.signer(signature)).isEqualTo(SEAL.chain().get(0));
    Element manifest = SignatureCheck.one(signature, "Manifest");
    assertThat(manifest.getAttribute("Id")).isEqualTo("IHEManifest");
    assertThat(references(manifest))
        .containsExactly(
            "urn:oid:" + SET + " AA== plain",
            "urn:oid:" + FIRST + " " + digest(DOCUMENT, old) + " canonical",
            "urn:oid:" + SECOND + " " + digest("<a/>", old) + " canonical");
    assertThat(types(SignatureCheck.one(signature, "SignedInfo")))
        .containsExactly(
            "#IHEManifest http://www.w3.org/2000/09/xmldsig#Manifest",
            "#S0-SignedProperties http://uri.etsi.org/01903/v1.1.1#SignedProperties");
    assertThat(SignatureCheck.one(signature, "CanonicalizationMethod").getAttribute("Algorithm"))
        .isEqualTo("http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments");
  }

  @Test
  void it_says_when_and_by_which_certificates() throws Exception {
    Element signature = sealed();
    assertThat(SignatureCheck.one(signature, "SigningTime").getTextContent())
        .isEqualTo("2026-11-24T02:00:00.000Z");
    SignatureCheck.one(signature, "SignaturePolicyImplied");
    Element purpose = SignatureCheck.one(signature, "SignatureProperty");
    assertThat(purpose.getAttribute("Id")).isEqualTo("purposeOfSignature");
    assertThat(purpose.getTextContent()).isEqualTo("1.2.840.10065.1.12.1.14");
    assertThat(purpose.getAttribute("Target")).isEqualTo("#" + signature.getAttribute("Id"));

    NodeList certificates =
        signature.getElementsByTagNameNS("http://uri.etsi.org/01903/v1.1.1#", "Cert");
    assertThat(certificates.getLength()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      X509Certificate certificate = SEAL.chain().get(i);
      Element told = (Element) certificates.item(i);
      assertThat(SignatureCheck.one(told, "DigestValue").getTextContent())
          .isEqualTo(digest("SHA-256", certificate.getEncoded()));
      assertThat(SignatureCheck.one(told, "X509SerialNumber").getTextContent())
          .isEqualTo(certificate.getSerialNumber().toString());
      assertThat(SignatureCheck.one(told, "X509IssuerName").getTextContent())
          .startsWith("CN=Relais sandbox AC ")
          .endsWith(",C=FR");
    }
  }

  @Test
  void the_same_document_written_otherwise_has_the_same_digest_and_another_has_not()
      throws Exception {
    String otherwise =
        DOCUMENT
            .replace("<?xml version='1.0' encoding=\"UTF-8\"?>\n", "")
            .replace("<empty/>", "<empty></empty >")
            .replace(
                "xmlns:b='urn:b' xmlns:c=\"urn:hl7-org:v3\"",
                "xmlns:c=\"urn:hl7-org:v3\" xmlns:b='urn:b'")
            .replace("<![CDATA[<&>]]>", "&lt;&amp;&gt;");
    assertThat(otherwise).isNotEqualTo(DOCUMENT);
    assertThat(digestOf(otherwise)).isEqualTo(digestOf(DOCUMENT));
    for (String part : List.of("6,4", "avant", "dedans", "x.xsl", "urn:other", "b:z", "<y/>")) {
      assertThat(digestOf(DOCUMENT.replace(part, part.equals("<y/>") ? "" : part + "1")))
          .as(part)
          .isNotEqualTo(digestOf(DOCUMENT));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.250.1.213.1.1.9.900.1<",
        "1.2.250.1.213.1.1.9.900.2<",
        "AA==",
        "2026-11-24T02",
        "SignaturePolicyImplied"
      })
  void a_changed_part_breaks_the_signature(String part) throws Exception {
    String text = new String(signed(), StandardCharsets.UTF_8);
    String changed =
        switch (part) {
          case "SignaturePolicyImplied" -> text.replace(part, part + "X");
          case "AA==" -> text.replace(part, "AB==");
          case "2026-11-24T02" -> text.replace(part, "2026-11-24T03");
          default -> {
            String oid = "urn:oid:" + part.replace("<", "\"");
            yield text.replace(oid, oid.replace("900", "901"));
          }
        };
    assertThat(changed).isNotEqualTo(text);
    assertThat(holds(read(changed.getBytes(StandardCharsets.UTF_8)), false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<a>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>&e;</a>",
        "<!DOCTYPE a><a/>"
      })
  void a_document_that_is_no_safe_xml_is_not_signed(String document) {
    SortedMap<String, byte[]> documents = new TreeMap<>();
    documents.put(FIRST, document.getBytes(StandardCharsets.UTF_8));
    SubmissionSeal seal = new SubmissionSeal(SignatureAlgorithm.RSA_SHA256);
    assertThatThrownBy(() -> seal.sign(SEAL, SET, documents, AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hostname");
  }

  @Test
  void nothing_is_not_signed() {
    SubmissionSeal seal = new SubmissionSeal(SignatureAlgorithm.RSA_SHA256);
    assertThatThrownBy(() -> seal.sign(SEAL, SET, new TreeMap<>(), AT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SortedMap<String, byte[]> documents() {
    SortedMap<String, byte[]> documents = new TreeMap<>();
    documents.put(SECOND, "<a/>".getBytes(StandardCharsets.UTF_8));
    documents.put(FIRST, DOCUMENT.getBytes(StandardCharsets.UTF_8));
    return documents;
  }

  private static byte[] signed() {
    return new SubmissionSeal(SignatureAlgorithm.RSA_SHA256).sign(SEAL, SET, documents(), AT);
  }

  private static Element sealed() throws Exception {
    return read(signed());
  }

  private static Element read(byte[] signature) throws Exception {
    return SignatureCheck.parse(new String(signature, StandardCharsets.UTF_8)).getDocumentElement();
  }

  private static boolean holds(Element signature, boolean old) throws Exception {
    return SignatureCheck.holds(
        signature,
        "Id",
        old,
        SignatureCheck.one(signature, "Manifest"),
        SignatureCheck.one(signature, "SignedProperties"));
  }

  private static List<String> references(Element manifest) {
    List<String> found = new ArrayList<>();
    NodeList all = manifest.getElementsByTagNameNS(SignatureCheck.DS, "Reference");
    for (int i = 0; i < all.getLength(); i++) {
      Element reference = (Element) all.item(i);
      NodeList transforms = reference.getElementsByTagNameNS(SignatureCheck.DS, "Transform");
      boolean canonical =
          transforms.getLength() == 1
              && ((Element) transforms.item(0))
                  .getAttribute("Algorithm")
                  .equals("http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments");
      found.add(
          reference.getAttribute("URI")
              + " "
              + SignatureCheck.one(reference, "DigestValue").getTextContent()
              + (canonical ? " canonical" : transforms.getLength() == 0 ? " plain" : " other"));
    }
    return found;
  }

  private static List<String> types(Element info) {
    List<String> found = new ArrayList<>();
    NodeList all = info.getElementsByTagNameNS(SignatureCheck.DS, "Reference");
    for (int i = 0; i < all.getLength(); i++) {
      Element reference = (Element) all.item(i);
      found.add(reference.getAttribute("URI") + " " + reference.getAttribute("Type"));
    }
    return found;
  }

  private static String digestOf(String document) throws Exception {
    SortedMap<String, byte[]> one = new TreeMap<>();
    one.put(FIRST, document.getBytes(StandardCharsets.UTF_8));
    Element signature =
        read(new SubmissionSeal(SignatureAlgorithm.RSA_SHA256).sign(SEAL, SET, one, AT));
    return references(SignatureCheck.one(signature, "Manifest")).get(1);
  }

  /** From the bytes, by the parser and the canonical form of the JDK. */
  private static String digest(String document, boolean old) throws Exception {
    OctetStreamData canonical =
        (OctetStreamData)
            XMLSignatureFactory.getInstance("DOM", "XMLDSig")
                .newCanonicalizationMethod(
                    CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS, (C14NMethodParameterSpec) null)
                .transform(
                    new OctetStreamData(
                        new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8))),
                    null);
    return digest(old ? "SHA-1" : "SHA-256", canonical.getOctetStream().readAllBytes());
  }

  private static String digest(String algorithm, byte[] bytes) throws Exception {
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
  }
}
