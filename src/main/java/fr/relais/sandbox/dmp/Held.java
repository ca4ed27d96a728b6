// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Filed.State;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document that is kept; the registry alone changes it. */
final class Held {
  private final Described entry;
  private final byte[] bytes;
  private final String hash;
  private final HeldSet set;
  private final @Nullable Held replaced;
  private volatile Version version = new Version(State.APPROVED, List.of(newUuid()));

  /** Every change has its own entryUUID. */
  private record Version(State state, List<String> uuids) {
    Version next(State other) {
      List<String> all = new ArrayList<>(uuids);
      all.add(newUuid());
      return new Version(other, List.copyOf(all));
    }

    String uuid() {
      return uuids.get(uuids.size() - 1);
    }
  }

  Held(Described entry, byte[] bytes, HeldSet set, @Nullable Held replaced) {
    this.entry = entry;
    this.bytes = bytes;
    this.hash = hash(bytes);
    this.set = set;
    this.replaced = replaced;
  }

  static String newUuid() {
    return "urn:uuid:" + UUID.randomUUID();
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  void become(State other) {
    version = version.next(other);
  }

  String uuid() {
    return version.uuid();
  }

  /** Whether this was an identifier of its, and is one no longer. */
  boolean wasCalled(String uuid) {
    return version.uuids().contains(uuid) && !uuid().equals(uuid);
  }

  String logicalId() {
    return version.uuids().get(0);
  }

  State state() {
    return version.state();
  }

  Described entry() {
    return entry;
  }

  byte[] bytes() {
    return bytes;
  }

  String hash() {
    return hash;
  }

  HeldSet set() {
    return set;
  }

  @Nullable Held replaced() {
    return replaced;
  }

  /** Whether one who submits for this structure may see it, or one who is not its author. */
  boolean isSeenBy(String structure) {
    return state() != State.DELETED
        && (!entry.isMarked("MASQUE_PS") || set.structure().equals(structure));
  }

  Filed filed() {
    Version now = version;
    return new Filed(
        entry.uniqueId(),
        now.uuid(),
        logicalId(),
        now.state(),
        hash,
        metadata(),
        bytes,
        List.of(set.uniqueId()),
        set.structure(),
        replaced == null ? null : replaced.entry.uniqueId());
  }

  private Map<String, List<String>> metadata() {
    Map<String, List<String>> all = new LinkedHashMap<>(entry.slots());
    all.put("mimeType", List.of(entry.mimeType()));
    all.put("title", List.of(entry.title()));
    all.put("comments", List.of(entry.comments()));
    all.put("uniqueId", List.of(entry.uniqueId()));
    all.put("patientId", List.of(entry.identifier(Ebrim.PATIENT)));
    put(all, "classCode", Ebrim.CLASS);
    put(all, "typeCode", Ebrim.TYPE);
    put(all, "formatCode", Ebrim.FORMAT);
    put(all, "confidentialityCode", Ebrim.CONFIDENTIALITY);
    put(all, "healthcareFacilityTypeCode", Ebrim.FACILITY);
    put(all, "practiceSettingCode", Ebrim.PRACTICE);
    put(all, "eventCodeList", Ebrim.EVENT);
    for (String slot :
        List.of("authorPerson", "authorInstitution", "authorRole", "authorSpecialty")) {
      all.put(
          slot, entry.authors().stream().flatMap(author -> author.values(slot).stream()).toList());
    }
    return all;
  }

  private void put(Map<String, List<String>> all, String name, String scheme) {
    all.put(name, entry.codes(scheme).stream().map(Described.Coded::code).toList());
  }
}
