// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.ops;

import fr.relais.flow.NationalRegister;
import fr.relais.flow.NationalRegister.Standing;
import fr.relais.flow.RegisterFailure;
import fr.relais.flow.RegisterQuestion.Kind;
import fr.relais.flow.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where we stand with the national register of professionals: ages and counts, never a person. */
record RegisterFigures(Standing standing, Instant now) {

  static RegisterFigures of(Store store, Instant now) {
    return new RegisterFigures(new NationalRegister(store).standing(), now);
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("watched", standing.watched());
    if (standing.watched()) {
      RegisterFailure failure = standing.failure();
      body.put("refreshed", text(standing.refreshed()));
      body.put("ageSeconds", age());
      body.put("alarm", standing.alarm(now));
      body.put("failure", failure == null ? null : failure.name());
      body.put("says", failure == null ? null : failure.french());
      body.put("people", standing.people().size());
      body.put("questions", standing.questions().size());
      body.put("staged", staged());
    }
    return body;
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  private long age() {
    return standing.age(now).map(Duration::toSeconds).orElse(0L);
  }

  private long staged() {
    return standing.questions().stream().filter(q -> q.kind() == Kind.STAGED).count();
  }

  /** Prometheus text exposition format 0.0.4; nothing where the register is not asked. */
  String metrics() {
    return standing.watched()
        ? gauge("age_seconds", "Since the register answered whole.", age())
            + gauge("alarm", "1 when the operator must look.", standing.alarm(now) ? 1 : 0)
            + gauge("questions", "What only a person can settle.", standing.questions().size())
            + gauge("staged", "People whose change waits for a person.", staged())
        : "";
  }

  private static String gauge(String name, String help, long value) {
    String full = "relais_annuaire_" + name;
    return "# HELP %s %s\n# TYPE %s gauge\n%s %s\n"
        .formatted(full, help, full, full, String.format(Locale.ROOT, "%d", value));
  }
}
