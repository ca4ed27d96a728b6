// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Act;
import fr.relais.core.model.Channel;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.flow.Digests;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What waits without pressing is told at noon and at six, once, and only when there is something.
 */
class DigestsTest {
  private static final List<LocalTime> HOURS = List.of(LocalTime.NOON, LocalTime.of(18, 0));

  private final Installation relais = new Installation("2026-11-19T10:00");
  private final Digests digests = node();

  /** Another copy of Relais, or the same after a restart: it remembers nothing by itself. */
  private Digests node() {
    return new Digests(relais.store, relais.rules, relais.clock, relais.ids, HOURS);
  }

  private static Content abnormal(String file) {
    return new LabMessage(LabMessage.PETIT, file).potassium("5.6", "H").content();
  }

  private static Content normal(String file) {
    return new LabMessage(LabMessage.ROUX, file).potassium("4.1", "N").content();
  }

  private List<Installation.Sent> at(String local) {
    relais.at(local);
    relais.sent();
    digests.runOnce();
    relais.settle();
    return relais.sent();
  }

  @Test
  void a_doctor_is_told_at_noon_what_waits_for_him_by_mail_without_a_name_or_a_value() {
    relais.receives(abnormal("F-1"));
    relais.receives(normal("F-2"));
    assertThat(at("2026-11-19T11:59")).isEmpty();

    List<Installation.Sent> noon = at("2026-11-19T12:00");
    assertThat(noon).hasSize(1);
    Installation.Sent digest = noon.get(0);
    assertThat(digest.who()).isEqualTo("boyer");
    assertThat(digest.kind()).isEqualTo(Delivery.Kind.NOTICE_DIGEST);
    assertThat(digest.channel()).isEqualTo(Channel.MAIL);
    assertThat(digest.parcel().enclosures()).isEmpty();
    String text = digest.parcel().subject() + digest.parcel().text();
    assertThat(text)
        .contains("▲ Anormal : 1 ; ● Normal : 1", "https://relais.example.test/suivi\r\n")
        .contains("avant le 20/11/2026 à 12:00", "avant le 26/11/2026 à 18:00")
        .doesNotContainIgnoringCase("petit")
        .doesNotContainIgnoringCase("roux")
        .doesNotContainIgnoringCase("potassium")
        .doesNotContain("5,6", "5.6");
    relais.open().forEach(row -> assertThat(text).contains("Référence " + row.reference()));
  }

  @Test
  void one_digest_for_each_hour_on_any_number_of_nodes_and_after_any_restart() {
    relais.receives(abnormal("F-1"));
    assertThat(at("2026-11-19T12:00")).hasSize(1);
    assertThat(digests.runOnce() + node().runOnce() + node().runOnce()).isZero();
    relais.clock.set(Installation.paris("2026-11-19T11:30"));
    assertThat(node().runOnce()).isZero();
    relais.clock.set(Installation.paris("2026-11-19T13:00"));
    assertThat(node().runOnce()).isZero();
  }

  @Test
  void nothing_new_is_not_told_again_and_what_is_new_is_told_with_the_rest() {
    relais.receives(abnormal("F-1"));
    assertThat(at("2026-11-19T12:00")).hasSize(1);
    assertThat(at("2026-11-19T18:00")).isEmpty();
    relais.at("2026-11-20T09:00");
    relais.receives(normal("F-2"));
    List<Installation.Sent> next = at("2026-11-20T12:00");
    assertThat(next).extracting(Installation.Sent::kind).contains(Delivery.Kind.NOTICE_DIGEST);
    assertThat(
            next.stream()
                .filter(s -> s.kind() == Delivery.Kind.NOTICE_DIGEST)
                .map(s -> s.parcel().text()))
        .singleElement()
        .satisfies(text -> assertThat(text).contains("▲ Anormal : 1 ; ● Normal : 1"));
  }

  @Test
  void a_clock_that_jumps_over_several_hours_brings_one_digest() {
    relais.receives(abnormal("F-1"));
    relais.clock.set(Installation.paris("2026-11-19T23:00"));
    assertThat(digests.runOnce()).isEqualTo(1);
    assertThat(node().runOnce()).isZero();
  }

  @Test
  void none_on_a_day_that_is_not_worked_and_none_without_hours() {
    relais.receives(abnormal("F-1"));
    assertThat(
            new Digests(relais.store, relais.rules, relais.clock, relais.ids, List.of()).runOnce())
        .isZero();
    relais.clock.set(Installation.paris("2026-11-21T12:00"));
    assertThat(digests.runOnce()).isZero();
    relais.clock.set(Installation.paris("2026-11-23T12:00"));
    assertThat(digests.runOnce()).isEqualTo(1);
  }

  @Test
  void what_interrupts_has_its_own_notices_and_what_is_taken_asks_for_none() {
    relais.receives(new LabMessage(LabMessage.DURAND, "F-9").potassium("6.4", "HH").content());
    assertThat(at("2026-11-19T12:00"))
        .extracting(Installation.Sent::kind)
        .doesNotContain(Delivery.Kind.NOTICE_DIGEST);
    relais.receives(abnormal("F-1"));
    FollowUp abnormal = relais.open().get(1);
    relais.acts(abnormal, Act.Kind.TAKE, "boyer");
    assertThat(at("2026-11-19T18:00"))
        .extracting(Installation.Sent::kind)
        .doesNotContain(Delivery.Kind.NOTICE_DIGEST);
  }

  @Test
  void what_was_settled_before_it_leaves_is_not_told() {
    relais.receives(abnormal("F-1"));
    relais.at("2026-11-19T12:00");
    assertThat(digests.runOnce()).isEqualTo(1);
    FollowUp row = relais.open().get(0);
    relais.acts(row, Act.Kind.TAKE, "boyer");
    relais
        .walk
        .followUps()
        .act(
            row.id(),
            Act.decide("boyer", relais.clock.instant(), ClinicalDecision.SEEN_NOTHING_TO_DO, null));
    assertThat(relais.open()).isEmpty();
    relais.sent();
    relais.settle();
    assertThat(relais.sent()).isEmpty();
  }

  @Test
  void neither_an_abnormal_nor_a_normal_result_rings() {
    relais.receives(abnormal("F-1"));
    relais.receives(normal("F-2"));
    List<Installation.Sent> first = relais.sent();
    assertThat(first).isNotEmpty().allMatch(s -> s.channel() != Channel.CALL);
    assertThat(at("2026-11-19T12:00")).allMatch(s -> s.channel() != Channel.CALL);
  }
}
