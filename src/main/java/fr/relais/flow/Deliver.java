// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.AuditLine;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.flow.Checkpoint.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The step that hands over: claims what is ready, checks again that the recipient may have it,
 * sends it, notes how the try ended. The claim commits the attempt before the first byte leaves;
 * the outcome is taken only with the token of that claim. Retried with a growing pause, always with
 * the same identifiers.
 */
public final class Deliver {
  private static final int ATTEMPTS_MAX = 12;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

  private final Store store;
  private final Map<String, Exit> exits;
  private final String node;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Checkpoint checkpoint;
  private final Duration lease;
  private final int batch;

  public Deliver(
      Store store,
      List<Exit> exits,
      String node,
      InstantSource clock,
      RandomGenerator random,
      Checkpoint checkpoint,
      Duration lease,
      int batch) {
    this.store = store;
    this.exits = exits.stream().collect(Collectors.toMap(Exit::channel, Function.identity()));
    this.node = node;
    this.clock = clock;
    this.random = random;
    this.checkpoint = checkpoint;
    this.lease = lease;
    this.batch = batch;
  }

  /** Sends one batch; the number of attempts, 0 when nothing was ready. */
  public int runOnce() {
    List<Delivery> claimed =
        store.inTransaction(tx -> tx.claimDeliveries(node, clock.instant(), lease, batch));
    for (Delivery delivery : claimed) {
      checkpoint.reached(Step.ATTEMPT_BEGUN);
      hand(delivery);
    }
    return claimed.size();
  }

  private void hand(Delivery delivery) {
    Optional<Content> content = store.inTransaction(tx -> allowed(tx, delivery));
    Exit exit = exits.get(delivery.channel());
    if (content.isEmpty() || exit == null) {
      finish(delivery, new Exit.Attempt(AttemptOutcome.REFUSED, "NO_LONGER_ALLOWED"), true);
      return;
    }
    Exit.Attempt attempt = exit.send(delivery, content.get());
    checkpoint.reached(Step.SENT);
    finish(delivery, attempt, false);
  }

  /** What to send, if the recipient may still have it at the address that it was meant for. */
  private Optional<Content> allowed(Transaction tx, Delivery delivery) {
    Practitioner recipient = tx.roster().practitioner(delivery.recipient()).orElse(null);
    boolean may =
        recipient != null
            && delivery.address().equals(recipient.folder())
            && (recipient.revokedOn() == null
                || recipient
                    .revokedOn()
                    .isAfter(clock.instant().atZone(ParisTime.ZONE).toLocalDate()));
    if (!may) {
      return Optional.empty();
    }
    String subject = delivery.subject();
    return subject == null
        ? tx.followUp(delivery.followUp())
            .map(f -> Content.of(Notices.text(delivery, f), StandardCharsets.UTF_8))
        : tx.content(subject);
  }

  private void finish(Delivery delivery, Exit.Attempt attempt, boolean last) {
    Instant now = clock.instant();
    boolean again =
        !last && attempt.outcome() != AttemptOutcome.OK && delivery.attempts() < ATTEMPTS_MAX;
    DeliveryState next =
        attempt.outcome() == AttemptOutcome.OK
            ? DeliveryState.SENT
            : again ? DeliveryState.READY : DeliveryState.EXPIRED;
    Instant retryAt = again ? now.plus(pause(delivery.attempts())) : null;
    store.inTransaction(tx -> finish(tx, delivery, attempt, next, retryAt, now));
    checkpoint.reached(Step.OUTCOME_SAVED);
  }

  private static boolean finish(
      Transaction tx,
      Delivery delivery,
      Exit.Attempt attempt,
      DeliveryState next,
      @Nullable Instant retryAt,
      Instant now) {
    boolean taken = tx.finish(delivery, attempt.outcome(), next, retryAt, attempt.detail(), now);
    if (taken) {
      tx.audit(
          new AuditLine(
              now,
              delivery.recipient(),
              attempt.outcome() == AttemptOutcome.OK
                  ? AuditLine.Action.DELIVERED
                  : AuditLine.Action.NOT_DELIVERED,
              delivery.followUp(),
              delivery.kind().name() + " " + attempt.detail()));
    }
    return taken;
  }

  /** Doubles each time, to half an hour, with a quarter of chance so that nodes do not march. */
  private Duration pause(int attempts) {
    long seconds =
        Math.min(LONGEST_PAUSE.toSeconds(), FIRST_PAUSE.toSeconds() << Math.min(attempts - 1, 20));
    return Duration.ofMillis((long) (seconds * 1000 * (1 + random.nextDouble() / 4)));
  }
}
