// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.util.Comparator;

/**
 * One of the names under which a result is known to its performer. A report joins the follow-up
 * that any of its keys names.
 *
 * @param performer {@link Sender#performer()}
 */
public record LineageKey(String performer, Kind kind, String value)
    implements Comparable<LineageKey> {

  /** What kind of name it is. */
  public enum Kind {
    DOCUMENT_ID,
    SET_ID,
    /** Filler number and year. */
    FILLER,
    PLACER,
    /** The sender's own file number. */
    FILE
  }

  @Override
  public int compareTo(LineageKey other) {
    return Comparator.comparing(LineageKey::performer)
        .thenComparing(LineageKey::kind)
        .thenComparing(LineageKey::value)
        .compare(this, other);
  }
}
