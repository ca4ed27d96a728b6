// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Order;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where everything that must survive is kept. One contract ({@code StoreContract}) runs on each
 * implementation.
 *
 * <p>Every method throws {@link StoreUnavailable} when the store cannot be reached: the caller then
 * answers "try later" and keeps nothing.
 */
public interface Store extends AutoCloseable {

  /**
   * Runs the work in one transaction: everything it wrote is durable when this returns, nothing is
   * when it throws. What the work throws comes out as it is.
   */
  <T> T inTransaction(Function<Transaction, T> work);

  /** The roster as it stands; the same object as long as it does not change. */
  Roster roster();

  /**
   * Replaces the roster by what the change makes of it, with the next version number, in one
   * transaction that no other import can interleave; the same object: nothing changes.
   */
  Roster changeRoster(UnaryOperator<Roster> change, Instant at, String actor);

  /** Follow-ups that are not concluded, most pressing first, then by due time. */
  List<FollowUp> openFollowUps(int limit);

  /**
   * Follow-ups that are not concluded and for which this person answers, or that are offered to
   * him, most pressing first.
   */
  List<FollowUp> openOf(String person, int limit);

  /** Follow-ups that began since then, concluded ones too, the latest first. */
  List<FollowUp> receivedSince(Instant from, int limit);

  /**
   * Follow-ups of what this person ordered at this site, concluded ones too, the earliest first.
   */
  List<FollowUp> requestedBy(String person, String site, int limit);

  /** Every event of a follow-up, in order: their fold is its row. */
  List<FollowUpEvent> history(String followUp);

  /** Questions that are open, by due time. */
  List<WorkItem> openWorkItems(int limit);

  /** Orders whose result is awaited, by when it is expected. */
  List<Order> awaitedOrders(int limit);

  /** Orders that this person made at this site, whatever became of them, the earliest first. */
  List<Order> orderedBy(String person, String site, int limit);

  /** Numbers for those who watch. No health data, no identity. */
  Figures figures(Instant now);

  /** What came through to each addressee in this time, by his id; those without any are missing. */
  List<Noticed> notices(Instant from, Instant to);

  /**
   * What came through to one addressee.
   *
   * @param interrupting calls and SMS, each ring counted
   * @param quiet everything else: mails, files, notifications
   */
  record Noticed(String person, long interrupting, long quiet) {}

  /**
   * What must never be and is, in one line each with ids and codes only (invariants 1, 12, 14, 21
   * of the safety rules); empty when all is well.
   */
  List<String> violations(Instant now);

  /**
   * Links the committed audit lines into the hash chain; the number linked, 0 when another does it.
   */
  int sealAudit(Instant now);

  /** Whether the chain of audit lines verifies from its beginning. */
  boolean auditChainHolds();

  /**
   * Whether this node is the one that does what only one node may do (poll a folder). Held until
   * the store is closed or its node dies.
   */
  boolean leads(String what);

  @Override
  void close();

  /** Where what goes to patients' DMP stands, and what mails of ours still wait to hear. */
  Outgoing outgoing(Instant now);

  /**
   * Counts and ages, nobody's name.
   *
   * @param dmpWaiting to be filed in a DMP or deleted there, now or at a later try
   * @param dmpOldest since when the oldest of these waits: its first try, else when it was due
   * @param dmpFiled filed, replaced or deleted, or found there
   * @param dmpRefused given up: the DMP refused for good, or it was decided otherwise meanwhile
   * @param awaitedReceipts mails whose receipt is awaited
   */
  record Outgoing(
      long dmpWaiting, Duration dmpOldest, long dmpFiled, long dmpRefused, long awaitedReceipts) {}

  /**
   * @param late open follow-ups whose next due time has passed, by how long at most
   * @param unsealed audit lines not yet linked, by how long at most
   * @param received originals kept, repeats not counted
   * @param readyDeliveries due to leave now
   * @param waitingDeliveries to be tried again later
   * @param expiredDeliveries given up after every try: the doctor did not get it that way
   * @param awaitedOrders orders without a result yet, those that were raised included
   * @param jobsByNode attempts begun, by the node that began them
   */
  record Figures(
      long received,
      long repeats,
      long quarantined,
      Map<FollowUpState, Long> byState,
      Map<FollowUpPriority, Long> openByPriority,
      long openWorkItems,
      long readyDeliveries,
      long waitingDeliveries,
      long expiredDeliveries,
      long late,
      Duration latest,
      long awaitedOrders,
      long unsealed,
      Duration oldestUnsealed,
      Map<String, Long> timersByNode,
      Map<String, Long> jobsByNode) {}
}
