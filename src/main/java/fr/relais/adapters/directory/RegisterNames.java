// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Practitioner;
import fr.relais.flow.Professional;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Whether the name under which someone practises is the one of our roster: case, accents, hyphens
 * and apostrophes aside. It never makes anyone known; it only raises a doubt.
 */
final class RegisterNames {
  private RegisterNames() {}

  static boolean same(Practitioner ours, Professional theirs) {
    List<String> given = theirs.given().stream().map(RegisterNames::folded).toList();
    String all = String.join(" ", given).strip();
    String first = given.isEmpty() ? "" : given.get(0);
    String called = folded(ours.given());
    return folded(ours.family()).equals(folded(theirs.family()))
        && (called.equals(all) || called.equals(first));
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toUpperCase(Locale.ROOT)
        .replace("Œ", "OE")
        .replace("Æ", "AE")
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
