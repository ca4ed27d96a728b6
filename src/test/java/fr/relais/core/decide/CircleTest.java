// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Rights.Relation;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import fr.relais.core.model.HandoverState;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CircleTest {
  private static final Instant NOW = Instant.parse("2026-11-19T09:00:00Z");

  private final Set<String> handed = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> refusedElsewhere = new HashSet<>();

  private static Practitioner person(
      String id, Role role, @Nullable String supervisor, @Nullable String site) {
    return new Practitioner(
        id,
        null,
        id,
        "A",
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
        role,
        supervisor,
        site);
  }

  private static Period period(
      Period.Kind kind, String who, @Nullable String site, @Nullable String standsInFor) {
    Duration day = Duration.ofHours(2);
    return new Period(kind, who, site, standsInFor, NOW.minus(day), NOW.plus(day));
  }

  private static final Roster ROSTER =
      Roster.of(
          1,
          List.of(
              person("owner", Role.DOCTOR, null, null),
              person("junior", Role.JUNIOR, "senior", null),
              person("senior", Role.DOCTOR, null, null),
              person("offered", Role.DOCTOR, null, null),
              person("duty", Role.DOCTOR, null, null),
              person("referent", Role.DOCTOR, null, null),
              person("stand-in", Role.REPLACEMENT, null, null),
              person("present", Role.DOCTOR, null, null),
              person("other", Role.DOCTOR, null, null),
              person("secretary", Role.SECRETARY, null, "site"),
              person("elsewhere", Role.SECRETARY, null, "hall"),
              person("agent", Role.HOST_AGENT, null, "hall"),
              person("operator", Role.OPERATOR, null, null)),
          List.of(
              new Site("site", "MSP", null, "referent", true, "f", null, null),
              new Site("hall", "Salle", null, "referent", false, null, null, null)),
          List.of(
              period(Period.Kind.DUTY, "duty", "site", null),
              period(Period.Kind.PRESENCE, "present", "site", null),
              period(Period.Kind.REPLACEMENT, "stand-in", null, "owner")),
          List.of(),
          List.of(),
          List.of());

  private Relation relation(String reader, String site) {
    Circle circle =
        new Circle(
            row(site),
            ROSTER,
            NOW,
            () -> handed.contains(reader),
            () -> told.contains(reader),
            () -> refused.contains(reader),
            () -> refusedElsewhere.contains(reader));
    return circle.relation(ROSTER.practitioner(reader).orElseThrow());
  }

  private Relation relation(String reader) {
    return relation(reader, "site");
  }

  @Test
  void whoever_is_nearer_is_that_and_nothing_else() {
    assertThat(relation("owner")).isEqualTo(Relation.OWNER);
    assertThat(relation("junior")).isEqualTo(Relation.REQUESTER);
    assertThat(relation("senior")).isEqualTo(Relation.SUPERVISOR);
    assertThat(relation("offered")).isEqualTo(Relation.OFFERED);
    assertThat(relation("stand-in")).isEqualTo(Relation.REPLACEMENT);
    assertThat(relation("duty")).isEqualTo(Relation.COVERING);
    assertThat(relation("referent")).isEqualTo(Relation.COVERING);
    assertThat(relation("present")).isEqualTo(Relation.PRESENT);
    assertThat(relation("other")).isEqualTo(Relation.NONE);
    told.add("other");
    assertThat(relation("other")).isEqualTo(Relation.COVERING);
    handed.add("other");
    assertThat(relation("other")).isEqualTo(Relation.HANDED);
  }

  @Test
  void whom_the_patient_refused_is_refused_unless_he_answers_for_it() {
    refused.addAll(Set.of("junior", "owner"));
    handed.add("junior");
    assertThat(relation("junior")).isEqualTo(Relation.REFUSED);
    assertThat(relation("owner")).isEqualTo(Relation.OWNER);
    refusedElsewhere.add("present");
    assertThat(relation("present")).isEqualTo(Relation.NONE);
  }

  @Test
  void those_who_are_no_doctors_belong_to_their_site_and_a_hall_has_no_secretary() {
    assertThat(relation("secretary")).isEqualTo(Relation.OF_SITE);
    assertThat(relation("secretary", "hall")).isEqualTo(Relation.NONE);
    assertThat(relation("elsewhere", "hall")).isEqualTo(Relation.NONE);
    assertThat(relation("agent", "hall")).isEqualTo(Relation.OF_SITE);
    assertThat(relation("agent")).isEqualTo(Relation.NONE);
    told.add("operator");
    assertThat(relation("operator")).isEqualTo(Relation.NONE);
  }

  @Test
  void the_sites_software_has_what_it_was_handed() {
    Practitioner software = ROSTER.practitioner("site:site").orElseThrow();
    Circle circle =
        new Circle(row("site"), ROSTER, NOW, () -> true, () -> true, () -> false, () -> false);
    assertThat(circle.relation(software)).isEqualTo(Relation.HANDED);
  }

  private static FollowUp row(String site) {
    return new FollowUp(
        "id",
        "7F3K",
        FollowUpState.OPEN,
        FollowUpPriority.ABNORMAL,
        ReportKind.BIOLOGY,
        "owner",
        site,
        "junior",
        NOW,
        NOW,
        NOW,
        NOW,
        0,
        0,
        0,
        List.of(new Handover("owner", "offered", NOW, HandoverState.OFFERED)),
        null,
        null,
        null,
        1);
  }
}
