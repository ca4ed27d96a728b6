// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Endpoint;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Period;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.SenderCode;
import fr.relais.core.model.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stops an import that would send results elsewhere, or leave a site without a duty doctor, until a
 * person looked at it.
 */
final class ChangeGuard {
  private static final String ADDRESS = "address";

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
    before.sites().stream()
        .map(site -> before.practitioner(site.asRecipient()))
        .flatMap(Optional::stream)
        .forEach(guard::sameAddresses);
    after.endpoints().stream()
        .filter(e -> !before.endpoints().contains(e))
        .forEach(guard::newAddress);
    before.sites().forEach(guard::stillOnDuty);
    before.senders().forEach(guard::sameSender);
    before.codes().forEach(guard::sameCode);
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

  private void sameAddresses(Practitioner who) {
    Practitioner was = before.reachable(who.id(), today).orElse(who);
    Practitioner is = after.reachable(who.id(), today).orElse(null);
    if (is == null) {
      return; // gone: what goes away is counted elsewhere
    }
    for (Channel channel : Channel.values()) {
      if (elsewhere(was, is, channel)) {
        moved(who, channel);
      }
    }
    if (was.secondPhone() != null && !was.secondPhone().equals(is.secondPhone())) {
      changes(Part.PEOPLE, "second_phone", "Le second téléphone", who);
    }
  }

  /**
   * Whether results would go elsewhere. A first mailbox, number or folder of a doctor is not that;
   * a first address of a site is, and a first webhook, and the folder of another doctor.
   */
  private boolean elsewhere(Practitioner was, Practitioner is, Channel channel) {
    String before = was.address(channel);
    String now = is.address(channel);
    if (before == null) {
      boolean first = was.role() == Role.SITE || channel == Channel.HOOK;
      return now != null && (first || channel == Channel.FOLDER && taken(was.id(), now));
    }
    return !before.equals(now);
  }

  private boolean taken(String who, String folder) {
    return before.practitioners().stream()
        .filter(p -> !p.id().equals(who) && p.mayOwn(today))
        .anyMatch(p -> folder.equals(p.folder()));
  }

  /** The file where it changes: the address of the person, or one that has dates. */
  private void moved(Practitioner who, Channel channel) {
    String was = undated(before, who, channel);
    boolean own = !Objects.equals(was, undated(after, who, channel));
    Part part = own ? who.role() == Role.SITE ? Part.SITES : Part.PEOPLE : Part.ENDPOINTS;
    switch (channel) {
      case MAIL -> changes(part, own ? "mailbox" : ADDRESS, "La messagerie", who);
      case CALL -> changes(part, own ? "phone" : ADDRESS, "Le téléphone", who);
      case FOLDER -> changes(part, own ? "folder" : ADDRESS, "Le dossier", who);
      case HOOK -> changes(part, own ? "hook" : ADDRESS, "L'adresse du logiciel", who);
    }
  }

  private static @Nullable String undated(Roster roster, Practitioner who, Channel channel) {
    return roster.practitioner(who.id()).map(p -> p.address(channel)).orElse(null);
  }

  private void changes(Part part, String column, String what, Practitioner who) {
    boolean site = who.role() == Role.SITE;
    String whose = site ? " du site " + who.site() : " de " + who.id() + ", en exercice,";
    doubt(part, column, what + whose + " changerait.");
  }

  /** An address that takes effect another day is looked at on the day it is given. */
  private void newAddress(Endpoint endpoint) {
    Practitioner was = before.reachable(endpoint.practitioner(), today).orElse(null);
    boolean known = was != null && (was.role() == Role.SITE || was.mayOwn(today));
    if (!known || endpoint.holds(today)) {
      return;
    }
    Practitioner is = was.reached(endpoint.channel(), endpoint.address());
    if (elsewhere(was, is, endpoint.channel())) {
      doubt(
          Part.ENDPOINTS,
          ADDRESS,
          was.role() == Role.SITE
              ? "L'adresse du site " + was.site() + " changerait à une date donnée."
              : "L'adresse de " + was.id() + ", en exercice, changerait à une date donnée.");
    }
  }

  /** What a laboratory writes of itself decides whose codes are read, and which site is meant. */
  private void sameSender(Sender was) {
    Sender is =
        after.senders().stream().filter(s -> s.id().equals(was.id())).findFirst().orElse(was);
    boolean recognised =
        kept(was.application(), is.application())
            && kept(was.facility(), is.facility())
            && kept(was.folder(), is.folder())
            && kept(was.hprimCode(), is.hprimCode())
            && kept(was.mailbox(), is.mailbox())
            && kept(was.certificate(), is.certificate())
            && kept(was.site(), is.site());
    if (!kept(was.acknowledgements(), is.acknowledgements())) {
      doubt(
          Part.SENDERS,
          "acknowledgements",
          "Les accusés pour l'expéditeur " + was.id() + " iraient ailleurs.");
    }
    if (!recognised) {
      doubt(
          Part.SENDERS,
          "",
          "L'expéditeur " + was.id() + " ne serait plus reconnu, ou pas pour le même site.");
    }
  }

  private static boolean kept(@Nullable String was, @Nullable String is) {
    return was == null || was.equals(is);
  }

  /** A code that names another gives that other the results. */
  private void sameCode(SenderCode was) {
    SenderCode is = after.code(was.sender(), was.code()).orElse(was);
    Practitioner named = before.practitioner(was.practitioner()).orElse(null);
    boolean active = named == null || named.mayOwn(today);
    boolean same =
        Objects.equals(was.practitioner(), is.practitioner())
            && Objects.equals(was.site(), is.site());
    if (active && !same) {
      doubt(
          Part.CODES,
          "practitioner",
          "Un code de "
              + was.sender()
              + " qui désigne "
              + (was.practitioner() == null ? "le site " + was.site() : was.practitioner())
              + " désignerait un autre.");
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
