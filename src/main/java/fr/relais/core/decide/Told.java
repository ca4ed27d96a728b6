// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.HandoverState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who was told what of a follow-up, as far as an act depends on it.
 *
 * @param everyone whoever was told of it, copies too
 * @param waiting those who were asked to act and were not told since that they have nothing to do
 * @param released those who were told that they have nothing to do, and were not asked since
 * @param since when it came, or was materially opened again: the rungs count from there, whatever
 *     its owners did meanwhile
 */
public record Told(
    List<String> everyone, List<String> waiting, List<String> released, Instant since) {
  public Told {
    everyone = List.copyOf(everyone);
    waiting = List.copyOf(waiting);
    released = List.copyOf(released);
  }

  /** All these people were asked, since the result came. */
  static Told all(List<String> people, FollowUp row) {
    return new Told(people, people, List.of(), row.receivedAt());
  }

  /**
   * What was sent so far says it: a notice asks; so does a pressing result, which whoever has it
   * may take; any other copy asks nothing.
   *
   * @param sent what went out, or will, to doctors; the earliest first
   */
  public static Told of(FollowUp row, List<String> everyone, List<Delivery> sent, Instant since) {
    Map<String, Delivery.Kind> last = new LinkedHashMap<>();
    for (Delivery one : sent) {
      boolean release = one.kind() == Delivery.Kind.NOTICE_STAND_DOWN;
      if (asks(one) || release) {
        last.put(one.recipient(), one.kind());
      }
    }
    List<String> waiting = new ArrayList<>();
    List<String> released = new ArrayList<>();
    last.forEach(
        (person, kind) -> {
          boolean declined = kind == Delivery.Kind.NOTICE_OFFER && declined(row, person);
          if (kind == Delivery.Kind.NOTICE_STAND_DOWN) {
            released.add(person);
          } else if (!declined) {
            waiting.add(person);
          }
        });
    return new Told(everyone, waiting, released, since);
  }

  private static boolean asks(Delivery one) {
    return switch (one.kind()) {
      case NOTICE_ACT, NOTICE_RUNG, NOTICE_OFFER -> true;
      case RESULT -> one.priority().ordinal() <= FollowUpPriority.URGENT.ordinal();
      case NOTICE_STAND_DOWN,
          NOTICE_CORRECTED,
          NOTICE_APPOINTMENT,
          NOTICE_PATIENT,
          VISIT_REPORT,
          NOTICE_DIGEST,
          DMP_PUBLISH,
          DMP_DELETE,
          ACKNOWLEDGEMENT ->
          false;
    };
  }

  /** Whether the last thing that was offered to him is what he refused. */
  private static boolean declined(FollowUp row, String person) {
    return row.offers().stream()
        .filter(offer -> offer.to().equals(person))
        .reduce((first, second) -> second)
        .filter(offer -> offer.state() == HandoverState.REFUSED)
        .isPresent();
  }
}
