// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import fr.relais.core.match.BlindKey;
import fr.relais.core.match.BlindKeys;
import fr.relais.core.model.DmpChoice;
import fr.relais.core.model.Order;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What patients said of their DMP, as messages reported it: kept here, because the DMP does not
 * keep it. It is known by a qualified INS number alone.
 */
final class DmpChoices {
  private static final int FOUND_MAX = 100;
  private final Ids ids;

  DmpChoices(Ids ids) {
    this.ids = ids;
  }

  /**
   * One thing that a message said.
   *
   * @param at when the message came
   */
  record SaidOfDmp(String id, DmpChoice choice, Instant at) {

    /** The day of the choice; that of the message when it gives none. */
    LocalDate day(@Nullable LocalDate said) {
      return said == null ? at.atZone(ParisTime.ZONE).toLocalDate() : said;
    }
  }

  /** Keeps what the report says, when it is certain of whom it speaks. */
  void note(Transaction tx, Report report, @Nullable DmpChoice choice, Instant at) {
    List<BlindKey> keys = BlindKeys.ins(report.patient());
    boolean known =
        choice == null || found(tx, keys).stream().anyMatch(said -> said.choice().equals(choice));
    if (!known && !keys.isEmpty()) {
      SaidOfDmp said = new SaidOfDmp(ids.next(), choice, at);
      tx.records().put(SaidOfDmp.class, said.id(), said, keys);
    }
  }

  /**
   * Whether this patient opposes the filing: he said so with an order of this result, or the last
   * that a message said of him says so.
   */
  static boolean opposed(Transaction tx, PatientIdentity patient, List<Order> orders) {
    return orders.stream().anyMatch(order -> order.choices().refusesDmp()) || opposed(tx, patient);
  }

  private static boolean opposed(Transaction tx, PatientIdentity patient) {
    return last(tx, patient, DmpChoice::opposesFiling, DmpChoice::filingSince);
  }

  /** Whether the last that a message said of him is that he refuses that his DMP is read. */
  static boolean refusesReading(Transaction tx, PatientIdentity patient) {
    return last(tx, patient, DmpChoice::refusesReading, DmpChoice::readingSince);
  }

  /** The later day wins; of one day, the refusal. */
  private static boolean last(
      Transaction tx,
      PatientIdentity patient,
      Function<DmpChoice, @Nullable Boolean> what,
      Function<DmpChoice, @Nullable LocalDate> since) {
    return found(tx, BlindKeys.ins(patient)).stream()
        .filter(said -> what.apply(said.choice()) != null)
        .max(
            Comparator.comparing((SaidOfDmp said) -> said.day(since.apply(said.choice())))
                .thenComparing(said -> Boolean.TRUE.equals(what.apply(said.choice()))))
        .map(said -> Boolean.TRUE.equals(what.apply(said.choice())))
        .orElse(false);
  }

  private static List<SaidOfDmp> found(Transaction tx, List<BlindKey> keys) {
    return keys.isEmpty() ? List.of() : tx.records().find(SaidOfDmp.class, keys, FOUND_MAX);
  }
}
