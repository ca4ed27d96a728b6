// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.adapters.directory.AgendaJson;
import fr.relais.adapters.directory.CsvFile;
import fr.relais.adapters.directory.ImportProblem;
import fr.relais.adapters.directory.RosterImport;
import fr.relais.core.model.Content;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.flow.AgendaMessages;
import fr.relais.flow.Store;
import fr.relais.web.receipts.AgendaHook;
import fr.relais.web.receipts.AgendaHook.Answer;
import fr.relais.web.receipts.AgendaHook.Outcome;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The agendas of appointment services come into force like any import, at once. */
final class AgendaIntake implements AgendaHook.Agendas {
  private final Store store;
  private final Intake intake;
  private final AgendaMessages messages;

  AgendaIntake(Store store, InstantSource clock) {
    this.store = store;
    this.intake = new Intake(store, clock);
    this.messages = new AgendaMessages(store, clock);
  }

  /** Each service and its secret, from {@code SERVICE=whsec_... SERVICE=whsec_...}. */
  static Map<String, String> secrets(String setting) {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String pair : setting.strip().split("\\s+")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        secrets.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return secrets;
  }

  @Override
  public Answer take(String service, String id, byte[] body) {
    if (messages.seen(service, id)) {
      return new Answer(Outcome.REPEATED, List.of());
    }
    CsvFile file = new CsvFile(service + AgendaJson.ENDING, Content.of(body));
    Optional<AgendaJson.Head> head = AgendaJson.head(file);
    Optional<String> person = head.flatMap(h -> person(h.practitioner()));
    if (head.isPresent()
        && person.isPresent()
        && messages.older(service, person.get(), head.get().sequence())) {
      return new Answer(Outcome.REPEATED, List.of());
    }
    Intake.Outcome outcome = intake.take(List.of(file), false, "agenda:" + service);
    boolean kept = outcome.waiting() != null || taken(outcome.result());
    if (kept && head.isPresent() && person.isPresent()) {
      messages.note(id, service, person.get(), head.get().sequence());
    }
    return outcome.waiting() != null
        ? new Answer(Outcome.WAITING, List.of())
        : answer(outcome.result());
  }

  private static boolean taken(RosterImport result) {
    return result.<Boolean>fold(taken -> true, refused -> false);
  }

  private static Answer answer(RosterImport result) {
    return result.fold(
        taken -> new Answer(Outcome.TAKEN, List.of()),
        refused ->
            new Answer(
                Outcome.REFUSED,
                refused.problems().stream().map(ImportProblem::toString).toList()));
  }

  private Optional<String> person(String named) {
    return person(store.roster(), named);
  }

  private static Optional<String> person(Roster roster, String named) {
    return roster.practitioner(named).or(() -> roster.byRpps(named)).map(Practitioner::id);
  }

  /** What a file of the directory says of free times; empty when it is no agenda. */
  static Optional<AgendaMessages.Agenda> agenda(CsvFile file, Roster roster) {
    if (!file.name().endsWith(AgendaJson.ENDING)) {
      return Optional.empty();
    }
    String service = file.name().substring(0, file.name().length() - AgendaJson.ENDING.length());
    return AgendaJson.head(file)
        .flatMap(
            head ->
                person(roster, head.practitioner())
                    .map(
                        who ->
                            new AgendaMessages.Agenda(
                                service,
                                who,
                                head.sequence(),
                                head.free().stream()
                                    .map(f -> new AgendaMessages.Free(f.from(), f.to()))
                                    .toList())));
  }
}
