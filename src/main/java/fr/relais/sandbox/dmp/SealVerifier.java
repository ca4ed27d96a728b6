// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Submission.Association;
import fr.relais.sandbox.dmp.XmlSignatures.Identified;
import fr.relais.sandbox.dmp.XmlSignatures.Wrong;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * Whether the signature of a submission set (XAdES, section 1.8) is there, is the structure's, and
 * covers the set and exactly its documents.
 */
final class SealVerifier {
  private static final String DS = XmlSignatures.DS;
  private static final String XADES = "http://uri.etsi.org/01903/v1.1.1#";
  private static final String WITH_COMMENTS =
      "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments";
  private static final String SOURCE = "1.2.840.10065.1.12.1.14";
  private static final String URN = "urn:oid:";
  private static final Set<String> FORMATS = Set.of(DS, "urn:ihe:iti:dsg:detached:2014");
  private final Certificates certificates;
  private final XmlSignatures signatures;

  SealVerifier(Certificates certificates, DmpRules rules) {
    this.certificates = certificates;
    this.signatures = new XmlSignatures(rules.sha1());
  }

  /**
   * @param structure that submits
   * @throws Refusal when the signature is missing or wrong
   * @throws SoapFault DMPInvalidCertificate when another certificate than the seal made it
   */
  void verify(Submission submission, String structure) throws Refusal, SoapFault {
    Described entry = entry(submission);
    checkEntry(entry);
    try {
      Element signature = Xml.root(submission.bytes(entry));
      if (!Xml.is(signature, DS, "Signature")) {
        throw wrong("le document n'est pas une signature");
      }
      List<X509Certificate> signers = XmlSignatures.signers(signature);
      checkCertificate(signers, structure);
      Element manifest = checkForm(signature, signers.get(0));
      checkManifest(manifest, submission, entry);
    } catch (Xml.Broken e) {
      throw wrong("XML mal formé ou interdit");
    } catch (Wrong e) {
      throw wrong(e.reason());
    }
  }

  private static Described entry(Submission submission) throws Refusal {
    List<Described> found = submission.entries().stream().filter(Described::isSignature).toList();
    if (found.size() != 1) {
      throw wrong("une signature du lot et une seule est attendue");
    }
    String id = found.get(0).id();
    List<Association> signs =
        submission.associations().stream().filter(a -> a.type().equals(Ebrim.SIGNS)).toList();
    if (signs.size() != 1 || !signs.get(0).is(Ebrim.SIGNS, id, submission.set().id())) {
      throw wrong("l'association signs manque ou se trompe");
    }
    return found.get(0);
  }

  private static void checkEntry(Described entry) throws Refusal {
    if (!entry.code(Ebrim.CLASS).equals("urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1")
        || !FORMATS.contains(entry.code(Ebrim.FORMAT))
        || !entry.code(Ebrim.EVENT).equals(SOURCE)
        || !entry.mimeType().equals("text/xml")
        || !entry.isMarked("MASQUE_PS")
        || !entry.isMarked("INVISIBLE_PATIENT")
        || !entry.title().equals("Source")) {
      throw Refusal.metadata("DocumentEntry", "la fiche de la signature n'est pas la sienne");
    }
    MetadataRules.checkLanguage(entry, "art");
  }

  private void checkCertificate(List<X509Certificate> signers, String structure) throws SoapFault {
    try {
      certificates.check(signers);
    } catch (CertificateException e) {
      throw SoapFault.certificate("certificat du lot non reconnu, expiré ou révoqué");
    }
    if (!Certificates.isSeal(signers.get(0)) || !Certificates.isOf(signers.get(0), structure)) {
      throw SoapFault.certificate("le lot n'est pas signé par le cachet de la structure");
    }
  }

  /** The two references, what they name, and the value itself. */
  private Element checkForm(Element signature, X509Certificate signer) throws Wrong, Refusal {
    List<Element> references = XmlSignatures.references(signature);
    Element manifest = one(signature, DS, "Manifest");
    Element properties = one(signature, XADES, "SignedProperties");
    Identified named = new Identified(manifest, "Id");
    Identified signed = new Identified(properties, "Id");
    if (references.size() != 2
        || !"IHEManifest".equals(named.id())
        || !isTo(references.get(0), named.id(), DS + "Manifest")
        || !isTo(references.get(1), signed.id(), XADES + "SignedProperties")
        || !XmlSignatures.canonicalization(signature).equals(WITH_COMMENTS)
        || named.isDoubled(signature)
        || signed.isDoubled(signature)) {
      throw wrong("les deux références ne sont pas celles attendues");
    }
    checkProperties(signature, properties, signer);
    signatures.verify(signature, signer, List.of(named, signed));
    return manifest;
  }

  private static boolean isTo(Element reference, String id, String type) {
    return !id.isEmpty()
        && ("#" + id).equals(Xml.attribute(reference, "URI"))
        && type.equals(Xml.attribute(reference, "Type"))
        && XmlSignatures.transforms(reference).stream()
            .allMatch(t -> t.contains("REC-xml-c14n-20010315"));
  }

  private void checkProperties(Element signature, Element properties, X509Certificate signer)
      throws Wrong, Refusal {
    List<Element> first =
        Xml.at(
            properties,
            XADES,
            "SignedSignatureProperties",
            "SigningCertificate",
            "Cert",
            "CertDigest");
    boolean dated =
        Xml.at(properties, XADES, "SignedSignatureProperties", "SigningTime").size() == 1;
    boolean implied =
        Xml.at(
                    properties,
                    XADES,
                    "SignedSignatureProperties",
                    "SignaturePolicyIdentifier",
                    "SignaturePolicyImplied")
                .size()
            == 1;
    List<Element> purposes = new ArrayList<>();
    Xml.walk(
        signature,
        one -> {
          if ("SignatureProperty".equals(one.getLocalName()) && SOURCE.equals(Xml.text(one))) {
            purposes.add(one);
          }
        });
    if (first.isEmpty() || !dated || !implied || purposes.size() != 1) {
      throw wrong("propriétés signées incomplètes");
    }
    byte[] expected = digest(signatures.digest(first.get(0)), encoded(signer));
    if (!MessageDigest.isEqual(expected, value(first.get(0)))) {
      throw wrong("SigningCertificate n'est pas le signataire");
    }
  }

  private void checkManifest(Element manifest, Submission submission, Described signature)
      throws Wrong, Refusal {
    List<Element> references = Xml.children(manifest, DS, "Reference");
    String set = URN + submission.set().identifier(Ebrim.SET_ID);
    if (references.isEmpty()
        || !set.equals(Xml.attribute(references.get(0), "URI"))
        || !"AA==".equals(Xml.text(references.get(0), DS, "DigestValue"))) {
      throw wrong("le manifeste ne commence pas par le lot");
    }
    Set<String> listed = new HashSet<>();
    for (Element reference : references.subList(1, references.size())) {
      String uri = Xml.attribute(reference, "URI");
      Described entry =
          submission.entries().stream()
              .filter(e -> e != signature && (URN + e.uniqueId()).equals(uri))
              .findFirst()
              .orElseThrow(() -> wrong("le manifeste cite un document qui n'est pas du lot"));
      if (!listed.add(uri)) {
        throw wrong("le manifeste cite deux fois un document");
      }
      List<String> transforms = XmlSignatures.transforms(reference);
      if (transforms.size() != 1) {
        throw wrong("une transformation et une seule est attendue");
      }
      byte[] canonical = Canonical.form(submission.bytes(entry), transforms.get(0));
      byte[] digest = digest(signatures.digest(reference), canonical);
      if (!MessageDigest.isEqual(digest, value(reference))) {
        throw wrong("l'empreinte d'un document n'est pas la bonne");
      }
    }
    if (listed.size() != submission.entries().size() - 1) {
      throw wrong("le manifeste oublie un document du lot");
    }
  }

  private static Element one(Element signature, String namespace, String name) throws Refusal {
    List<Element> found = new ArrayList<>();
    Xml.walk(
        signature,
        element -> {
          if (Xml.is(element, namespace, name)) {
            found.add(element);
          }
        });
    if (found.size() != 1) {
      throw wrong(name + " absent ou répété");
    }
    return found.get(0);
  }

  private static byte[] value(Element of) throws Refusal {
    String text =
        Xml.children(of).stream()
            .filter(child -> "DigestValue".equals(child.getLocalName()))
            .map(Xml::text)
            .findFirst()
            .orElse("");
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw wrong("empreinte illisible");
    }
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  private static Refusal wrong(String why) {
    return Refusal.repository("signature du lot : " + why);
  }
}
