// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An address as it is read aloud in France: the line, then the post code and the town. */
public final class PostalAddress {
  private static final Set<String> FRANCE = Set.of("FRA", "FR", "FRANCE");
  private static final String POST_CODE = "[0-9]{5}";

  private PostalAddress() {}

  /**
   * The same address in that order, without France at its end; what is written in another way stays
   * as it is.
   *
   * @param text its parts with commas between them, as the readers of messages give it
   */
  public static String french(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    int last = parts.size() - 1;
    if (last > 0 && FRANCE.contains(parts.get(last).toUpperCase(Locale.ROOT))) {
      parts.remove(last);
      last--;
    }
    if (last > 0 && parts.get(last).matches(POST_CODE)) {
      parts.set(last - 1, parts.get(last) + " " + parts.get(last - 1));
      parts.remove(last);
    } else if (last > 0 && parts.get(last - 1).matches(POST_CODE)) {
      parts.set(last - 1, parts.get(last - 1) + " " + parts.get(last));
      parts.remove(last);
    }
    return String.join(", ", parts);
  }
}
