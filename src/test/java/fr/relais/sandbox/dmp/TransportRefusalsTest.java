// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static fr.relais.sandbox.dmp.Row.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Certificates, SOAP, WS-Addressing and multipart: rules 1 and 2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransportRefusalsTest {
  private World world;

  /** Changes a right publication. */
  private interface Edit {
    void on(Call call);
  }

  @BeforeAll
  void certificates() {
    world = World.ONE;
  }

  private static Row sent(String rule, String outcome, String why, Edit edit) {
    return row(
        rule,
        outcome,
        why,
        (world, platform) -> {
          Call call = Call.publish(world, new SubmissionDraft(world, World.INS, 1));
          edit.on(call);
          return call;
        });
  }

  @TestFactory
  Stream<DynamicTest> certificates_and_envelopes() {
    return Row.all(
        world,
        List.of(
            row(
                "a seal is not for TLS",
                "soap:DMPInvalidCertificate",
                "TLS",
                (world, platform) ->
                    Call.publish(world, new SubmissionDraft(world, World.INS, 1)).from(world.seal)),
            row(
                "a connection of another structure",
                "soap:DMPInvalidCertificate",
                "de la structure",
                (world, platform) ->
                    Call.publish(world, new SubmissionDraft(world, World.INS, 1))
                        .from(world.otherAuthentication)),
            sent(
                "SOAP 1.1 by its namespace",
                "soap:VersionMismatch",
                "SOAP 1.2",
                call -> call.soap = "http://schemas.xmlsoap.org/soap/envelope/"),
            sent(
                "an unknown action",
                "wsa:ActionNotSupported",
                "action inconnue",
                call -> {
                  call.action = "urn:ihe:iti:2007:Unknown";
                  call.typeAction = "";
                }),
            sent(
                "an action of another service",
                "wsa:ActionNotSupported",
                "action inconnue",
                call -> call.service = "registry"),
            sent(
                "an action that is not that of the Content-Type",
                "wsa:InvalidAddressingHeader",
                "Content-Type",
                call -> call.typeAction = Transaction.QUERY.action()),
            sent(
                "no MessageID",
                "wsa:MessageAddressingHeaderRequired",
                "MessageID",
                call -> call.messageId = ""),
            sent(
                "a MessageID that is no UUID",
                "wsa:InvalidAddressingHeader",
                "MessageID",
                call -> call.messageId = "42"),
            sent(
                "two actions",
                "wsa:InvalidAddressingHeader",
                "Action",
                call -> call.moreHeaders = "<wsa:Action>urn:x</wsa:Action>"),
            sent(
                "an answer wanted elsewhere",
                "wsa:InvalidAddressingHeader",
                "ReplyTo",
                call -> call.replyTo = "http://127.0.0.1:9/x"),
            sent(
                "a publication that is not multipart",
                "soap:Sender",
                "Content-Type",
                call -> call.multipart = false),
            sent(
                "start-info of SOAP 1.1",
                "soap:Sender",
                "start-info",
                call ->
                    call.contentType =
                        "multipart/related; type=\"application/xop+xml\";"
                            + " start-info=\"text/xml\"; boundary=\"essai-7f3a\"")));
  }

  @TestFactory
  Stream<DynamicTest> broken_packages() {
    return Row.all(
        world,
        List.of(
            sent("no root part", "soap:Sender", "racine", call -> call.start = "x@y"),
            sent("base64 parts", "soap:Sender", "codage", call -> call.encoding = "base64"),
            sent(
                "no end",
                "soap:Sender",
                "fin absente",
                call -> call.afterPacking = text -> text.replace("--essai-7f3a--", "")),
            sent(
                "a part twice",
                "soap:Sender",
                "répété",
                call -> call.afterPacking = text -> text.replace("signature@", "document@")),
            sent(
                "a part whose head is endless",
                "soap:Sender",
                "en-tête",
                call ->
                    call.afterPacking =
                        text ->
                            text.replace("Content-ID: <doc", "X: " + "x".repeat(9000) + "\r\n")),
            sent(
                "a part that nothing names",
                "XDSMissingDocumentMetadata",
                "partie",
                call -> call.parts.put("autre@essai.invalid", new byte[] {1})),
            sent(
                "a document without its part",
                "XDSMissingDocument",
                "XOP",
                call -> call.parts.remove("document@essai.invalid")),
            sent(
                "a DOCTYPE",
                "soap:Sender",
                "XML",
                call ->
                    call.afterSigning =
                        text -> "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + text),
            sent(
                "a processing depth without end",
                "soap:Sender",
                "XML",
                call ->
                    call.afterSigning =
                        text ->
                            text.replace("<wsa:To/>", "<a>".repeat(2000) + "</a>".repeat(2000))),
            sent(
                "broken XML",
                "soap:Sender",
                "XML",
                call -> call.afterSigning = text -> text.substring(0, text.length() - 20))));
  }

  @Test
  void a_message_id_is_for_one_attempt() throws Exception {
    try (DmpPlatform platform = world.platform()) {
      Call call = Call.publish(world, new SubmissionDraft(world, World.INS, 1));
      assertThat(call.post(platform.port()).outcome()).isEqualTo("Success");
      Call again = Call.publish(world, new SubmissionDraft(world, World.INS, 2));
      again.messageId = call.messageId;
      assertThat(again.post(platform.port()).outcome()).isEqualTo("wsa:DuplicateMessageID");
    }
  }

  @Test
  void tls_itself_refuses_a_stranger_an_expired_and_a_revoked_certificate() throws Exception {
    TestPki strangers = new TestPki(world.clock, Duration.ofHours(1));
    TrustMaterial revoked = world.pki.structureAuthentication(World.STRUCTURE, "révoqué");
    world.pki.revoke(revoked.chain().get(0));
    List<TrustMaterial> refused =
        List.of(
            trusting(strangers.structureAuthentication(World.STRUCTURE, "inconnu")),
            world.pki.expiredStructureAuthentication(World.STRUCTURE, "périmé"),
            revoked);
    try (DmpPlatform platform = world.platform()) {
      for (TrustMaterial one : refused) {
        Call call = Call.publish(world, new SubmissionDraft(world, World.INS, 1)).from(one);
        assertThatThrownBy(() -> call.post(platform.port())).isInstanceOf(IOException.class);
      }
      assertThat(platform.ledger()).isEmpty();
    }
  }

  /** The same certificate, of one who believes this platform. */
  private TrustMaterial trusting(TrustMaterial stranger) {
    List<X509Certificate> authorities = world.server.authorities();
    return new TrustMaterial(stranger.key(), stranger.chain(), authorities);
  }

  @Test
  void http_says_no_to_other_paths_and_to_what_is_too_long() throws Exception {
    try (DmpPlatform platform = world.platform(DmpRules.strict().withBodyBytesMax(10_000))) {
      Call elsewhere = Call.publish(world, new SubmissionDraft(world, World.INS, 1));
      elsewhere.service = "folders";
      assertThat(elsewhere.post(platform.port()).status()).isEqualTo(404);
      Call tooLong = Call.publish(world, new SubmissionDraft(world, World.INS, 1));
      assertThat(tooLong.post(platform.port()).status()).isEqualTo(413);
    }
  }
}
