// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.match;

import fr.relais.core.model.ParisTime;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Report;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Sender;
import fr.relais.core.model.SenderCode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who ordered, and for which site: by national number, or by the sender's code in a table that a
 * human filled. A name alone is nobody; unique among those present at the site that day, it is a
 * proposal for a person to confirm.
 */
public final class Requesters {

  private Requesters() {}

  /**
   * What was found.
   *
   * @param requester null when not identified for certain
   * @param site null when no site is known
   * @param proposed someone whom the name or the roster suggests, for the question to people
   * @param sitePaper whether the code is the site's, or that of a resident who was away while a
   *     volunteer held the clinic: it does not say who ordered
   * @param evidence how it was found, in French, without a name
   */
  public record Found(
      @Nullable Practitioner requester,
      @Nullable String site,
      @Nullable Practitioner proposed,
      boolean sitePaper,
      String evidence) {
    /** Nobody is known, at this site or at none. */
    public static Found nobody(@Nullable String site) {
      return new Found(null, site, null, false, "");
    }

    /** Someone is known for certain. */
    public static Found known(
        @Nullable Practitioner requester, @Nullable String site, String evidence) {
      return new Found(requester, site, null, false, evidence);
    }
  }

  public static Found find(Report report, @Nullable Sender sender, Roster roster, LocalDate today) {
    PractitionerReference named = report.requester();
    Practitioner known = named == null ? null : identified(named, sender, roster);
    boolean contested = known != null && named != null && contradicts(named, known);
    String site = site(report, sender, named, contested ? null : known, roster, today);
    if (known != null && named != null) {
      if (contested) {
        return new Found(
            null, site, known, false, "identifiant et nom du prescripteur en désaccord");
      }
      if (site != null && (known.role() == Role.JUNIOR || known.role() == Role.REPLACEMENT)) {
        return paper(
            named, site, report, roster, today, "papier d'un remplaçant ou d'un docteur junior");
      }
      if (awayWhileAnotherSat(known, site, report, roster, today)) {
        return paper(named, site, report, roster, today, "code d'un résident absent ce jour-là");
      }
      return Found.known(
          known, site, named.rpps() != null ? "numéro RPPS" : "code de la table de l'expéditeur");
    }
    if (code(named, sender, roster).map(SenderCode::site).isPresent()) {
      return paper(named, site, report, roster, today, "licence ou ordonnance du site");
    }
    Practitioner proposed = named == null ? null : byName(named, site, report, roster, today);
    return new Found(
        null,
        site,
        proposed,
        false,
        named == null ? "aucun prescripteur dans le message" : "code ou numéro inconnu");
  }

  private static @Nullable Practitioner identified(
      PractitionerReference named, @Nullable Sender sender, Roster roster) {
    if (named.rpps() != null) {
      return roster.byRpps(named.rpps()).orElse(null);
    }
    return code(named, sender, roster)
        .flatMap(code -> roster.practitioner(code.practitioner()))
        .orElse(null);
  }

  private static Optional<SenderCode> code(
      @Nullable PractitionerReference named, @Nullable Sender sender, Roster roster) {
    return named == null || named.otherId() == null || sender == null
        ? Optional.empty()
        : roster.code(sender.id(), named.otherId());
  }

  /** A family name that is not in the other's makes an identifier doubtful; no name contradicts. */
  private static boolean contradicts(PractitionerReference named, Practitioner known) {
    if (named.family() == null || named.family().isBlank()) {
      return false;
    }
    String written =
        " "
            + Traits.fold(named.family() + " " + (named.given() == null ? "" : named.given()))
            + " ";
    return !written.contains(" " + Traits.fold(known.family()) + " ");
  }

  /** Site of the code; else of his presence on the day of the specimen; else the sender's own. */
  private static @Nullable String site(
      Report report,
      @Nullable Sender sender,
      @Nullable PractitionerReference named,
      @Nullable Practitioner known,
      Roster roster,
      LocalDate today) {
    return code(named, sender, roster)
        .map(SenderCode::site)
        .or(() -> present(known, report, roster, today))
        .or(() -> Optional.ofNullable(sender == null ? null : sender.site()))
        .filter(id -> roster.site(id).isPresent())
        .orElse(null);
  }

  /** The last site where he held a clinic in the two months before the result. */
  private static Optional<String> present(
      @Nullable Practitioner known, Report report, Roster roster, LocalDate today) {
    if (known == null) {
      return Optional.empty();
    }
    LocalDate day = day(report, today);
    for (int back = 0; back <= 62; back++) {
      Optional<String> site = roster.presentOn(known.id(), day.minusDays(back));
      if (site.isPresent()) {
        return site;
      }
    }
    return Optional.empty();
  }

  /** His licence printed the order: the software of the place that a volunteer used. */
  private static boolean awayWhileAnotherSat(
      Practitioner known, @Nullable String site, Report report, Roster roster, LocalDate today) {
    if (site == null || known.volunteer()) {
      return false;
    }
    LocalDate day = day(report, today);
    return roster.absent(known.id(), day.atTime(LocalTime.NOON).atZone(ParisTime.ZONE).toInstant())
        && roster.presentAt(site, day).stream().anyMatch(Practitioner::volunteer);
  }

  /**
   * Whom the name suggests is proposed; else the volunteer who held the last clinic before the
   * specimen, when he was alone.
   */
  private static Found paper(
      @Nullable PractitionerReference named,
      @Nullable String site,
      Report report,
      Roster roster,
      LocalDate today,
      String evidence) {
    Practitioner proposed = named == null ? null : byName(named, site, report, roster, today);
    LocalDate day = day(report, today);
    for (int back = 0; site != null && back <= 62 && proposed == null; back++) {
      List<Practitioner> there =
          roster.presentAt(site, day.minusDays(back)).stream()
              .filter(Practitioner::volunteer)
              .toList();
      if (there.size() > 1) {
        break;
      }
      proposed = there.isEmpty() ? null : there.get(0);
    }
    return new Found(null, site, proposed, true, evidence);
  }

  private static LocalDate day(Report report, LocalDate today) {
    PartialDateTime when = report.specimenAt() != null ? report.specimenAt() : report.issuedAt();
    return when == null || when.day().isAfter(today) ? today : when.day();
  }

  private static @Nullable Practitioner byName(
      PractitionerReference named,
      @Nullable String site,
      Report report,
      Roster roster,
      LocalDate today) {
    if (site == null || named.family() == null) {
      return null;
    }
    LocalDate day = report.specimenAt() == null ? today : report.specimenAt().day();
    List<Practitioner> there =
        roster.presentAt(site, day).stream().filter(p -> !contradicts(named, p)).toList();
    return there.size() == 1 ? there.get(0) : null;
  }
}
