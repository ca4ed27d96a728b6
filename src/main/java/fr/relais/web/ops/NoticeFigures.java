// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.ops;

import fr.relais.core.model.ParisTime;
import fr.relais.flow.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How much people were disturbed today, on the Paris clock: a distribution, never a person.
 *
 * @param people how many got anything
 */
record NoticeFigures(
    long people, long interruptingMax, double interruptingMean, long quietMax, double quietMean) {

  static NoticeFigures today(Store store, Instant now) {
    LocalDate day = now.atZone(ParisTime.ZONE).toLocalDate();
    List<Store.Noticed> all =
        store.notices(
            day.atStartOfDay(ParisTime.ZONE).toInstant(),
            day.plusDays(1).atStartOfDay(ParisTime.ZONE).toInstant());
    return new NoticeFigures(
        all.size(),
        max(all, Store.Noticed::interrupting),
        mean(all, Store.Noticed::interrupting),
        max(all, Store.Noticed::quiet),
        mean(all, Store.Noticed::quiet));
  }

  private static long max(List<Store.Noticed> all, ToLongFunction<Store.Noticed> of) {
    return all.stream().mapToLong(of).max().orElse(0);
  }

  private static double mean(List<Store.Noticed> all, ToLongFunction<Store.Noticed> of) {
    return all.stream().mapToLong(of).average().orElse(0);
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("people", people);
    body.put("interruptingMax", interruptingMax);
    body.put("interruptingMean", interruptingMean);
    body.put("quietMax", quietMax);
    body.put("quietMean", quietMean);
    return body;
  }

  /** Prometheus text exposition format 0.0.4. */
  String metrics() {
    return gauge("people", "Addressees of today, with anything at all.", people)
        + gauge("interrupting_max", "Calls and SMS of today to one addressee.", interruptingMax)
        + gauge("interrupting_mean", "The same, for each on average.", interruptingMean)
        + gauge("quiet_max", "Mails, files, notifications of today to one.", quietMax)
        + gauge("quiet_mean", "The same, for each on average.", quietMean);
  }

  private static String gauge(String name, String help, double value) {
    String full = "relais_notices_" + name;
    return "# HELP %s %s\n# TYPE %s gauge\n%s %s\n"
        .formatted(full, help, full, full, String.format(Locale.ROOT, "%.3f", value));
  }
}
