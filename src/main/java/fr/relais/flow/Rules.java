// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Cover;
import fr.relais.core.decide.FollowUpMachine;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.Order;
import fr.relais.core.model.Roster;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What differs from one installation to another in the walk.
 *
 * @param policies the rules that each site signed
 * @param insOidsRefused authorities of INS numbers that this profile must not take: the real ones
 *     in the sandbox, the test and demonstration ones in live
 * @param sheets what each doctor's software takes
 * @param portal address of the people's pages
 * @param dmp what can be filed in the patients' DMP
 */
public record Rules(
    Policies policies,
    Set<String> insOidsRefused,
    String node,
    SoftwareSheets sheets,
    URI portal,
    SharedFiling dmp) {
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
    return new Rules(
        Policies.DEFAULT, REAL_OIDS, node, SoftwareSheets.NONE, LOCAL, SharedFiling.NONE);
  }

  public static Rules live(String node) {
    return new Rules(
        Policies.DEFAULT, TEST_OIDS, node, SoftwareSheets.NONE, LOCAL, SharedFiling.NONE);
  }

  /** The same, with what each doctor's software takes and where the pages are. */
  public Rules with(SoftwareSheets known, URI pages) {
    return new Rules(policies, insOidsRefused, node, known, pages, dmp);
  }

  /** The same, with the rules that sites signed. */
  public Rules with(Policies signed) {
    return new Rules(signed, insOidsRefused, node, sheets, portal, dmp);
  }

  /** The same, with what can be filed in the patients' DMP. */
  public Rules with(SharedFiling open) {
    return new Rules(policies, insOidsRefused, node, sheets, portal, open);
  }

  /** The same, in which nobody stands whom the patient refused for an order that it answers. */
  FollowUpMachine.Context context(Transaction tx, FollowUp row, Instant now) {
    Set<String> barred =
        tx.ordersOf(row.id()).stream()
            .filter(order -> order.choices().refusesRequester())
            .map(Order::requester)
            .collect(Collectors.toSet());
    return context(tx.roster(), row, now).without(barred);
  }

  /** What a step on this follow-up is decided with. */
  FollowUpMachine.Context context(Roster roster, FollowUp row, Instant now) {
    return context(roster, row.site(), row.owner(), now);
  }

  /** The same, for a follow-up that is being opened. */
  FollowUpMachine.Context context(Roster roster, @Nullable String site, String owner, Instant now) {
    return new FollowUpMachine.Context(
        Cover.of(roster, site, owner, now), policies.of(site), node, now);
  }
}
