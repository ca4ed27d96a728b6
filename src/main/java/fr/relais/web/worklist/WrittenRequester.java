// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Cases;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who ordered, as the paper writes it: what a person needs to say who that is. */
final class WrittenRequester {
  private WrittenRequester() {}

  /** What Relais knows of a question, with who ordered when that is what is asked. */
  static Stream<String> evidence(Cases.Case found, WorkItem item) {
    ReportVersion latest = found.latest();
    boolean asked = item.question() == WorkItem.Question.REQUESTER_UNKNOWN;
    String written = asked && latest != null ? of(latest.report()) : "";
    return Stream.concat(Stream.of(written), item.evidence().lines())
        .filter(line -> !line.isBlank());
  }

  /** One sentence; empty when the message names nobody. */
  static String of(@Nullable Report report) {
    PractitionerReference named = report == null ? null : report.requester();
    if (named == null) {
      return "";
    }
    String name =
        (Objects.requireNonNullElse(named.family(), "")
                + " "
                + Objects.requireNonNullElse(named.given(), ""))
            .strip();
    String number =
        named.rpps() != null
            ? "RPPS " + named.rpps()
            : named.otherId() != null ? "code « " + named.otherId() + " »" : "";
    if (name.isEmpty() && number.isEmpty()) {
      return "";
    }
    return "Prescripteur écrit dans le message : "
        + (name.isEmpty() ? "sans nom" : name)
        + (number.isEmpty() ? ", sans numéro" : ", " + number);
  }
}
