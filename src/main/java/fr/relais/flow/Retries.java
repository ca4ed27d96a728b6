// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Refusals;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Sha256;
import fr.relais.flow.Transaction.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When an attempt that failed is made again: after a pause that grows, with some chance in it so
 * that nodes do not march together; a week long, then never. What is pressing leaves a shut door
 * sooner.
 */
public final class Retries {
  /** A week at the longest pause. */
  private static final int ATTEMPTS_MAX = 345;

  private static final int PRESSING_TRIES = 2;
  private static final int USUAL_TRIES = 5;
  private static final int TRIES_BEFORE_TELLING = 8;
  private static final int CALLS_MAX = 3;

  /** How a try ends that was not made: whoever it was for may not have it, or not there. */
  static final String NO_LONGER_ALLOWED = "NO_LONGER_ALLOWED";

  /** About two hours: what was withdrawn is read in the DMP all that time. */
  static final int DELETIONS_BEFORE_TELLING = 12;

  /** How often one thing is sent by a door that takes it and gives it back afterwards. */
  static final int SENDINGS_MAX = 2;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

  /** Between two calls of one number that was busy, or that nobody took. */
  static final Duration CALL_AGAIN = Duration.ofMinutes(2);

  private final RandomGenerator random;

  public Retries(RandomGenerator random) {
    this.random = random;
  }

  Ended ended(Delivery delivery, Exits.Sent sent, Instant now) {
    return ended(delivery, sent.attempt(), sent.digest(), sent.losses(), now);
  }

  Ended ended(Delivery delivery, Exit.Attempt attempt, Instant now) {
    return ended(delivery, attempt, null, "", now);
  }

  private Ended ended(
      Delivery delivery,
      Exit.Attempt attempt,
      @Nullable Sha256 digest,
      String losses,
      Instant now) {
    Refusals known = Refusals.of(attempt.detail()).orElse(null);
    boolean sent =
        attempt.outcome() == AttemptOutcome.OK
            || known != null && known.after() == Refusals.After.DONE;
    boolean forever = known == null ? attempt.forever() : known.after() != Refusals.After.AGAIN;
    boolean again = !sent && !forever && delivery.attempts() < ATTEMPTS_MAX;
    DeliveryState next =
        sent ? DeliveryState.SENT : again ? DeliveryState.READY : DeliveryState.EXPIRED;
    return new Ended(
        delivery,
        sent ? AttemptOutcome.OK : attempt.outcome(),
        next,
        again ? now.plus(pause(delivery.attempts())) : null,
        attempt.detail(),
        now,
        digest,
        losses);
  }

  /** Whether the next door should be tried, if there is one. */
  boolean leavesDoor(Ended ended) {
    if (ended.outcome() == AttemptOutcome.OK || dropped(ended)) {
      return false;
    }
    boolean pressing = ended.delivery().priority().ordinal() <= FollowUpPriority.URGENT.ordinal();
    return ended.next() == DeliveryState.EXPIRED
        || ended.delivery().attempts() >= (pressing ? PRESSING_TRIES : USUAL_TRIES);
  }

  /** Whether the owner of the result must learn that it does not arrive. */
  boolean tellOwner(Ended ended) {
    boolean result = ended.delivery().kind() == Delivery.Kind.RESULT;
    boolean rings = ended.delivery().channel().equals(Channel.CALL.code());
    boolean refused = ended.next() == DeliveryState.EXPIRED && !dropped(ended);
    if (ended.delivery().kind().toDmp()) {
      boolean deletes = ended.delivery().kind() == Delivery.Kind.DMP_DELETE;
      boolean late =
          ended.outcome() != AttemptOutcome.OK
              && ended.delivery().attempts() == DELETIONS_BEFORE_TELLING;
      return deletes ? refused || late : refused && told(ended) == Refusals.Told.OWNER;
    }
    return (result || rings)
        && ended.outcome() != AttemptOutcome.OK
        && (refused || ended.delivery().attempts() >= TRIES_BEFORE_TELLING);
  }

  /** Whether it was not to arrive any more: nobody misses it. */
  private static boolean dropped(Ended ended) {
    return ended.detail().equals(NO_LONGER_ALLOWED) || ended.detail().equals(Superseded.CODE);
  }

  /** Whether settings or keys must be mended before it can go. */
  static boolean tellsOperator(Ended ended) {
    return told(ended) == Refusals.Told.OPERATOR;
  }

  private static Refusals.Told told(Ended ended) {
    return Refusals.of(ended.detail()).map(Refusals::told).orElse(Refusals.Told.NOBODY);
  }

  /** Whether a call that nobody took is made again. */
  static boolean callAgain(Delivery call) {
    return call.attempts() < CALLS_MAX;
  }

  /** Doubles each time, to half an hour, with a quarter of chance. */
  private Duration pause(int attempts) {
    long seconds =
        Math.min(LONGEST_PAUSE.toSeconds(), FIRST_PAUSE.toSeconds() << Math.min(attempts - 1, 20));
    return Duration.ofMillis((long) (seconds * 1000 * (1 + random.nextDouble() / 4)));
  }
}
