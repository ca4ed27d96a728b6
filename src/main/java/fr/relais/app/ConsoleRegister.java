// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Practitioner;
import fr.relais.flow.NationalRegister;
import fr.relais.flow.NationalRegister.Standing;
import fr.relais.flow.RegisterFailure;
import fr.relais.flow.RegisterQuestion;
import fr.relais.flow.Store;
import java.util.List;
import java.util.Optional;

/** Words about the Annuaire Santé beside the sandbox. */
final class ConsoleRegister implements ConsoleWords {
  private final SandboxRegister annuaire;
  private final RegisterRefresh refresh;
  private final Store store;

  ConsoleRegister(SandboxRegister annuaire, RegisterRefresh refresh, Store store) {
    this.annuaire = annuaire;
    this.refresh = refresh;
    this.store = store;
  }

  @Override
  public String help() {
    return ConsoleWords.line("annuaire", "ce que l'Annuaire Santé simulé a dit, et quand")
        + ConsoleWords.line("annuaire compare", "l'interroger maintenant")
        + ConsoleWords.line(
            "annuaire retire|remet QUI", "ce médecin n'y exerce plus, ou à nouveau");
  }

  @Override
  public Optional<String> answer(String verb, String rest) {
    return verb.equals("annuaire") ? Optional.of(answer(rest)) : Optional.empty();
  }

  private String answer(String rest) {
    String[] words = rest.split("\\s+", 2);
    return switch (Console.plain(words[0])) {
      case "" -> standing();
      case "compare" -> compare();
      case "retire" -> practises(words.length > 1 ? words[1].strip() : "", false);
      case "remet" -> practises(words.length > 1 ? words[1].strip() : "", true);
      default -> help();
    };
  }

  private String standing() {
    Standing now = new NationalRegister(store).standing();
    RegisterFailure failure = now.failure();
    if (failure != null) {
      return failure.french() + "\n";
    }
    return now.refreshed() == null
        ? "L'Annuaire Santé simulé n'a pas encore répondu.\n"
        : "Annuaire Santé simulé interrogé le "
            + StoryTime.show(now.refreshed())
            + " : "
            + now.people().size()
            + " personnes.\n"
            + questions(now.questions());
  }

  private String compare() {
    Optional<RegisterChanges.Done> done = refresh.run();
    return done.map(
            all ->
                "Annuaire Santé simulé : changements faits : "
                    + all.taken()
                    + ", en attente : "
                    + all.waiting().size()
                    + ".\n"
                    + questions(all.questions()))
        .orElseGet(this::standing);
  }

  private String questions(List<RegisterQuestion> questions) {
    StringBuilder lines = new StringBuilder();
    for (RegisterQuestion question : questions) {
      lines
          .append("À voir : ")
          .append(name(question.practitioner()))
          .append(" : ")
          .append(question.kind().french())
          .append("\n");
    }
    return lines.toString();
  }

  private String name(String id) {
    return store.roster().practitioner(id).map(Practitioner::title).orElse(id);
  }

  private String practises(String who, boolean again) {
    Practitioner person = store.roster().practitioner(who).orElse(null);
    if (person == null || !annuaire.practises(person, again)) {
      return "Quel médecin ? « qui » donne leurs noms courts ; il lui faut un numéro RPPS.\n";
    }
    return person.title()
        + (again ? " exerce à nouveau" : " n'exerce plus")
        + " dans l'Annuaire Santé simulé. Tapez « annuaire compare ».\n";
  }
}
