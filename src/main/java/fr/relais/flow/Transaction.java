// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.LineageKey;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be done inside one transaction of the {@link Store}. Not to be used after it ended. */
public interface Transaction {

  // ---- reception

  /**
   * Keeps the bytes, unless this sender sent the very same bytes before. Waits for a transaction
   * that is keeping the same bytes at this moment.
   *
   * @return the earlier reception when this is a repeat; empty when it is new
   */
  Optional<EarlierReception> keep(OriginalMessage message);

  /** What the sender of this original is answered, for its repeats. */
  void answered(String originalId, Acknowledgement.Kind kind);

  /** Takes an advisory lock on each key, in sorted order, until the transaction ends. */
  void lock(Collection<LineageKey> keys);

  /**
   * Runs the steps so that, if they throw, whatever they wrote is undone while the rest of the
   * transaction stays; what they threw comes out.
   */
  <T> T undoable(Supplier<T> steps);

  Roster roster();

  // ---- follow-ups

  /** The follow-ups that these keys name, those that took the place of others already resolved. */
  Map<LineageKey, String> lineage(Collection<LineageKey> keys);

  /** Follow-ups with a report that carries any of these blind keys, most recent first. */
  List<String> followUpsByIdentity(Collection<BlindKey> keys, int limit);

  /** The row, locked until the transaction ends. */
  Optional<FollowUp> followUp(String id);

  /** The follow-up that people call by this short reference, open ones first. */
  Optional<FollowUp> byReference(String reference);

  /** Its reports, in the order of arrival. */
  List<ReportVersion> versions(String followUp);

  /**
   * Writes the row (new or not) and its new events.
   *
   * @throws IllegalStateException when the row changed since it was read: events must follow
   *     without a gap
   */
  void save(FollowUp row, List<FollowUpEvent> events);

  void addVersion(
      String followUp, ReportVersion version, Content part, Collection<BlindKey> identity);

  /** Keeps a share of a message that was not understood, under its follow-up. */
  void addUnread(String followUp, String id, String originalId, Content part);

  /** Names the follow-up by these keys; a key that names another one already stays as it is. */
  void addKeys(String followUp, Collection<LineageKey> keys);

  /** Everything that belongs to the first now belongs to the second. */
  void moveAll(String fromFollowUp, String toFollowUp);

  // ---- questions

  /** Writes the question, new or changed. */
  void save(WorkItem item);

  Optional<WorkItem> workItem(String id);

  List<WorkItem> workItemsOf(String followUp);

  // ---- what is due

  /**
   * Open follow-ups whose next due time has come, locked and passed over by every other node until
   * this transaction ends; most pressing first.
   */
  List<FollowUp> claimDue(Instant now, int limit);

  /** The same for open questions. */
  List<WorkItem> claimDueQuestions(Instant now, int limit);

  /**
   * Leaves this follow-up's due work alone until then: it failed, and must not block the others.
   */
  void postpone(String followUp, Instant until);

  // ---- deliveries

  void enqueue(Collection<Delivery> deliveries);

  /**
   * Takes deliveries that are ready, critical first, and begins an attempt on each. At most one per
   * recipient and follow-up, the earliest. Each comes with its new fencing token and its number of
   * attempts, this one included; its lease ends by the store's own clock.
   */
  List<Delivery> claimDeliveries(String node, Instant now, Duration lease, int limit);

  /**
   * Ends the attempt that the delivery's token belongs to.
   *
   * @param retryAt when to try again, for a delivery that stays READY
   * @return false when another claim came since: the outcome is not taken
   */
  boolean finish(
      Delivery delivery,
      AttemptOutcome outcome,
      DeliveryState next,
      @Nullable Instant retryAt,
      String detail,
      Instant at);

  /** Who was sent this follow-up's result or a notice about it, each once. */
  List<String> recipientsOf(String followUp);

  /** The bytes of a report or of an unread share, by its id. */
  Optional<Content> content(String id);

  /** Everything that went out or will about this follow-up, the earliest first. */
  List<Delivery> deliveriesOf(String followUp);

  // ---- traces

  void audit(AuditLine line);

  /**
   * An earlier reception of the same bytes from the same sender.
   *
   * @param answer what the sender was told then; null when it was never told
   */
  record EarlierReception(String originalId, Acknowledgement.@Nullable Kind answer) {}
}
