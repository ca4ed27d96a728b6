// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.trust.SignatureAlgorithm;
import fr.relais.adapters.trust.SubmissionSeal;
import fr.relais.adapters.trust.Vihf;
import fr.relais.adapters.trust.VihfDialect;
import fr.relais.adapters.trust.VihfRequest;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.w3c.dom.Element;

/** The platform takes the token and the seal that Relais makes, which were written apart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondOpinionTest {
  private World world;

  @BeforeAll
  void certificates() {
    world = World.ONE;
  }

  @Test
  void as_the_samples_but_with_sha_256() throws Exception {
    assertThat(publish(DmpRules.strict(), VihfDialect.SAMPLES)).isEqualTo("Success");
  }

  @Test
  void with_sha_1_as_the_oldest_samples() throws Exception {
    VihfDialect oldest =
        new VihfDialect(
            "3.0",
            VihfDialect.ModeAttribute.LOWER_CASE,
            VihfDialect.IssuerOrder.MOST_SPECIFIC_FIRST,
            SignatureAlgorithm.RSA_SHA1);
    assertThat(publish(DmpRules.strict().withSha1(), oldest)).isEqualTo("Success");
    assertThat(publish(DmpRules.strict(), oldest)).isEqualTo("wsse:FailedCheck");
  }

  @Test
  void with_the_issuer_from_the_country_where_that_is_the_rule() throws Exception {
    VihfDialect newer =
        new VihfDialect(
            "4.0",
            VihfDialect.ModeAttribute.UPPER_CASE,
            VihfDialect.IssuerOrder.COUNTRY_FIRST,
            SignatureAlgorithm.RSA_SHA256);
    assertThat(publish(DmpRules.strict().withIssuerFromCountry(), newer)).isEqualTo("Success");
    assertThat(publish(DmpRules.strict(), newer)).isEqualTo("wsse:InvalidSecurityToken");
  }

  private String publish(DmpRules rules, VihfDialect dialect) throws Exception {
    SubmissionDraft draft = new SubmissionDraft(world, World.INS, 1);
    draft.sealed =
        new SubmissionSeal(dialect.algorithm())
            .sign(
                world.seal,
                draft.setId,
                new TreeMap<>(Map.of(draft.uniqueId, draft.cda.getBytes(StandardCharsets.UTF_8))),
                world.clock.instant());
    Call call = Call.publish(world, draft);
    call.token.signed = false;
    String assertion = text(new Vihf(dialect).assertion(world.seal, request()));
    call.afterSigning =
        text ->
            text.replaceFirst(
                "(?s)<saml2:Assertion.*</saml2:Assertion>", Matcher.quoteReplacement(assertion));
    try (DmpPlatform platform = world.platform(rules)) {
      return call.post(platform.port()).outcome();
    }
  }

  private VihfRequest request() {
    Instant now = world.clock.instant();
    return new VihfRequest(
        VihfRequest.Mode.INDIRECT,
        new VihfRequest.Structure(World.STRUCTURE, "SA52"),
        new VihfRequest.Professional(
            World.DOCTOR,
            "FICTIF",
            "CAMILLE",
            new VihfRequest.Code("10", "Médecin"),
            new VihfRequest.Code("SM26", "Qualifié en Médecine Générale (SM)")),
        new VihfRequest.Software("Relais", "0.9", World.HOMOLOGATION, "essai"),
        new VihfRequest.Authentication(now, VihfRequest.Authentication.UNSPECIFIED, null),
        World.INS,
        World.OID,
        VihfRequest.NORMAL_ACCESS,
        false,
        now);
  }

  private static String text(Element element) throws Exception {
    Transformer writer = TransformerFactory.newInstance().newTransformer();
    writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter out = new StringWriter();
    writer.transform(new DOMSource(element), new StreamResult(out));
    return out.toString();
  }
}
