// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.SenderCode;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestersTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 19);
  private static final Sender LAB =
      new Sender("labo", "Labo", "890009991", "SIL", null, null, null, null, false, null);
  private static final Roster ROSTER =
      Roster.of(
          1,
          List.of(
              doctor("boyer", "89970010222", "BOYER", "Anne"),
              doctor("roux", "89970010552", "ROUX", "Lise")),
          List.of(new Site("noyers", "Noyers", null, "boyer", true, null, null, null)),
          List.of(present("boyer", TODAY.minusDays(2)), present("roux", TODAY.minusDays(30))),
          List.of(LAB),
          List.of(
              new SenderCode("labo", "BOYEAN", "boyer", null),
              new SenderCode("labo", "MSPNOY", null, "noyers")),
          List.of());

  @Test
  void a_national_number_is_known_and_his_last_clinic_gives_the_site() {
    Requesters.Found found = find(new PractitionerReference("89970010222", null, "BOYER", "ANNE"));
    assertThat(found.requester().id()).isEqualTo("boyer");
    assertThat(found.site()).isEqualTo("noyers");
  }

  @Test
  void a_number_that_disagrees_with_the_name_is_nobody_for_certain() {
    Requesters.Found found = find(new PractitionerReference("89970010222", null, "PETIT", "ANNE"));
    assertThat(found.requester()).isNull();
    assertThat(found.proposed().id()).isEqualTo("boyer");
  }

  @Test
  void a_code_of_the_table_is_known_and_another_senders_code_is_not() {
    PractitionerReference coded = new PractitionerReference(null, "BOYEAN", "BOYER Anne", null);
    assertThat(find(coded).requester().id()).isEqualTo("boyer");
    assertThat(Requesters.find(report(coded), null, ROSTER, TODAY).requester()).isNull();
  }

  @Test
  void the_code_of_a_generic_licence_gives_the_site_and_no_person() {
    Requesters.Found found = find(new PractitionerReference(null, "MSPNOY", "MSP DU SEREIN", null));
    assertThat(found.requester()).isNull();
    assertThat(found.site()).isEqualTo("noyers");
  }

  @Test
  void a_name_alone_is_nobody_and_proposes_only_who_was_there_that_day() {
    PractitionerReference named = new PractitionerReference(null, "MSPNOY", "BOYER", "Anne");
    assertThat(find(named).requester()).isNull();
    assertThat(find(named).proposed().id()).isEqualTo("boyer");
    PractitionerReference elsewhere = new PractitionerReference(null, "MSPNOY", "ROUX", "Lise");
    assertThat(find(elsewhere).proposed()).isNull();
    assertThat(find(new PractitionerReference(null, null, "BOYER", "Anne")).site()).isNull();
  }

  @Test
  void nobody_named_is_nobody_found() {
    Requesters.Found found = Requesters.find(report(null), LAB, ROSTER, TODAY);
    assertThat(found.requester()).isNull();
    assertThat(found.proposed()).isNull();
    assertThat(found.site()).isNull();
  }

  private static Requesters.Found find(PractitionerReference named) {
    return Requesters.find(report(named), LAB, ROSTER, TODAY);
  }

  private static Report report(PractitionerReference requester) {
    return Samples.builder(ReportStatus.FINAL)
        .requester(requester)
        .specimenAt(new PartialDateTime(TODAY.minusDays(2), null))
        .build();
  }

  private static Practitioner doctor(String id, String rpps, String family, String given) {
    return new Practitioner(
        id,
        rpps,
        family,
        given,
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

  private static Period present(String who, LocalDate day) {
    Instant from = day.atStartOfDay(ParisTime.ZONE).toInstant();
    return new Period(Period.Kind.PRESENCE, who, "noyers", null, from, from.plusSeconds(36_000));
  }
}
