// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.PolicyCheck;
import fr.relais.core.model.Roster;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code settings --policy-check} says of the rules in a folder. */
final class PolicyReport {
  private final PrintWriter out;
  private final LocalDate today;

  PolicyReport(PrintWriter out, LocalDate today) {
    this.out = out;
    this.today = today;
  }

  /**
   * Reads the rules, looks at their signatures and goes through every combination of facts.
   *
   * @return whether all is well
   */
  boolean check(Path folder, Roster roster) {
    List<String> wrong = new ArrayList<>();
    try {
      Map<String, String> texts = PolicyReader.texts(folder);
      if (texts.isEmpty()) {
        out.println("Règles : aucun fichier ; partout, les règles par défaut.");
      }
      for (PolicyFile file : PolicyReader.read(texts)) {
        check(file, roster, wrong);
      }
    } catch (StoryProblem e) {
      e.faults().forEach(fault -> wrong.add(fault.toString()));
    }
    wrong.forEach(w -> out.println("✗ " + w));
    out.println(
        wrong.isEmpty()
            ? "✓ Chaque situation a un seul responsable et une étape suivante."
            : "Ces règles n'entreront pas en vigueur.");
    return wrong.isEmpty();
  }

  private void check(PolicyFile file, Roster roster, List<String> wrong) {
    boolean known = file.site() == null || roster.site(file.site()).isPresent();
    if (known) {
      PolicySignatures.faults(file, roster, today).forEach(fault -> wrong.add(fault.toString()));
    } else {
      out.println(
          "Attention : " + file.file() + " : son lieu n'est pas dans l'annuaire ; sans effet.");
    }
    PolicyCheck.Result result = PolicyCheck.of(file.policy());
    result.gaps().forEach(gap -> wrong.add(file.file() + ", " + gap));
    PolicyFile.Signature signed = file.signed();
    out.printf(
        "%s : %s, %s ; %d combinaisons, %d sans réponse.%n",
        file.policy().name(),
        file.site() == null ? "tous les autres lieux" : file.site(),
        signed == null ? "règles par défaut" : "signées par " + signed.by() + " le " + signed.on(),
        result.combinations(),
        result.gaps().size());
  }
}
