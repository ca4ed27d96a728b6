// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.Roster;
import fr.relais.flow.NationalRegister;
import fr.relais.flow.RegisterFailure;
import fr.relais.flow.RegisterQuestion;
import fr.relais.flow.Store;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** The national register asked by hand: what it changes, what waits, what a person must settle. */
final class RegisterImport {
  private static final int REFUSED = 2;

  private final Store store;
  private final InstantSource clock;
  private final CommandLine command;
  private final PrintWriter out;
  private final PrintWriter err;

  RegisterImport(Store store, InstantSource clock, CommandLine command) {
    this.store = store;
    this.clock = clock;
    this.command = command;
    this.out = command.getOut();
    this.err = command.getErr();
  }

  /** The exit code. */
  int run(Settings settings, boolean dryRun) {
    RegisterRefresh refresh =
        RegisterRefresh.client(settings)
            .map(client -> new RegisterRefresh(client, store, clock, List.of()))
            .orElse(null);
    if (refresh == null) {
      return refuse("Donnez annuaire.url et annuaire.key : l'Annuaire Santé n'est pas réglé.");
    }
    if (store.roster().practitioners().isEmpty()) {
      return refuse("Personne n'est connu ici : importez d'abord les personnes, puis comparez.");
    }
    return dryRun ? dry(refresh) : real(refresh);
  }

  private int real(RegisterRefresh refresh) {
    Optional<RegisterChanges.Done> done = refresh.run();
    if (done.isEmpty()) {
      RegisterFailure failure = new NationalRegister(store).standing().failure();
      return refuse(failure == null ? "" : failure.french());
    }
    int people = new NationalRegister(store).standing().people().size();
    out.printf(
        "Annuaire Santé : %d personnes comparées, changements faits : %d, en attente : %d.%n",
        people, done.get().taken(), done.get().waiting().size());
    StagedDecision decision = new StagedDecision(new Intake(store, clock), store.roster(), command);
    done.get().waiting().forEach(decision::told);
    told(done.get().questions());
    return done.get().waiting().isEmpty() ? 0 : REFUSED;
  }

  private int dry(RegisterRefresh refresh) {
    RegisterRefresh.Asked asked = refresh.ask(clock.instant());
    RegisterFailure failure = asked.failure();
    if (failure != null) {
      return refuse(failure.french());
    }
    RegisterChanges changes = new RegisterChanges(store, clock);
    List<RegisterChanges.Trial> all = changes.dry(asked.people());
    out.printf(
        "Vérifié, rien n'est changé : %d personnes comparées, changements possibles : %d.%n",
        asked.people().size(), all.size());
    for (RegisterChanges.Trial one : all) {
      boolean done = one.result().fold(imported -> true, refused -> false);
      String when = done ? "Serait fait : " : "Attendrait une décision : ";
      one.says().forEach(said -> out.println(when + said + "."));
    }
    told(changes.questions(asked.people()));
    return 0;
  }

  private void told(List<RegisterQuestion> questions) {
    Roster roster = store.roster();
    for (RegisterQuestion question : questions) {
      String who =
          roster
              .practitioner(question.practitioner())
              .map(p -> p.title() + " (" + p.id() + ")")
              .orElse(question.practitioner());
      out.println("À voir : " + who + " : " + question.french());
    }
    out.flush();
  }

  private int refuse(String why) {
    err.println(why);
    err.println("Rien n'est changé.");
    err.flush();
    return REFUSED;
  }
}
