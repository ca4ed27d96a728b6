// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.decide.Ladder.Stand;
import org.jspecify.annotations.Nullable;

/**
 * Who is responsible for a result from the instant it is kept. By law the prescriber is; the rows
 * below move it only by acceptance, or by a rule that the site's referent signed. The table that a
 * clinician reads is {@code test-fixtures/decisions/ownership.md}.
 */
public final class Ownership {

  private Ownership() {}

  /** What is known of the doctor who ordered. */
  public enum Requester {
    /** Known, and there through the deadline. */
    ACTIVE,
    /** Known, but away through the deadline. */
    AWAY,
    /** Known, but his mission ended. */
    MISSION_ENDED,
    /** Known, but can no longer practise. */
    CANNOT_PRACTISE,
    /** Known, but the patient refused in writing that he receives the result. */
    REFUSED_BY_PATIENT,
    /** Not identified for certain. */
    UNKNOWN
  }

  /**
   * The facts that decide, and nothing else.
   *
   * @param onDuty whether the site has a duty doctor at this hour
   * @param awayToDuty whether the site's signed policy gives a result whose requester is away to
   *     its duty doctor at once
   */
  public record Facts(Requester requester, boolean siteKnown, boolean onDuty, boolean awayToDuty) {}

  /**
   * What is decided.
   *
   * @param owner null for the requester himself, else the stand whose holder owns
   * @param offerTo to whom it is offered at once; null when it is not
   * @param ask whether people are asked who the requester is
   * @param reason in French, as the owner reads it
   * @param row the row of the table
   */
  public record Decision(
      @Nullable Stand owner, @Nullable Stand offerTo, boolean ask, String reason, String row) {}

  public static Decision decide(Facts facts) {
    return switch (facts.requester()) {
      case ACTIVE -> new Decision(null, null, false, "Vous avez prescrit cet examen.", "R1");
      case AWAY -> away(facts, "absent jusqu'après l'échéance", "R2");
      case MISSION_ENDED -> away(facts, "dont la mission est terminée", "R3");
      case CANNOT_PRACTISE -> cannotPractise(facts);
      case REFUSED_BY_PATIENT -> refused(facts);
      case UNKNOWN -> unknown(facts);
    };
  }

  private static Decision away(Facts facts, String why, String row) {
    if (!facts.siteKnown()) {
      return new Decision(
          null,
          Stand.OPERATOR_DOCTOR,
          false,
          "Vous avez prescrit cet examen ; proposé au médecin d'astreinte de l'opérateur, faute de"
              + " site connu.",
          row + "c");
    }
    if (facts.awayToDuty() && facts.onDuty()) {
      return new Decision(
          Stand.DUTY_DOCTOR,
          null,
          false,
          "Prescripteur "
              + why
              + " ; la règle signée par le site vous le confie (médecin de garde).",
          row + "b");
    }
    return new Decision(
        null,
        facts.onDuty() ? Stand.DUTY_DOCTOR : Stand.REFERENT,
        false,
        "Vous avez prescrit cet examen ; "
            + (facts.onDuty()
                ? "proposé au médecin de garde du site."
                : "proposé au médecin référent du site, sans médecin de garde à cette heure."),
        row + (facts.onDuty() ? "a" : "d"));
  }

  private static Decision cannotPractise(Facts facts) {
    String reason = "Le prescripteur ne peut plus exercer ; ce résultat vous est confié";
    if (!facts.siteKnown()) {
      return new Decision(
          Stand.OPERATOR_DOCTOR, null, false, reason + " (astreinte de l'opérateur).", "R4c");
    }
    return facts.onDuty()
        ? new Decision(
            Stand.DUTY_DOCTOR, null, false, reason + " (médecin de garde du site).", "R4a")
        : new Decision(Stand.REFERENT, null, false, reason + " (médecin référent du site).", "R4b");
  }

  /** The doctor whom the patient designated is offered it by the caller, who knows him. */
  private static Decision refused(Facts facts) {
    return facts.siteKnown()
        ? new Decision(
            Stand.REFERENT,
            null,
            false,
            "Le patient a demandé par écrit qu'un autre médecin le reçoive ; vous êtes le médecin"
                + " référent du site.",
            "R7")
        : new Decision(
            Stand.OPERATOR_DOCTOR,
            null,
            false,
            "Le patient a demandé par écrit qu'un autre médecin le reçoive ; vous êtes le médecin"
                + " d'astreinte de l'opérateur.",
            "R8");
  }

  private static Decision unknown(Facts facts) {
    return facts.siteKnown()
        ? new Decision(
            Stand.REFERENT,
            null,
            true,
            "Prescripteur non identifié ; vous êtes le médecin référent du site. À rapprocher.",
            "R5")
        : new Decision(
            Stand.OPERATOR_DOCTOR,
            null,
            true,
            "Ni prescripteur ni site identifiés ; vous êtes le médecin d'astreinte de l'opérateur."
                + " À rapprocher.",
            "R6");
  }
}
