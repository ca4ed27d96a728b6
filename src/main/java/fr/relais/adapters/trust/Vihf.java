// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import fr.relais.formats.xml.XmlDom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import org.w3c.dom.Element;

/**
 * Makes the token by which the DMP knows who asks (VIHF): a SAML 2.0 assertion that the structure's
 * seal signs, enveloped, with one reference to the assertion itself.
 */
public final class Vihf {
  private static final String ISSUER_FORMAT =
      "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName";

  private final VihfDialect dialect;
  private final Supplier<String> ids;

  /** Makes tokens with an id of their own each. */
  public Vihf(VihfDialect dialect) {
    this(dialect, () -> UUID.randomUUID().toString());
  }

  /**
   * @param ids gives what is never given twice; letters, digits and hyphens
   */
  public Vihf(VihfDialect dialect, Supplier<String> ids) {
    this.dialect = dialect;
    this.ids = ids;
  }

  /**
   * One token, signed.
   *
   * @param seal the structure's certificate for signature ("cachet")
   * @return the {@code saml2:Assertion}, alone in its document; it may be imported or adopted into
   *     another, the signature holds there
   * @throws IllegalArgumentException when the seal has no RSA key
   */
  public Element assertion(TrustMaterial seal, VihfRequest request) {
    String id = "_" + ids.get();
    Element assertion = VihfTree.assertion(XmlDom.empty(), id, request);
    VihfTree issuer = new VihfTree(assertion);
    issuer
        .saml("Issuer", issuerName(seal.chain().get(0)))
        .setAttributeNS(null, "Format", ISSUER_FORMAT);
    Element subject = issuer.saml("Subject");
    new VihfTree(subject).saml("NameID", request.subject().id());
    authentication(assertion, request.authentication());
    new VihfAttributes(new VihfTree(assertion).saml("AttributeStatement"), dialect).add(request);
    sign(assertion, id, seal, subject);
    return assertion;
  }

  private void sign(Element assertion, String id, TrustMaterial seal, Element subject) {
    assertion.setIdAttributeNS(null, "ID", true);
    XmlSigner signer = new XmlSigner(dialect.algorithm());
    Reference whole =
        signer
            .factory()
            .newReference(
                "#" + id,
                signer.digestMethod(),
                List.of(
                    signer.transform(Transform.ENVELOPED),
                    signer.transform(CanonicalizationMethod.EXCLUSIVE)),
                null,
                null);
    signer.sign(
        seal,
        CanonicalizationMethod.EXCLUSIVE,
        List.of(whole),
        List.of(),
        null,
        assertion,
        subject);
  }

  private static void authentication(Element assertion, VihfRequest.Authentication how) {
    Element statement = new VihfTree(assertion).saml("AuthnStatement");
    statement.setAttributeNS(null, "AuthnInstant", SamlTime.of(how.at()));
    VihfTree context = new VihfTree(new VihfTree(statement).saml("AuthnContext"));
    context.saml("AuthnContextClassRef", how.contextClass());
    String declaration = how.declaration();
    if (declaration != null) {
      context.saml("AuthnContextDecl", declaration);
    }
  }

  private String issuerName(X509Certificate certificate) {
    return switch (dialect.issuer()) {
      case MOST_SPECIFIC_FIRST -> DistinguishedName.mostSpecificFirst(certificate);
      case COUNTRY_FIRST -> DistinguishedName.countryFirst(certificate);
    };
  }
}
