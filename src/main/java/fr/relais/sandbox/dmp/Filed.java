// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document of a patient's record, as a test may look at it.
 *
 * @param uniqueId the producer's
 * @param entryUuid another one after each change
 * @param logicalId the same after a change, another one after a replacement
 * @param hash SHA-1 of the bytes, in hexadecimal
 * @param metadata the XDS attributes by name, {@code classCode}, {@code creationTime}
 * @param sets the unique ids of the submission sets that it came in
 * @param structure that submitted it
 * @param replaces uniqueId of the document that it replaced, null when there is none
 */
public record Filed(
    String uniqueId,
    String entryUuid,
    String logicalId,
    State state,
    String hash,
    Map<String, List<String>> metadata,
    byte[] bytes,
    List<String> sets,
    String structure,
    @Nullable String replaces) {

  /** Availability of the document. */
  public enum State {
    APPROVED,
    /** Replaced by another. */
    DEPRECATED,
    /** Taken away by its author. */
    DELETED
  }

  public Filed {
    metadata = Map.copyOf(metadata);
    bytes = bytes.clone();
    sets = List.copyOf(sets);
  }

  /** One value of the metadata, empty when there is none. */
  public String first(String attribute) {
    return metadata.getOrDefault(attribute, List.of()).stream().findFirst().orElse("");
  }

  @Override
  public String toString() {
    return "Filed " + state;
  }
}
