// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.RegisterReview;
import fr.relais.adapters.directory.RegisterReview.Proposal;
import fr.relais.adapters.directory.RegisterSheet;
import fr.relais.adapters.directory.RosterImport;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.flow.NationalRegister;
import fr.relais.flow.Professional;
import fr.relais.flow.RegisterQuestion;
import fr.relais.flow.RegisterQuestion.Kind;
import fr.relais.flow.StagedImports.Staged;
import fr.relais.flow.StagedImports.State;
import fr.relais.flow.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes what the register asks to change, or lets it wait for a person, as any other import. */
final class RegisterChanges {
  /** Who brings these imports. */
  static final String ACTOR = "annuaire";

  private final Store store;
  private final InstantSource clock;
  private final Intake intake;
  private final NationalRegister register;

  RegisterChanges(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.intake = new Intake(store, clock);
    this.register = new NationalRegister(store);
  }

  /**
   * What came of it.
   *
   * @param taken how many changes are in force from now on
   * @param waiting what waits for a person, or was dropped by one before
   * @param questions what only a person can settle
   */
  record Done(int taken, List<Staged> waiting, List<RegisterQuestion> questions) {}

  /** Holds what is known of everyone against the roster as it stands. */
  Done apply() {
    Roster roster = store.roster();
    LocalDate today = day(clock.instant());
    List<Professional> known =
        register.standing().people().stream().map(each -> each.seen(today)).toList();
    RegisterReview review = RegisterReview.of(roster, known, today);
    Map<String, Professional> people = new LinkedHashMap<>();
    known.forEach(each -> people.put(each.rpps(), each));
    List<Staged> waiting = new ArrayList<>();
    List<RegisterQuestion> questions = new ArrayList<>(review.questions());
    int taken = 0;
    for (Proposal proposal : review.proposals()) {
      Intake.Outcome outcome = intake.take(List.of(proposal.sheet()), false, ACTOR);
      boolean inForce = outcome.result().fold(yes -> true, no -> false);
      taken += inForce ? proposal.rpps().size() : 0;
      proposal
          .rpps()
          .forEach(rpps -> people.computeIfPresent(rpps, (r, p) -> after(p, proposal, inForce)));
      Staged staged = outcome.waiting();
      if (staged != null) {
        waiting.add(staged);
        if (staged.state() == State.WAITING) {
          questions.addAll(staged(roster, proposal));
        }
      }
    }
    register.change(s -> s.reviewed(List.copyOf(people.values()), questions));
    return new Done(taken, List.copyOf(waiting), List.copyOf(questions));
  }

  /** A mailbox that waits may be taken tomorrow: it is ours all the same. */
  private static Professional after(Professional person, Proposal proposal, boolean inForce) {
    String mailbox = proposal.mailbox();
    Professional given = mailbox == null ? person : person.offered(mailbox);
    return proposal.revokes() && inForce ? given.revoked() : given;
  }

  private static List<RegisterQuestion> staged(Roster roster, Proposal proposal) {
    return proposal.rpps().stream()
        .sorted()
        .flatMap(rpps -> roster.byRpps(rpps).stream())
        .map(Practitioner::id)
        .map(id -> new RegisterQuestion(id, Kind.STAGED))
        .toList();
  }

  /**
   * What would come of one proposal; nothing is kept.
   *
   * @param says what it would change
   */
  record Trial(List<String> says, RosterImport result) {}

  /**
   * @param people what the register says
   */
  List<Trial> dry(Collection<Professional> people) {
    Instant now = clock.instant();
    return RegisterReview.of(store.roster(), people, day(now)).proposals().stream()
        .map(
            p ->
                new Trial(
                    p.says(), RegisterSheet.importFile(p.sheet(), store.roster(), now, false)))
        .toList();
  }

  /** The questions that there would be. */
  List<RegisterQuestion> questions(Collection<Professional> people) {
    return RegisterReview.of(store.roster(), people, day(clock.instant())).questions();
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ParisTime.ZONE);
  }
}
