// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Endpoint;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stops an import that would send results elsewhere, or leave a site without a duty doctor, until a
 * person looked at it.
 */
final class ChangeGuard {
  private final Roster before;
  private final Roster after;
  private final Instant now;
  private final LocalDate today;
  private final Problems doubts;

  private ChangeGuard(Roster before, Roster after, Instant now, Problems doubts) {
    this.before = before;
    this.after = after;
    this.now = now;
    this.today = LocalDate.ofInstant(now, ParisTime.ZONE);
    this.doubts = doubts;
  }

  static void check(Roster before, Roster after, Instant now, Problems doubts) {
    ChangeGuard guard = new ChangeGuard(before, after, now, doubts);
    before.practitioners().stream()
        .filter(p -> p.mayOwn(guard.today))
        .forEach(guard::sameAddresses);
    after.endpoints().stream()
        .filter(e -> !before.endpoints().contains(e))
        .forEach(guard::newAddress);
    before.sites().forEach(guard::stillOnDuty);
  }

  /** An extract of others may end no mission that goes on, nor change what someone is, unseen. */
  static void checkMissions(Roster before, Roster after, Instant now, Problems doubts) {
    ChangeGuard guard = new ChangeGuard(before, after, now, doubts);
    before.practitioners().forEach(guard::sameMission);
  }

  private void sameMission(Practitioner was) {
    Practitioner is = after.practitioner(was.id()).orElse(was);
    if (!ended(was) && ended(is)) {
      doubt(Part.PEOPLE, "mission_end", "La mission de " + was.id() + ", en cours, serait finie.");
    }
    if (was.role() != is.role()) {
      doubt(Part.PEOPLE, "role", "Le rôle de " + was.id() + " changerait.");
    }
  }

  private boolean ended(Practitioner person) {
    return person.missionEnds() != null && person.missionEnds().isBefore(today);
  }

  private void sameAddresses(Practitioner doctor) {
    Practitioner was = before.reachable(doctor.id(), today).orElse(doctor);
    Practitioner is = after.reachable(doctor.id(), today).orElse(null);
    if (is == null) {
      return; // gone: what goes away is counted elsewhere
    }
    moved(doctor, "mailbox", "La messagerie", was.mailbox(), is.mailbox());
    moved(doctor, "phone", "Le téléphone", was.phone(), is.phone());
    moved(doctor, "second_phone", "Le second téléphone", was.secondPhone(), is.secondPhone());
  }

  private void moved(
      Practitioner doctor, String column, String what, @Nullable String was, @Nullable String is) {
    if (was != null && !was.equals(is)) {
      doubt(Part.PEOPLE, column, what + " de " + doctor.id() + ", en exercice, changerait.");
    }
  }

  /** An address that takes effect another day is looked at on the day it is given. */
  private void newAddress(Endpoint endpoint) {
    Practitioner was = before.reachable(endpoint.practitioner(), today).orElse(null);
    boolean checked = endpoint.channel() == Channel.MAIL || endpoint.channel() == Channel.CALL;
    if (was == null || !checked || endpoint.holds(today) || !was.mayOwn(today)) {
      return;
    }
    String now = was.address(endpoint.channel());
    if (now != null && !now.equals(endpoint.address())) {
      doubt(
          Part.ENDPOINTS,
          "address",
          "L'adresse de " + was.id() + ", en exercice, changerait à une date donnée.");
    }
  }

  private void stillOnDuty(Site site) {
    if (held(before, site) && !held(after, site)) {
      doubt(Part.PERIODS, "site", "Toute la garde à venir du site " + site.id() + " s'en irait.");
    }
  }

  private boolean held(Roster roster, Site site) {
    return roster.periods().stream()
        .anyMatch(
            p ->
                p.kind() == Period.Kind.DUTY
                    && Objects.equals(p.site(), site.id())
                    && p.to().isAfter(now));
  }

  private void doubt(Part part, String column, String cause) {
    doubts.add(part.file(), 0, column, cause + " Rien n'a été changé.", RemovalGuard.CURE);
  }
}
