// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.ops;

import fr.relais.flow.Store;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes to patients' DMP, and mails that wait for a receipt: counts and an age. Neither is an
 * alarm by itself: no doctor waits for them.
 */
record OutgoingFigures(Store.Outgoing counts) {

  static OutgoingFigures of(Store store, Instant now) {
    return new OutgoingFigures(store.outgoing(now));
  }

  /** What is not settled yet. */
  Map<String, Long> waiting() {
    Map<String, Long> body = new LinkedHashMap<>();
    body.put("dmpWaiting", counts.dmpWaiting());
    body.put("oldestDmpSeconds", counts.dmpOldest().toSeconds());
    body.put("awaitedReceipts", counts.awaitedReceipts());
    return body;
  }

  Map<String, Long> json() {
    Map<String, Long> body = waiting();
    body.put("dmpFiled", counts.dmpFiled());
    body.put("dmpRefused", counts.dmpRefused());
    return body;
  }

  /** Prometheus text exposition format 0.0.4. */
  String metrics() {
    return gauge("dmp_waiting", "To be filed in a DMP, or deleted there.", counts.dmpWaiting())
        + gauge("dmp_oldest_seconds", "Age of the oldest of these.", counts.dmpOldest().toSeconds())
        + gauge("dmp_filed", "Filed, replaced or deleted.", counts.dmpFiled())
        + gauge("dmp_refused", "Given up: not in the DMP.", counts.dmpRefused())
        + gauge("receipts_awaited", "Mails without a receipt yet.", counts.awaitedReceipts());
  }

  private static String gauge(String name, String help, long value) {
    String full = "relais_" + name;
    return "# HELP %s %s\n# TYPE %s gauge\n%s %d\n".formatted(full, help, full, full, value);
  }
}
