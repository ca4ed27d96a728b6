// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The doctors of a load: as many as wanted, each with one of the four doors in turn. */
final class LoadPeople {
  private static final List<String> SOFTWARE =
      List.of("weda", "hprim-folder", "fhir-hook", "as-received");

  private LoadPeople() {}

  static Roster of(int recipients, Instant now) {
    List<Practitioner> doctors = new ArrayList<>();
    for (int n = 0; n < recipients; n++) {
      doctors.add(doctor(n));
    }
    Instant from = now.minus(Duration.ofDays(30));
    Instant to = now.plus(Duration.ofDays(30));
    LocalDate day = now.atZone(ParisTime.ZONE).toLocalDate();
    List<Period> periods = new ArrayList<>();
    periods.add(new Period(Period.Kind.OPERATOR_DUTY, id(0), null, null, from, to));
    periods.add(
        new Period(
            Period.Kind.DUTY,
            id(0),
            "site",
            null,
            day.minusDays(30).atStartOfDay(ParisTime.ZONE).toInstant(),
            to));
    return Roster.of(
        1,
        doctors,
        List.of(new Site("site", "Site de charge", null, id(0), true, null, null, null)),
        periods,
        List.of(
            new Sender(
                "labo-charge",
                "Laboratoire de charge",
                "890009991",
                "CHARGE",
                null,
                null,
                null,
                "site",
                false,
                null)),
        List.of(),
        List.of());
  }

  static String id(int n) {
    return "d%03d".formatted(n);
  }

  static String mailbox(int n) {
    return id(n) + "@sandbox.mssante.example";
  }

  /** Which door this doctor has: mail, folder, hook, or folder as it came. */
  static String software(int n) {
    return SOFTWARE.get(n % SOFTWARE.size());
  }

  private static Practitioner doctor(int n) {
    String software = software(n);
    boolean folder = software.equals("hprim-folder") || software.equals("as-received");
    return new Practitioner(
        id(n),
        rpps(n),
        "MEDECIN" + n,
        "Test",
        null,
        null,
        null,
        null,
        folder ? id(n) : null,
        software.equals("as-received") ? null : software,
        software.equals("weda") ? mailbox(n) : null,
        null,
        null,
        software.equals("fhir-hook") ? SandboxWorld.SIMULATED : null,
        Role.DOCTOR,
        null,
        null);
  }

  /** In the test range, with its Luhn key. */
  static String rpps(int n) {
    String body = "8997%06d".formatted(n + 100);
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = body.charAt(body.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? 2 * digit : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return body + (10 - sum % 10) % 10;
  }
}
