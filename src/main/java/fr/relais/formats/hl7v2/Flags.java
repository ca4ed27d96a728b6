// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import fr.relais.core.model.Interpretation;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Abnormal flags (OBX-8, HL7 table 0078). */
public final class Flags {
  private Flags() {}

  public static Optional<Interpretation> of(String code) {
    if (code.isEmpty()) {
      return Optional.empty();
    }
    return Arrays.stream(Interpretation.values())
        .filter(flag -> flag.code().equals(code))
        .findFirst();
  }

  /** The one that asks for most; the first of two equals. */
  public static @Nullable Interpretation mostSevere(
      @Nullable Interpretation first, @Nullable Interpretation second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return severity(second) > severity(first) ? second : first;
  }

  private static int severity(Interpretation flag) {
    return flag.critical() ? 3 : flag.abnormal() ? 2 : flag.normal() ? 0 : 1;
  }
}
