// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.adapters.trust.TrustMaterial;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Element;

/** A VIHF that is right, until a test changes it. */
final class TokenDraft {
  static final String VERSION = "VIHF_Version";
  static final String PROFESSIONS = "1.2.250.1.71.1.2.7";
  static final String SKILLS = "1.2.250.1.71.4.2.5";
  static final String MODE = "Authentification_mode";
  private static final String DECLARED = "urn:oasis:names:tc:SAML:2.0:ac:classes:";

  final String id = "_" + UUID.randomUUID();
  TrustMaterial signer;
  String samlVersion = "2.0";
  String issuer;
  String format = "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName";
  Instant issued;
  Instant signedIn;
  String nameId = World.DOCTOR;
  String contextClass = DECLARED + "PasswordProtectedTransport";
  boolean contextDeclared;
  String conditions = "";
  final Map<String, String> texts = new LinkedHashMap<>();
  final List<String[]> roles = new ArrayList<>();
  String purpose = "normal";
  boolean signed = true;
  String method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
  String digest = DigestMethod.SHA256;
  final List<String> transforms =
      new ArrayList<>(List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE));

  TokenDraft(World world, String ins) {
    signer = world.seal;
    issuer = world.seal.chain().get(0).getSubjectX500Principal().getName();
    issued = world.clock.instant().truncatedTo(ChronoUnit.MILLIS);
    signedIn = issued;
    texts.put("Identifiant_Structure", World.STRUCTURE);
    texts.put("Secteur_Activite", "SA52^1.2.250.1.71.4.2.4");
    texts.put("urn:oasis:names:tc:xspa:1.0:subject:subject-id", "FICTIF CAMILLE");
    texts.put(VERSION, "3.0");
    texts.put(MODE, "INDIRECTE");
    texts.put("urn:oasis:names:tc:xacml:2.0:resource:resource-id", World.cx(ins));
    texts.put("Ressource_URN", "urn:dmp");
    texts.put("LPS_Nom", "Relais");
    texts.put("LPS_Version", "1");
    texts.put("LPS_ID_HOMOLOGATION_DMP", World.HOMOLOGATION);
    roles.add(new String[] {"10", PROFESSIONS});
    roles.add(new String[] {"SM26", SKILLS});
  }

  /** A doctor who signed in strongly, so that he may consult. */
  TokenDraft reinforced() {
    texts.put(MODE, "INDIRECTE_RENFORCEE");
    contextClass = DECLARED + "MobileTwoFactorUnregistered";
    contextDeclared = true;
    return this;
  }

  /** From the other structure, for its own doctor. */
  TokenDraft elsewhere(World world) {
    signer = world.otherSeal;
    issuer = world.otherSeal.chain().get(0).getSubjectX500Principal().getName();
    texts.put("Identifiant_Structure", World.OTHER_STRUCTURE);
    texts.put("Secteur_Activite", "SA07^1.2.250.1.71.4.2.4");
    nameId = World.OTHER_DOCTOR;
    return this;
  }

  String xml() {
    StringBuilder text = new StringBuilder();
    text.append("<saml2:Assertion xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\"");
    text.append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ID=\"").append(id);
    text.append("\" IssueInstant=\"").append(issued).append("\" Version=\"").append(samlVersion);
    text.append("\"><saml2:Issuer Format=\"").append(format).append("\">");
    text.append(Text.escaped(issuer)).append("</saml2:Issuer><saml2:Subject><saml2:NameID>");
    text.append(nameId).append("</saml2:NameID></saml2:Subject>").append(conditions);
    text.append("<saml2:AuthnStatement AuthnInstant=\"").append(signedIn);
    text.append("\"><saml2:AuthnContext><saml2:AuthnContextClassRef>").append(contextClass);
    text.append("</saml2:AuthnContextClassRef>");
    if (contextDeclared) {
      text.append("<saml2:AuthnContextDecl>").append(contextClass);
      text.append("</saml2:AuthnContextDecl>");
    }
    text.append("</saml2:AuthnContext></saml2:AuthnStatement><saml2:AttributeStatement>");
    texts.forEach((name, value) -> attribute(text, name, Text.escaped(value)));
    StringBuilder values = new StringBuilder();
    for (String[] role : roles) {
      values.append(values.isEmpty() ? "" : "</saml2:AttributeValue><saml2:AttributeValue>");
      values.append(coded("Role", role[0], role[1]));
    }
    attribute(text, "urn:oasis:names:tc:xacml:2.0:subject:role", values.toString());
    attribute(
        text,
        "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse",
        coded("PurposeOfUse", purpose, "1.2.250.1.213.1.1.4.248"));
    return text + "</saml2:AttributeStatement></saml2:Assertion>";
  }

  private static void attribute(StringBuilder text, String name, String value) {
    text.append("<saml2:Attribute Name=\"").append(name).append("\"><saml2:AttributeValue>");
    text.append(value).append("</saml2:AttributeValue></saml2:Attribute>");
  }

  private static String coded(String element, String code, String system) {
    return "<"
        + element
        + " xmlns=\"urn:hl7-org:v3\" xsi:type=\"CE\" code=\""
        + code
        + "\" codeSystem=\""
        + system
        + "\"/>";
  }

  /** Signs in its place in the envelope. */
  void sign(Element assertion) throws Exception {
    if (!signed) {
      return;
    }
    XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
    List<Transform> all = new ArrayList<>();
    for (String transform : transforms) {
      all.add(factory.newTransform(transform, (TransformParameterSpec) null));
    }
    Reference reference =
        factory.newReference("#" + id, factory.newDigestMethod(digest, null), all, null, null);
    SignedInfo info =
        factory.newSignedInfo(
            factory.newCanonicalizationMethod(
                CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
            signatureMethod(factory),
            List.of(reference));
    KeyInfoFactory keys = factory.getKeyInfoFactory();
    KeyInfo key = keys.newKeyInfo(List.of(keys.newX509Data(List.of(signer.chain().get(0)))));
    assertion.setIdAttributeNS(null, "ID", true);
    DOMSignContext context =
        new DOMSignContext(signer.key(), assertion, assertion.getFirstChild().getNextSibling());
    factory.newXMLSignature(info, key).sign(context);
  }

  private SignatureMethod signatureMethod(XMLSignatureFactory factory) throws Exception {
    return factory.newSignatureMethod(method, null);
  }
}
