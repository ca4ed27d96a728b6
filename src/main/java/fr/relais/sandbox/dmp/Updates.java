// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.Submission.Association;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/** TD3.3: of all the changes, a structure may only delete what it submitted (TD3.3c). */
final class Updates {
  private final SubmissionRules rules;
  private final Registry registry;
  private final Access access;

  Updates(SubmissionRules rules, Registry registry, Access access) {
    this.rules = rules;
    this.registry = registry;
    this.access = access;
  }

  /**
   * @throws Refusal with the code of what stands against it
   * @throws SoapFault DMPAccessRefused for another change than a deletion
   */
  void perform(Element request, Vihf vihf) throws Refusal, SoapFault {
    Submission submission = Submission.read(request, Map.of());
    boolean onlyStatus =
        submission.entries().isEmpty()
            && submission.associations().stream().allMatch(a -> a.type().equals(Ebrim.NEW_STATUS));
    if (!onlyStatus) {
      throw Access.refused("masquage et visibilité (TD3.3a, TD3.3b) demandent le mode direct");
    }
    DmpPatient patient = access.admit(vihf);
    rules.checkSet(submission, vihf);
    List<String> targets = new ArrayList<>();
    for (Association one : submission.associations()) {
      if (!List.of(Ebrim.DELETED).equals(one.slots().get("NewStatus"))) {
        throw Access.refused("seule la suppression (TD3.3c) est ouverte à une structure");
      }
      if (!one.source().equals(submission.set().id())
          || !List.of(Ebrim.APPROVED).equals(one.slots().get("OriginalStatus"))) {
        throw Refusal.metadata("Association", "du lot, avec OriginalStatus Approved");
      }
      targets.add(one.target());
    }
    if (targets.isEmpty()) {
      throw Refusal.metadata("Association", "UpdateAvailabilityStatus absente");
    }
    registry.delete(submission.set(), targets, patient.ins(), vihf.structure());
  }
}
