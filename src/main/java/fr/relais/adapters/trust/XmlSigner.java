// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.SignatureMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Puts XML signatures into trees, by the JDK's own code whatever lies on the class path. */
final class XmlSigner {
  private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
  private static final String JDK = "XMLDSig";

  private final SignatureAlgorithm algorithm;
  private final XMLSignatureFactory factory;

  XmlSigner(SignatureAlgorithm algorithm) {
    this.algorithm = algorithm;
    try {
      this.factory = XMLSignatureFactory.getInstance("DOM", JDK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java signs no XML", e);
    }
  }

  XMLSignatureFactory factory() {
    return factory;
  }

  DigestMethod digestMethod() {
    try {
      return factory.newDigestMethod(algorithm.digest(), null);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  Transform transform(String name) {
    try {
      return factory.newTransform(name, (TransformParameterSpec) null);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm.messageDigest()).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /**
   * Signs what the references name.
   *
   * @param canonicalization of the signed information
   * @param parent becomes the signature's
   * @param before the signature comes before this child; null for the end
   * @param id of the signature; null for none
   */
  void sign(
      TrustMaterial seal,
      String canonicalization,
      List<Reference> references,
      List<XMLObject> objects,
      @Nullable String id,
      Node parent,
      @Nullable Node before) {
    if (!"RSA".equals(seal.key().getAlgorithm())) {
      throw new IllegalArgumentException("a seal of IGC-Santé has an RSA key");
    }
    try {
      SignedInfo info =
          factory.newSignedInfo(
              factory.newCanonicalizationMethod(canonicalization, (C14NMethodParameterSpec) null),
              factory.newSignatureMethod(
                  algorithm.signature(), (SignatureMethodParameterSpec) null),
              references);
      DOMSignContext context =
          before == null
              ? new DOMSignContext(seal.key(), parent)
              : new DOMSignContext(seal.key(), parent, before);
      context.setDefaultNamespacePrefix("ds");
      factory.newXMLSignature(info, keyInfo(seal.chain().get(0)), objects, id, null).sign(context);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    } catch (MarshalException | XMLSignatureException e) {
      throw new IllegalStateException("the XML could not be signed", e);
    }
    unfold(parent);
  }

  private KeyInfo keyInfo(X509Certificate certificate) {
    KeyInfoFactory keys = factory.getKeyInfoFactory();
    XMLStructure data = keys.newX509Data(List.of(certificate));
    return keys.newKeyInfo(List.of(data));
  }

  /** Long base64 on one line: what is written between its lines differs from Java to Java. */
  private static void unfold(Node parent) {
    for (String name : List.of("SignatureValue", "X509Certificate")) {
      Element root = (Element) (parent instanceof Element e ? e : parent.getFirstChild());
      NodeList found = root.getElementsByTagNameNS(DS, name);
      for (int i = 0; i < found.getLength(); i++) {
        Node text = found.item(i);
        text.setTextContent(text.getTextContent().replaceAll("\\s", ""));
      }
    }
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("an algorithm of XML Signature is missing in this Java", e);
  }
}
