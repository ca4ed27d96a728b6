// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.formats.identifiers.RppsNumber;
import java.util.stream.IntStream;

/** Fictitious RPPS with the right key. */
final class RegisterNumbers {
  private RegisterNumbers() {}

  static String fictive(int i) {
    String body = "89975%05d".formatted(i);
    return IntStream.range(0, 10)
        .mapToObj(key -> body + key)
        .filter(RppsNumber::right)
        .findFirst()
        .orElseThrow();
  }
}
