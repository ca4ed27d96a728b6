// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.decide.MissionAccounts.Fact;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpEvent;
import fr.relais.core.model.FollowUpEvent.Kind;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.MissionAccount;
import fr.relais.core.model.MissionAccount.Capacity;
import fr.relais.core.model.MissionAccount.Standing;
import fr.relais.core.model.MissionAccount.Taking;
import fr.relais.core.model.Order;
import fr.relais.core.model.OrderState;
import fr.relais.core.model.PatientChoices;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.RequestPriority;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MissionAccountsTest {
  private static final Instant T0 = Instant.parse("2026-11-19T09:00:00Z");
  private static final Instant NOW = T0.plusSeconds(100_000);
  private static final Practitioner BOYER = doctor("boyer");
  private static final Site NOYERS =
      new Site("noyers", "MSP", null, "martin", true, null, null, null);
  private static final Roster ROSTER =
      Roster.of(
          1,
          List.of(BOYER, doctor("martin"), doctor("duty"), doctor("last"), doctor("gp")),
          List.of(NOYERS),
          List.of(
              new Period(Period.Kind.PRESENCE, "boyer", "noyers", null, T0, T0.plusSeconds(90_000)),
              new Period(
                  Period.Kind.PRESENCE, "boyer", "noyers", null, NOW.plusSeconds(1), Instant.MAX),
              new Period(Period.Kind.PRESENCE, "boyer", "avallon", null, T0, NOW),
              new Period(Period.Kind.DUTY, "duty", "noyers", null, T0, NOW),
              new Period(Period.Kind.OPERATOR_DUTY, "last", null, null, T0, NOW)),
          List.of(),
          List.of(),
          List.of());

  private static Practitioner doctor(String id) {
    return new Practitioner(
        id,
        null,
        id,
        "",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Role.DOCTOR,
        null,
        null);
  }

  /** What happened, an hour between each, with a deadline half an hour after the first. */
  private static Fact result(String owner, String actor, List<Order> orders, Kind... kinds) {
    FollowUp row = Samples.opening(owner, T0).requestedBy("boyer", "noyers");
    List<FollowUpEvent> events = new ArrayList<>();
    for (Kind kind : kinds) {
      int seq = events.size() + 1;
      Instant at = T0.plusSeconds(600L * (seq - 1));
      FollowUpEvent event =
          new FollowUpEvent(
              seq,
              kind,
              at,
              seq == 1 ? "relais" : actor,
              kind.namesOwner() || kind == Kind.OFFERED ? owner : null,
              FollowUpPriority.ABNORMAL,
              null,
              null,
              "",
              null,
              kind == Kind.OFFERED ? NOW : null,
              T0,
              T0.plusSeconds(1_800),
              NOW,
              0,
              "node");
      events.add(event);
      row = FollowUpFold.next(row, event);
    }
    return new Fact(row, events, T0, orders, List.of(), null);
  }

  private static Order order(OrderState state, boolean refuses, @Nullable String gp) {
    return new Order(
        "o",
        "N",
        null,
        null,
        null,
        ReportKind.IMAGING,
        null,
        "Radiographie",
        RequestPriority.ROUTINE,
        "boyer",
        "noyers",
        T0,
        Samples.JEANNE,
        List.of(),
        null,
        gp,
        null,
        null,
        new PatientChoices(true, refuses, null, false, false),
        NOW.plusSeconds(5),
        state,
        state == OrderState.EXPECTED ? NOW.plusSeconds(5) : null,
        null);
  }

  private static MissionAccount account(Fact... facts) {
    return MissionAccounts.of(BOYER, NOYERS, List.of(facts), 0, ROSTER, NOW);
  }

  private static Fact alone(OrderState state) {
    return new Fact(null, List.of(), null, List.of(order(state, false, null)), List.of(), null);
  }

  @Test
  void days_are_those_of_this_place_until_now() {
    assertThat(account().days())
        .containsExactly(LocalDate.of(2026, 11, 19), LocalDate.of(2026, 11, 20));
  }

  @Test
  void whoever_concluded_is_named_by_what_he_is() {
    for (Object[] one :
        new Object[][] {
          {"boyer", Capacity.REQUESTER},
          {"martin", Capacity.SITE},
          {"duty", Capacity.SITE},
          {"last", Capacity.OPERATOR},
          {"gp", Capacity.GENERAL_PRACTITIONER},
          {"unknown", Capacity.COLLEAGUE}
        }) {
      Fact fact =
          result(
              (String) one[0],
              (String) one[0],
              List.of(order(OrderState.RECEIVED, false, "gp")),
              Kind.RECEIVED,
              Kind.TAKEN,
              Kind.CLOSED);
      assertThat(account(fact).concludedBy((Capacity) one[1])).as((String) one[0]).isEqualTo(1);
    }
  }

  @Test
  void what_ended_without_a_person_was_concluded_by_nobody() {
    MissionAccount account =
        account(result("boyer", FollowUpMachine.RELAIS, List.of(), Kind.RECEIVED, Kind.CLOSED));
    assertThat(account.count(Standing.CONCLUDED)).isEqualTo(1);
    assertThat(account.items().get(0).concludedBy()).isNull();
  }

  @Test
  void charge_is_taken_in_time_until_the_deadline_that_ran_then() {
    Fact early = result("boyer", "boyer", List.of(), Kind.RECEIVED, Kind.TAKEN);
    Fact exact =
        result("boyer", "boyer", List.of(), Kind.RECEIVED, Kind.OPENED, Kind.OPENED, Kind.TAKEN);
    Fact late =
        result(
            "boyer",
            "boyer",
            List.of(),
            Kind.RECEIVED,
            Kind.OPENED,
            Kind.OPENED,
            Kind.OPENED,
            Kind.TAKEN);
    Fact silent = result("boyer", "boyer", List.of(), Kind.RECEIVED);
    Fact withdrawn = result("boyer", "boyer", List.of(), Kind.RECEIVED, Kind.WITHDRAWN);
    MissionAccount account = account(early, exact, late, silent, withdrawn);
    assertThat(account.count(FollowUpPriority.ABNORMAL, Taking.IN_TIME)).isEqualTo(2);
    assertThat(account.count(FollowUpPriority.ABNORMAL, Taking.LATE)).isEqualTo(2);
    assertThat(account.count(FollowUpPriority.ABNORMAL, Taking.NONE)).isEqualTo(1);
  }

  @Test
  void a_withdrawal_that_nobody_saw_is_still_open() {
    Fact unseen = result("boyer", "boyer", List.of(), Kind.RECEIVED, Kind.WITHDRAWN);
    Fact seen =
        result("boyer", "boyer", List.of(), Kind.RECEIVED, Kind.WITHDRAWN, Kind.WITHDRAWAL_SEEN);
    MissionAccount account = account(unseen, seen);
    assertThat(account.count(Standing.OPEN)).isEqualTo(1);
    assertThat(account.count(Standing.WITHDRAWN)).isEqualTo(1);
    assertThat(account.in(Standing.OPEN).get(0).pending())
        .satisfies(pending -> assertThat(pending.next()).isEqualTo("annulation à voir"));
  }

  @Test
  void what_the_patient_kept_from_him_is_a_count_and_nothing_else() {
    List<Order> refused = List.of(order(OrderState.RECEIVED, true, null));
    MissionAccount account = account(result("martin", "martin", refused, Kind.RECEIVED));
    assertThat(account.count(Standing.ELSEWHERE)).isEqualTo(1);
    assertThat(account.items().get(0))
        .hasAllNullFieldsOrPropertiesExcept("standing", "kind", "received", "taking", "questions")
        .satisfies(item -> assertThat(item.kind()).isEqualTo(ReportKind.OTHER))
        .satisfies(item -> assertThat(item.received()).isFalse());
    assertThat(account(result("boyer", "boyer", refused, Kind.RECEIVED)).count(Standing.OPEN))
        .as("it is his all the same")
        .isEqualTo(1);
  }

  @Test
  void orders_are_expected_received_or_cancelled() {
    Fact partial =
        result(
            "boyer",
            "boyer",
            List.of(order(OrderState.EXPECTED, false, null)),
            Kind.RECEIVED,
            Kind.TAKEN,
            Kind.CLOSED);
    Fact missing =
        new Fact(
            result("boyer", "boyer", List.of(), Kind.RECEIVED).row(),
            List.of(),
            null,
            List.of(order(OrderState.MISSING, false, null)),
            List.of(),
            null);
    MissionAccount account =
        account(alone(OrderState.EXPECTED), alone(OrderState.CANCELLED), partial, missing);
    assertThat(account.count(Standing.EXPECTED)).isEqualTo(3);
    assertThat(account.count(Standing.WITHDRAWN)).isEqualTo(1);
    assertThat(account.received()).isEqualTo(1);
    assertThat(account.in(Standing.EXPECTED))
        .allSatisfy(item -> assertThat(item.expectedBy()).isEqualTo(NOW.plusSeconds(5)));
  }

  @Test
  void letters_and_history_are_told_apart_and_not_counted_as_followed() {
    MissionAccount account =
        MissionAccounts.of(
            BOYER,
            NOYERS,
            List.of(
                result("boyer", "relais", List.of(), Kind.RECEIVED, Kind.COPIED),
                result("boyer", "relais", List.of(), Kind.RECEIVED, Kind.HISTORY),
                result(
                    "boyer",
                    "boyer",
                    List.of(),
                    Kind.RECEIVED,
                    Kind.HISTORY,
                    Kind.VERSION_REOPENS)),
            2,
            ROSTER,
            NOW);
    assertThat(account.letters()).isEqualTo(3);
    assertThat(account.earlier()).isEqualTo(1);
    assertThat(account.ordered()).isEqualTo(account.count(Standing.OPEN)).isEqualTo(1);
  }

  @Test
  void every_sequence_of_events_stands_in_exactly_one_place() {
    long seed = 20261119;
    Random random = new Random(seed);
    Kind[] kinds =
        Arrays.stream(Kind.values())
            .filter(k -> k != Kind.MERGED && k != Kind.COPIED && k != Kind.HISTORY)
            .toArray(Kind[]::new);
    for (int i = 0; i < 3_000; i++) {
      Kind[] events = new Kind[1 + random.nextInt(8)];
      events[0] = Kind.RECEIVED;
      for (int j = 1; j < events.length; j++) {
        events[j] = kinds[random.nextInt(kinds.length)];
      }
      List<Order> orders =
          random.nextBoolean()
              ? List.of()
              : List.of(order(OrderState.values()[random.nextInt(4)], random.nextBoolean(), null));
      String owner = random.nextBoolean() ? "boyer" : "martin";
      Fact fact = result(owner, owner, orders, events);
      MissionAccount account = account(fact, alone(OrderState.EXPECTED));
      int all = Arrays.stream(Standing.values()).mapToInt(account::count).sum();
      assertThat(all).as("seed %s, %s", seed, Arrays.toString(events)).isEqualTo(2);
      assertThat(account.ordered()).isEqualTo(2);
      if (fact.row() != null && fact.row().state().live()) {
        assertThat(account.count(Standing.CONCLUDED) + account.count(Standing.WITHDRAWN)).isZero();
      }
    }
  }
}
