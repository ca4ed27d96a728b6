// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The text of rules that were once in force: decisions name them, so they are never forgotten.
 *
 * @param file the name under which they were read
 * @param signedBy null for the design's own
 * @param since when they came into force first
 */
record PolicyEdition(
    String id, String file, String text, String hash, @Nullable String signedBy, Instant since) {

  static String id(PolicyFile file) {
    return "rules/" + file.scope() + "/" + file.edition();
  }

  static PolicyEdition of(PolicyFile file, Instant now) {
    PolicyFile.Signature signed = file.signed();
    return new PolicyEdition(
        id(file),
        file.file(),
        file.text(),
        file.hash().hex(),
        signed == null ? null : signed.by(),
        now);
  }

  /**
   * Which edition is in force for a site.
   *
   * @param edition id of the {@link PolicyEdition}
   */
  record InForce(String edition, Instant since) {
    static String id(String scope) {
      return "rules/" + scope;
    }
  }
}
