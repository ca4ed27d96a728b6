// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.decide.Refusals;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.flow.DmpDecision;
import fr.relais.flow.MailNotice;
import fr.relais.flow.Store;
import fr.relais.flow.Transaction;
import fr.relais.flow.Tried;
import fr.relais.formats.french.FilingWords;
import fr.relais.formats.french.ReceiptWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that happened to a follow-up, as the console tells it: its events, what was decided
 * and done about the patient's DMP, and what the recipients' mailboxes and software said.
 */
final class ConsoleHistory {
  private final Store store;
  private final Function<String, String> names;

  /**
   * @param names the name of whoever has this id
   */
  ConsoleHistory(Store store, Function<String, String> names) {
    this.store = store;
    this.names = names;
  }

  private record Line(Instant at, String text) {}

  /** One line for each, the earliest first. */
  String of(FollowUp row) {
    Stream<Line> events =
        store.history(row.id()).stream().map(event -> new Line(event.at(), event(event)));
    List<Line> beside = store.inTransaction(tx -> beside(tx, row));
    return Stream.concat(events, beside.stream())
        .sorted(Comparator.comparing(Line::at))
        .map(Line::text)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private List<Line> beside(Transaction tx, FollowUp row) {
    List<Line> lines = new ArrayList<>();
    for (DmpDecision decision : DmpDecision.of(tx, tx.versions(row.id()))) {
      lines.add(line(decision.at(), decision.reason().sentence()));
    }
    for (Tried one : Tried.of(tx, tx.attemptsOf(row.id()))) {
      if (one.endsInDmp()) {
        lines.add(line(one.attempt().begunAt(), "DMP du patient : " + inDmp(one)));
      }
      for (MailNotice notice : one.telling()) {
        Instant at = notice.at() == null ? one.attempt().begunAt() : notice.at();
        lines.add(line(at, mail(one, notice)));
      }
    }
    return lines;
  }

  private static Line line(Instant at, String text) {
    return new Line(at, "  " + StoryTime.show(at) + "  " + text);
  }

  private static String inDmp(Tried one) {
    String detail = String.valueOf(one.attempt().detail());
    return one.attempt().outcome() == AttemptOutcome.OK
        ? FilingWords.done(detail, one.answerLost())
        : "refusé" + Refusals.of(detail).map(why -> ", " + why.french()).orElse("");
  }

  private String mail(Tried one, MailNotice notice) {
    return "courriel à "
        + names.apply(one.delivery().recipient())
        + " : "
        + ReceiptWords.said(notice.kind())
        + ReceiptWords.because(notice.kind(), notice.code());
  }

  /** One event of the follow-up itself. */
  String event(FollowUpEvent event) {
    StringBuilder line = new StringBuilder("  " + StoryTime.show(event.at()) + "  ");
    line.append(event.kind().french());
    if (!event.actor().equals("relais")) {
      line.append(" par ").append(names.apply(event.actor()));
    }
    if (event.person() != null && !event.person().equals(event.actor())) {
      line.append(" → ").append(names.apply(event.person()));
    }
    if (event.decision() != null) {
      line.append(" : ").append(event.decision().french());
    }
    if (event.outcome() != null) {
      line.append(" : ").append(event.outcome().french());
    }
    if (!event.reason().isEmpty()) {
      line.append(" — ").append(event.reason());
    }
    return line.toString();
  }
}
