// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static fr.relais.sandbox.dmp.Text.slot;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.sandbox.dmp.Call.Answer;
import fr.relais.sandbox.dmp.Filed.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is right is filed, found by another doctor, read back, replaced and deleted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicationTest {
  private static final String FIND = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
  private static final String FIND_SETS = "urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9";
  private static final String GET = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";
  private static final String GET_LINKS = "urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155";
  private World world;
  private DmpPlatform platform;

  @BeforeAll
  void certificates() {
    world = World.ONE;
  }

  @BeforeEach
  void start() {
    platform = world.platform();
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void a_report_is_filed_with_its_metadata_and_every_request_is_in_the_ledger() throws Exception {
    SubmissionDraft draft = new SubmissionDraft(world, World.INS, 1);
    Call call = Call.publish(world, draft);
    Answer answer = call.post(platform.port());
    assertThat(answer.text()).contains("ResponseStatusType:Success");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("application/soap+xml");
    assertThat(answer.first("RelatesTo>([^<]+)")).isEqualTo(call.messageId);
    assertThat(answer.first("<wsa:Action>([^<]+)")).isEqualTo(Transaction.PUBLISH.answer());
    assertThat(platform.documents(World.INS)).hasSize(1);
    Filed filed = platform.documents(World.INS).get(0);
    assertThat(filed.state()).isEqualTo(State.APPROVED);
    assertThat(filed.uniqueId()).isEqualTo(draft.uniqueId);
    assertThat(filed.bytes()).asString().isEqualTo(draft.cda);
    assertThat(filed.sets()).containsExactly(draft.setId);
    assertThat(filed.first("typeCode")).isEqualTo("11502-2");
    assertThat(filed.first("creationTime")).isEqualTo("20261120083000");
    assertThat(filed.first("authorPerson")).startsWith(World.DOCTOR);
    assertThat(platform.signatures(World.INS)).hasSize(1);
    assertThat(platform.ledger()).hasSize(1);
    assertThat(platform.ledger().get(0).outcome()).isEqualTo("Success");
    assertThat(platform.ledger().get(0).structure()).isEqualTo(World.STRUCTURE);
  }

  @Test
  void an_automate_publishes_as_a_device_of_its_structure() throws Exception {
    SubmissionDraft draft = new SubmissionDraft(world, World.INS, 1);
    String device = World.STRUCTURE + "/1^Relais^^^^^^^&1.2.250.1.71.4.2.2&ISO^U^^^RI";
    draft.set.put(
        "author", Text.author(Ebrim.SET_AUTHOR, device, World.institution(World.STRUCTURE)));
    TokenDraft token = new TokenDraft(world, World.INS);
    token.roles.clear();
    token.roles.add(new String[] {"AUTOMATE", "1.2.250.1.213.1.1.4.6"});
    token.nameId = World.STRUCTURE;
    token.contextClass = "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified";
    token.texts.put(TokenDraft.VERSION, "4.0");
    String mode = token.texts.remove(TokenDraft.MODE);
    token.texts.put("Authentification_Mode", mode);
    assertThat(Call.publish(world, draft, token).post(platform.port()).outcome())
        .isEqualTo("Success");
  }

  @Test
  void another_doctor_finds_the_report_and_reads_it_back() throws Exception {
    SubmissionDraft draft = new SubmissionDraft(world, World.INS, 1);
    publish(draft);
    Answer found =
        consult(FIND, "LeafClass", patient("Document", "Entry"), approved("Document", "Entry"));
    assertThat(found.outcome()).isEqualTo("Success");
    assertThat(found.text()).contains(draft.uniqueId, Held.hash(draft.cda.getBytes()), "SA25");
    Answer sets =
        consult(
            FIND_SETS, "LeafClass", patient("Submission", "Set"), approved("Submission", "Set"));
    String set = sets.first("<RegistryPackage id=\"([^\"]+)");
    assertThat(sets.text()).contains(draft.setId);
    Answer links = consult(GET_LINKS, "LeafClass", slot("$uuid", "('" + set + "')"));
    String uuid = platform.documents(World.INS).get(0).entryUuid();
    assertThat(links.text()).contains(Ebrim.HAS_MEMBER).contains("targetObject=\"" + uuid);
    Answer whole =
        consult(GET, "LeafClass", slot("$XDSDocumentEntryEntryUUID", "('" + uuid + "')"));
    assertThat(whole.text()).contains(draft.uniqueId);
    Answer read = retrieve(Ebrim.REPOSITORY, draft.uniqueId);
    assertThat(read.contentType()).startsWith("multipart/related");
    assertThat(read.outcome()).isEqualTo("Success");
    assertThat(read.text()).contains(draft.cda).contains("xop:Include");
  }

  @Test
  void a_filter_by_type_and_time_finds_what_it_names() throws Exception {
    publish(new SubmissionDraft(world, World.INS, 1));
    String type = "$XDSDocumentEntryTypeCode";
    String from = "$XDSDocumentEntryCreationTimeFrom";
    assertThat(found(slot(type, "('11502-2^^2.16.840.1.113883.6.1')"))).isEqualTo(1);
    assertThat(found(slot(type, "('18748-4^^2.16.840.1.113883.6.1')"))).isZero();
    assertThat(found(slot(from, "20261120"))).as("the report and its signature").isEqualTo(2);
    assertThat(found(slot(from, "20261121"))).isZero();
  }

  private int found(String filter) throws Exception {
    String[] parts =
        consult(
                FIND,
                "ObjectRef",
                patient("Document", "Entry"),
                approved("Document", "Entry"),
                filter)
            .text()
            .split("<ObjectRef", -1);
    return parts.length - 1;
  }

  @Test
  void a_structure_looks_up_by_unique_id_and_gets_references_alone() throws Exception {
    SubmissionDraft draft = new SubmissionDraft(world, World.INS, 1);
    assertThat(lookUp(draft.uniqueId).text()).doesNotContain("ObjectRef id");
    publish(draft);
    assertThat(lookUp(draft.uniqueId).first("ObjectRef id=\"([^\"]+)"))
        .isEqualTo(platform.documents(World.INS).get(0).entryUuid());
  }

  @Test
  void a_correction_replaces_and_a_new_entry_uuid_is_given() throws Exception {
    publish(new SubmissionDraft(world, World.INS, 1));
    Filed before = platform.documents(World.INS).get(0);
    publish(new SubmissionDraft(world, World.INS, 2).replacing(before.entryUuid()));
    List<Filed> after = platform.documents(World.INS);
    assertThat(after).extracting(Filed::state).containsExactly(State.DEPRECATED, State.APPROVED);
    assertThat(after.get(0).entryUuid()).isNotEqualTo(before.entryUuid());
    assertThat(after.get(0).logicalId()).isEqualTo(before.logicalId());
    assertThat(after.get(1).replaces()).isEqualTo(before.uniqueId());
  }

  @Test
  void the_structure_that_submitted_deletes() throws Exception {
    SubmissionDraft draft = new SubmissionDraft(world, World.INS, 1);
    publish(draft);
    String uuid = platform.documents(World.INS).get(0).entryUuid();
    Answer answer = Changes.delete(world, 9, uuid).post(platform.port());
    assertThat(answer.outcome()).isEqualTo("Success");
    assertThat(answer.first("<wsa:Action>([^<]+)")).isEqualTo(Transaction.UPDATE.answer());
    assertThat(platform.documents(World.INS).get(0).state()).isEqualTo(State.DELETED);
    assertThat(platform.documents(World.INS).get(0).entryUuid()).isNotEqualTo(uuid);
    assertThat(lookUp(draft.uniqueId).text()).doesNotContain("ObjectRef id");
  }

  @Test
  void what_is_masked_is_hidden_from_other_structures_and_what_is_not_told_from_the_patient()
      throws Exception {
    publish(new SubmissionDraft(world, World.INS, 1).marked("MASQUE_PS"));
    publish(new SubmissionDraft(world, World.INS, 2).marked("INVISIBLE_PATIENT"));
    TokenDraft elsewhere = new TokenDraft(world, World.INS).elsewhere(world).reinforced();
    Answer seen =
        Call.query(
                world,
                elsewhere,
                FIND,
                "LeafClass",
                patient("Document", "Entry"),
                approved("Document", "Entry"))
            .from(world.otherAuthentication)
            .post(platform.port());
    assertThat(seen.outcome()).isEqualTo("Success");
    assertThat(seen.text())
        .contains(SubmissionDraft.ROOT + "1.2\"")
        .doesNotContain(SubmissionDraft.ROOT + "1.1\"");
    assertThat(platform.seenByPatient(World.INS))
        .extracting(Filed::uniqueId)
        .containsExactly(SubmissionDraft.ROOT + "1.1");
  }

  @Test
  void many_at_once_are_each_filed_once() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        Call call = Call.publish(world, new SubmissionDraft(world, World.INS, 100 + i / 2));
        calls.add(() -> call.post(platform.port()).outcome());
      }
      List<String> outcomes = new ArrayList<>();
      for (Future<String> one : many.invokeAll(calls)) {
        outcomes.add(one.get());
      }
      assertThat(outcomes).filteredOn("Success"::equals).hasSize(12);
      assertThat(outcomes).filteredOn("XDSDuplicateUniqueIdInRegistry"::equals).hasSize(12);
      assertThat(platform.documents(World.INS)).hasSize(12);
    } finally {
      many.shutdownNow();
    }
  }

  private void publish(SubmissionDraft draft) throws Exception {
    assertThat(Call.publish(world, draft).post(platform.port()).text())
        .contains("ResponseStatusType:Success");
  }

  private Answer lookUp(String uniqueId) throws Exception {
    return Call.query(
            world,
            new TokenDraft(world, World.INS),
            GET,
            "ObjectRef",
            slot("$XDSDocumentEntryUniqueId", "('" + uniqueId + "')"))
        .post(platform.port());
  }

  private Answer consult(String query, String returnType, String... slots) throws Exception {
    TokenDraft token = new TokenDraft(world, World.INS).reinforced();
    return Call.query(world, token, query, returnType, slots).post(platform.port());
  }

  private static String patient(String kind, String of) {
    return slot("$XDS" + kind + of + "PatientId", "'" + World.cx(World.INS) + "'");
  }

  private static String approved(String kind, String of) {
    return slot("$XDS" + kind + of + "Status", "('" + Ebrim.APPROVED + "')");
  }

  private Answer retrieve(String repository, String uniqueId) throws Exception {
    return Changes.retrieve(
            world, new TokenDraft(world, World.INS).reinforced(), repository, uniqueId)
        .post(platform.port());
  }
}
