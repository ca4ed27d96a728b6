// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static fr.relais.sandbox.dmp.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The VIHF: its signature, what it says, when, and for whom: rule 3. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VihfRefusalsTest {
  private static final String STRUCTURE = "Identifiant_Structure";
  private static final String SECTOR = "Secteur_Activite";
  private World world;

  /** Changes a right token before it is signed. */
  private interface Edit {
    void on(TokenDraft token, Call call);
  }

  @BeforeAll
  void certificates() {
    world = World.ONE;
  }

  private static Row token(String rule, String outcome, String why, Edit edit) {
    return row(
        rule,
        outcome,
        why,
        (world, platform) -> {
          Call call = Call.publish(world, new SubmissionDraft(world, World.INS, 1));
          edit.on(call.token, call);
          return call;
        });
  }

  private static Row invalid(String rule, String why, Edit edit) {
    return token(rule, "wsse:InvalidSecurityToken", why, edit);
  }

  private static Row without(String attribute) {
    return invalid(
        "no " + attribute,
        attribute.substring(attribute.lastIndexOf(':') + 1),
        (token, call) -> token.texts.remove(attribute));
  }

  @TestFactory
  Stream<DynamicTest> signatures() {
    return Row.all(
        world,
        List.of(
            token(
                "no signature",
                "wsse:FailedCheck",
                "signature",
                (token, call) -> token.signed = false),
            token(
                "changed after it was signed",
                "wsse:FailedCheck",
                "signature",
                (token, call) -> call.afterSigning = text -> text.replace(">Relais<", ">Relaix<")),
            token(
                "SHA-1, under the strict rules",
                "wsse:FailedCheck",
                "algorithme",
                (token, call) -> {
                  token.method = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
                  token.digest = DigestMethod.SHA1;
                }),
            token(
                "another transform",
                "wsse:FailedCheck",
                "couvre",
                (token, call) -> token.transforms.set(1, CanonicalizationMethod.INCLUSIVE)),
            token(
                "a second assertion beside it",
                "wsse:InvalidSecurity",
                "une seule",
                (token, call) ->
                    call.moreSecurity =
                        "<saml2:Assertion xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>"),
            token(
                "the signed one wrapped elsewhere",
                "wsse:FailedCheck",
                "seule",
                (token, call) ->
                    call.afterSigning =
                        text ->
                            text.replace(
                                "<wsa:To/>",
                                "<x><y:Assertion xmlns:y=\""
                                    + "urn:oasis:names:tc:SAML:2.0:assertion\"/></x>")),
            token(
                "its ID on another element",
                "wsse:FailedCheck",
                "seule",
                (token, call) -> call.moreHeaders = "<x Id=\"" + token.id + "\"/>"),
            token(
                "signed by the certificate of the connection",
                "soap:DMPInvalidCertificate",
                "signature",
                (token, call) -> token.signer = call.client),
            token(
                "the seal of another structure",
                "soap:DMPInvalidCertificate",
                "de la structure",
                (token, call) -> {
                  token.signer = world.otherSeal;
                  token.issuer = world.otherSeal.chain().get(0).getSubjectX500Principal().getName();
                }),
            token(
                "an expired seal",
                "soap:DMPInvalidCertificate",
                "expiré",
                (token, call) ->
                    token.signer = world.pki.expiredStructureSeal(World.STRUCTURE, "périmé")),
            invalid(
                "an issuer who did not sign",
                "DN du signataire",
                (token, call) -> token.issuer = "CN=autre,C=FR"),
            invalid(
                "the issuer's DN in the other order",
                "DN du signataire",
                (token, call) ->
                    token.issuer =
                        "C=FR,O=STRUCTURE FICTIVE,OU=" + World.STRUCTURE + ",CN=cachet d'essai")));
  }

  @TestFactory
  Stream<DynamicTest> times() {
    return Row.all(
        world,
        List.of(
            expired("an old token", (t, call) -> t.issued = t.issued.minus(Duration.ofMinutes(6))),
            expired(
                "a token of tomorrow", (t, call) -> t.issued = t.issued.plus(Duration.ofDays(1))),
            expired(
                "signed in yesterday",
                (t, call) -> t.signedIn = t.signedIn.minus(Duration.ofDays(1))),
            expired(
                "conditions that ended",
                (t, call) ->
                    t.conditions = "<saml2:Conditions NotOnOrAfter=\"2020-01-01T00:00:00Z\"/>"),
            invalid(
                "an audience restriction",
                "Conditions",
                (t, call) ->
                    t.conditions =
                        "<saml2:Conditions><saml2:AudienceRestriction/></saml2:Conditions>")));
  }

  private static Row expired(String rule, Edit edit) {
    return token(rule, "wsse:MessageExpired", "périmé", edit);
  }

  @TestFactory
  Stream<DynamicTest> attributes() {
    return Stream.concat(
        Row.all(
            world,
            Stream.of(
                    STRUCTURE,
                    SECTOR,
                    TokenDraft.VERSION,
                    "urn:oasis:names:tc:xspa:1.0:subject:subject-id",
                    "urn:oasis:names:tc:xacml:2.0:resource:resource-id",
                    "Ressource_URN",
                    "LPS_Nom",
                    "LPS_Version",
                    "LPS_ID_HOMOLOGATION_DMP")
                .map(VihfRefusalsTest::without)
                .toList()),
        Row.all(world, contents()));
  }

  private static List<Row> contents() {
    return List.of(
        invalid("SAML 1", "Version", (t, call) -> t.samlVersion = "1.1"),
        invalid("an issuer of another format", "Format", (t, call) -> t.format = "urn:x"),
        invalid(
            "an unknown version", "VIHF_Version", (t, call) -> t.texts.put("VIHF_Version", "1")),
        invalid("no mode", "Mode", (t, call) -> t.texts.remove(TokenDraft.MODE)),
        invalid("direct mode", "DIRECTE", (t, call) -> t.texts.put(TokenDraft.MODE, "DIRECTE")),
        invalid(
            "the mode twice, in both spellings",
            "répété",
            (t, call) -> t.texts.put("Authentification_Mode", "INDIRECTE")),
        invalid(
            "reinforced, without saying how the person signed in",
            "authentification locale",
            (t, call) -> t.texts.put(TokenDraft.MODE, "INDIRECTE_RENFORCEE")),
        invalid(
            "reinforced, for somebody without a national number",
            "personne",
            (t, call) -> t.reinforced().nameId = "login"),
        invalid("a purpose that is not normal", "purposeofuse", (t, call) -> t.purpose = "bris"),
        invalid("no role", "Role", (t, call) -> t.roles.clear()),
        invalid(
            "a role of Pro Santé Connect's system",
            "JDV_J65",
            (t, call) -> t.roles.set(0, new String[] {"10", "1.2.250.1.213.1.1.5.5"})),
        invalid("a doctor without savoir-faire", "savoir-faire", (t, call) -> t.roles.remove(1)),
        invalid(
            "savoir-faire before profession",
            "profession",
            (t, call) -> t.roles.add(t.roles.remove(0))),
        invalid(
            "a patient written as HL7 v2 does",
            "resource-id",
            (t, call) ->
                t.texts.put(
                    "urn:oasis:names:tc:xacml:2.0:resource:resource-id",
                    World.INS + "^^^&1.2.250.1.213.1.4.10&ISO^INS")),
        token(
            "an unknown structure",
            "soap:DMPUnknownStructure",
            "introuvable",
            (t, call) -> t.texts.put(STRUCTURE, "1999999999")),
        token(
            "an inactive structure",
            "soap:DMPUnknownStructure",
            "Inactive",
            (t, call) -> t.texts.put(STRUCTURE, "1750077777")),
        token(
            "another sector than the structure's",
            "soap:DMPUnknownStructure",
            "secteur",
            (t, call) -> t.texts.put(SECTOR, "SA25^1.2.250.1.71.4.2.4")),
        token(
            "software without homologation",
            "soap:DMPUnknownSoftware",
            "homologation",
            (t, call) -> t.texts.put("LPS_ID_HOMOLOGATION_DMP", "0")));
  }

  @Test
  void a_professional_who_is_not_linked_with_the_structure_is_refused() throws Exception {
    try (DmpPlatform platform = world.platform()) {
      TokenDraft token = new TokenDraft(world, World.INS).elsewhere(world);
      token.nameId = World.DOCTOR;
      Call call =
          Call.publish(world, new SubmissionDraft(world, World.INS, 1), token)
              .from(world.otherAuthentication);
      assertThat(call.post(platform.port()).outcome()).isEqualTo("soap:DMPNotLinked");
    }
  }

  @Test
  void sha_1_is_taken_under_the_rules_of_the_oldest_samples() throws Exception {
    try (DmpPlatform platform = world.platform(DmpRules.strict().withSha1())) {
      SubmissionDraft draft = new SubmissionDraft(world, World.INS, 1);
      draft.seal.digestMethod = "http://www.w3.org/2000/09/xmldsig#sha1";
      draft.seal.digestName = "SHA-1";
      draft.seal.signatureMethod = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
      draft.seal.signatureName = "SHA1withRSA";
      Call call = Call.publish(world, draft);
      call.token.method = draft.seal.signatureMethod;
      call.token.digest = DigestMethod.SHA1;
      assertThat(call.post(platform.port()).outcome()).isEqualTo("Success");
    }
  }
}
