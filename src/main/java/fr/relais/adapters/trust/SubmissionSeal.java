// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import fr.relais.core.model.Content;
import fr.relais.formats.xml.XmlDom;
import fr.relais.formats.xml.XmlRefused;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import javax.security.auth.x500.X500Principal;
import javax.xml.XMLConstants;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.Manifest;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The signature that goes as one more document of a submission set to the DMP (TD2.1): XAdES 1.1.1
 * over a manifest of the other documents, after the IHE profile Document Digital Signature.
 *
 * @param algorithm of the signature and of every digest
 */
public record SubmissionSeal(SignatureAlgorithm algorithm) {
  /** Why it was signed: by the software that is the source (ASTM E1762). */
  public static final String PURPOSE = "1.2.840.10065.1.12.1.14";

  private static final String XADES = "http://uri.etsi.org/01903/v1.1.1#";
  private static final String SIGNED_PROPERTIES = XADES + "SignedProperties";
  private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
  private static final String ID = "S0";
  private static final String MANIFEST_ID = "IHEManifest";
  private static final String PROPERTIES_ID = "S0-SignedProperties";

  /** The set has no bytes of its own: its digest is this, by convention. */
  private static final byte[] NOTHING = {0};

  /**
   * Signs a submission set.
   *
   * @param submissionId uniqueId of the set, an OID
   * @param documentsByUniqueId what is sent, as it is sent, by DocumentEntry.uniqueId; each is XML
   * @param at when it is signed
   * @return the signature document, in UTF-8
   * @throws IllegalArgumentException when there is no document, one is not XML that may be read, or
   *     the seal has no RSA key; the text holds nothing of a document
   */
  public byte[] sign(
      TrustMaterial seal,
      String submissionId,
      SortedMap<String, byte[]> documentsByUniqueId,
      Instant at) {
    if (documentsByUniqueId.isEmpty()) {
      throw new IllegalArgumentException("a submission set has a document");
    }
    XmlSigner signer = new XmlSigner(algorithm);
    XMLSignatureFactory factory = signer.factory();
    Document document = XmlDom.empty();
    Manifest manifest =
        factory.newManifest(contents(signer, submissionId, documentsByUniqueId), MANIFEST_ID);
    List<XMLObject> objects =
        List.of(
            object(factory, manifest),
            object(factory, purpose(factory, document)),
            object(factory, new DOMStructure(qualifying(signer, document, seal, at))));
    List<Reference> references =
        List.of(
            reference(signer, MANIFEST_ID, Manifest.TYPE),
            reference(signer, PROPERTIES_ID, SIGNED_PROPERTIES));
    signer.sign(seal, CanonicalXml.METHOD, references, objects, ID, document, null);
    return CanonicalXml.of(document, signer);
  }

  private static List<Reference> contents(
      XmlSigner signer, String submissionId, Map<String, byte[]> documents) {
    List<Reference> contents = new ArrayList<>();
    XMLSignatureFactory factory = signer.factory();
    contents.add(
        factory.newReference(
            "urn:oid:" + submissionId, signer.digestMethod(), null, null, null, NOTHING));
    documents.forEach(
        (uniqueId, bytes) ->
            contents.add(
                factory.newReference(
                    "urn:oid:" + uniqueId,
                    signer.digestMethod(),
                    List.of(signer.transform(CanonicalXml.METHOD)),
                    null,
                    null,
                    signer.digest(CanonicalXml.of(read(bytes), signer)))));
    return contents;
  }

  private static Document read(byte[] bytes) {
    try {
      return XmlDom.read(Content.of(bytes));
    } catch (XmlRefused e) {
      throw new IllegalArgumentException("a document of the set is not readable XML", e);
    }
  }

  private static Reference reference(XmlSigner signer, String id, String type) {
    return signer.factory().newReference("#" + id, signer.digestMethod(), null, type, null);
  }

  private static XMLObject object(XMLSignatureFactory factory, XMLStructure content) {
    return factory.newXMLObject(List.of(content), null, null, null);
  }

  private static XMLStructure purpose(XMLSignatureFactory factory, Document document) {
    XMLStructure text = new DOMStructure(document.createTextNode(PURPOSE));
    return factory.newSignatureProperties(
        List.of(factory.newSignatureProperty(List.of(text), "#" + ID, "purposeOfSignature")), null);
  }

  /** XAdES 1.1.1: when, by which certificates, under the policy that is implied. */
  private static Element qualifying(
      XmlSigner signer, Document document, TrustMaterial seal, Instant at) {
    Element qualifying = document.createElementNS(XADES, "QualifyingProperties");
    qualifying.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", XADES);
    qualifying.setAttributeNS(null, "Target", "#" + ID);
    Element properties = add(qualifying, XADES, "SignedProperties", null);
    properties.setAttributeNS(null, "Id", PROPERTIES_ID);
    properties.setIdAttributeNS(null, "Id", true);
    Element signature = add(properties, XADES, "SignedSignatureProperties", null);
    add(signature, XADES, "SigningTime", SamlTime.of(at));
    Element certificates = add(signature, XADES, "SigningCertificate", null);
    for (X509Certificate certificate : seal.chain()) {
      add(certificates, signer, certificate);
    }
    add(
        add(signature, XADES, "SignaturePolicyIdentifier", null),
        XADES,
        "SignaturePolicyImplied",
        null);
    add(properties, XADES, "SignedDataObjectProperties", null);
    return qualifying;
  }

  private static void add(Element certificates, XmlSigner signer, X509Certificate certificate) {
    Element cert = add(certificates, XADES, "Cert", null);
    Element digest = add(cert, XADES, "CertDigest", null);
    add(digest, XADES, "DigestMethod", null)
        .setAttributeNS(null, "Algorithm", signer.digestMethod().getAlgorithm());
    add(
        digest,
        XADES,
        "DigestValue",
        Base64.getEncoder().encodeToString(signer.digest(encoded(certificate))));
    Element issuer = add(cert, XADES, "IssuerSerial", null);
    add(
        issuer,
        DS,
        "X509IssuerName",
        certificate.getIssuerX500Principal().getName(X500Principal.RFC2253));
    add(issuer, DS, "X509SerialNumber", certificate.getSerialNumber().toString());
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without bytes", e);
    }
  }

  private static Element add(Element parent, String space, String name, @Nullable String text) {
    boolean signature = space.equals(DS);
    Element element =
        parent.getOwnerDocument().createElementNS(space, signature ? "ds:" + name : name);
    if (signature) {
      element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:ds", DS);
    }
    if (text != null) {
      element.setTextContent(text);
    }
    parent.appendChild(element);
    return element;
  }
}
