// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import fr.relais.core.model.DerivedOid;
import fr.relais.core.model.Letter;
import fr.relais.core.model.ReportVersion;

/**
 * Numbers of a copy, the same each time it is sent ({@link DerivedOid}), or as they were decided
 * for the DMP. Two recipients have two documents, since each is told why he has it.
 */
final class N1Identifiers {
  private N1Identifiers() {}

  /** Of this version. */
  static String document(Letter letter, ReportVersion version) {
    return letter.filing() != null
        ? letter.filing().documentId()
        : oid("document", version.performer(), version.id(), letter.recipient().id());
  }

  /** Common to all versions of the result. */
  static String set(Letter letter, ReportVersion version) {
    return oid("set", version.performer(), letter.followUp().id(), letter.recipient().id());
  }

  /** Under which numbers stand that the laboratory or the requester gave without an authority. */
  static String local(ReportVersion version, String what) {
    return oid(what, version.performer());
  }

  private static String oid(String... parts) {
    return DerivedOid.of(parts);
  }
}
