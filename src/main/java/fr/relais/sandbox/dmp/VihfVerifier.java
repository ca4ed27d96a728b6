// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.XmlSignatures.Identified;
import fr.relais.sandbox.dmp.XmlSignatures.Wrong;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.w3c.dom.Element;

/** Whether a VIHF was signed by the seal that it names, covers itself, and is fresh. */
final class VihfVerifier {
  private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
  private static final List<String> TRANSFORMS =
      List.of(XmlSignatures.DS + "enveloped-signature", EXCLUSIVE);
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);
  private final Certificates certificates;
  private final XmlSignatures signatures;
  private final DmpRules rules;
  private final InstantSource clock;

  VihfVerifier(Certificates certificates, DmpRules rules, InstantSource clock) {
    this.certificates = certificates;
    this.signatures = new XmlSignatures(rules.sha1());
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * @param envelope the whole message, where nothing else may pass for the assertion
   * @return the certificate of the seal
   * @throws SoapFault FailedCheck, DMPInvalidCertificate, InvalidSecurityToken or MessageExpired
   */
  X509Certificate verify(Vihf vihf, Element envelope) throws SoapFault {
    Element assertion = vihf.assertion();
    checkAlone(assertion, envelope);
    Element signature = signature(assertion);
    checkCover(signature, Xml.attribute(assertion, "ID"));
    List<X509Certificate> signers;
    try {
      signers = XmlSignatures.signers(signature);
    } catch (Wrong e) {
      throw failed(e.reason());
    }
    X509Certificate signer = signers.get(0);
    checkCertificate(signers);
    try {
      signatures.verify(signature, signer, List.of(new Identified(assertion, "ID")));
    } catch (Wrong e) {
      throw failed(e.reason());
    }
    checkIssuer(vihf.issuer(), signer);
    checkFresh(vihf);
    return signer;
  }

  private static void checkAlone(Element assertion, Element envelope) throws SoapFault {
    List<Element> assertions = new ArrayList<>();
    Xml.walk(
        envelope,
        one -> {
          if (Xml.is(one, VihfReader.SAML, "Assertion")) {
            assertions.add(one);
          }
        });
    if (assertions.size() != 1 || new Identified(assertion, "ID").isDoubled(envelope)) {
      throw failed("l'assertion n'est pas seule");
    }
  }

  private static Element signature(Element assertion) throws SoapFault {
    List<Element> signatures = new ArrayList<>();
    Xml.walk(
        assertion,
        one -> {
          if (Xml.is(one, XmlSignatures.DS, "Signature")) {
            signatures.add(one);
          }
        });
    Element signature = Xml.only(assertion, XmlSignatures.DS, "Signature");
    if (signature == null || signatures.size() != 1) {
      throw failed("une signature et une seule est attendue dans l'assertion");
    }
    return signature;
  }

  private static void checkCover(Element signature, String id) throws SoapFault {
    List<Element> references = XmlSignatures.references(signature);
    if (references.size() != 1
        || !("#" + id).equals(Xml.attribute(references.get(0), "URI"))
        || !XmlSignatures.transforms(references.get(0)).equals(TRANSFORMS)
        || !XmlSignatures.canonicalization(signature).equals(EXCLUSIVE)) {
      throw failed("la signature ne couvre pas exactement l'assertion");
    }
  }

  private void checkCertificate(List<X509Certificate> signers) throws SoapFault {
    try {
      certificates.check(signers);
    } catch (CertificateException e) {
      throw SoapFault.certificate("certificat du VIHF non reconnu, expiré ou révoqué");
    }
    if (!Certificates.isSeal(signers.get(0))) {
      throw SoapFault.certificate("le certificat du VIHF n'est pas un certificat de signature");
    }
  }

  private void checkIssuer(String issuer, X509Certificate signer) throws SoapFault {
    try {
      List<Rdn> parts = new ArrayList<>(new LdapName(issuer).getRdns());
      if (rules.issuerFromCountry()) {
        Collections.reverse(parts);
      }
      if (!new X500Principal(new LdapName(parts).toString())
          .equals(signer.getSubjectX500Principal())) {
        throw VihfReader.invalid("Issuer n'est pas le DN du signataire");
      }
    } catch (InvalidNameException | IllegalArgumentException e) {
      throw VihfReader.invalid("Issuer n'est pas un DN");
    }
  }

  private void checkFresh(Vihf vihf) throws SoapFault {
    Instant now = clock.instant();
    Instant soon = now.plus(CLOCKS_APART);
    Instant notBefore = vihf.notBefore();
    Instant notOnOrAfter = vihf.notOnOrAfter();
    if (vihf.issued().isAfter(soon)
        || vihf.issued().isBefore(now.minus(rules.assertionAge()))
        || vihf.signedIn().isAfter(soon)
        || vihf.signedIn().isBefore(now.minus(rules.loginAge()))
        || (notBefore != null && soon.isBefore(notBefore))
        || (notOnOrAfter != null && !now.isBefore(notOnOrAfter))) {
      throw SoapFault.security("MessageExpired", "VIHF périmé ou pas encore valable");
    }
  }

  private static SoapFault failed(String why) {
    return SoapFault.security("FailedCheck", "VIHF : " + why);
  }
}
