// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Element;

/**
 * XML signatures (W3C XML Signature): which algorithms are taken, whether the value is right. What
 * a signature must cover is said by those who ask.
 *
 * @param sha1 whether the oldest algorithms are taken too
 */
record XmlSignatures(boolean sha1) {
  static final String DS = XMLSignature.XMLNS;
  private static final Set<String> METHODS =
      Set.of(
          "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
          "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
          "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512");
  private static final Set<String> DIGESTS =
      Set.of("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmlenc#sha512");

  /** What is wrong with a signature; without anything of what it covers. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String reason) {
      super(reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** The certificates of the KeyInfo; the first is the signer's. */
  static List<X509Certificate> signers(Element signature) throws Wrong {
    List<X509Certificate> found = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Element one : Xml.at(signature, DS, "KeyInfo", "X509Data", "X509Certificate")) {
        byte[] der = Base64.getMimeDecoder().decode(Xml.text(one));
        found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      }
    } catch (CertificateException | IllegalArgumentException e) {
      throw new Wrong("certificat illisible");
    }
    if (found.isEmpty()) {
      throw new Wrong("certificat absent");
    }
    return found;
  }

  /** The references of SignedInfo. */
  static List<Element> references(Element signature) {
    return Xml.at(signature, DS, "SignedInfo", "Reference");
  }

  static List<String> transforms(Element reference) {
    return Xml.at(reference, DS, "Transforms", "Transform").stream()
        .map(transform -> Xml.attribute(transform, "Algorithm"))
        .toList();
  }

  static String canonicalization(Element signature) {
    return Xml.at(signature, DS, "SignedInfo", "CanonicalizationMethod").stream()
        .map(method -> Xml.attribute(method, "Algorithm"))
        .findFirst()
        .orElse("");
  }

  /** The digest algorithm of Java for a URI. */
  String digest(Element of) throws Wrong {
    String uri =
        Xml.children(of).stream()
            .filter(child -> "DigestMethod".equals(child.getLocalName()))
            .map(child -> Xml.attribute(child, "Algorithm"))
            .findFirst()
            .orElse("");
    if (DIGESTS.contains(uri)) {
      return uri.endsWith("sha256") ? "SHA-256" : "SHA-512";
    }
    if (sha1 && uri.equals(DS + "sha1")) {
      return "SHA-1";
    }
    throw new Wrong("algorithme d'empreinte");
  }

  /**
   * @param identified the elements that references may name, with the attribute that identifies
   * @throws Wrong when an algorithm is not taken, or the value is not right
   */
  void verify(Element signature, X509Certificate signer, List<Identified> identified) throws Wrong {
    String method =
        Xml.at(signature, DS, "SignedInfo", "SignatureMethod").stream()
            .map(one -> Xml.attribute(one, "Algorithm"))
            .findFirst()
            .orElse("");
    if (!METHODS.contains(method) && !(sha1 && method.equals(DS + "rsa-sha1"))) {
      throw new Wrong("algorithme de signature");
    }
    for (Element reference : references(signature)) {
      digest(reference);
    }
    DOMValidateContext context = new DOMValidateContext(signer.getPublicKey(), signature);
    context.setProperty("org.jcp.xml.dsig.secureValidation", !sha1);
    identified.forEach(one -> context.setIdAttributeNS(one.element(), null, one.attribute()));
    try {
      XMLSignature read = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
      if (!read.validate(context)) {
        throw new Wrong("signature fausse");
      }
    } catch (MarshalException | XMLSignatureException e) {
      throw new Wrong("signature illisible");
    }
  }

  /** An element that may be signed. */
  record Identified(Element element, String attribute) {
    String id() {
      return Xml.attribute(element, attribute);
    }

    /** Whether another element below this root has the same identifier. */
    boolean isDoubled(Element root) {
      List<Element> same = new ArrayList<>();
      Xml.walk(
          root,
          one -> {
            if (id().equals(Xml.attribute(one, "ID"))
                || id().equals(Xml.attribute(one, "Id"))
                || id().equals(Xml.attribute(one, "id"))) {
              same.add(one);
            }
          });
      return same.size() != 1;
    }
  }
}
