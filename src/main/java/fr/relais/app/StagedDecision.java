// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.flow.StagedImports.Staged;
import fr.relais.flow.StagedImports.State;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What a person sees and decides of imports that wait. */
final class StagedDecision {
  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
  private static final int REFUSED = 2;

  private final Intake intake;
  private final Roster roster;
  private final PrintWriter out;
  private final PrintWriter err;

  StagedDecision(Intake intake, Roster roster, CommandLine command) {
    this.intake = intake;
    this.roster = roster;
    this.out = command.getOut();
    this.err = command.getErr();
  }

  /**
   * @param take the import to take; null: none
   * @param drop the import to drop; null: none. With neither, what waits is listed.
   * @return the exit code
   */
  int run(@Nullable String take, @Nullable String drop, @Nullable String by) {
    if (take == null && drop == null) {
      return list();
    }
    if (take != null && drop != null) {
      return refuse("Choisissez : --take ou --drop.");
    }
    Optional<Practitioner> person = roster.practitioner(by).filter(p -> p.role() != Role.SITE);
    if (person.isEmpty()) {
      return refuse("Dites qui décide : --by et l'identifiant d'une personne connue.");
    }
    Optional<Staged> staged =
        intake.staged().get(take != null ? take : drop).filter(s -> s.state() == State.WAITING);
    if (staged.isEmpty()) {
      return refuse("Aucun import de ce numéro n'attend.");
    }
    if (!answers(person.get(), staged.get())) {
      return refuse(
          "Seul l'opérateur, son médecin d'astreinte, ou le référent de tous les sites que cet"
              + " import touche peut en décider.");
    }
    return take != null ? take(staged.get(), person.get()) : drop(staged.get(), person.get());
  }

  /** Whether this person answers for what the import would change. */
  private boolean answers(Practitioner person, Staged staged) {
    LocalDate today = LocalDate.ofInstant(intake.now(), ParisTime.ZONE);
    if (person.revoked(today)) {
      return false;
    }
    boolean lastRung =
        roster.periods().stream()
            .anyMatch(
                p ->
                    p.kind() == Period.Kind.OPERATOR_DUTY
                        && person.id().equals(p.practitioner())
                        && p.covers(intake.now()));
    return person.role() == Role.OPERATOR
        || lastRung
        || intake
            .read(staged)
            .map(after -> TouchedSites.of(roster, after))
            .filter(touched -> touched.answeredBy(person))
            .isPresent();
  }

  private int list() {
    List<Staged> waiting = intake.staged().waiting();
    out.printf("%d import(s) en attente.%n", waiting.size());
    waiting.forEach(this::told);
    out.flush();
    return 0;
  }

  /** One import, with why it waits and what it would change. */
  void told(Staged one) {
    LocalDateTime at = LocalDateTime.ofInstant(one.at(), ParisTime.ZONE);
    String where =
        switch (one.state()) {
          case WAITING -> "en attente";
          case TAKEN -> "pris par " + one.by();
          case DROPPED -> "écarté par " + one.by();
        };
    out.printf("%s, reçu le %s de %s, %s :%n", one.id(), WHEN.format(at), one.actor(), where);
    one.reasons().forEach(reason -> out.println("  pourquoi : " + reason));
    one.differences().forEach(line -> out.println("  " + line));
    if (one.state() == State.WAITING) {
      out.printf("  relais import --take %s --by PERSONNE, ou --drop %s%n", one.id(), one.id());
    }
    out.flush();
  }

  private int take(Staged staged, Practitioner by) {
    return intake
        .takeStaged(staged, by.id())
        .fold(
            taken -> {
              out.printf("%s est pris par %s.%n", staged.id(), by.id());
              taken.warnings().forEach(w -> out.println("Attention : " + w));
              out.flush();
              return 0;
            },
            refused -> {
              refused.problems().forEach(problem -> err.println("- " + problem));
              return refuse("Il ne va plus avec ce qui est en place ; il attend toujours.");
            });
  }

  private int drop(Staged staged, Practitioner by) {
    intake.staged().end(staged.id(), State.DROPPED, by.id());
    out.printf("%s est écarté par %s.%n", staged.id(), by.id());
    out.flush();
    return 0;
  }

  private int refuse(String why) {
    err.println(why);
    err.flush();
    return REFUSED;
  }
}
