// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.Ladder.Stand;
import fr.relais.core.decide.Ownership.Party;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.Role;
import fr.relais.core.model.Roster;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a result, by name, and to whom it is offered: the rows of {@link Ownership} applied to
 * the people of one instant.
 *
 * @param offerTo null when it is offered to nobody
 */
public record Attribution(String owner, @Nullable String offerTo, Ownership.Decision decision) {

  /**
   * What is known of one result.
   *
   * @param requester who ordered; null when he is not identified for certain
   * @param site null when no site is known
   * @param sitePaper whether the code is the site's, or that of someone who cannot have ordered
   * @param refused whether the patient refused in writing that the requester receives it
   * @param designated id of the doctor whom the patient named instead; null when none
   * @param ordered whether an order that we know is answered
   */
  public record Case(
      @Nullable Practitioner requester,
      @Nullable String site,
      boolean sitePaper,
      boolean refused,
      @Nullable String designated,
      boolean ordered,
      FollowUpPriority priority,
      ReportKind kind) {}

  public static Attribution of(Case known, Roster roster, Policy policy, Instant now) {
    Cover cover = Cover.of(roster, known.site(), "", now);
    Ownership.Decision decision = Ownership.decide(facts(known, cover, roster, policy, now));
    String owner = person(decision.owner(), known, cover, roster, now);
    Party offered = decision.offerTo();
    String offerTo =
        offered == null
            ? designated(known, roster, now)
            : person(offered, known, cover, roster, now);
    Ownership.Decision read = known(decision, known, owner, cover);
    Attribution given = new Attribution(owner, owner.equals(offerTo) ? null : offerTo, read);
    return given.acceptedAhead(known.kind(), policy, now);
  }

  /** The same as it is true for whoever has it in the end. */
  private static Ownership.Decision known(
      Ownership.Decision decision, Case known, String owner, Cover cover) {
    Practitioner requester = known.requester();
    boolean junior = requester != null && requester.role() == Role.JUNIOR;
    Ownership.Decision read =
        junior && decision.ask() == Ownership.Ask.WHO_ORDERED
            ? new Ownership.Decision(
                decision.owner(),
                null,
                decision.ask(),
                "Prescrit par un docteur junior, sans médecin en exercice qui l'encadre ; vous êtes"
                    + " le "
                    + Ownership.title(decision.owner())
                    + ". À rapprocher.",
                null,
                decision.row())
            : decision;
    Stand meant = stand(decision.owner());
    if (meant == null || cover.who(meant).filter(owner::equals).isPresent()) {
      return read;
    }
    return cover.who(Stand.REFERENT).filter(owner::equals).isPresent()
        ? read.heldBy(Party.REFERENT)
        : read.heldBy(Party.OPERATOR_DOCTOR);
  }

  private static @Nullable Stand stand(Party party) {
    return switch (party) {
      case DUTY_DOCTOR -> Stand.DUTY_DOCTOR;
      case REFERENT -> Stand.REFERENT;
      case REQUESTER, SUPERVISOR, REPLACEMENT, OPERATOR_DOCTOR -> null;
    };
  }

  /** What whoever is offered it reads: he did not order it. */
  public String offerReason(@Nullable Practitioner requester) {
    String who = requester == null ? "Le prescripteur" : "Le " + requester.title();
    if (decision.offer() != null) {
      return who + decision.offer();
    }
    if (decision.owner() != Party.REQUESTER && decision.owner() != Party.SUPERVISOR) {
      return "Le patient vous a désigné par écrit pour recevoir ce résultat ; un confrère en est"
          + " responsable tant que vous n'avez pas accepté.";
    }
    return who + " a prescrit cet examen ; il vous est proposé comme médecin traitant déclaré.";
  }

  private static Ownership.Facts facts(
      Case known, Cover cover, Roster roster, Policy policy, Instant now) {
    Practitioner answers = answering(known.requester(), roster, today(now));
    Instant deadline =
        Ladder.of(Clock.TAKE_CHARGE, known.priority(), known.kind(), now, policy).deadline();
    return new Ownership.Facts(
        known.refused()
            ? Ownership.Requester.REFUSED_BY_PATIENT
            : standing(known, roster, now, deadline),
        known.site() != null,
        cover.who(Stand.DUTY_DOCTOR).isPresent(),
        policy.awayToDuty(),
        answers != null && roster.replacementOf(answers.id(), now).isPresent(),
        known.ordered() || known.site() != null);
  }

  private static Ownership.Requester standing(
      Case known, Roster roster, Instant now, Instant deadline) {
    Practitioner requester = known.requester();
    if (requester == null || !requester.role().doctor()) {
      return known.sitePaper() ? Ownership.Requester.SITE_PAPER : Ownership.Requester.UNKNOWN;
    }
    LocalDate today = today(now);
    if (requester.revoked(today)) {
      return Ownership.Requester.CANNOT_PRACTISE;
    }
    if (requester.role() == Role.JUNIOR) {
      return supervisor(requester, roster, today)
          .map(s -> there(s, roster, now, deadline))
          .map(
              there ->
                  there == Ownership.Requester.ACTIVE
                      ? Ownership.Requester.JUNIOR
                      : Ownership.Requester.SUPERVISOR_AWAY)
          .orElse(Ownership.Requester.SITE_PAPER);
    }
    return there(requester, roster, now, deadline);
  }

  /** Whether he is there through the deadline: ACTIVE, AWAY or MISSION_ENDED. */
  static Ownership.Requester there(
      Practitioner person, Roster roster, Instant now, Instant deadline) {
    if (person.missionEnded(today(now))) {
      return Ownership.Requester.MISSION_ENDED;
    }
    return roster.absent(person.id(), now) && roster.absent(person.id(), deadline)
        ? Ownership.Requester.AWAY
        : Ownership.Requester.ACTIVE;
  }

  /** Whoever answers for what this doctor orders: a junior's supervisor. */
  private static @Nullable Practitioner answering(
      @Nullable Practitioner requester, Roster roster, LocalDate today) {
    return requester != null && requester.role() == Role.JUNIOR
        ? supervisor(requester, roster, today).orElse(null)
        : requester;
  }

  private static Optional<Practitioner> supervisor(
      Practitioner junior, Roster roster, LocalDate today) {
    return roster.practitioner(junior.supervisor()).filter(p -> p.mayOwn(today));
  }

  private static String person(Party party, Case known, Cover cover, Roster roster, Instant now) {
    Practitioner requester = known.requester();
    return switch (party) {
      case REQUESTER -> named(Optional.ofNullable(requester));
      case SUPERVISOR ->
          named(
              Optional.ofNullable(requester)
                  .flatMap(junior -> supervisor(junior, roster, today(now))));
      case REPLACEMENT ->
          named(
              Optional.ofNullable(answering(requester, roster, today(now)))
                  .flatMap(r -> roster.replacementOf(r.id(), now)));
      case DUTY_DOCTOR -> stand(cover, Stand.DUTY_DOCTOR, known);
      case REFERENT -> stand(cover, Stand.REFERENT, known);
      case OPERATOR_DOCTOR -> stand(cover, Stand.OPERATOR_DOCTOR, known);
    };
  }

  /** Not whom the patient refused, where another stands above him. */
  private static String stand(Cover cover, Stand stand, Case known) {
    Practitioner requester = known.requester();
    String barred = known.refused() && requester != null ? requester.id() : "";
    return EnumSet.range(stand, Stand.OPERATOR_DOCTOR).stream()
        .flatMap(above -> cover.who(above).stream())
        .filter(person -> !person.equals(barred))
        .findFirst()
        .orElseGet(() -> holder(cover, stand));
  }

  private static String named(Optional<Practitioner> person) {
    return person.map(Practitioner::id).orElseThrow();
  }

  /** The doctor whom the patient named when he refused that the requester receives it. */
  private static @Nullable String designated(Case known, Roster roster, Instant now) {
    return known.refused()
        ? roster
            .practitioner(known.designated())
            .filter(p -> p.mayOwn(today(now)))
            .map(Practitioner::id)
            .orElse(null)
        : null;
  }

  /** Whoever holds the stand, or the next one above; the operator's doctor always exists. */
  public static String holder(Cover cover, Stand stand) {
    for (Stand above : EnumSet.range(stand, Stand.OPERATOR_DOCTOR)) {
      Optional<String> person = cover.who(above);
      if (person.isPresent()) {
        return person.get();
      }
    }
    throw new IllegalStateException("no operator duty doctor: the last rung is missing");
  }

  /** The same, offered to this doctor; his at once when he signed that he accepts it. */
  public Attribution offeredTo(String person, ReportKind kind, Policy policy, Instant now) {
    return new Attribution(owner, person, decision).acceptedAhead(kind, policy, now);
  }

  private Attribution acceptedAhead(ReportKind kind, Policy policy, Instant now) {
    String to = offerTo;
    if (to == null || !policy.acceptedAhead(to, kind, now)) {
      return this;
    }
    return new Attribution(
        to,
        null,
        new Ownership.Decision(
            decision.owner(),
            decision.offerTo(),
            decision.ask(),
            "Vous avez signé que vous acceptez d'avance ces résultats ; celui-ci vous est confié.",
            decision.offer(),
            decision.row() + "+"));
  }

  /** What the declared médecin traitant gets of it. */
  public GeneralPractitioners.Share share(
      @Nullable Practitioner gp,
      boolean copiesOnly,
      FollowUpPriority priority,
      Roster roster,
      Instant now) {
    boolean reachable = gp != null && gp.mayOwn(today(now)) && !roster.absent(gp.id(), now);
    return GeneralPractitioners.share(
        priority, reachable, gp != null && gp.id().equals(owner), offerTo != null, copiesOnly);
  }

  private static LocalDate today(Instant now) {
    return now.atZone(ParisTime.ZONE).toLocalDate();
  }
}
