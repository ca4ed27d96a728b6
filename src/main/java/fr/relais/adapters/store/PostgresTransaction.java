// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.store;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.Acknowledgement;
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
import fr.relais.core.model.WorkItem;
import fr.relais.flow.Records;
import fr.relais.flow.Shares;
import fr.relais.flow.Transaction;
import java.sql.Connection;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One transaction on one connection. Audit lines go out together, just before the commit. */
final class PostgresTransaction implements Transaction {
  private final Savepoints savepoints;
  private final Session session;
  private final Rosters rosters;
  private final Originals originals;
  private final Reports reports;
  private final FollowUps followUps;
  private final Events events;
  private final Lineage lineage;
  private final Questions questions;
  private final Claims claims;
  private final Jobs jobs;
  private final Orders orders;
  private final SealedRecords records;
  private final Carriage carriage;
  private final Requests requests;
  final List<AuditLine> lines = new ArrayList<>();

  PostgresTransaction(Connection connection, Session session, Rosters rosters, ClaimPace pace) {
    this.savepoints = new Savepoints(connection);
    this.session = session;
    this.rosters = rosters;
    this.originals = new Originals(session);
    this.reports = new Reports(session, originals);
    this.followUps = new FollowUps(session);
    this.events = new Events(session);
    this.lineage = new Lineage(session);
    this.questions = new Questions(session);
    this.claims = new Claims(session, pace);
    this.jobs = new Jobs(session);
    this.orders = new Orders(session);
    this.records = new SealedRecords(session);
    this.carriage = new Carriage(session, followUps, reports, orders);
    this.requests = new Requests(session);
  }

  @Override
  public Optional<EarlierReception> keep(OriginalMessage message) {
    return originals.keep(message);
  }

  @Override
  public void answered(String originalId, Acknowledgement.Kind kind) {
    originals.answered(originalId, kind);
  }

  @Override
  public void lock(Collection<LineageKey> keys) {
    lineage.lock(keys);
  }

  @Override
  public <T> T undoable(Supplier<T> steps) {
    int before = lines.size();
    session.sql().flush();
    Savepoint start = savepoints.set();
    try {
      T made = steps.get();
      session.sql().flush();
      savepoints.release(start);
      return made;
    } catch (RuntimeException | Error e) {
      lines.subList(before, lines.size()).clear();
      session.sql().forget();
      session.keys().forget();
      originals.forget();
      savepoints.undo(start, e);
      throw e;
    }
  }

  @Override
  public Roster roster() {
    return rosters.current(session.sql());
  }

  @Override
  public Map<LineageKey, String> lineage(Collection<LineageKey> keys) {
    return lineage.find(keys);
  }

  @Override
  public List<String> followUpsByIdentity(Collection<BlindKey> keys, int limit) {
    return lineage.byIdentity(keys, limit);
  }

  @Override
  public Optional<FollowUp> followUp(String id) {
    return followUps.find(id);
  }

  @Override
  public Optional<FollowUp> byReference(String reference) {
    return followUps.byReference(reference);
  }

  @Override
  public List<ReportVersion> versions(String followUp) {
    return reports.versions(followUp);
  }

  @Override
  public void save(FollowUp row, List<FollowUpEvent> added) {
    if (!followUps.save(row, Events.before(row, added))) {
      throw new IllegalStateException("FOLLOW_UP_CHANGED");
    }
    events.add(row.id(), added);
  }

  @Override
  public void addVersion(
      String followUp, ReportVersion version, Content part, Collection<BlindKey> identity) {
    reports.addVersion(followUp, version, part, identity);
  }

  @Override
  public void addUnread(String followUp, String id, String originalId, Content part) {
    reports.addUnread(followUp, id, originalId, part);
  }

  @Override
  public void addKeys(String followUp, Collection<LineageKey> keys) {
    lineage.add(followUp, keys);
  }

  @Override
  public void moveAll(String fromFollowUp, String toFollowUp) {
    lineage.moveAll(fromFollowUp, toFollowUp);
  }

  @Override
  public void save(WorkItem item) {
    questions.save(item);
  }

  @Override
  public Optional<WorkItem> workItem(String id) {
    return questions.find(id);
  }

  @Override
  public List<WorkItem> workItemsOf(String followUp) {
    return questions.of(followUp);
  }

  @Override
  public List<FollowUp> claimDue(Instant now, int limit) {
    return followUps.claimDue(now, limit);
  }

  @Override
  public List<WorkItem> claimDueQuestions(Instant now, int limit) {
    return questions.claimDue(now, limit);
  }

  @Override
  public void postpone(String followUp, Instant until) {
    followUps.postpone(followUp, until);
  }

  @Override
  public void enqueue(Collection<Delivery> deliveries) {
    jobs.enqueue(deliveries);
  }

  @Override
  public List<Delivery> claimDeliveries(
      String node, Instant now, Duration lease, int limit, Set<String> avoided) {
    return claims.claim(node, now, lease, limit, avoided);
  }

  @Override
  public Map<String, Carried> carried(Collection<Delivery> deliveries) {
    return carriage.of(deliveries);
  }

  @Override
  public Set<String> finish(Collection<Ended> ended) {
    return jobs.finish(ended);
  }

  @Override
  public Optional<Delivery> delivery(String id) {
    return jobs.find(id);
  }

  @Override
  public void heard(String delivery, DeliveryState next, @Nullable Instant retryAt) {
    jobs.heard(delivery, next, retryAt);
  }

  @Override
  public List<Attempt> attemptsOf(String followUp) {
    return jobs.attemptsOf(followUp);
  }

  @Override
  public List<String> recipientsOf(String followUp) {
    return jobs.recipientsOf(followUp);
  }

  @Override
  public List<Delivery> deliveriesOf(String followUp) {
    return jobs.of(followUp);
  }

  @Override
  public Shares shares() {
    return reports;
  }

  @Override
  public void save(Order order, Collection<BlindKey> keys) {
    orders.save(order, keys);
  }

  @Override
  public Optional<Order> order(String id) {
    return orders.find(id);
  }

  @Override
  public List<Order> ordersBy(Collection<BlindKey> keys, int limit) {
    return orders.by(keys, limit);
  }

  @Override
  public List<Order> ordersOf(String followUp) {
    return orders.of(followUp);
  }

  @Override
  public List<Order> claimDueOrders(Instant now, int limit) {
    return orders.claimDue(now, limit);
  }

  @Override
  public Records records() {
    return records;
  }

  @Override
  public List<FollowUpEvent> history(String followUp) {
    return events.of(followUp);
  }

  @Override
  public List<FollowUp> openOwnedBy(Collection<String> owners, int limit) {
    return followUps.openOwnedBy(owners, limit);
  }

  @Override
  public Optional<Remembered> remembered(String key) {
    return requests.find(key);
  }

  @Override
  public void remember(String key, Remembered answer, Instant at) {
    requests.add(key, answer, at);
  }

  @Override
  public void audit(AuditLine line) {
    lines.add(line);
  }
}
