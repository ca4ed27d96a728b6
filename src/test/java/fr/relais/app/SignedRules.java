// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the rules of a fictitious site, signed. */
final class SignedRules {
  private SignedRules() {}

  /** The rules of Noyers, whose referent is martin. */
  static String noyers(int version, String rung) {
    return signed(unsigned(version, rung), "martin");
  }

  static String unsigned(int version, String rung) {
    return """
        name: noyers
        version: %d
        site: noyers
        times:
          critical-rung: %s
        requester-away: offer
        requester-cannot-practise: duty-doctor
        """
        .formatted(version, rung);
  }

  static String signed(String rules, String by) {
    return rules
        + """
        signed:
          by: %s
          on: 2026-11-02
          hash: %s
        """
            .formatted(by, PolicyFile.hash(rules));
  }

  static void write(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name), text);
  }
}
