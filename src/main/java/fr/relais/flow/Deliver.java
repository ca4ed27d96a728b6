// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.WorkingCalendar;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Practitioner;
import fr.relais.flow.Checkpoint.Step;
import fr.relais.flow.Transaction.Carried;
import fr.relais.flow.Transaction.Ended;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step that hands over: claims what is ready, writes it for the recipient's software, sends it,
 * notes how the try ended. The claim commits the attempt before the first byte leaves; the outcome
 * is taken only with the token of that claim. One endpoint is one lane: what waits for one that
 * hangs holds back nobody else, and the order of a lane is kept.
 */
public final class Deliver {
  private static final Logger LOG = LoggerFactory.getLogger(Deliver.class);

  private static final Exit.Attempt STOPPED =
      new Exit.Attempt(AttemptOutcome.REFUSED, "LANE_STOPPED");
  private static final Exit.Attempt NOT_ALLOWED =
      new Exit.Attempt(AttemptOutcome.REFUSED, Retries.NO_LONGER_ALLOWED, true);

  private static final Exit.Attempt CAME_BACK =
      new Exit.Attempt(AttemptOutcome.REFUSED, "CAME_BACK", true);
  private static final Exit.Attempt SUPERSEDED =
      new Exit.Attempt(AttemptOutcome.REFUSED, Superseded.CODE, true);

  private final Parts parts;
  private final Circuits circuits;
  private final Retries retries;
  private final Outbox outbox;
  private final ProducerNews producers;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  /**
   * What the step is made of.
   *
   * @param lanes runs the lanes; the caller's thread in tests
   * @param batch how many deliveries are claimed at once
   * @param freed told when a lane ends, so that what waits for it is looked for at once
   */
  public record Parts(
      Store store,
      Exits exits,
      Rules rules,
      InstantSource clock,
      Ids ids,
      Retries retries,
      Checkpoint checkpoint,
      Duration lease,
      int batch,
      Executor lanes,
      Runnable freed) {}

  public Deliver(Parts parts) {
    this.parts = parts;
    this.retries = parts.retries();
    this.circuits = new Circuits();
    this.outbox = new Outbox(parts.ids(), parts.rules().sheets());
    this.producers = new ProducerNews(parts.ids());
  }

  /** Claims one batch and starts its lanes; the number of attempts begun, 0 when nothing was. */
  public int runOnce() {
    Instant now = parts.clock().instant();
    Set<String> avoided = circuits.open(now);
    avoided.addAll(busy);
    Claimed claimed = parts.store().inTransaction(tx -> claim(tx, now, avoided));
    claimed.carried().entrySet().removeIf(each -> !assembled(each));
    for (Delivery delivery : claimed.deliveries()) {
      parts.checkpoint().reached(Step.ATTEMPT_BEGUN);
    }
    Map<String, List<Delivery>> lanes = new LinkedHashMap<>();
    for (Delivery delivery : claimed.deliveries()) {
      lanes.computeIfAbsent(Transaction.endpoint(delivery), k -> new ArrayList<>()).add(delivery);
    }
    lanes.keySet().forEach(busy::add);
    lanes.forEach(
        (endpoint, lane) -> parts.lanes().execute(() -> run(endpoint, lane, claimed.carried())));
    return claimed.deliveries().size();
  }

  /** Deliveries whose attempt has begun, with what each carries, read in the same transaction. */
  private record Claimed(List<Delivery> deliveries, Map<String, Ready> carried) {}

  /**
   * What is sent, once it was found that this recipient may have it.
   *
   * @param instead how the try ends without being made; null when it is made
   */
  private record Ready(Letter letter, Exit.@Nullable Attempt instead) {}

  private Claimed claim(Transaction tx, Instant now, Set<String> avoided) {
    List<Delivery> claimed =
        tx.claimDeliveries(parts.rules().node(), now, parts.lease(), parts.batch(), avoided);
    if (claimed.isEmpty()) {
      return new Claimed(claimed, new LinkedHashMap<>());
    }
    Map<String, Carried> carried = tx.carried(claimed);
    Letters letters = new Letters(tx.roster(), parts.rules(), now);
    Map<String, Ready> ready = new LinkedHashMap<>();
    for (Delivery delivery : claimed) {
      Carried load = carried.get(delivery.id());
      if (load != null) {
        letters
            .addressed(delivery, load, LetterFacts.of(tx, delivery))
            .ifPresent(
                letter ->
                    ready.put(delivery.id(), new Ready(letter, instead(tx, delivery, load.row()))));
      }
    }
    return new Claimed(claimed, ready);
  }

  /** A digest says what stands when it leaves; false when nothing is left to say. */
  private boolean assembled(Map.Entry<String, Ready> each) {
    Ready ready = each.getValue();
    if (ready.letter().delivery().kind() != Delivery.Kind.NOTICE_DIGEST) {
      return true;
    }
    Optional<Letter> whole = Digests.assembled(ready.letter(), parts.store());
    whole.ifPresent(letter -> each.setValue(new Ready(letter, ready.instead())));
    return whole.isPresent();
  }

  private static Exit.@Nullable Attempt instead(Transaction tx, Delivery delivery, FollowUp row) {
    boolean late = delivery.attempts() > 1 || row.state() == FollowUpState.WITHDRAWN;
    if (late && Superseded.is(tx, delivery, row)) {
      return SUPERSEDED;
    }
    return cameBack(tx, delivery) ? CAME_BACK : null;
  }

  /** A door that takes what is sent and gives it back is a shut door: no third sending. */
  private static boolean cameBack(Transaction tx, Delivery delivery) {
    return delivery.attempts() > Retries.SENDINGS_MAX
        && !delivery.channel().equals(Channel.CALL.code())
        && tx.attemptsOf(delivery.followUp()).stream()
                .filter(a -> a.delivery().id().equals(delivery.id()))
                .filter(a -> a.outcome() == AttemptOutcome.OK)
                .count()
            >= Retries.SENDINGS_MAX;
  }

  private void run(String endpoint, List<Delivery> lane, Map<String, Ready> carried) {
    Instant stop = parts.clock().instant().plus(parts.lease().dividedBy(3).abs());
    try {
      List<Ended> ended = new ArrayList<>();
      boolean stopped = false;
      for (Delivery delivery : lane) {
        Ended one =
            stopped || parts.clock().instant().isAfter(stop)
                ? retries.ended(delivery, STOPPED, parts.clock().instant())
                : hand(endpoint, delivery, carried.get(delivery.id()));
        ended.add(one);
        // what an endpoint fails to take is noted at once; the rest of its lane waits for a new
        // turn
        if (one.outcome() != AttemptOutcome.OK && one.next() == DeliveryState.READY && !stopped) {
          stopped = true;
          close(ended);
          ended = new ArrayList<>();
        }
      }
      if (!ended.isEmpty()) {
        close(ended);
      }
    } catch (StoreUnavailable e) {
      LOG.warn("outcomes not noted, their leases will run out: {}", e.getMessage());
    } finally {
      busy.remove(endpoint);
      parts.freed().run();
    }
  }

  private Ended hand(String endpoint, Delivery delivery, @Nullable Ready ready) {
    Instant now = parts.clock().instant();
    if (ready == null) {
      return retries.ended(delivery, NOT_ALLOWED, now);
    }
    if (ready.instead() != null) {
      return retries.ended(delivery, ready.instead(), now);
    }
    Exits.Sent sent = parts.exits().send(delivery, ready.letter());
    parts.checkpoint().reached(Step.SENT);
    Instant after = parts.clock().instant();
    circuits.note(endpoint, sent.attempt().outcome(), sent.attempt().forever(), after);
    return retries.ended(delivery, sent, after);
  }

  private void close(List<Ended> ended) {
    List<Ended> batch = List.copyOf(ended);
    parts.store().inTransaction(tx -> finish(tx, batch));
    parts.checkpoint().reached(Step.OUTCOME_SAVED);
  }

  private boolean finish(Transaction tx, List<Ended> ended) {
    List<Ended> routed = ended.stream().map(each -> rerouted(tx, each)).toList();
    Set<String> taken = tx.finish(routed);
    for (int i = 0; i < routed.size(); i++) {
      Ended each = routed.get(i);
      if (taken.contains(each.delivery().id())) {
        audit(tx, each);
        if (Retries.tellsOperator(each)) {
          LOG.warn("delivery {} refused: {}", each.delivery().id(), each.detail());
        }
        Silence.begin(tx, each, parts.rules());
        producers.ended(tx, each);
        LeftInDmp.noted(tx, each, parts.ids());
        if (each.next() == DeliveryState.SECOND_CHANNEL) {
          tx.enqueue(next(tx, each));
        } else if (retries.tellOwner(each)) {
          Undelivered.tellOwner(tx, each, parts.ids());
        }
      }
    }
    return true;
  }

  /** A door that stays shut is left for the next one; an address that ended, for the new one. */
  private Ended rerouted(Transaction tx, Ended ended) {
    boolean leave = retries.leavesDoor(ended) || notAllowed(ended);
    if (!leave || next(tx, ended).isEmpty()) {
      return ended;
    }
    return new Ended(
        ended.delivery(),
        ended.outcome(),
        DeliveryState.SECOND_CHANNEL,
        null,
        ended.detail(),
        ended.at(),
        ended.digest(),
        ended.losses());
  }

  private List<Delivery> next(Transaction tx, Ended ended) {
    Practitioner person =
        tx.roster()
            .reachable(ended.delivery().recipient(), WorkingCalendar.dayOf(ended.at()))
            .orElse(null);
    boolean superseded =
        tx.followUp(ended.delivery().followUp())
            .filter(row -> Superseded.is(tx, ended.delivery(), row))
            .isPresent();
    // what is for the patient's own telephone has no other door
    return person == null || superseded || ended.delivery().kind() == Delivery.Kind.NOTICE_PATIENT
        ? List.of()
        : (notAllowed(ended)
                ? outbox.moved(ended.delivery(), person, ended.at())
                : outbox.next(ended.delivery(), person, ended.at()))
            .stream().toList();
  }

  private static boolean notAllowed(Ended ended) {
    return ended.detail().equals(NOT_ALLOWED.detail());
  }

  private static void audit(Transaction tx, Ended ended) {
    tx.audit(
        new AuditLine(
            ended.at(),
            ended.delivery().recipient(),
            ended.outcome() == AttemptOutcome.OK
                ? AuditLine.Action.DELIVERED
                : AuditLine.Action.NOT_DELIVERED,
            ended.delivery().followUp(),
            ended.delivery().kind().name()
                + " "
                + ended.delivery().channel()
                + " "
                + ended.detail()));
  }
}
