// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpState;
import fr.relais.flow.Cases;
import fr.relais.flow.DmpDecision;
import fr.relais.flow.OfficeNote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happened to a result, and what was sent about it, in the words of people. */
final class Chronicle {
  private final Cases.Case found;
  private final Times times;

  Chronicle(Cases.Case found, Times times) {
    this.found = found;
    this.times = times;
  }

  /** Without the mark of the rule's row, which is for the trace. */
  static String plain(String reason) {
    return reason.replaceFirst(" \\[[A-Za-z0-9]{1,6}]$", "");
  }

  List<ResultView.Happened> events() {
    List<Dated> all = new ArrayList<>();
    found.history().forEach(event -> all.add(new Dated(event.at(), happened(event))));
    found.filings().forEach(one -> all.add(new Dated(one.at(), filed(one))));
    new Deliveries(found, times)
        .news()
        .forEach((at, news) -> news.forEach(each -> all.add(new Dated(at, each))));
    return all.stream().sorted(Comparator.comparing(Dated::at)).map(Dated::happened).toList();
  }

  private record Dated(Instant at, ResultView.Happened happened) {}

  /** Also when nothing is filed: whoever looks for it in the DMP must know why it is not there. */
  private ResultView.Happened filed(DmpDecision one) {
    return new ResultView.Happened(
        times.of(one.at()), one.reason().sentence(), "Relais", "règle " + one.rule());
  }

  /** Who else read it by emergency access, and why: the alert that its owner gets. */
  List<String> emergencies(String reader) {
    return found.history().stream()
        .filter(event -> event.kind() == FollowUpEvent.Kind.READ_IN_EMERGENCY)
        .filter(event -> !event.actor().equals(reader))
        .map(
            event ->
                "Lu en accès d'urgence par "
                    + found.name(event.actor())
                    + ", "
                    + times.of(event.at())
                    + " : "
                    + plain(event.reason()))
        .toList();
  }

  /** What the secretaries told, for the doctor who concludes. */
  List<String> notes() {
    return found.row().state().live() ? found.notes().stream().map(this::note).toList() : List.of();
  }

  private String note(OfficeNote note) {
    String next = note.workItem() == null ? " Notez l'issue." : "";
    return found.name(note.by())
        + " (secrétariat), "
        + times.of(note.at())
        + " : "
        + note.text()
        + next;
  }

  private ResultView.Happened happened(FollowUpEvent event) {
    StringBuilder what = new StringBuilder(event.kind().french());
    String person = event.person();
    if (person != null && event.kind() != FollowUpEvent.Kind.MERGED) {
      what.append(person(event.kind())).append(found.name(person));
    }
    if (event.decision() != null) {
      what.append(" : ").append(event.decision().french());
    }
    if (event.outcome() != null) {
      what.append(" : ").append(event.outcome().french());
    }
    if (event.offerExpires() != null) {
      what.append(", réponse attendue avant ").append(times.of(event.offerExpires()));
    }
    return new ResultView.Happened(
        times.of(event.at()),
        what.toString(),
        Cases.automatic(event.actor()) ? "Relais" : found.name(event.actor()),
        plain(event.reason()));
  }

  private static String person(FollowUpEvent.Kind kind) {
    return kind == FollowUpEvent.Kind.TAKEN
            || kind == FollowUpEvent.Kind.OFFER_ACCEPTED
            || kind == FollowUpEvent.Kind.OFFER_REFUSED
        ? " par "
        : " à ";
  }

  /** Who took it, when it is another than the reader; null when nobody did. */
  @Nullable String takenBy(String reader) {
    FollowUp row = found.row();
    boolean taken =
        row.state() != FollowUpState.OPEN
            && row.state() != FollowUpState.OPENED
            && row.state() != FollowUpState.WITHDRAWN;
    if (!taken || row.owner().equals(reader)) {
      return null;
    }
    Instant at = row.clockStart();
    for (FollowUpEvent event : found.history()) {
      if (event.kind() == FollowUpEvent.Kind.TAKEN
          || event.kind() == FollowUpEvent.Kind.OFFER_ACCEPTED) {
        at = event.at();
      }
    }
    return "Le "
        + Objects.requireNonNull(found.name(row.owner()))
        + " vient de le prendre en charge ("
        + times.of(at)
        + "). Vous n'avez plus rien à faire.";
  }
}
