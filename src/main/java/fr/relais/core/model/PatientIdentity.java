// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who the message says the patient is. A trait that the format cannot carry is null: absent, never
 * equal.
 *
 * @param ins 15 digits: NIR or NIA with its key; only with {@code insOid}
 * @param insOid authority of the number, {@code 1.2.250.1.213.1.4.8} (NIR), {@code .9} (NIA),
 *     {@code .10} (test), {@code .11} (demonstration)
 * @param birthPlace INSEE code
 */
public record PatientIdentity(
    @Nullable String ins,
    @Nullable String insOid,
    IdentityStatus identityStatus,
    @Nullable String birthName,
    @Nullable String usedName,
    List<String> givenNames,
    @Nullable LocalDate birthDate,
    @Nullable Sex sex,
    @Nullable String birthPlace,
    List<LocalId> localIds,
    List<String> phones,
    @Nullable String address) {

  /** Nothing is said of any patient. */
  public static final PatientIdentity NOBODY =
      new PatientIdentity(
          null,
          null,
          IdentityStatus.PROVISIONAL,
          null,
          null,
          List.of(),
          null,
          null,
          null,
          List.of(),
          List.of(),
          null);

  public PatientIdentity {
    givenNames = List.copyOf(givenNames);
    localIds = List.copyOf(localIds);
    phones = List.copyOf(phones);
  }

  /** Whether the INS number may be used to match: present, with its authority, and qualified. */
  public boolean hasQualifiedIns() {
    return ins != null && insOid != null && identityStatus == IdentityStatus.QUALIFIED;
  }
}
