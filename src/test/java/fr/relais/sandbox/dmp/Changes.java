// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import static fr.relais.sandbox.dmp.Text.association;
import static fr.relais.sandbox.dmp.Text.slot;

import java.util.Map;

/** Deletions and retrievals. */
final class Changes {
  private Changes() {}

  static Call delete(World world, int number, String uuid) {
    return update(
        world,
        new SubmissionDraft(world, World.INS, number).set,
        status(uuid, Ebrim.APPROVED, Ebrim.DELETED));
  }

  static String status(String uuid, String from, String to) {
    return association(
        Ebrim.NEW_STATUS, "Lot01", uuid, slot("OriginalStatus", from), slot("NewStatus", to));
  }

  /** Any change: the objects beside the set. */
  static Call update(World world, Map<String, String> set, String objects) {
    return update(world, new TokenDraft(world, World.INS), set, objects);
  }

  static Call update(World world, TokenDraft token, Map<String, String> set, String objects) {
    return Call.of(
        world,
        Transaction.UPDATE,
        token,
        "<lcm:SubmitObjectsRequest xmlns:lcm=\""
            + Ebrim.LCM
            + "\" xmlns:rim=\""
            + Ebrim.RIM
            + "\"><rim:RegistryObjectList><rim:RegistryPackage id=\"Lot01\">"
            + String.join("", set.values())
            + "</rim:RegistryPackage>"
            + objects
            + "</rim:RegistryObjectList></lcm:SubmitObjectsRequest>");
  }

  static Call retrieve(World world, TokenDraft token, String repository, String uniqueId) {
    return Call.of(
        world,
        Transaction.RETRIEVE,
        token,
        "<x:RetrieveDocumentSetRequest xmlns:x=\"urn:ihe:iti:xds-b:2007\"><x:DocumentRequest>"
            + "<x:RepositoryUniqueId>"
            + repository
            + "</x:RepositoryUniqueId><x:DocumentUniqueId>"
            + uniqueId
            + "</x:DocumentUniqueId></x:DocumentRequest></x:RetrieveDocumentSetRequest>");
  }
}
