// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static fr.relais.sandbox.dmp.Row.row;
import static fr.relais.sandbox.dmp.Text.code;
import static fr.relais.sandbox.dmp.Text.slot;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What each mode may do, and the state of the record: rules 4 and 5. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessRefusalsTest {
  private static final String FIND = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
  private static final String FIND_SETS = "urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9";
  private static final String GET = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";
  private static final String LINKS = "urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155";
  private static final String REFUSED = "soap:DMPAccessRefused";
  private static final String BY_ID = slot("$XDSDocumentEntryUniqueId", "('1.2.3')");
  private static final String OF =
      slot("$XDSDocumentEntryPatientId", "'" + World.cx(World.INS) + "'");
  private static final String APPROVED =
      slot("$XDSDocumentEntryStatus", "('" + Ebrim.APPROVED + "')");
  private World world;

  @BeforeAll
  void certificates() {
    world = World.ONE;
  }

  private static Row query(
      String rule, String outcome, String why, String id, String type, String... slots) {
    return row(
        rule,
        outcome,
        why,
        (world, platform) -> Call.query(world, new TokenDraft(world, World.INS), id, type, slots));
  }

  private static Row reinforced(
      String rule, String outcome, String why, String id, String type, String... slots) {
    return row(
        rule,
        outcome,
        why,
        (world, platform) ->
            Call.query(world, new TokenDraft(world, World.INS).reinforced(), id, type, slots));
  }

  @TestFactory
  Stream<DynamicTest> indirect_mode_neither_consults_nor_masks() {
    String hidden =
        "<rim:ExtrinsicObject id=\"Document01\" objectType=\""
            + Ebrim.STABLE_DOCUMENT
            + "\">"
            + code(Ebrim.CONFIDENTIALITY, "MASQUE_PS", "1.2.250.1.213.1.1.4.13")
            + "</rim:ExtrinsicObject>";
    return Row.all(
        world,
        List.of(
            query("FindDocuments", REFUSED, "consultation", FIND, "LeafClass", OF, APPROVED),
            query("FindSubmissionSets", REFUSED, "consultation", FIND_SETS, "LeafClass"),
            query("GetAssociations", REFUSED, "consultation", LINKS, "LeafClass"),
            query("the look-up with metadata", REFUSED, "consultation", GET, "LeafClass", BY_ID),
            row(
                "TD3.2",
                REFUSED,
                "consultation",
                (world, platform) ->
                    Changes.retrieve(
                        world, new TokenDraft(world, World.INS), Ebrim.REPOSITORY, "1.2.3")),
            row(
                "TD3.3a",
                REFUSED,
                "mode direct",
                (world, platform) ->
                    Changes.update(world, new SubmissionDraft(world, World.INS, 9).set, hidden)),
            row(
                "TD3.3d",
                REFUSED,
                "TD3.3c",
                (world, platform) ->
                    Changes.update(
                        world,
                        new SubmissionDraft(world, World.INS, 9).set,
                        Changes.status(
                            "urn:uuid:x",
                            Ebrim.APPROVED,
                            "urn:asip:ci-sis:2010:StatusType:Archived"))),
            row(
                "an automate with reinforced mode",
                "wsse:InvalidSecurityToken",
                "automate",
                (world, platform) -> {
                  TokenDraft token = new TokenDraft(world, World.INS).reinforced();
                  token.roles.clear();
                  token.roles.add(new String[] {"AUTOMATE", "1.2.250.1.213.1.1.4.6"});
                  return Call.query(world, token, FIND, "LeafClass", OF, APPROVED);
                })));
  }

  @TestFactory
  Stream<DynamicTest> queries_that_are_not_written_right() {
    return Row.all(
        world,
        List.of(
            reinforced(
                "an unknown query", "XDSUnknownStoredQuery", "inconnue", "urn:uuid:x", "LeafClass"),
            reinforced("no status", "XDSStoredQueryMissingParam", "Status", FIND, "LeafClass", OF),
            reinforced(
                "no patient",
                "XDSStoredQueryMissingParam",
                "PatientId",
                FIND,
                "LeafClass",
                APPROVED),
            reinforced(
                "a patient between parentheses",
                "XDSStoredQueryParamNumber",
                "parenthèses",
                FIND,
                "LeafClass",
                slot("$XDSDocumentEntryPatientId", "('" + World.cx(World.INS) + "')"),
                APPROVED),
            reinforced(
                "a status without parentheses",
                "XDSStoredQueryParamNumber",
                "parenthèses",
                FIND,
                "LeafClass",
                OF,
                slot("$XDSDocumentEntryStatus", "'" + Ebrim.APPROVED + "'")),
            reinforced(
                "another patient than the VIHF's",
                "XDSPatientIdDoesNotMatch",
                "resource-id",
                FIND,
                "LeafClass",
                slot("$XDSDocumentEntryPatientId", "'" + World.cx(World.OTHER_INS) + "'"),
                APPROVED),
            reinforced(
                "a parameter that would be left out",
                "XDSRegistryError",
                "pris en charge",
                FIND,
                "LeafClass",
                OF,
                APPROVED,
                slot("$XDSDocumentEntryAuthorPerson", "('x')")),
            reinforced(
                "another return type",
                "XDSRegistryMetadataError",
                "returnType",
                FIND,
                "Whole",
                OF,
                APPROVED),
            query(
                "a look-up of nothing",
                "XDSStoredQueryMissingParam",
                "paramètre",
                GET,
                "ObjectRef",
                slot("$XDSDocumentEntryUniqueId")),
            row(
                "a document of another repository",
                "XDSUnknownRepositoryId",
                "entrepôt",
                (world, platform) ->
                    Changes.retrieve(
                        world, new TokenDraft(world, World.INS).reinforced(), "1.2.3", "1.2.3")),
            row(
                "a document asked for by entryUUID",
                "XDSDocumentUniqueIdError",
                "document",
                (world, platform) -> {
                  Call.publish(world, new SubmissionDraft(world, World.INS, 1))
                      .post(platform.port());
                  return Changes.retrieve(
                      world,
                      new TokenDraft(world, World.INS).reinforced(),
                      Ebrim.REPOSITORY,
                      platform.documents(World.INS).get(0).entryUuid());
                })));
  }

  private static Row record(String rule, String outcome, String why, Consumer<DmpPlatform> state) {
    return row(
        rule,
        outcome,
        why,
        (world, platform) -> {
          state.accept(platform);
          return Call.publish(world, new SubmissionDraft(world, World.INS, 1));
        });
  }

  private static Row patient(String rule, String ins, String oid, String why) {
    return row(
        rule,
        "XDSUnknownPatientId",
        why,
        (world, platform) -> {
          TokenDraft token = new TokenDraft(world, World.INS);
          token.texts.put(
              "urn:oasis:names:tc:xacml:2.0:resource:resource-id", ins + "^^^&" + oid + "&ISO^NH");
          return Call.publish(world, new SubmissionDraft(world, World.INS, 1), token);
        });
  }

  @TestFactory
  Stream<DynamicTest> records() {
    DmpPatient active = DmpPatient.active(World.INS, World.OID);
    return Row.all(
        world,
        List.of(
            patient("no record", World.OTHER_INS, World.OID, "DMP inexistant"),
            patient("a wrong key", "184127599900118", World.OID, "clé"),
            patient("an INS of production", World.INS, "1.2.250.1.213.1.4.8", "OID"),
            patient("a waiting INS", World.INS, "1.2.250.1.213.1.4.9", "OID"),
            patient(
                "the record of another OID", World.INS, "1.2.250.1.213.1.4.11", "DMP inexistant"),
            record(
                "a closed record",
                "DMPClosed",
                "fermé",
                p -> p.addPatient(active.closed(Instant.EPOCH, "01", "demande du titulaire"))),
            record(
                "an INS that another replaced",
                "XDSUnknownPatientId",
                "remplacé",
                p -> p.addPatient(active.superseded(World.OTHER_INS))),
            record(
                "a doctor whom the patient blocked",
                "DMPAccessRefused",
                "bloqué",
                p -> p.addPatient(active.blocking(World.DOCTOR))),
            row(
                "a doctor whom the patient did not authorise consults",
                "DMPAccessRefused",
                "non autorisé",
                (world, platform) -> {
                  platform.addPatient(active);
                  return Call.query(
                      world,
                      new TokenDraft(world, World.INS).reinforced(),
                      FIND,
                      "LeafClass",
                      OF,
                      APPROVED);
                })));
  }

  @Test
  void a_corsican_key_is_right_and_a_demonstration_oid_is_taken() {
    assertThat(new PatientId(World.INS, "1.2.250.1.213.1.4.11").isOfTest()).isTrue();
    long number = 1841219999001L;
    String key = String.format("%02d", 97 - number % 97);
    assertThat(new PatientId("184122A999001" + key, World.OID).isKeyRight()).isTrue();
    assertThat(new PatientId("184122B999001" + key, World.OID).isKeyRight()).isFalse();
  }
}
