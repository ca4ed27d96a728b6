// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.app.PolicyEdition.InForce;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import fr.relais.flow.Store;
import fr.relais.flow.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps each edition of the rules that came into force, and which one is, with its audit line. */
final class PolicyLedger {
  private static final String ACTOR = "relais";
  private final Store store;
  private final InstantSource clock;

  PolicyLedger(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Puts these rules into force, all of them or none. What was in force once needs no second look
   * at its signature: the referent may have changed since.
   *
   * @param elsewhere files whose site nobody knows: they may have been those of a known one
   * @throws StoryProblem with every fault found
   */
  void enact(List<PolicyFile> files, List<PolicyFile> elsewhere, Roster roster) {
    store.inTransaction(
        tx -> {
          List<StoryProblem.Fault> faults = new ArrayList<>();
          LocalDate today = LocalDate.ofInstant(clock.instant(), ParisTime.ZONE);
          files.forEach(file -> faults.addAll(faults(tx, file, roster, today)));
          faults.addAll(gone(tx, files, elsewhere, roster));
          if (!faults.isEmpty()) {
            throw new StoryProblem(faults);
          }
          files.forEach(file -> enact(tx, file));
          return files.size();
        });
  }

  private static List<StoryProblem.Fault> faults(
      Transaction tx, PolicyFile file, Roster roster, LocalDate today) {
    Optional<PolicyEdition> before = tx.records().get(PolicyEdition.class, PolicyEdition.id(file));
    if (before.isEmpty()) {
      return PolicySignatures.faults(file, roster, today);
    }
    return before.get().hash().equals(file.hash().hex())
        ? List.of()
        : List.of(
            file.fault(
                ", version",
                "Cette version a déjà été en vigueur avec un autre texte.",
                "Comptez une version de plus, et signez-la."));
  }

  /** Rules change by a signature, never because a file is missing. */
  private static List<StoryProblem.Fault> gone(
      Transaction tx, List<PolicyFile> files, List<PolicyFile> elsewhere, Roster roster) {
    List<StoryProblem.Fault> faults = new ArrayList<>();
    for (Site site : roster.sites()) {
      if (files.stream().anyMatch(f -> site.id().equals(f.site()))) {
        continue;
      }
      tx.records()
          .get(InForce.class, InForce.id(site.id()))
          .flatMap(known -> tx.records().get(PolicyEdition.class, known.edition()))
          .ifPresent(edition -> faults.add(gone(site, edition, elsewhere)));
    }
    return faults;
  }

  private static StoryProblem.Fault gone(
      Site site, PolicyEdition edition, List<PolicyFile> elsewhere) {
    for (PolicyFile file : elsewhere) {
      if (file.file().equals(edition.file())) {
        return file.fault(
            ", site",
            "Ce lieu n'est pas dans sites.csv ; ce fichier donnait les règles de "
                + site.id()
                + ".",
            "Écrivez « site: " + site.id() + " », ou remettez le fichier signé de ce lieu.");
      }
    }
    return new StoryProblem.Fault(
        edition.file(),
        "Les règles signées de " + site.id() + " ont disparu.",
        "Remettez le fichier, ou un autre, signé, qui reprend les règles par défaut.");
  }

  private void enact(Transaction tx, PolicyFile file) {
    Instant now = clock.instant();
    String id = PolicyEdition.id(file);
    if (tx.records().get(PolicyEdition.class, id).isEmpty()) {
      tx.records().put(PolicyEdition.class, id, PolicyEdition.of(file, now), List.of());
    }
    String scope = InForce.id(file.scope());
    boolean already =
        tx.records().get(InForce.class, scope).filter(f -> f.edition().equals(id)).isPresent();
    if (!already) {
      tx.records().put(InForce.class, scope, new InForce(id, now), List.of());
      tx.audit(
          new AuditLine(
              now,
              file.signed() == null ? ACTOR : file.signed().by(),
              AuditLine.Action.IMPORTED,
              scope,
              "RULES " + file.policy().name()));
    }
  }

  /** The rules that were in force when Relais last ran; empty when there were none. */
  List<PolicyFile> inForce() {
    Roster roster = store.roster();
    return store.inTransaction(
        tx -> {
          List<String> scopes = new ArrayList<>(List.of("*"));
          roster.sites().forEach(site -> scopes.add(site.id()));
          List<PolicyFile> files = new ArrayList<>();
          for (String scope : scopes) {
            tx.records()
                .get(InForce.class, InForce.id(scope))
                .flatMap(known -> tx.records().get(PolicyEdition.class, known.edition()))
                .ifPresent(
                    edition ->
                        files.addAll(PolicyReader.read(Map.of(edition.file(), edition.text()))));
          }
          return files;
        });
  }
}
