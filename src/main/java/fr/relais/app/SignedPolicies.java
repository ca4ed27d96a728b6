// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Policy;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Roster;
import fr.relais.flow.Policies;
import fr.relais.flow.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signed rules in force. They are read again whole when a file or the people change; when the
 * new ones hold a fault, the old ones stay, across a restart too, and the fault is told.
 */
final class SignedPolicies implements Policies {
  private static final Logger LOG = LoggerFactory.getLogger(SignedPolicies.class);

  private static final String UNKNOWN =
      "Ces règles sont sans effet : corrigez site, ou ajoutez-le.";

  private final Path folder;
  private final Store store;
  private final PolicyLedger ledger;
  private volatile Map<String, Policy> inForce = Map.of();
  private Map<String, String> seen = Map.of();
  private long seenRoster = -1;

  private SignedPolicies(Path folder, Store store, InstantSource clock) {
    this.folder = folder;
    this.store = store;
    this.ledger = new PolicyLedger(store, clock);
  }

  /**
   * @throws StoryProblem when the files hold a fault and no rules were ever in force
   */
  static SignedPolicies open(Path folder, Store store, InstantSource clock) {
    SignedPolicies policies = new SignedPolicies(folder, store, clock);
    try {
      policies.load();
    } catch (StoryProblem e) {
      List<PolicyFile> before = policies.ledger.inForce();
      if (before.isEmpty()) {
        throw e;
      }
      policies.inForce = byScope(before);
      LOG.error("Règles des lieux gardées comme avant le redémarrage : {}", e.getMessage());
    }
    return policies;
  }

  @Override
  public Policy of(@Nullable String site) {
    return of(inForce, site);
  }

  private static Policy of(Map<String, Policy> policies, @Nullable String site) {
    Policy own = site == null ? null : policies.get(site);
    return own == null ? policies.getOrDefault("*", Policy.DEFAULT) : own;
  }

  /**
   * Those of a folder for these people, as they stand now; nothing is kept of them.
   *
   * @param at no signature is of a later day
   * @throws StoryProblem with every fault found
   */
  static Policies once(Path folder, Roster roster, Instant at) {
    List<PolicyFile> files = PolicyReader.read(PolicyReader.texts(folder));
    List<StoryProblem.Fault> faults = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(at, ParisTime.ZONE);
    files.forEach(file -> faults.addAll(PolicySignatures.faults(file, roster, today)));
    if (!faults.isEmpty()) {
      throw new StoryProblem(faults);
    }
    Map<String, Policy> policies = byScope(files);
    return site -> of(policies, site);
  }

  /** Reads them again if a file or the people changed; called now and then. */
  void refresh() {
    try {
      load();
    } catch (StoryProblem e) {
      LOG.error("Règles des lieux gardées comme elles étaient : {}", e.getMessage());
    }
  }

  private void load() {
    Map<String, String> texts = PolicyReader.texts(folder);
    Roster roster = store.roster();
    if (texts.equals(seen) && roster.version() == seenRoster) {
      return;
    }
    try {
      List<PolicyFile> files = PolicyReader.read(texts);
      List<PolicyFile> known = new ArrayList<>();
      List<PolicyFile> elsewhere = new ArrayList<>();
      for (PolicyFile file : files) {
        boolean here = file.site() == null || roster.site(file.site()).isPresent();
        (here ? known : elsewhere).add(file);
      }
      ledger.enact(known, elsewhere, roster);
      elsewhere.forEach(
          file ->
              LOG.warn("{}", file.fault(", site", "Ce lieu n'est pas dans sites.csv.", UNKNOWN)));
      inForce = byScope(known);
      LOG.info("rules of sites in force: {}", known.size());
    } finally {
      // what is wrong is told once, until something changes
      seen = texts;
      seenRoster = roster.version();
    }
  }

  private static Map<String, Policy> byScope(List<PolicyFile> files) {
    Map<String, Policy> policies = new HashMap<>();
    files.forEach(file -> policies.put(file.scope(), file.policy()));
    return Map.copyOf(policies);
  }
}
