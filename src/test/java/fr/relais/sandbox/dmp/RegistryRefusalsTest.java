// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static fr.relais.sandbox.dmp.Row.row;
import static fr.relais.sandbox.dmp.Text.identifier;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Duplicates, replacements and deletions: rules 8 and 9. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryRefusalsTest {
  private static final String STALE = "XDSRegistryDeprecatedDocumentError";
  private World world;

  /** Makes the second request, after a first document was filed. */
  private interface Second {
    Call make(World world, DmpPlatform platform, Filed first) throws Exception;
  }

  @BeforeAll
  void certificates() {
    world = World.ONE;
  }

  private static Row after(String rule, String outcome, String why, Second second) {
    return row(
        rule,
        outcome,
        why,
        (world, platform) -> {
          publish(world, platform, new SubmissionDraft(world, World.INS, 1));
          return second.make(world, platform, platform.documents(World.INS).get(0));
        });
  }

  private static void publish(World world, DmpPlatform platform, SubmissionDraft draft)
      throws Exception {
    Call.publish(world, draft).post(platform.port());
  }

  @TestFactory
  Stream<DynamicTest> duplicates_and_replacements() {
    return Row.all(
        world,
        List.of(
            after(
                "the same submission again",
                "XDSDuplicateUniqueIdInRegistry",
                "déjà connu",
                (world, platform, first) ->
                    Call.publish(world, new SubmissionDraft(world, World.INS, 1))),
            after(
                "the same document in another set",
                "XDSDuplicateUniqueIdInRegistry",
                "DocumentEntry",
                (world, platform, first) -> {
                  SubmissionDraft draft = new SubmissionDraft(world, World.INS, 1);
                  return Call.publish(world, underAnotherSet(draft));
                }),
            after(
                "another document under the same id",
                "XDSNonIdenticalHash",
                "différent",
                (world, platform, first) -> {
                  SubmissionDraft draft = new SubmissionDraft(world, World.INS, 1);
                  draft.cda = draft.cda.replace("Compte rendu d'essai", "Autre");
                  return Call.publish(world, underAnotherSet(draft));
                }),
            after(
                "another document under the same set",
                "XDSDuplicateUniqueIdInRegistry",
                "SubmissionSet",
                (world, platform, first) -> {
                  SubmissionDraft draft = new SubmissionDraft(world, World.INS, 2);
                  draft.set.put("uniqueId", identifier(Ebrim.SET_ID, first.sets().get(0)));
                  draft.sealedSetId = first.sets().get(0);
                  return Call.publish(world, draft);
                }),
            after(
                "in place of what nobody knows",
                "XDSReplaceFailed",
                "inconnu",
                (world, platform, first) ->
                    Call.publish(
                        world,
                        new SubmissionDraft(world, World.INS, 2).replacing("urn:uuid:inconnu"))),
            after(
                "in place of what was replaced",
                STALE,
                "périmé",
                (world, platform, first) -> {
                  publish(
                      world,
                      platform,
                      new SubmissionDraft(world, World.INS, 2).replacing(first.entryUuid()));
                  return Call.publish(
                      world, new SubmissionDraft(world, World.INS, 3).replacing(first.entryUuid()));
                }),
            after(
                "in place of what was deleted",
                STALE,
                "supprimé",
                (world, platform, first) -> {
                  Changes.delete(world, 9, first.entryUuid()).post(platform.port());
                  return Call.publish(
                      world,
                      new SubmissionDraft(world, World.INS, 3)
                          .replacing(platform.documents(World.INS).get(0).entryUuid()));
                }),
            after(
                "in place of another patient's",
                "XDSPatientIdDoesNotMatch",
                "autre patient",
                (world, platform, first) -> {
                  platform.addPatient(World.OTHER_INS, World.OID);
                  return Call.publish(
                      world,
                      new SubmissionDraft(world, World.OTHER_INS, 2).replacing(first.entryUuid()),
                      new TokenDraft(world, World.OTHER_INS));
                })));
  }

  private static SubmissionDraft underAnotherSet(SubmissionDraft draft) {
    draft.set.put("uniqueId", identifier(Ebrim.SET_ID, "1.2.250.1.999.9"));
    draft.signature.put("uniqueId", identifier(Ebrim.UNIQUE_ID, "1.2.250.1.999.8"));
    draft.sealedSetId = "1.2.250.1.999.9";
    return draft;
  }

  @TestFactory
  Stream<DynamicTest> deletions() {
    return Row.all(
        world,
        List.of(
            after(
                "by another structure",
                "DMPAccessRefused",
                "auteur",
                (world, platform, first) -> {
                  SubmissionDraft draft = new SubmissionDraft(world, World.INS, 9);
                  draft.set.put(
                      "author",
                      Text.author(
                          Ebrim.SET_AUTHOR,
                          World.person(World.OTHER_DOCTOR),
                          World.institution(World.OTHER_STRUCTURE)));
                  Call call =
                      Changes.update(
                          world,
                          new TokenDraft(world, World.INS).elsewhere(world),
                          draft.set,
                          Changes.status(first.entryUuid(), Ebrim.APPROVED, Ebrim.DELETED));
                  return call.from(world.otherAuthentication);
                }),
            after(
                "of what nobody knows",
                "XDSRegistryMetadataError",
                "inconnu",
                (world, platform, first) -> Changes.delete(world, 9, "urn:uuid:inconnu")),
            after(
                "of what was deleted",
                STALE,
                "périmé",
                (world, platform, first) -> {
                  Changes.delete(world, 9, first.entryUuid()).post(platform.port());
                  return Changes.delete(world, 10, first.entryUuid());
                }),
            after(
                "under the id of a set that is there",
                "XDSDuplicateUniqueIdInRegistry",
                "SubmissionSet",
                (world, platform, first) -> Changes.delete(world, 1, first.entryUuid())),
            after(
                "from another status",
                "XDSRegistryMetadataError",
                "OriginalStatus",
                (world, platform, first) ->
                    Changes.update(
                        world,
                        new SubmissionDraft(world, World.INS, 9).set,
                        Changes.status(first.entryUuid(), Ebrim.DEPRECATED, Ebrim.DELETED))),
            after(
                "of nothing",
                "XDSRegistryMetadataError",
                "absente",
                (world, platform, first) ->
                    Changes.update(world, new SubmissionDraft(world, World.INS, 9).set, "")),
            after(
                "by a set without its author",
                "XDSRegistryMetadataError",
                "SubmissionSet.author",
                (world, platform, first) -> {
                  SubmissionDraft draft = new SubmissionDraft(world, World.INS, 9);
                  draft.set.remove("author");
                  return Changes.update(
                      world,
                      draft.set,
                      Changes.status(first.entryUuid(), Ebrim.APPROVED, Ebrim.DELETED));
                })));
  }
}
