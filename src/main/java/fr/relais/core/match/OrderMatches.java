// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.match;

import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.Report;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which order a report answers: by a number that Relais issued and traits that agree (safety rules,
 * section 6, M2). Another software's number alone proposes, as does a number whose patient is not
 * certainly the same; nothing is guessed.
 */
public final class OrderMatches {

  private OrderMatches() {}

  /**
   * What was found.
   *
   * @param order the order that the report answers; null when none is certain
   * @param answered that order and those of the same prescription that this report answers too
   * @param proposed an order that it may answer, for a person to confirm
   * @param otherPatient whether a number of ours came with another patient
   */
  public record Found(
      @Nullable Order order, List<Order> answered, @Nullable Order proposed, boolean otherPatient) {
    public static final Found NONE = new Found(null, List.of(), null, false);

    public Found {
      answered = List.copyOf(answered);
    }
  }

  /** The keys by which the orders of this report are looked for. */
  public static List<BlindKey> lookedFor(Report report) {
    return numbers(report).map(OrderMatches::key).distinct().toList();
  }

  /** The keys by which an order is found. */
  public static List<BlindKey> keys(Order order) {
    List<BlindKey> keys = new ArrayList<>(List.of(key(order.number())));
    if (order.placer() != null) {
      keys.add(key(order.placer()));
      keys.add(placerKey(order.authority(), order.placer()));
    }
    if (order.requisition() != null) {
      keys.add(requisitionKey(order.requisition()));
    }
    if (order.choices().refusesRequester()) {
      // whatever the result says of its number, the patient's wish must be found
      keys.addAll(BlindKeys.of(order.patient()));
    }
    keys.addAll(BlindKeys.ordered(order.patient()));
    return keys;
  }

  /**
   * An order whose requester the patient refused, and that this report may answer: the requester is
   * told nothing until a doctor has looked. Null when there is none, or when the order is certain.
   *
   * @param numbered orders that a number of the report names
   * @param alike orders of a patient who may be the same
   * @param requester who ordered, as the report says; null when it is not known
   */
  public static @Nullable Order held(
      Report report,
      Found found,
      List<Order> numbered,
      List<Order> alike,
      @Nullable String requester) {
    if (found.order() != null) {
      return null;
    }
    return Stream.concat(
            numbered.stream(),
            alike.stream()
                .filter(
                    o ->
                        Identities.compare(o.patient(), report.patient())
                            != MatchGrade.CERTAINLY_NOT))
        .filter(o -> o.choices().refusesRequester() && o.state() != OrderState.CANCELLED)
        .filter(o -> requester == null || requester.equals(o.requester()))
        .findFirst()
        .orElse(null);
  }

  /** The key of another software's own number, with who gave it. */
  public static BlindKey placerKey(@Nullable String authority, String placer) {
    return new BlindKey(BlindKey.Kind.ORDER_NUMBER, "placer " + authority + " " + placer);
  }

  public static BlindKey requisitionKey(String requisition) {
    return new BlindKey(BlindKey.Kind.ORDER_NUMBER, "requisition " + requisition);
  }

  private static BlindKey key(String number) {
    String ours = IssuedNumbers.read(number);
    return new BlindKey(BlindKey.Kind.ORDER_NUMBER, ours == null ? number : ours);
  }

  private static Stream<String> numbers(Report report) {
    return Stream.concat(
            report.orders().stream().map(OrderNumbers::placer), Stream.of(fileNumber(report)))
        .filter(Objects::nonNull)
        .filter(number -> !number.isBlank());
  }

  /** HPRIM Médecin has one line for both numbers: ours is told by its check character. */
  private static @Nullable String fileNumber(Report report) {
    return IssuedNumbers.read(report.fileNumber());
  }

  /**
   * @param candidates orders that carry a key of {@link #lookedFor}, and those of the same
   *     prescriptions
   */
  public static Found find(Report report, List<Order> candidates) {
    Set<String> ours = new LinkedHashSet<>();
    Set<String> theirs = new LinkedHashSet<>();
    numbers(report)
        .forEach(
            number -> {
              String issued = IssuedNumbers.read(number);
              if (issued == null) {
                theirs.add(number);
              } else {
                ours.add(issued);
              }
            });
    boolean otherPatient = false;
    Order proposed = null;
    for (Order order : candidates) {
      boolean issued = ours.contains(order.number());
      if (order.state() != OrderState.CANCELLED
          && (issued || order.placer() != null && theirs.contains(order.placer()))) {
        MatchGrade grade = Identities.compare(order.patient(), report.patient());
        if (grade == MatchGrade.CERTAIN || issued && grade == MatchGrade.PROBABLE) {
          return answered(report, ofSameKind(report, order, candidates), candidates);
        }
        otherPatient |= issued && grade == MatchGrade.CERTAINLY_NOT;
        proposed = grade == MatchGrade.CERTAINLY_NOT ? proposed : order;
      }
    }
    return new Found(null, List.of(), proposed, otherPatient);
  }

  /** A laboratory echoes one number for a whole prescription: the exam of its own kind is meant. */
  private static Order ofSameKind(Report report, Order order, List<Order> candidates) {
    return order.kind() == report.kind()
        ? order
        : candidates.stream()
            .filter(o -> sibling(order, o) && o.kind() == report.kind())
            .findFirst()
            .orElse(order);
  }

  private static Found answered(Report report, Order order, List<Order> candidates) {
    List<Order> all = new ArrayList<>(List.of(order));
    candidates.stream()
        .filter(o -> sibling(order, o) && o.kind() == order.kind() && named(o, report))
        .forEach(all::add);
    return new Found(order, all, null, false);
  }

  private static boolean sibling(Order order, Order other) {
    return order.requisition() != null
        && order.requisition().equals(other.requisition())
        && order.requester().equals(other.requester())
        && !order.id().equals(other.id());
  }

  private static boolean named(Order order, Report report) {
    return order.code() != null
        && report.observations().stream().anyMatch(o -> carries(o, order.code().code()));
  }

  private static boolean carries(Observation observation, String code) {
    return code.equals(observation.code())
        || observation.translations().stream().anyMatch(t -> code.equals(t.code()));
  }
}
