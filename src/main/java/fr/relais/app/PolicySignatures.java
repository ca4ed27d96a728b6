// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Policy;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether whoever signed the rules of a site may sign them: its referent, nobody else. Rules for
 * every site are signed by a doctor of the operator's duty. Only the design's own may stand
 * unsigned.
 */
final class PolicySignatures {
  private PolicySignatures() {}

  /** What is wrong with the people and the day that this file names; empty when nothing is. */
  static List<StoryProblem.Fault> faults(PolicyFile file, Roster roster, LocalDate today) {
    List<StoryProblem.Fault> faults = new ArrayList<>();
    StoryProblem.Fault unsigned = signature(file, roster);
    if (unsigned != null) {
      faults.add(unsigned);
    }
    PolicyFile.Signature signed = file.signed();
    if (signed != null && signed.on().isAfter(today)) {
      faults.add(
          file.fault(
              ", signed, on",
              "Ce jour est à venir : ces règles ne sont pas encore signées.",
              "Écrivez le jour où le référent a signé ; elles entrent en vigueur dès qu'elles sont"
                  + " lues."));
    }
    int number = 0;
    for (Policy.StandingAcceptance acceptance : file.policy().acceptances()) {
      number++;
      if (roster.practitioner(acceptance.practitioner()).filter(p -> p.role().doctor()).isEmpty()) {
        faults.add(
            file.fault(
                ", standing-acceptances " + number + ", doctor",
                "Aucun médecin de l'annuaire n'a cet identifiant.",
                "Écrivez l'identifiant de people.csv."));
      }
    }
    return faults;
  }

  private static StoryProblem.@Nullable Fault signature(PolicyFile file, Roster roster) {
    PolicyFile.Signature signed = file.signed();
    if (signed == null) {
      return unsigned(file);
    }
    Site site = roster.site(file.site()).orElse(null);
    if (site == null) {
      return ofOperator(signed.by(), roster) && doctor(signed, roster)
          ? null
          : file.fault(
              ", signed, by",
              "Des règles pour tous les lieux sont signées par un médecin d'astreinte de"
                  + " l'opérateur.",
              "Faites-les signer par l'un d'eux, ou nommez un lieu (site).");
    }
    return site.referent().equals(signed.by()) && doctor(signed, roster)
        ? null
        : file.fault(
            ", signed, by",
            "Ce n'est pas le médecin référent de ce lieu.",
            "Seul le référent signe : celui que donne sites.csv.");
  }

  private static StoryProblem.@Nullable Fault unsigned(PolicyFile file) {
    if (!file.file().equals(PolicyFile.DEFAULT) || file.site() != null) {
      return file.fault(
          "",
          "Ces règles ne sont pas signées.",
          "Le médecin référent du lieu les signe (bloc signed, empreinte par relais settings"
              + " --policy-hash).");
    }
    Policy design = Policy.DEFAULT;
    Policy said = file.policy();
    boolean same =
        said.times().equals(design.times())
            && said.awayToDuty() == design.awayToDuty()
            && said.marks().equals(design.marks())
            && said.acceptances().equals(design.acceptances())
            && said.disclosure().equals(design.disclosure())
            && said.dmp().equals(design.dmp());
    return same
        ? null
        : file.fault(
            "",
            "Sans signature, ce fichier ne peut que reprendre les règles par défaut.",
            "Rétablissez-le, et écrivez un fichier par lieu, signé par son référent.");
  }

  private static boolean ofOperator(String by, Roster roster) {
    return roster.periods().stream()
        .anyMatch(p -> p.kind() == Period.Kind.OPERATOR_DUTY && by.equals(p.practitioner()));
  }

  /** Someone who could no longer practise on the day that he gives did not sign. */
  private static boolean doctor(PolicyFile.Signature signed, Roster roster) {
    return roster
        .practitioner(signed.by())
        .filter((Practitioner p) -> p.mayOwn(signed.on()))
        .isPresent();
  }
}
