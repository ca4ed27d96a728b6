// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Rights;
import fr.relais.core.model.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A share of a message that Relais did not read for certain and that a person must read.
 *
 * @param pdf whether it is a PDF, by its own bytes
 */
public record UnreadShare(String id, boolean pdf) {
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  /** Those of a follow-up, for who may read its documents. */
  static List<UnreadShare> of(Transaction tx, String followUp, Rights.Reading reading) {
    return reading.sees(Rights.Field.DOCUMENTS)
        ? tx.shares().unread(followUp).stream()
            .flatMap(id -> of(id, tx.shares().content(id)).stream())
            .toList()
        : List.of();
  }

  private static Optional<UnreadShare> of(String id, Optional<Content> content) {
    return content.map(bytes -> new UnreadShare(id, pdf(bytes)));
  }

  static boolean pdf(Content content) {
    if (content.size() < PDF.length) {
      return false;
    }
    for (int i = 0; i < PDF.length; i++) {
      if (content.at(i) != PDF[i]) {
        return false;
      }
    }
    return true;
  }
}
