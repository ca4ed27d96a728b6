// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.DmpPolicy;
import fr.relais.core.match.BlindKey;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.Filing;
import fr.relais.core.model.Publication;
import fr.relais.core.model.ReportVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a report and the patient's DMP, and why; kept also when nothing is filed.
 *
 * @param id of the delivery, when there is one
 * @param rule which edition of the rules, and which rules of the site
 * @param filing what is to be done; null when nothing is
 */
public record DmpDecision(
    String id,
    String report,
    DmpPolicy.Reason reason,
    String rule,
    Instant at,
    @Nullable Filing filing) {
  static final int FOUND_MAX = 200;

  /** Those about these reports, in the order in which they were made. */
  public static List<DmpDecision> of(Transaction tx, List<ReportVersion> versions) {
    List<BlindKey> keys = versions.stream().map(version -> key(version.id())).toList();
    return keys.isEmpty() ? List.of() : tx.records().find(DmpDecision.class, keys, FOUND_MAX);
  }

  void keep(Transaction tx) {
    tx.records().put(DmpDecision.class, id, this, List.of(key(report)));
  }

  /** By which those about one report are found. */
  static List<BlindKey> keys(String report) {
    return List.of(key(report));
  }

  private static BlindKey key(String report) {
    return new BlindKey(BlindKey.Kind.REPORT, report);
  }

  /** Whether it puts a document in the DMP, refusals not counted: it is there, or will be. */
  boolean files(Transaction tx) {
    return filing != null
        && filing.act() == Publication.Act.PUBLISH
        && tx.delivery(id).filter(d -> d.state() != DeliveryState.EXPIRED).isPresent();
  }

  /** Whether it was decided otherwise since, while it waited to leave. */
  boolean overtaken(Transaction tx, String followUp) {
    if (filing != null && DmpChoices.opposed(tx, filing.patient(), tx.ordersOf(followUp))) {
      return true;
    }
    List<DmpDecision> all = of(tx, tx.versions(followUp));
    int at = all.stream().map(DmpDecision::id).toList().indexOf(id);
    return all.stream().skip(at + 1L).anyMatch(this::takenBackBy);
  }

  private boolean takenBackBy(DmpDecision later) {
    return later.reason.stopsWhatWaits()
        || later.deletes()
            && filing != null
            && later.filing != null
            && later.filing.documentId().equals(filing.documentId());
  }

  /** Whether it takes a document out, refusals not counted. */
  boolean takesOut(Transaction tx) {
    return deletes() && tx.delivery(id).filter(d -> d.state() != DeliveryState.EXPIRED).isPresent();
  }

  boolean replaces() {
    return filing != null && filing.replaces() != null;
  }

  boolean deletes() {
    return filing != null && filing.act() == Publication.Act.DELETE;
  }
}
