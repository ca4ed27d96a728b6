// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.LineageKey;
import fr.relais.core.model.Order;
import fr.relais.core.model.OriginalMessage;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sha256;
import fr.relais.core.model.WorkItem;
import fr.relais.flow.MailLedger;
import fr.relais.flow.Transaction.Remembered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tables in memory. Every change goes through {@link #put} or {@link #remove}, which note how
 * to take it back.
 */
final class MemoryTables {
  final Map<String, Original> originals = new LinkedHashMap<>();
  final Map<Reception, String> receptions = new LinkedHashMap<>();
  final Map<String, FollowUp> followUps = new LinkedHashMap<>();
  final Map<String, List<FollowUpEvent>> events = new LinkedHashMap<>();

  /** Until when follow-ups and orders are left alone, by id. */
  final Map<String, Instant> postponed = new LinkedHashMap<>();

  final Map<String, Version> versions = new LinkedHashMap<>();
  final Map<String, List<String>> versionsOf = new LinkedHashMap<>();
  final Map<BlindKey, List<String>> followUpsOf = new LinkedHashMap<>();
  final Map<String, Unread> unread = new LinkedHashMap<>();
  final Map<LineageKey, String> lineage = new LinkedHashMap<>();
  final Map<Found, Instant> identities = new LinkedHashMap<>();
  final Map<String, WorkItem> workItems = new LinkedHashMap<>();
  final Map<String, Job> jobs = new LinkedHashMap<>();

  /** Ids of the jobs that are ready, in the order in which they were enqueued. */
  final Map<Long, String> ready = new TreeMap<>();

  final Map<Try, Attempt> attempts = new LinkedHashMap<>();
  final Map<String, Order> orders = new LinkedHashMap<>();
  final Map<BlindKey, List<String>> ordersOf = new LinkedHashMap<>();
  final Map<String, Remembered> remembered = new LinkedHashMap<>();
  final Map<MemoryRecords.Name, Object> records = new LinkedHashMap<>();
  final Map<MemoryRecords.Key, List<String>> recordsOf = new LinkedHashMap<>();
  final Map<MailLedger.Place, Instant> mailPlaces = new LinkedHashMap<>();

  /** Mails that were taken, by mailbox and digest. */
  final Map<Reception, Instant> mailsTaken = new LinkedHashMap<>();

  /** Until when a receipt is awaited, by delivery. */
  final Map<String, Instant> receiptsAwaited = new LinkedHashMap<>();

  final Map<Integer, Sealed> audit = new LinkedHashMap<>();
  final Map<Long, Roster> rosters = new LinkedHashMap<>();
  private final List<Runnable> undo = new ArrayList<>();

  /** What makes a reception unique. */
  record Reception(String sender, Sha256 hash) {}

  record Original(OriginalMessage message, int repeats, Acknowledgement.@Nullable Kind answer) {}

  record Version(String followUp, ReportVersion version, Content part) {}

  record Unread(String followUp, String originalId, Content part) {}

  /** A follow-up under a key of its patient. */
  record Found(BlindKey key, String followUp) {}

  /**
   * @param seq its place in the order in which deliveries were enqueued
   * @param leaseEnds null when nobody works on it
   */
  record Job(long seq, Delivery delivery, @Nullable Instant leaseEnds) {}

  record Try(String delivery, long token) {}

  /**
   * @param outcome null while it runs
   */
  record Attempt(
      String node,
      Instant begunAt,
      @Nullable AttemptOutcome outcome,
      @Nullable String detail,
      @Nullable String losses) {}

  /**
   * @param link null until it is linked into the chain
   */
  record Sealed(AuditLine line, byte @Nullable [] link) {}

  static boolean due(@Nullable Instant at, Instant now) {
    return at != null && !at.isAfter(now);
  }

  boolean postponed(String id, Instant now) {
    Instant until = postponed.get(id);
    return until != null && until.isAfter(now);
  }

  List<FollowUp> open(Predicate<FollowUp> which, int limit) {
    return followUps.values().stream()
        .filter(row -> row.state().live() && which.test(row))
        .sorted(MemoryTransaction.PRESSING_FIRST)
        .limit(limit)
        .toList();
  }

  <K, V> void put(Map<K, V> table, K key, V value) {
    V before = table.put(key, value);
    undo.add(before == null ? () -> table.remove(key) : () -> table.put(key, before));
  }

  /** Adds to a list of the table, once. */
  <K, V> void add(Map<K, List<V>> table, K key, V value) {
    List<V> before = table.getOrDefault(key, List.of());
    if (!before.contains(value)) {
      List<V> after = new ArrayList<>(before);
      after.add(value);
      put(table, key, List.copyOf(after));
    }
  }

  <K, V> void remove(Map<K, V> table, K key) {
    V before = table.remove(key);
    if (before != null) {
      undo.add(() -> table.put(key, before));
    }
  }

  /** How far the changes of this transaction have come. */
  int mark() {
    return undo.size();
  }

  /** Takes back what came after the mark, last first. */
  void undoTo(int mark) {
    for (int i = undo.size() - 1; i >= mark; i--) {
      undo.remove(i).run();
    }
  }

  void commit() {
    undo.clear();
  }
}
