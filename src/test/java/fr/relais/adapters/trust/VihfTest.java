// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import static fr.relais.adapters.trust.VihfSamples.AT;
import static fr.relais.adapters.trust.VihfSamples.BY_SOFTWARE;
import static fr.relais.adapters.trust.VihfSamples.DOCTOR;
import static fr.relais.adapters.trust.VihfSamples.indirect;
import static fr.relais.adapters.trust.VihfSamples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class VihfTest {
  private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
  private static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
  private static final TestPki PKI = new TestPki(InstantSource.system(), Duration.ofHours(1));
  private static final TrustMaterial SEAL =
      PKI.structureSeal("1750000000", "CENTRE DE SANTÉ, L'ESSAI");
  private final Vihf vihf = new Vihf(VihfDialect.SAMPLES, () -> "essai-1");

  @Test
  void a_token_for_publishing_says_who_asks_and_for_whom() throws Exception {
    Element token = sent(vihf.assertion(SEAL, indirect(DOCTOR)));

    assertThat(token.getAttribute("ID")).isEqualTo("_essai-1");
    assertThat(token.getAttribute("IssueInstant")).isEqualTo("2026-11-24T02:00:00.120Z");
    assertThat(token.getAttribute("Version")).isEqualTo("2.0");
    assertThat(children(token))
        .containsExactly("Issuer", "Signature", "Subject", "AuthnStatement", "AttributeStatement");
    assertThat(SignatureCheck.one(token, "Issuer").getTextContent())
        .isEqualTo("CN=CENTRE DE SANTÉ\\, L'ESSAI,OU=1750000000,O=STRUCTURE FICTIVE,C=FR");
    assertThat(SignatureCheck.one(token, "NameID").getTextContent()).isEqualTo("899700000011");
    assertThat(SignatureCheck.one(token, "AuthnStatement").getAttribute("AuthnInstant"))
        .isEqualTo("2026-11-24T01:59:00.120Z");
    assertThat(attributes(token))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("Identifiant_Structure", "1750000000"),
                Map.entry("Secteur_Activite", "SA07^1.2.250.1.71.4.2.4"),
                Map.entry("urn:oasis:names:tc:xspa:1.0:subject:subject-id", "BOYER ANNE"),
                Map.entry(
                    "urn:oasis:names:tc:xacml:2.0:subject:role",
                    "10/1.2.250.1.71.1.2.7/Médecin SM26/1.2.250.1.71.4.2.5/Qualifié en Médecine"
                        + " Générale (SM)"),
                Map.entry("VIHF_Version", "3.0"),
                Map.entry("Authentification_mode", "INDIRECTE"),
                Map.entry(
                    "urn:oasis:names:tc:xacml:2.0:resource:resource-id",
                    "279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH"),
                Map.entry("Ressource_URN", "urn:dmp"),
                Map.entry(
                    "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse",
                    "normal/1.2.250.1.213.1.1.4.248/Accès normal"),
                Map.entry("LPS_ID", "noyers-1"),
                Map.entry("LPS_Nom", "Relais"),
                Map.entry("LPS_Version", "0.9"),
                Map.entry("LPS_ID_HOMOLOGATION_DMP", "ESSAI-0001")));
  }

  @ParameterizedTest
  @EnumSource(SignatureAlgorithm.class)
  void its_signature_holds_alone_and_inside_an_envelope(SignatureAlgorithm algorithm)
      throws Exception {
    boolean old = algorithm == SignatureAlgorithm.RSA_SHA1;
    VihfDialect dialect =
        new VihfDialect(
            "4.0",
            VihfDialect.ModeAttribute.UPPER_CASE,
            VihfDialect.IssuerOrder.COUNTRY_FIRST,
            algorithm);
    Element token = new Vihf(dialect).assertion(SEAL, indirect(DOCTOR));
    assertThat(holds(token, old)).isTrue();

    Element sent = sent(token);

    assertThat(holds(sent, old)).isTrue();
    assertThat(SignatureCheck.one(sent, "SignatureMethod").getAttribute("Algorithm"))
        .isEqualTo(
            old
                ? "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
                : "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
    assertThat(SignatureCheck.signer(sent)).isEqualTo(SEAL.chain().get(0));
    assertThat(SignatureCheck.one(sent, "Issuer").getTextContent())
        .isEqualTo("C=FR,O=STRUCTURE FICTIVE,OU=1750000000,CN=CENTRE DE SANTÉ\\, L'ESSAI");
    assertThat(attributes(sent))
        .containsEntry("VIHF_Version", "4.0")
        .containsEntry("Authentification_Mode", "INDIRECTE")
        .doesNotContainKey("Authentification_mode");
  }

  @Test
  void one_reference_covers_the_whole_token() throws Exception {
    Element token = sent(vihf.assertion(SEAL, indirect(DOCTOR)));
    assertThat(SignatureCheck.one(token, "Reference").getAttribute("URI")).isEqualTo("#_essai-1");
    assertThat(SignatureCheck.one(token, "SignatureValue").getTextContent()).doesNotContain("\n");
  }

  static Stream<String> every_part_of_a_token() {
    return Stream.of(
        "Issuer", "NameID", "AuthnContextClassRef", "AttributeValue", "Role", "PurposeOfUse");
  }

  @ParameterizedTest
  @MethodSource("every_part_of_a_token")
  void a_changed_part_breaks_the_signature(String part) throws Exception {
    Element token = sent(vihf.assertion(SEAL, indirect(DOCTOR)));
    Element changed = (Element) token.getElementsByTagNameNS("*", part).item(0);
    if (changed.hasAttribute("code")) {
      changed.setAttribute("code", changed.getAttribute("code") + "0");
    } else {
      changed.setTextContent(changed.getTextContent() + "0");
    }
    assertThat(holds(token, false)).isFalse();
  }

  @Test
  void an_attribute_more_or_less_or_another_instant_breaks_the_signature() throws Exception {
    Element more = sent(vihf.assertion(SEAL, indirect(DOCTOR)));
    Element attribute = (Element) more.getElementsByTagNameNS(SAML, "Attribute").item(0);
    attribute.getParentNode().appendChild(attribute.cloneNode(true));
    assertThat(holds(more, false)).isFalse();

    Element less = sent(vihf.assertion(SEAL, indirect(DOCTOR)));
    Element gone = (Element) less.getElementsByTagNameNS(SAML, "Attribute").item(0);
    gone.getParentNode().removeChild(gone);
    assertThat(holds(less, false)).isFalse();

    Element later = sent(vihf.assertion(SEAL, indirect(DOCTOR)));
    later.setAttribute("IssueInstant", "2026-11-24T03:00:00.120Z");
    assertThat(holds(later, false)).isFalse();
  }

  @Test
  void a_software_has_one_role_and_no_profession() throws Exception {
    Element token =
        sent(
            vihf.assertion(
                SEAL,
                indirect(new VihfRequest.Automate("1750000000", "Relais", "0.9", "continuité"))));
    assertThat(attributes(token))
        .containsEntry("urn:oasis:names:tc:xspa:1.0:subject:subject-id", "Relais 0.9 continuité")
        .containsEntry(
            "urn:oasis:names:tc:xacml:2.0:subject:role", "AUTOMATE/1.2.250.1.213.1.1.4.6/AUTOMATE");
    assertThat(SignatureCheck.one(token, "NameID").getTextContent()).isEqualTo("1750000000");
    assertThat(holds(token, false)).isTrue();
  }

  @Test
  void the_reinforced_mode_says_how_the_person_signed_in() throws Exception {
    VihfRequest.Authentication signedIn =
        new VihfRequest.Authentication(AT, VihfRequest.Authentication.MOBILE, "APP_BROWSER_AUTH");
    Element token =
        sent(
            vihf.assertion(
                SEAL, request(VihfRequest.Mode.INDIRECT_REINFORCED, DOCTOR, signedIn, false)));
    assertThat(attributes(token)).containsEntry("Authentification_mode", "INDIRECTE_RENFORCEE");
    assertThat(SignatureCheck.one(token, "AuthnContextClassRef").getTextContent())
        .isEqualTo("urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorUnregistered");
    assertThat(SignatureCheck.one(token, "AuthnContextDecl").getTextContent())
        .isEqualTo("APP_BROWSER_AUTH");
    assertThat(holds(token, false)).isTrue();
  }

  @Test
  void the_reinforced_mode_is_for_a_person_who_signed_in() {
    VihfRequest.Automate software =
        new VihfRequest.Automate("1750000000", "Relais", "0.9", "continuité");
    assertThatThrownBy(
            () -> request(VihfRequest.Mode.INDIRECT_REINFORCED, DOCTOR, BY_SOFTWARE, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                request(
                    VihfRequest.Mode.INDIRECT_REINFORCED,
                    software,
                    new VihfRequest.Authentication(AT, VihfRequest.Authentication.MOBILE, "x"),
                    false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_minors_secret_connection_is_said_only_when_it_is_one() throws Exception {
    String name = "urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code";
    VihfRequest secret = request(VihfRequest.Mode.INDIRECT, DOCTOR, BY_SOFTWARE, true);
    assertThat(attributes(sent(vihf.assertion(SEAL, secret))))
        .containsEntry(name, "INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13");
    assertThat(attributes(sent(vihf.assertion(SEAL, indirect(DOCTOR))))).doesNotContainKey(name);
  }

  @Test
  void values_that_would_say_something_else_are_refused() {
    for (String value : List.of("", " ", "A^B", "A&B", "A\nB", " A", "A\uffff")) {
      assertThatThrownBy(() -> new VihfRequest.Structure(value, "SA07"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String value : List.of(" ", "A\nB", "A\uffff", "A\ud800")) {
      assertThatThrownBy(() -> new VihfRequest.Code("10", value))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new VihfRequest.Code("SM00", "O.R.L. & chirurgie").label()).contains("&");
    assertThatThrownBy(
            () ->
                new VihfRequest.Professional(
                    "8", "A", "B", new VihfRequest.Code("10", "Médecin"), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void markup_in_a_name_stays_text() throws Exception {
    Element token =
        sent(
            vihf.assertion(
                SEAL,
                indirect(
                    new VihfRequest.Automate("1750000000", "</saml2:Attribute>", "<b>", "\"'"))));
    assertThat(attributes(token))
        .containsEntry(
            "urn:oasis:names:tc:xspa:1.0:subject:subject-id", "</saml2:Attribute> <b> \"'");
    assertThat(holds(token, false)).isTrue();
  }

  @Test
  void a_key_that_no_seal_has_is_refused() {
    assertThatThrownBy(() -> vihf.assertion(PKI.client("x"), indirect(DOCTOR)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void two_tokens_never_have_one_id_and_their_text_shows_nobody() {
    Vihf real = new Vihf(VihfDialect.SAMPLES);
    assertThat(real.assertion(SEAL, indirect(DOCTOR)).getAttribute("ID"))
        .isNotEqualTo(real.assertion(SEAL, indirect(DOCTOR)).getAttribute("ID"))
        .matches("_[0-9a-f-]{36}");
    assertThat(indirect(DOCTOR).toString()).doesNotContain("279035121518989");
  }

  /** Put into the header of a message, written, and read at the other end. */
  private static Element sent(Element token) throws Exception {
    Document envelope =
        SignatureCheck.parse(
            "<s:Envelope xmlns:s='"
                + SOAP
                + "' xmlns='urn:other'"
                + " xmlns:x='urn:x'><s:Header><Security/></s:Header></s:Envelope>");
    Element security = SignatureCheck.one(envelope.getDocumentElement(), "Security");
    security.appendChild(envelope.importNode(token, true));
    Document read = SignatureCheck.parse(SignatureCheck.written(envelope));
    return SignatureCheck.one(read.getDocumentElement(), "Assertion");
  }

  private static boolean holds(Element token, boolean old) throws Exception {
    return SignatureCheck.holds(SignatureCheck.one(token, "Signature"), "ID", old, token);
  }

  private static List<String> children(Element element) {
    NodeList all = element.getChildNodes();
    return IntStream.range(0, all.getLength()).mapToObj(i -> all.item(i).getLocalName()).toList();
  }

  /** Name and value; of coded values code, system and label. */
  private static Map<String, String> attributes(Element token) {
    Map<String, String> found = new LinkedHashMap<>();
    NodeList all = token.getElementsByTagNameNS(SAML, "Attribute");
    for (int i = 0; i < all.getLength(); i++) {
      Element attribute = (Element) all.item(i);
      StringBuilder value = new StringBuilder();
      NodeList values = attribute.getElementsByTagNameNS(SAML, "AttributeValue");
      for (int j = 0; j < values.getLength(); j++) {
        Node first = values.item(j).getFirstChild();
        value.append(j == 0 ? "" : " ");
        value.append(
            first instanceof Element coded
                ? coded.getAttribute("code")
                    + "/"
                    + coded.getAttribute("codeSystem")
                    + "/"
                    + coded.getAttribute("displayName")
                : values.item(j).getTextContent());
      }
      found.put(attribute.getAttribute("Name"), value.toString());
    }
    return found;
  }
}
