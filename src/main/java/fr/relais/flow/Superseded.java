// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.DmpPolicy.Stage;
import fr.relais.core.decide.Succession;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must not leave once more: a result that its laboratory took back since, or of which this
 * recipient has a later version. It came back, or was refused, after that one had left: sent again
 * it would be the last word in his software.
 */
final class Superseded {
  /** How a try ends that was not made for this reason. */
  static final String CODE = "SUPERSEDED";

  private Superseded() {}

  static boolean is(Transaction tx, Delivery delivery, FollowUp row) {
    if (delivery.kind() != Delivery.Kind.RESULT) {
      return false;
    }
    List<ReportVersion> versions = tx.versions(row.id());
    ReportVersion mine =
        versions.stream().filter(v -> v.id().equals(delivery.subject())).findFirst().orElse(null);
    if (mine == null || withdraws(mine.report())) {
      return false;
    }
    if (row.state() == FollowUpState.WITHDRAWN) {
      return true;
    }
    Set<String> handed = handed(tx, delivery);
    return versions.stream()
        .filter(other -> !other.id().equals(mine.id()))
        .anyMatch(
            other ->
                withdraws(other.report())
                    ? other.receivedAt().isAfter(mine.receivedAt())
                        && names(other.report(), mine.report())
                    : handed.contains(other.id())
                        && Succession.takesPlaceOf(mine.report(), other.report(), false));
  }

  private static boolean withdraws(Report report) {
    return Stage.of(report.kind(), report.status(), false) == Stage.WITHDRAWN;
  }

  private static boolean names(Report withdrawal, Report report) {
    Set<String> named = new HashSet<>(withdrawal.replaces());
    named.addAll(withdrawal.documentIds());
    return report.documentIds().stream().anyMatch(named::contains);
  }

  /** The reports of this follow-up that left for the same recipient and did not come back. */
  private static Set<String> handed(Transaction tx, Delivery delivery) {
    return tx.attemptsOf(delivery.followUp()).stream()
        .filter(attempt -> attempt.outcome() == AttemptOutcome.OK)
        .map(Transaction.Attempt::delivery)
        .filter(other -> other.kind() == Delivery.Kind.RESULT && other.subject() != null)
        .filter(other -> other.recipient().equals(delivery.recipient()))
        .filter(
            other ->
                other.state() == DeliveryState.SENT || other.state() == DeliveryState.CONFIRMED)
        .map(other -> String.valueOf(other.subject()))
        .collect(Collectors.toSet());
  }
}
