// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.decide.Circle;
import fr.relais.core.decide.Masks;
import fr.relais.core.decide.Rights;
import fr.relais.core.match.BlindKeys;
import fr.relais.core.match.Identities;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.DeliveryState;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.Order;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportVersion;
import fr.relais.core.model.Roster;
import fr.relais.core.model.WorkItem;
import fr.relais.core.model.WorkItemState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What someone may see of a result at this instant, looked up in the transaction that reads it. */
final class Circles {
  private static final int ORDERS_MAX = 50;

  /** As long as one of these is open, it is not certain whose result it is. */
  private static final Set<WorkItem.Question> DOUBTS =
      EnumSet.of(
          WorkItem.Question.SAME_NUMBER_OTHER_PATIENT,
          WorkItem.Question.ORDER_TO_CONFIRM,
          WorkItem.Question.MAYBE_SAME_RESULT);

  private final Policies policies;

  Circles(Policies policies) {
    this.policies = policies;
  }

  Rights.Reading reading(Transaction tx, FollowUp row, String reader, Instant now) {
    Roster roster = tx.roster();
    Practitioner person = roster.practitioner(reader).orElse(null);
    if (person == null || person.revoked(now.atZone(ParisTime.ZONE).toLocalDate())) {
      return Rights.Reading.NOTHING;
    }
    Circle circle =
        new Circle(
            row,
            roster,
            now,
            () -> handed(tx, row, reader) || asked(tx, row, reader),
            () -> tx.recipientsOf(row.id()).contains(reader),
            () -> tx.ordersOf(row.id()).stream().anyMatch(order -> refuses(order, reader)),
            () -> refusedElsewhere(tx, row, reader));
    Rights.Relation relation = circle.relation(person);
    return Rights.of(
        person.role(),
        relation,
        facts(tx, row, matters(relation)),
        policies.of(row.site()).disclosure());
  }

  Rights.Facts facts(Transaction tx, FollowUp row) {
    return facts(tx, row, true);
  }

  private static boolean handed(Transaction tx, FollowUp row, String reader) {
    return tx.deliveriesOf(row.id()).stream()
        .anyMatch(
            d ->
                d.kind() == Delivery.Kind.RESULT
                    && d.state() != DeliveryState.EXPIRED
                    && d.recipient().equals(reader));
  }

  /** Whoever must settle something elsewhere needs to know of what. */
  private static boolean asked(Transaction tx, FollowUp row, String reader) {
    return tx.workItemsOf(row.id()).stream()
        .filter(item -> item.state() == WorkItemState.OPEN && item.question().outlastsResult())
        .anyMatch(item -> item.owner().equals(reader));
  }

  private static boolean refuses(Order order, String reader) {
    return order.choices().refusesRequester() && order.requester().equals(reader);
  }

  private static boolean refusedElsewhere(Transaction tx, FollowUp row, String reader) {
    PatientIdentity patient = patient(tx, row);
    return patient != null && refusedBy(tx, patient, reader);
  }

  /** Whether this patient, or one who may be the same, refused this reader for any result. */
  static boolean refusedBy(Transaction tx, PatientIdentity patient, String reader) {
    return tx.ordersBy(BlindKeys.of(patient), ORDERS_MAX).stream()
        .filter(order -> refuses(order, reader))
        .anyMatch(
            order -> Identities.compare(order.patient(), patient) != MatchGrade.CERTAINLY_NOT);
  }

  /** Whose result it says it is; null when nothing was read and nothing ordered. */
  static @Nullable PatientIdentity patient(Transaction tx, FollowUp row) {
    List<ReportVersion> versions = tx.versions(row.id());
    if (!versions.isEmpty()) {
      return versions.get(versions.size() - 1).report().patient();
    }
    return tx.ordersOf(row.id()).stream().map(Order::patient).findFirst().orElse(null);
  }

  /** Doubt and mask change nothing for those who see the whole or nothing in any case. */
  private static boolean matters(Rights.Relation relation) {
    return switch (relation) {
      case OFFERED, HANDED, REPLACEMENT, COVERING, PRESENT, OF_SITE -> true;
      case OWNER, REFUSED, REQUESTER, SUPERVISOR, NONE -> false;
    };
  }

  private static Rights.Facts facts(Transaction tx, FollowUp row, boolean matters) {
    return new Rights.Facts(
        row.state().live(),
        row.priority().ordinal() <= FollowUpPriority.URGENT.ordinal(),
        row.rung() > 0 || matters && called(tx, row),
        matters && doubtful(tx, row),
        matters && masked(tx, row));
  }

  /** Whoever is responsible said that he cannot, and another was called. */
  private static boolean called(Transaction tx, FollowUp row) {
    return tx.deliveriesOf(row.id()).stream().anyMatch(d -> d.kind() == Delivery.Kind.NOTICE_RUNG);
  }

  static boolean doubtful(Transaction tx, FollowUp row) {
    return tx.workItemsOf(row.id()).stream()
        .anyMatch(item -> item.state() == WorkItemState.OPEN && DOUBTS.contains(item.question()));
  }

  /** What any version hides stays hidden. */
  private static boolean masked(Transaction tx, FollowUp row) {
    return tx.versions(row.id()).stream()
        .anyMatch(v -> Masks.of(v.report().flags()).professionals());
  }
}
