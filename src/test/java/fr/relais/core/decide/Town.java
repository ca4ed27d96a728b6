// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A site with its people: a test states only what it is about. */
final class Town {
  static final Instant TEN =
      LocalDateTime.parse("2026-11-19T10:00").atZone(ParisTime.ZONE).toInstant();
  static final LocalDate TODAY = LocalDate.of(2026, 11, 19);

  private final List<Practitioner> people = new ArrayList<>();
  private final List<Period> periods = new ArrayList<>();
  private @Nullable String duty = "keller";

  Town() {
    for (String id : List.of("boyer", "keller", "martin", "lenoir", "lefevre")) {
      with(doctor(id, Role.DOCTOR, null, null, null));
    }
  }

  static Practitioner doctor(
      String id,
      Role role,
      @Nullable LocalDate missionEnds,
      @Nullable LocalDate revokedOn,
      @Nullable String supervisor) {
    return new Practitioner(
        id,
        null,
        id,
        "A",
        null,
        null,
        missionEnds,
        revokedOn,
        null,
        null,
        null,
        null,
        null,
        null,
        role,
        supervisor,
        null);
  }

  static Practitioner hours(String id, String opens, String closes) {
    return new Practitioner(
        id,
        null,
        id,
        "A",
        LocalTime.parse(opens),
        LocalTime.parse(closes),
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

  Town with(Practitioner person) {
    people.removeIf(p -> p.id().equals(person.id()));
    people.add(person);
    return this;
  }

  Town nobodyOnDuty() {
    duty = null;
    return this;
  }

  Town away(String who, String from, String to) {
    periods.add(new Period(Period.Kind.ABSENCE, who, null, null, at(from), at(to)));
    return this;
  }

  Town replaced(String who, String by) {
    periods.add(
        new Period(Period.Kind.REPLACEMENT, by, null, who, at("2026-01-01"), at("2027-01-01")));
    return this;
  }

  static Instant at(String day) {
    return LocalDate.parse(day).atStartOfDay(ParisTime.ZONE).toInstant();
  }

  Practitioner person(String id) {
    return people.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  Roster roster() {
    List<Period> all = new ArrayList<>(periods);
    all.add(new Period(Period.Kind.DUTY, duty, "noyers", null, at("2026-01-01"), at("2027-12-31")));
    all.add(
        new Period(
            Period.Kind.OPERATOR_DUTY, "lenoir", null, null, at("2026-01-01"), at("2027-12-31")));
    return Roster.of(
        1,
        people,
        List.of(new Site("noyers", "Noyers", null, "martin", true, null, null, null)),
        all,
        List.of(),
        List.of(),
        List.of());
  }
}
