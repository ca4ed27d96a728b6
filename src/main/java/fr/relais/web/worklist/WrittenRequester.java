// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Report;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who ordered, as the paper writes it: what a person needs to say who that is. */
final class WrittenRequester {
  private WrittenRequester() {}

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
