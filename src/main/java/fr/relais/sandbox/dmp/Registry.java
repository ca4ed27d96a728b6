// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Filed.State;
import fr.relais.sandbox.dmp.Submission.Association;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The records: what is kept, and what may follow what. All or nothing. */
final class Registry {
  private final List<Held> documents = new ArrayList<>();
  private final List<HeldSet> sets = new ArrayList<>();
  private final Set<String> setIds = new HashSet<>();

  /** A link between two things that are kept, by their entryUUID of this moment. */
  record Link(String type, String source, String target) {}

  /**
   * Keeps a submission that was checked.
   *
   * @throws Refusal XDSNonIdenticalHash, XDSDuplicateUniqueIdInRegistry, XDSReplaceFailed,
   *     XDSRegistryDeprecatedDocumentError or XDSPatientIdDoesNotMatch; nothing is kept then
   */
  synchronized void publish(Submission submission, String ins, String structure) throws Refusal {
    for (Described entry : submission.entries()) {
      checkNew(entry, submission.bytes(entry));
    }
    checkNew(submission.set());
    Map<String, Held> replaced = replaced(submission, ins);
    HeldSet set = new HeldSet(submission.set(), Held.newUuid(), ins, structure);
    keep(set);
    for (Described entry : submission.entries()) {
      documents.add(new Held(entry, submission.bytes(entry), set, replaced.get(entry.id())));
    }
    new LinkedHashSet<>(replaced.values()).forEach(old -> old.become(State.DEPRECATED));
  }

  private void keep(HeldSet set) {
    sets.add(set);
    setIds.add(set.uniqueId());
  }

  private void checkNew(Described set) throws Refusal {
    if (setIds.contains(set.identifier(Ebrim.SET_ID))) {
      throw new Refusal("XDSDuplicateUniqueIdInRegistry", "SubmissionSet.uniqueId déjà connu");
    }
  }

  private void checkNew(Described entry, byte[] bytes) throws Refusal {
    for (Held held : documents) {
      if (held.entry().uniqueId().equals(entry.uniqueId())) {
        throw held.hash().equals(Held.hash(bytes))
            ? new Refusal("XDSDuplicateUniqueIdInRegistry", "DocumentEntry.uniqueId déjà connu")
            : new Refusal(
                "XDSNonIdenticalHash", "DocumentEntry.uniqueId déjà connu, contenu différent");
      }
    }
  }

  private Map<String, Held> replaced(Submission submission, String ins) throws Refusal {
    Map<String, Held> found = new HashMap<>();
    for (Association one : submission.associations()) {
      if (!one.type().equals(Ebrim.REPLACES)) {
        continue;
      }
      boolean known = submission.entries().stream().anyMatch(e -> e.id().equals(one.source()));
      if (!known || found.containsKey(one.source())) {
        throw new Refusal(
            "XDSReplaceFailed", "RPLC ne part pas d'une fiche du lot, une seule fois");
      }
      Held target = current(one.target(), "XDSReplaceFailed");
      if (!target.set().ins().equals(ins)) {
        throw new Refusal("XDSPatientIdDoesNotMatch", "RPLC vers le document d'un autre patient");
      }
      found.put(one.source(), target);
    }
    return found;
  }

  /** The approved document of this entryUUID. */
  private Held current(String uuid, String unknown) throws Refusal {
    for (Held held : documents) {
      if (held.uuid().equals(uuid) && held.state() == State.APPROVED) {
        return held;
      }
      if (held.uuid().equals(uuid) || held.wasCalled(uuid)) {
        throw new Refusal(
            "XDSRegistryDeprecatedDocumentError", "entryUUID remplacé, supprimé ou périmé");
      }
    }
    throw new Refusal(unknown, "entryUUID inconnu");
  }

  /**
   * Takes documents away, for the structure that submitted them.
   *
   * @param uuids their entryUUIDs
   * @throws Refusal XDSRegistryDeprecatedDocumentError, XDSRegistryMetadataError,
   *     XDSPatientIdDoesNotMatch or DMPAccessRefused; nothing changes then
   */
  synchronized void delete(Described set, List<String> uuids, String ins, String structure)
      throws Refusal {
    checkNew(set);
    List<Held> targets = new ArrayList<>();
    for (String uuid : uuids) {
      Held target = current(uuid, "XDSRegistryMetadataError");
      if (!target.set().ins().equals(ins)) {
        throw new Refusal("XDSPatientIdDoesNotMatch", "document d'un autre patient");
      }
      if (!target.set().structure().equals(structure)) {
        throw new Refusal("DMPAccessRefused", "seul l'auteur supprime");
      }
      targets.add(target);
    }
    setIds.add(set.identifier(Ebrim.SET_ID));
    targets.forEach(target -> target.become(State.DELETED));
  }

  /** The documents of a record that fit, oldest first. */
  synchronized List<Held> documents(String ins, Predicate<Held> fits) {
    return documents.stream().filter(d -> d.set().ins().equals(ins)).filter(fits).toList();
  }

  /** The submission sets of a record that fit, oldest first. */
  synchronized List<HeldSet> sets(String ins, Predicate<HeldSet> fits) {
    return sets.stream().filter(set -> set.ins().equals(ins)).filter(fits).toList();
  }

  /** Every link of a record from or to one of these, between what a structure may see. */
  synchronized List<Link> links(String ins, String structure, Set<String> uuids) {
    List<Link> links = new ArrayList<>();
    for (Held held : documents(ins, held -> held.isSeenBy(structure))) {
      links.add(new Link(Ebrim.HAS_MEMBER, held.set().uuid(), held.uuid()));
      if (held.entry().isSignature()) {
        links.add(new Link(Ebrim.SIGNS, held.uuid(), held.set().uuid()));
      }
      Held old = held.replaced();
      if (old != null) {
        links.add(new Link(Ebrim.REPLACES, held.uuid(), old.uuid()));
      }
    }
    return links.stream()
        .filter(link -> uuids.contains(link.source()) || uuids.contains(link.target()))
        .toList();
  }

  /** What a test looks at: every document of a record but the signatures. */
  synchronized List<Filed> filed(String ins, Predicate<Held> fits) {
    return documents(ins, fits).stream().map(Held::filed).toList();
  }
}
