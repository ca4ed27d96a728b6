// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.RefusalReason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Why a doctor refuses what is offered to him, as the form asks it. */
final class Refusals {
  private Refusals() {}

  static List<FormView.Option> options() {
    return Arrays.stream(RefusalReason.values())
        .map(why -> new FormView.Option(value(why), label(why), "", ""))
        .toList();
  }

  /** The reason that was chosen; none when none was. */
  static Optional<RefusalReason> chosen(String value) {
    return Arrays.stream(RefusalReason.values())
        .filter(why -> value(why).equals(value))
        .findFirst();
  }

  private static String value(RefusalReason why) {
    return String.valueOf(why.ordinal());
  }

  private static String label(RefusalReason why) {
    return switch (why) {
      case NOT_MY_PATIENT -> "N'est plus mon patient";
      case AWAY -> "Je suis absent";
      case OVERLOADED -> "Je ne suis pas disponible";
      case OTHER -> "Autre raison (à écrire)";
    };
  }
}
