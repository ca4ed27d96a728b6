// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Policy;
import java.net.URI;
import java.util.Set;

/**
 * What differs from one installation to another in the walk.
 *
 * @param insOidsRefused authorities of INS numbers that this profile must not take: the real ones
 *     in the sandbox, the test and demonstration ones in live
 * @param sheets what each doctor's software takes
 * @param portal address of the people's pages
 */
public record Rules(
    Policy policy, Set<String> insOidsRefused, String node, SoftwareSheets sheets, URI portal) {
  private static final URI LOCAL = URI.create("http://localhost:8080");
  private static final String ROOT = "1.2.250.1.213.1.4.";

  /** Test and demonstration identities, which live refuses. */
  public static final Set<String> TEST_OIDS = Set.of(ROOT + "10", ROOT + "11");

  /** Real identities (NIR, NIA), which the sandbox refuses. */
  public static final Set<String> REAL_OIDS = Set.of(ROOT + "8", ROOT + "9");

  public Rules {
    insOidsRefused = Set.copyOf(insOidsRefused);
  }

  public static Rules sandbox(String node) {
    return new Rules(Policy.DEFAULT, REAL_OIDS, node, SoftwareSheets.NONE, LOCAL);
  }

  public static Rules live(String node) {
    return new Rules(Policy.DEFAULT, TEST_OIDS, node, SoftwareSheets.NONE, LOCAL);
  }

  /** The same, with what each doctor's software takes and where the pages are. */
  public Rules with(SoftwareSheets known, URI pages) {
    return new Rules(policy, insOidsRefused, node, known, pages);
  }
}
