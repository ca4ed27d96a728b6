// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.match.BlindKey;
import fr.relais.core.model.ParisTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the national register (Annuaire Santé) said of the people in our roster, and when. Kept so
 * that a list which is imported later cannot undo it unseen, and dropped with the person.
 */
public final class NationalRegister {
  /** Without a good refresh for so long, someone must look. */
  public static final Duration ALARM = Duration.ofHours(48);

  private static final Duration AGAIN = Duration.ofMinutes(15);
  private static final BlindKey KEY = new BlindKey(BlindKey.Kind.STATE, "national register");
  private static final String ID = "annuaire";

  private final Store store;

  public NationalRegister(Store store) {
    this.store = store;
  }

  /**
   * Where we stand with the register.
   *
   * @param watched whether this installation asks it at all
   * @param since when that began
   * @param refreshed the last time that it answered whole; null: never
   * @param whole the last time that everyone was asked for, changed or not; null: never
   * @param tried the last time that it was asked
   * @param failure how that ended, when badly
   * @param questions what only a person can settle
   */
  public record Standing(
      boolean watched,
      @Nullable Instant since,
      @Nullable Instant refreshed,
      @Nullable Instant whole,
      @Nullable Instant tried,
      @Nullable RegisterFailure failure,
      List<Professional> people,
      List<RegisterQuestion> questions) {
    static final Standing NONE =
        new Standing(false, null, null, null, null, null, List.of(), List.of());

    public Standing {
      people = List.copyOf(people);
      questions = List.copyOf(questions);
    }

    /** How long ago it last answered whole; nothing when it is not asked. */
    public Optional<Duration> age(Instant now) {
      Instant from = refreshed == null ? since : refreshed;
      return watched && from != null ? Optional.of(Duration.between(from, now)) : Optional.empty();
    }

    /** Whether the operator must look. */
    public boolean alarm(Instant now) {
      boolean stopped = failure != null && !failure.passing();
      return watched && (stopped || age(now).filter(a -> a.compareTo(ALARM) > 0).isPresent());
    }

    /** Whether it is time to ask: once for each of these hours, sooner again when it failed. */
    public boolean due(List<LocalTime> hours, Instant now) {
      Instant slot = slot(hours, now).orElse(null);
      if (slot == null || refreshed != null && !refreshed.isBefore(slot)) {
        return false;
      }
      boolean fresh = tried == null || tried.isBefore(slot);
      boolean again = failure == null || failure.passing() && !tried(now).minus(AGAIN).isNegative();
      return fresh || again;
    }

    private Duration tried(Instant now) {
      return tried == null ? AGAIN : Duration.between(tried, now);
    }

    /** The last of these hours, on the Paris clock, that has come. */
    private static Optional<Instant> slot(List<LocalTime> hours, Instant now) {
      LocalDate today = now.atZone(ParisTime.ZONE).toLocalDate();
      return hours.stream()
          .flatMap(hour -> Stream.of(today.minusDays(1).atTime(hour), today.atTime(hour)))
          .map(at -> at.atZone(ParisTime.ZONE).toInstant())
          .filter(at -> !at.isAfter(now))
          .max(Comparator.naturalOrder());
    }

    public Standing asked(Instant at, List<Professional> all, boolean everyone) {
      return new Standing(
          true, since == null ? at : since, at, everyone ? at : whole, at, null, all, questions);
    }

    public Standing failed(Instant at, RegisterFailure why) {
      return new Standing(
          true, since == null ? at : since, refreshed, whole, at, why, people, questions);
    }

    public Standing reviewed(List<Professional> all, List<RegisterQuestion> left) {
      return new Standing(watched, since, refreshed, whole, tried, failure, all, left);
    }

    /** The same, where the register is asked from now on, or not any more. */
    public Standing watched(boolean asked, Instant at) {
      return asked == watched
          ? this
          : new Standing(
              asked, asked ? at : since, refreshed, whole, tried, null, people, questions);
    }
  }

  public Standing standing() {
    return store.inTransaction(NationalRegister::in);
  }

  private static Standing in(Transaction tx) {
    return tx.records().get(Standing.class, ID).orElse(Standing.NONE);
  }

  /** Changes it in one transaction. */
  public Standing change(UnaryOperator<Standing> change) {
    return store.inTransaction(
        tx -> {
          Standing before = in(tx);
          Standing after = change.apply(before);
          if (!after.equals(before)) {
            tx.records().put(Standing.class, ID, after, List.of(KEY));
          }
          return after;
        });
  }
}
