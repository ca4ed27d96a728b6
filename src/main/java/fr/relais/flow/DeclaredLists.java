// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.AuditLine;
import fr.relais.core.model.PatientIdentity;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

/** Lists of patients with their médecin traitant, as a practice or a health centre exports them. */
public final class DeclaredLists {
  private final Store store;
  private final InstantSource clock;
  private final DeclaredPractitioners declarations;

  public DeclaredLists(Store store, InstantSource clock, Ids ids) {
    this.store = store;
    this.clock = clock;
    this.declarations = new DeclaredPractitioners(ids);
  }

  /**
   * One line of such a list.
   *
   * @param practitioner id of a doctor of the directory
   * @param since from when on he is declared
   */
  public record Said(PatientIdentity patient, String practitioner, LocalDate since) {}

  /**
   * Takes the whole list, or nothing of it; one that was taken already changes nothing.
   *
   * @param list its name, for the audit
   * @return how many declarations are new, or say a later day than what was known
   */
  public int take(List<Said> all, String list, String actor) {
    return store.inTransaction(
        tx -> {
          int changed = 0;
          for (Said said : all) {
            changed +=
                declarations.imported(tx, said.patient(), said.practitioner(), said.since())
                    ? 1
                    : 0;
          }
          tx.audit(
              new AuditLine(
                  clock.instant(),
                  actor,
                  AuditLine.Action.IMPORTED,
                  list,
                  "DECLARED " + changed + " OF " + all.size()));
          return changed;
        });
  }
}
