// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static fr.relais.core.decide.Town.TEN;
import static fr.relais.core.decide.Town.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.model.GeneralPractitionerLink;
import fr.relais.core.model.GeneralPractitionerLink.Source;
import fr.relais.core.model.RefusalReason;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeneralPractitionerLinksTest {
  private static final GeneralPractitionerLink NEW =
      declared(null, TODAY, Source.ORDER).orElseThrow();

  private static Optional<GeneralPractitionerLink> declared(
      GeneralPractitionerLink known, LocalDate on, Source source) {
    return GeneralPractitionerLinks.declared(known, "l1", Samples.JEANNE, "lefevre", on, source);
  }

  @Test
  void a_first_declaration_is_kept_with_its_day_and_its_source() {
    assertThat(declared(null, TODAY, Source.ORDER))
        .contains(
            new GeneralPractitionerLink(
                "l1", Samples.JEANNE, "lefevre", TODAY, Source.ORDER, null, null, 0));
  }

  @Test
  void only_a_later_declaration_changes_a_link_that_holds() {
    assertThat(declared(NEW, TODAY, Source.ORDER)).isEmpty();
    assertThat(declared(NEW, TODAY.minusDays(1), Source.ORDER)).isEmpty();
    GeneralPractitionerLink once = GeneralPractitionerLinks.lapsed(NEW, TEN);
    GeneralPractitionerLink later = declared(once, TODAY.plusDays(1), Source.REPORT).orElseThrow();
    assertThat(later.since()).isEqualTo(TODAY.plusDays(1));
    assertThat(later.lapses()).as("a report does not undo his silence").isEqualTo(1);
    GeneralPractitionerLink copies = GeneralPractitionerLinks.lapsed(once, TEN);
    assertThat(declared(copies, TODAY.plusDays(1), Source.REPORT).orElseThrow().copiesUntil())
        .isEqualTo(TEN.plus(Duration.ofDays(90)));
  }

  @Test
  void a_refusal_ends_the_link_only_when_the_patient_is_no_longer_his() {
    GeneralPractitionerLink busy =
        GeneralPractitionerLinks.refused(NEW, RefusalReason.OVERLOADED, TEN);
    assertThat(busy.holds()).isTrue();
    assertThat(busy.copiesOnly(TEN)).isTrue();
    assertThat(busy.copiesOnly(TEN.plus(Duration.ofDays(90)))).isFalse();
    GeneralPractitionerLink ended =
        GeneralPractitionerLinks.refused(NEW, RefusalReason.NOT_MY_PATIENT, TEN);
    assertThat(ended.endedOn()).isEqualTo(TODAY);
    assertThat(declared(ended, TODAY.plusDays(5), Source.REPORT)).isEmpty();
    assertThat(declared(ended, TODAY, Source.ORDER)).isEmpty();
    GeneralPractitionerLink again = declared(ended, TODAY.plusDays(5), Source.ORDER).orElseThrow();
    assertThat(again.holds()).isTrue();
    assertThat(again.copiesUntil()).isNull();
    assertThat(again.lapses()).isZero();
  }

  @Test
  void two_silences_make_copies_of_ninety_days_and_an_acceptance_forgets_them() {
    GeneralPractitionerLink once = GeneralPractitionerLinks.lapsed(NEW, TEN);
    assertThat(once.lapses()).isEqualTo(1);
    assertThat(once.copiesUntil()).isNull();
    GeneralPractitionerLink twice = GeneralPractitionerLinks.lapsed(once, TEN);
    assertThat(twice.lapses()).isZero();
    assertThat(twice.copiesUntil()).isEqualTo(TEN.plus(Duration.ofDays(90)));
    GeneralPractitionerLink accepted = GeneralPractitionerLinks.accepted(once);
    assertThat(accepted.lapses()).isZero();
    assertThat(GeneralPractitionerLinks.accepted(twice).copiesUntil()).isNull();
  }

  @Test
  void the_latest_that_holds_is_the_one() {
    GeneralPractitionerLink other =
        new GeneralPractitionerLink(
            "l2", Samples.JEANNE, "keller", TODAY.plusDays(3), Source.ORDER, null, null, 0);
    assertThat(GeneralPractitionerLinks.current(List.of(NEW, other))).contains(other);
    GeneralPractitionerLink ended =
        GeneralPractitionerLinks.refused(other, RefusalReason.NOT_MY_PATIENT, TEN);
    assertThat(GeneralPractitionerLinks.current(List.of(NEW, ended))).contains(NEW);
    assertThat(GeneralPractitionerLinks.current(List.of(ended))).isEmpty();
  }
}
