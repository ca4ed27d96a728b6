// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One patient and the state of the record. Whoever is not in the table has no record.
 *
 * @param ins number and key, 15 characters
 * @param oid of the INS: test or demonstration
 * @param closing when and why it was closed, null unless it was
 * @param supersededBy the INS that took the place of this one, null unless one did
 * @param traits for the answer of TD0.2
 * @param authorised idNat_PS of those who may consult
 * @param blocked idNat_PS of those to whom the patient refuses everything
 * @param treating idNat_PS of the médecin traitant, null when there is none
 */
public record DmpPatient(
    String ins,
    String oid,
    @Nullable Closing closing,
    @Nullable String supersededBy,
    Traits traits,
    Set<String> authorised,
    Set<String> blocked,
    @Nullable String treating) {

  /**
   * @param motive its code
   * @param reason in words
   */
  public record Closing(Instant at, String motive, String reason) {}

  /** What the record says of the person; software must not show it (RG_0320). */
  public record Traits(String familyName, String givenName, String birthDate, String sex) {}

  public DmpPatient {
    authorised = Set.copyOf(authorised);
    blocked = Set.copyOf(blocked);
  }

  /** An active record, where nobody is authorised yet and nobody is blocked. */
  public static DmpPatient active(String ins, String oid) {
    return new DmpPatient(
        ins,
        oid,
        null,
        null,
        new Traits("TESTNOM", "TESTPRENOM", "19700101", "U"),
        Set.of(),
        Set.of(),
        null);
  }

  /** The same, closed. */
  public DmpPatient closed(Instant at, String motive, String reason) {
    Closing closed = new Closing(at, motive, reason);
    return new DmpPatient(ins, oid, closed, supersededBy, traits, authorised, blocked, treating);
  }

  /** The same, whose INS is no longer the good one. */
  public DmpPatient superseded(String by) {
    return new DmpPatient(ins, oid, closing, by, traits, authorised, blocked, treating);
  }

  /** The same, with these traits. */
  public DmpPatient named(Traits other) {
    return new DmpPatient(ins, oid, closing, supersededBy, other, authorised, blocked, treating);
  }

  /** The same, that this professional may consult. */
  public DmpPatient authorising(String professional) {
    return new DmpPatient(
        ins, oid, closing, supersededBy, traits, with(authorised, professional), blocked, treating);
  }

  /** The same, that this professional may no longer consult. */
  public DmpPatient withdrawing(String professional) {
    Set<String> others = new HashSet<>(authorised);
    others.remove(professional);
    return new DmpPatient(ins, oid, closing, supersededBy, traits, others, blocked, treating);
  }

  /** The same, refused to this professional. */
  public DmpPatient blocking(String professional) {
    return new DmpPatient(
        ins, oid, closing, supersededBy, traits, authorised, with(blocked, professional), treating);
  }

  /** The same, no longer refused to this professional. */
  public DmpPatient admitting(String professional) {
    Set<String> others = new HashSet<>(blocked);
    others.remove(professional);
    return new DmpPatient(ins, oid, closing, supersededBy, traits, authorised, others, treating);
  }

  /** The same, with this médecin traitant; null for none. */
  public DmpPatient treatedBy(@Nullable String professional) {
    return new DmpPatient(
        ins, oid, closing, supersededBy, traits, authorised, blocked, professional);
  }

  private static Set<String> with(Set<String> some, String one) {
    Set<String> all = new HashSet<>(some);
    all.add(one);
    return all;
  }

  @Override
  public String toString() {
    return "DmpPatient";
  }
}
