// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.flow.Transaction.Attempt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One try beside the others of the same delivery, and what was said of it afterwards.
 *
 * @param number among the tries of its delivery, from 1
 * @param last whether no later one was begun
 * @param answerLost whether an earlier one was sent and its outcome never came to us
 * @param said by the recipient's mailbox or software, the earliest first
 */
public record Tried(
    Attempt attempt, int number, boolean last, boolean answerLost, List<MailNotice> said) {
  public Tried {
    said = List.copyOf(said);
  }

  /** All of a follow-up, in the order of {@code attempts}; one query at most. */
  public static List<Tried> of(Transaction tx, List<Attempt> attempts) {
    List<String> mails =
        attempts.stream()
            .map(Attempt::delivery)
            .filter(delivery -> delivery.channel().equals(Channel.MAIL.code()))
            .map(MailHeard::idOf)
            .distinct()
            .toList();
    Map<String, MailHeard> heard =
        mails.isEmpty() ? Map.of() : tx.records().all(MailHeard.class, mails);
    return beside(attempts, heard);
  }

  private static List<Tried> beside(List<Attempt> attempts, Map<String, MailHeard> heard) {
    Map<String, List<Attempt>> each = new HashMap<>();
    attempts.forEach(
        one -> each.computeIfAbsent(one.delivery().id(), id -> new ArrayList<>()).add(one));
    List<Tried> tried = new ArrayList<>();
    for (Attempt one : attempts) {
      List<Attempt> same = each.getOrDefault(one.delivery().id(), List.of());
      int at = same.indexOf(one);
      MailHeard said = heard.getOrDefault(MailHeard.idOf(one.delivery()), MailHeard.NOTHING);
      tried.add(
          new Tried(
              one,
              at + 1,
              at == same.size() - 1,
              same.subList(0, at).stream().anyMatch(Tried::lost),
              once(said.told().stream().filter(notice -> about(notice, same) == one).toList())));
    }
    return List.copyOf(tried);
  }

  /** It was sent, or its node died over it: nobody knows what came of it. */
  private static boolean lost(Attempt one) {
    return one.outcome() == null || one.outcome() == AttemptOutcome.UNKNOWN;
  }

  /** What is said twice of one try is said once. */
  private static List<MailNotice> once(List<MailNotice> said) {
    List<MailNotice> once = new ArrayList<>();
    for (MailNotice one : said) {
      boolean again =
          once.stream()
              .anyMatch(
                  known -> known.kind() == one.kind() && Objects.equals(known.code(), one.code()));
      if (!again) {
        once.add(one);
      }
    }
    return once;
  }

  /** The last that may have left before it was heard. */
  private static @Nullable Attempt about(MailNotice notice, List<Attempt> same) {
    Attempt found = null;
    for (Attempt one : same) {
      boolean before = notice.at() == null || !one.begunAt().isAfter(notice.at());
      if (found == null || before && one.outcome() != AttemptOutcome.REFUSED) {
        found = one;
      }
    }
    return found;
  }

  public Delivery delivery() {
    return attempt.delivery();
  }

  /** Whether something was done in the patient's DMP, or refused there for good. */
  public boolean endsInDmp() {
    return delivery().kind().toDmp()
        && (attempt.outcome() == AttemptOutcome.OK
            || attempt.outcome() == AttemptOutcome.REFUSED
                && last
                && delivery().state() == DeliveryState.EXPIRED);
  }

  /** What belongs into the history of the result: of a mere notice, only that it went wrong. */
  public List<MailNotice> telling() {
    return said.stream().filter(this::tells).toList();
  }

  private boolean tells(MailNotice notice) {
    return switch (notice.kind()) {
      case NOT_DELIVERED, REFUSED -> true;
      case DELIVERED, DISPLAYED, PROCESSED -> delivery().kind() == Delivery.Kind.RESULT;
      case DELAYED, OTHER, ELSEWHERE -> false;
    };
  }
}
