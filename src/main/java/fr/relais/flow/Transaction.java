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
import fr.relais.core.model.Order;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sha256;
import fr.relais.core.model.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
   * recipient, channel and follow-up, the earliest. Each comes with its new fencing token and its
   * number of attempts, this one included; its lease ends by the store's own clock.
   *
   * @param avoided endpoints that are left alone now ({@link #endpoint(Delivery)}): one that hangs
   *     holds back nobody else
   */
  List<Delivery> claimDeliveries(
      String node, Instant now, Duration lease, int limit, Set<String> avoided);

  /** The name of a delivery's endpoint: its channel and its address. */
  static String endpoint(Delivery delivery) {
    return delivery.channel() + ' ' + delivery.address();
  }

  /**
   * What these deliveries carry, by the id of each, in a number of queries that does not grow with
   * them. A delivery whose follow-up or report is gone is missing.
   */
  Map<String, Carried> carried(Collection<Delivery> deliveries);

  /**
   * What one delivery carries.
   *
   * @param version the report that it hands over; null for a notice, or for a share that was not
   *     understood
   * @param content the bytes that it hands over; null for a notice
   * @param order the order that the follow-up answers; null when none is known
   * @param recipients everyone who was told of this follow-up, each once, in order
   * @param corrects whether this recipient was handed an earlier report of this follow-up
   */
  record Carried(
      FollowUp row,
      @Nullable ReportVersion version,
      @Nullable Content content,
      @Nullable Order order,
      List<String> recipients,
      boolean corrects) {
    public Carried {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * Ends attempts, each the one that its delivery's token belongs to.
   *
   * @return ids of the deliveries whose outcome was taken: not those claimed again since
   */
  Set<String> finish(Collection<Ended> ended);

  /**
   * How one attempt ended.
   *
   * @param retryAt when to try again, for a delivery that stays READY
   * @param digest of what left; null when nothing did
   * @param losses what the format could not hold, in French without a value; empty when nothing
   */
  record Ended(
      Delivery delivery,
      AttemptOutcome outcome,
      DeliveryState next,
      @Nullable Instant retryAt,
      String detail,
      Instant at,
      @Nullable Sha256 digest,
      String losses) {}

  Optional<Delivery> delivery(String id);

  /**
   * The recipient's side spoke of a delivery that was sent: it stands as given from now on.
   *
   * @param retryAt when to try again, for a delivery that becomes READY
   */
  void heard(String delivery, DeliveryState next, @Nullable Instant retryAt);

  /** Every attempt about this follow-up, the earliest first: for the page of the result. */
  List<Attempt> attemptsOf(String followUp);

  /**
   * One try, as it is shown.
   *
   * @param outcome null while it runs
   */
  record Attempt(
      Delivery delivery,
      Instant begunAt,
      @Nullable AttemptOutcome outcome,
      @Nullable String detail,
      @Nullable String losses) {}

  /** Who was sent this follow-up's result or a notice about it, each once. */
  List<String> recipientsOf(String followUp);

  /** What was received, byte for byte. */
  Shares shares();

  /** The bytes of a report or of an unread share, by its id. */
  default Optional<Content> content(String id) {
    return shares().content(id);
  }

  /** Everything that went out or will about this follow-up, the earliest first. */
  List<Delivery> deliveriesOf(String followUp);

  // ---- orders

  /** Writes the order, new or changed; a new one can be found by these keys. */
  void save(Order order, Collection<BlindKey> keys);

  Optional<Order> order(String id);

  /** Orders that carry any of these keys (a number, a patient), the most recent first. */
  List<Order> ordersBy(Collection<BlindKey> keys, int limit);

  /** Orders that this follow-up answers. */
  List<Order> ordersOf(String followUp);

  /** The same as {@link #claimDue} for orders whose next step is due. */
  List<Order> claimDueOrders(Instant now, int limit);

  /**
   * What was answered to a request that carries this key, so that the request sent again is
   * answered the same.
   */
  Optional<Remembered> remembered(String key);

  /** Waits for a transaction that is remembering the same key at this moment. */
  void remember(String key, Remembered answer, Instant at);

  /**
   * @param request digest of the request, so that another request under the same key is refused
   * @param ids what was made
   */
  record Remembered(Sha256 request, List<String> ids) {}

  // ---- beside the walk

  Records records();

  /** Every event of a follow-up, in order. */
  List<FollowUpEvent> history(String followUp);

  /** Open follow-ups of these people, locked, most pressing first. */
  List<FollowUp> openOwnedBy(Collection<String> owners, int limit);

  // ---- traces

  void audit(AuditLine line);

  /**
   * An earlier reception of the same bytes from the same sender.
   *
   * @param answer what the sender was told then; null when it was never told
   */
  record EarlierReception(String originalId, Acknowledgement.@Nullable Kind answer) {}
}
