// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpEvent.Kind;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import fr.relais.core.model.HandoverState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The closed loop: (row, what happens, now) to (next row, event, what must go out). Pure. What
 * people do is in {@link Acts}; here stands what messages, rules and clocks do. The table that a
 * clinician reads is {@code test-fixtures/decisions/follow-up-states.md}.
 */
public final class FollowUpMachine {

  /** The actor of what no person did. */
  public static final String RELAIS = "relais";

  private FollowUpMachine() {}

  /**
   * Something that must go out.
   *
   * @param rings whether it interrupts
   */
  public record Notice(String to, Delivery.Kind kind, boolean rings) {}

  /** One step done: the row after it, its event, what must go out. */
  public record Step(FollowUp row, FollowUpEvent event, List<Notice> notices) {
    public Step {
      notices = List.copyOf(notices);
    }

    /** The same, of which nobody is told. */
    public Step quietly() {
      return new Step(row, event, List.of());
    }
  }

  /** What a step is decided with. */
  public record Context(Cover cover, Policy policy, String node, Instant now) {

    /** The same, in which these people stand nowhere: the patient refused them. */
    public Context without(Set<String> barred) {
      return new Context(cover.without(barred), policy, node, now);
    }
  }

  /**
   * A result was received and attributed.
   *
   * @param opening id, reference, kind, site, requester and time of reception; the rest is ignored
   * @param asks false for a normal preliminary result: it goes out and asks nothing until final
   */
  public static Step received(
      FollowUp opening, FollowUpPriority priority, boolean asks, String reason, Context context) {
    Draft draft =
        new Draft(opening, Kind.RECEIVED, context)
            .person(opening.owner())
            .priority(priority)
            .reason(reason)
            .rule(context.policy().name())
            .restart(FollowUpState.OPEN);
    return draft.done(
        asks ? alarm(opening, opening.owner(), priority, context) : result(opening.owner()));
  }

  static List<Notice> result(String to) {
    return List.of(new Notice(to, Delivery.Kind.RESULT, false));
  }

  /** The first rung: the owner, by the means of the priority; the next rung too when he is away. */
  static List<Notice> alarm(
      FollowUp row, String owner, FollowUpPriority priority, Context context) {
    List<Notice> notices = new ArrayList<>(result(owner));
    if (priority.ordinal() <= FollowUpPriority.URGENT.ordinal()) {
      notices.add(new Notice(owner, Delivery.Kind.NOTICE_ACT, true));
    }
    if (priority == FollowUpPriority.CRITICAL && !context.cover().ownerReachable()) {
      Ladder ladder =
          Ladder.of(Clock.TAKE_CHARGE, priority, row.about(), context.now(), context.policy());
      Set<String> next = new LinkedHashSet<>();
      context.cover().replacementOf(owner).ifPresent(next::add);
      next.addAll(context.cover().on(ladder.rung(1).who(), Set.of()));
      for (String person : next) {
        if (!person.equals(owner)) {
          notices.add(new Notice(person, Delivery.Kind.NOTICE_RUNG, true));
        }
      }
    }
    return notices;
  }

  /** Offers the follow-up by a rule; the owner stays. */
  public static Step offeredByRule(FollowUp row, String to, String reason, Context context) {
    return new Draft(row, Kind.OFFERED, context)
        .person(to)
        .reason(reason)
        .rule(context.policy().name())
        .offer(Offers.expiry(row, context.now()))
        .done(List.of(new Notice(to, Delivery.Kind.NOTICE_OFFER, rings(row))));
  }

  /** The requester turned out to be known, and nobody has acted yet: the result is his by law. */
  public static Step attributed(FollowUp row, String owner, String reason, Context context) {
    List<Notice> notices = new ArrayList<>(alarm(row, owner, row.priority(), context));
    notices.add(new Notice(row.owner(), Delivery.Kind.NOTICE_STAND_DOWN, false));
    return new Draft(row, Kind.ATTRIBUTED, context)
        .person(owner)
        .reason(reason)
        .rule(context.policy().name())
        .keep()
        .done(notices);
  }

  /**
   * A further report of the lineage came.
   *
   * @param lookAgain whether the picture changed for a doctor ({@link Versions#mustLookAgain})
   * @param validated whether a result that was preliminary no longer is, its values unchanged
   * @param recipients everyone who had an earlier version
   */
  public static Step version(
      FollowUp row,
      Versions.Current now,
      boolean lookAgain,
      boolean validated,
      List<String> recipients,
      Context context) {
    if (!lookAgain) {
      Draft same =
          new Draft(row, Kind.VERSION_ADDED, context)
              .reason(
                  "Rien de changé : autre forme du résultat, ou version gardée pour l'historique.");
      boolean asksFromNowOn =
          validated
              && row.state() == FollowUpState.OPEN
              && row.priority() == FollowUpPriority.NORMAL;
      return (asksFromNowOn ? same.restart(FollowUpState.OPEN) : same.keep())
          .done(
              validated
                  ? recipients.stream().flatMap(r -> result(r).stream()).toList()
                  : List.of());
    }
    boolean withdrawn = now.withdrawn();
    FollowUpState next = withdrawn ? FollowUpState.WITHDRAWN : FollowUpState.OPEN;
    Draft draft =
        new Draft(row, withdrawn ? Kind.WITHDRAWN : Kind.VERSION_REOPENS, context)
            .priority(now.priority())
            .reason(
                withdrawn
                    ? "Le laboratoire a annulé ce résultat."
                    : "Le laboratoire a complété ou corrigé ce résultat : à revoir.")
            .rule(context.policy().name());
    boolean waiting = row.state() == FollowUpState.OPEN || row.state() == FollowUpState.OPENED;
    if (waiting && !withdrawn && now.priority() == row.priority()) {
      draft.keep();
    } else {
      draft.restart(next);
    }
    return draft.done(changed(row, now.priority(), recipients, waiting, context));
  }

  /**
   * The very document that its laboratory withdrew came once more, and nothing says which of the
   * two counts: whoever owns it asks the laboratory. It never stays silent.
   */
  public static Step sentAgain(
      FollowUp row, FollowUpPriority priority, List<String> recipients, Context context) {
    return new Draft(row, Kind.VERSION_REOPENS, context)
        .priority(priority)
        .reason(
            "Le laboratoire a renvoyé ce résultat après l'avoir annulé, sans dire lequel des deux"
                + " vaut : demandez-le-lui.")
        .rule(context.policy().name())
        .restart(FollowUpState.OPEN)
        .done(changed(row, priority, recipients, false, context));
  }

  private static List<Notice> changed(
      FollowUp row,
      FollowUpPriority priority,
      List<String> recipients,
      boolean waiting,
      Context context) {
    List<Notice> notices = new ArrayList<>();
    boolean raised = !waiting || priority.higherThan(row.priority());
    if (raised) {
      notices.addAll(alarm(row, row.owner(), priority, context));
    } else {
      notices.addAll(result(row.owner()));
    }
    for (String person : recipients) {
      boolean owner = person.equals(row.owner());
      if (!owner) {
        notices.add(new Notice(person, Delivery.Kind.RESULT, false));
      }
      notices.add(new Notice(person, Delivery.Kind.NOTICE_CORRECTED, false));
    }
    return notices;
  }

  /** Someone who covers read it, and said why: the trace is in the history that its owner reads. */
  public static Step readInEmergency(FollowUp row, String reader, String reason, Context context) {
    return new Draft(row, Kind.READ_IN_EMERGENCY, context)
        .actor(reader)
        .reason(reason)
        .keep()
        .done(List.of());
  }

  /** It became known who ordered; whoever acts goes on, and he has the result. */
  public static Step named(FollowUp row, String reason, Context context) {
    String requester = row.requester();
    return new Draft(row, Kind.VERSION_ADDED, context)
        .reason(reason)
        .keep()
        .done(requester == null || requester.equals(row.owner()) ? List.of() : result(requester));
  }

  /**
   * The due time came: an offer expired, or the next rung is reached. What is due is done once,
   * even after a jump of the clock; call again while the row is still due.
   */
  public static Step due(FollowUp row, Context context) {
    Handover offer = row.openOffer().orElse(null);
    if (offer != null && !offer.expiresAt().isAfter(context.now())) {
      return new Draft(row, Kind.OFFER_EXPIRED, context)
          .person(offer.to())
          .reason("Proposition restée sans réponse : elle vous revient.")
          .keep()
          .done(List.of(new Notice(offer.from(), Delivery.Kind.NOTICE_RUNG, rings(row))));
    }
    Ladder ladder = Ladder.running(row, row.priority(), context.policy());
    int number = ladder.next(row.rung(), context.now());
    Ladder.Rung rung = ladder.rung(number);
    List<Notice> notices = new ArrayList<>();
    Set<String> asked = asked(ladder, number, context);
    row.offers().stream()
        .filter(o -> o.state() == HandoverState.REFUSED && number <= ladder.rungs().size())
        .forEach(o -> asked.add(o.to()));
    for (String person : context.cover().on(rung.who(), asked)) {
      boolean owner = person.equals(row.owner());
      notices.add(
          new Notice(
              person, owner ? Delivery.Kind.NOTICE_ACT : Delivery.Kind.NOTICE_RUNG, rung.rings()));
    }
    return new Draft(row, Kind.RUNG_REACHED, context)
        .reason("Sans réponse : échelon " + number + ".")
        .rule(context.policy().name())
        .keep()
        .rung(number, ladder.rung(number + 1).at())
        .done(notices);
  }

  /**
   * Whom the rungs before this one asked in other stands than its own; nobody, once everyone is
   * asked together. A stand that a rung names again is told again.
   */
  private static Set<String> asked(Ladder ladder, int number, Context context) {
    Set<String> asked = new HashSet<>();
    if (number <= ladder.rungs().size()) {
      for (int before = 1; before < number; before++) {
        Set<Ladder.Stand> others = new HashSet<>(ladder.rung(before).who());
        others.removeAll(ladder.rung(number).who());
        if (!others.isEmpty()) {
          asked.addAll(context.cover().on(others, Set.copyOf(asked)));
        }
      }
    }
    return asked;
  }

  static boolean rings(@Nullable FollowUp row) {
    return row != null && row.priority().ordinal() <= FollowUpPriority.URGENT.ordinal();
  }
}
