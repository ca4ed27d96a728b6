// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static fr.relais.sandbox.dmp.Row.row;
import static fr.relais.sandbox.dmp.Text.association;
import static fr.relais.sandbox.dmp.Text.name;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The signature of the submission set: rule 7. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealRefusalsTest {
  private static final String ERROR = "XDSRepositoryMetadataError";
  private World world;

  /** Changes a right submission. */
  private interface Edit {
    void on(SubmissionDraft draft) throws Exception;
  }

  @BeforeAll
  void certificates() {
    world = World.ONE;
  }

  private static Row draft(String rule, String outcome, String why, Edit edit) {
    return row(
        rule,
        outcome,
        why,
        (world, platform) -> {
          SubmissionDraft draft = new SubmissionDraft(world, World.INS, 1);
          edit.on(draft);
          return Call.publish(world, draft);
        });
  }

  /** The signature as it would be, with a piece of its text changed afterwards. */
  private static Row changed(String rule, String why, String from, String to) {
    return draft(
        rule,
        ERROR,
        why,
        d -> {
          byte[] right =
              d.seal.xml(d.setId, Map.of(d.uniqueId, d.cda.getBytes(StandardCharsets.UTF_8)));
          d.sealed =
              new String(right, StandardCharsets.UTF_8)
                  .replaceFirst(from, to)
                  .getBytes(StandardCharsets.UTF_8);
        });
  }

  @TestFactory
  Stream<DynamicTest> signatures_of_the_set() {
    return Row.all(
        world,
        List.of(
            draft(
                "no signature",
                ERROR,
                "une signature",
                d -> {
                  d.signature.clear();
                  d.associations.remove("sealMember");
                  d.associations.remove("signs");
                }),
            draft("no signs", ERROR, "signs", d -> d.associations.remove("signs")),
            draft(
                "signs the other way round",
                ERROR,
                "signs",
                d -> d.associations.put("signs", association(Ebrim.SIGNS, "Lot01", "Signature01"))),
            draft(
                "described as something else",
                "XDSRegistryMetadataError",
                "signature",
                d -> d.signature.put("title", name("Signature"))),
            draft(
                "signed by the certificate of the connection",
                "soap:DMPInvalidCertificate",
                "cachet",
                d -> d.seal.signer = world.authentication),
            draft(
                "signed by another structure",
                "soap:DMPInvalidCertificate",
                "cachet",
                d -> d.seal.signer = world.otherSeal),
            draft(
                "signed by an expired seal",
                "soap:DMPInvalidCertificate",
                "expiré",
                d -> d.seal.signer = world.pki.expiredStructureSeal(World.STRUCTURE, "périmé")),
            draft("another digest for the set", ERROR, "lot", d -> d.seal.setDigest = "AAAA"),
            draft("another set", ERROR, "lot", d -> d.sealedSetId = "1.2.3"),
            draft(
                "the digest of other bytes",
                ERROR,
                "empreinte",
                d -> d.digested = "<a></a>".getBytes(StandardCharsets.UTF_8)),
            draft(
                "a manifest that forgets the document",
                ERROR,
                "oublie",
                d -> d.sealed = d.seal.xml(d.setId, Map.of())),
            draft(
                "a manifest that names another document",
                ERROR,
                "pas du lot",
                d -> d.sealed = d.seal.xml(d.setId, Map.of("1.2.3", new byte[] {1}))),
            draft(
                "another transform",
                ERROR,
                "transformation",
                d -> d.seal.transform = "http://www.w3.org/2001/10/xml-exc-c14n#"),
            draft(
                "a manifest of another type", ERROR, "références", d -> d.seal.manifestType = "x"),
            draft("without its purpose", ERROR, "propriétés", d -> d.seal.purpose = "x"),
            draft("without its policy", ERROR, "propriétés", d -> d.seal.policy = ""),
            draft(
                "SHA-1, under the strict rules",
                ERROR,
                "algorithme",
                d -> d.seal.signatureMethod = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
            changed(
                "a value that was changed",
                "signature",
                "<SignatureValue>..",
                "<SignatureValue>AB"),
            changed("a signing time that was changed", "fausse", "2026-11-20T10", "2026-11-20T11"),
            changed("no signature at all", "pas une signature", "(?s).*", "<a></a>"),
            changed("a document type", "XML", "^", "<!DOCTYPE a>")));
  }
}
