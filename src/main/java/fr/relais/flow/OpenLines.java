// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Rights;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The lines of someone's list: of each open follow-up what he may see, and no more. */
final class OpenLines {
  private final Circles circles;

  OpenLines(Circles circles) {
    this.circles = circles;
  }

  Optional<Cases.Line> of(Transaction tx, FollowUp row, String reader, Instant now) {
    Rights.Reading reading = circles.reading(tx, row, reader, now);
    return switch (reading.view()) {
      case NOTHING, APPOINTMENT -> Optional.empty();
      case HANDED_ELSEWHERE, EMERGENCY ->
          Optional.of(new Cases.Line(row, reading, null, null, List.of(), List.of()));
      case WHOLE, TRAITS, OFFICE, HEADERS -> {
        // what waits for others at the site of the day is history to him, not his list
        boolean his = reading.relation() != Rights.Relation.PRESENT;
        yield his ? Optional.of(line(tx, row, reading)) : Optional.empty();
      }
    };
  }

  /** The lines of concluded follow-ups of which something is still asked of him. */
  List<Cases.Line> left(Transaction tx, List<WorkItem> open, String reader, Instant now) {
    return open.stream()
        .filter(item -> item.question().outlastsResult() && item.owner().equals(reader))
        .map(WorkItem::followUp)
        .distinct()
        .flatMap(id -> tx.followUp(id).stream())
        .filter(row -> !row.state().live())
        .flatMap(row -> of(tx, row, reader, now).stream())
        .toList();
  }

  private static Cases.Line line(Transaction tx, FollowUp row, Rights.Reading reading) {
    Withheld withheld = new Withheld(reading);
    List<ReportVersion> versions = withheld.versions(tx.versions(row.id()));
    return new Cases.Line(
        withheld.row(row),
        reading,
        Picture.of(versions),
        versions.isEmpty() ? null : versions.get(versions.size() - 1),
        withheld.orders(tx.ordersOf(row.id())),
        withheld.questions(
            tx.workItemsOf(row.id()).stream()
                .filter(w -> w.state() == WorkItemState.OPEN)
                .toList()));
  }
}
