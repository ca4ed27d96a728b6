// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

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
    /** A junior doctor, whose supervisor answers for him. */
    JUNIOR,
    /** The same, whose supervisor is away through the deadline, or his mission ended. */
    SUPERVISOR_AWAY,
    /** The site's own paper or licence: it does not say who ordered. */
    SITE_PAPER,
    /** Not identified for certain. */
    UNKNOWN
  }

  /** Who a decision names. */
  public enum Party {
    REQUESTER,
    SUPERVISOR,
    REPLACEMENT,
    DUTY_DOCTOR,
    REFERENT,
    OPERATOR_DOCTOR
  }

  /** What people are asked. */
  public enum Ask {
    NOTHING,
    WHO_ORDERED,
    /** Whether the result has to do with a mission at all. */
    IS_IT_OURS
  }

  /**
   * The facts that decide, and nothing else.
   *
   * @param onDuty whether the site has a duty doctor at this hour
   * @param awayToDuty whether the site's signed policy gives a result whose requester is away to
   *     its duty doctor at once
   * @param replaced whether someone takes the absent requester's place
   * @param ours whether an order that we know or a site speaks for a mission
   */
  public record Facts(
      Requester requester,
      boolean siteKnown,
      boolean onDuty,
      boolean awayToDuty,
      boolean replaced,
      boolean ours) {}

  /**
   * What is decided.
   *
   * @param offerTo to whom it is offered at once; null when it is not
   * @param reason in French, as the owner reads it
   * @param offer what whoever is offered it reads after the name of who ordered; null when a rule
   *     offers it to nobody
   * @param row the row of the table
   */
  public record Decision(
      Party owner,
      @Nullable Party offerTo,
      Ask ask,
      String reason,
      @Nullable String offer,
      String row) {

    /** The same, read by whoever holds another stand, since nobody holds the one that was meant. */
    Decision heldBy(Party other) {
      return new Decision(
          owner, offerTo, ask, reason.replace(title(owner), title(other)), offer, row);
    }
  }

  /** What someone is to the result, in French. */
  static String title(Party party) {
    return switch (party) {
      case REQUESTER -> "prescripteur";
      case SUPERVISOR -> "médecin qui encadre";
      case REPLACEMENT -> "remplaçant";
      case DUTY_DOCTOR -> "médecin de garde du site";
      case REFERENT -> "médecin référent du site";
      case OPERATOR_DOCTOR -> "médecin d'astreinte de l'opérateur";
    };
  }

  public static Decision decide(Facts facts) {
    return switch (facts.requester()) {
      case ACTIVE -> active(facts);
      case AWAY -> away(facts, PRESCRIBED, "absent jusqu'après l'échéance", "R2");
      case MISSION_ENDED -> away(facts, PRESCRIBED, "dont la mission est terminée", "R3");
      case SUPERVISOR_AWAY -> away(facts, SUPERVISED, "absent ou parti", "R11");
      case CANNOT_PRACTISE -> cannotPractise(facts);
      case REFUSED_BY_PATIENT -> refused(facts);
      case JUNIOR ->
          owned(
              Party.SUPERVISOR,
              "Prescrit par un docteur junior que vous encadrez : vous en répondez.",
              "R11");
      case SITE_PAPER -> sitePaper(facts);
      case UNKNOWN -> unknown(facts);
    };
  }

  private static Decision owned(Party owner, String reason, String row) {
    return new Decision(owner, null, Ask.NOTHING, reason, null, row);
  }

  private static Decision active(Facts facts) {
    return facts.ours()
        ? owned(Party.REQUESTER, "Vous avez prescrit cet examen.", "R1")
        : new Decision(
            Party.REQUESTER,
            null,
            Ask.IS_IT_OURS,
            "Vous avez prescrit cet examen, sans prescription ni lieu connus de Relais : s'il est"
                + " de votre propre exercice, dites-le, il vous est rendu.",
            null,
            "R10");
  }

  /**
   * How it is said that whoever answers is away.
   *
   * @param owner party of whoever answers
   * @param his what he reads
   * @param him how another reads of him
   * @param named the same, after a name: of whoever ordered, or of whoever answers now
   */
  private record Words(Party owner, String his, String him, String named) {}

  private static final Words PRESCRIBED =
      new Words(
          Party.REQUESTER,
          "Vous avez prescrit cet examen ; ",
          "Prescripteur ",
          ", qui l'a prescrit, ");
  private static final Words SUPERVISED =
      new Words(
          Party.SUPERVISOR,
          "Prescrit par un docteur junior que vous encadrez ; ",
          "Prescrit par un docteur junior, son encadrant ",
          ", docteur junior, l'a prescrit ; son encadrant ");
  private static final Words ANSWERED =
      new Words(
          Party.REQUESTER,
          "Vous répondez de ce résultat ; ",
          "Son responsable ",
          ", qui en répond, ");

  /**
   * The same rows for whoever answers for a result now and is away when it is to be taken charge of
   * again: AWAY or MISSION_ENDED, and REQUESTER stands for him.
   */
  static Decision again(Facts facts) {
    return facts.requester() == Requester.AWAY
        ? away(facts, ANSWERED, "est absent jusqu'après l'échéance", "R2")
        : away(facts, ANSWERED, "est au terme de sa mission", "R3");
  }

  private static Decision away(Facts facts, Words words, String why, String row) {
    boolean replaced = facts.replaced() && facts.requester() != Requester.MISSION_ENDED;
    if (facts.siteKnown() && facts.awayToDuty() && facts.onDuty()) {
      return owned(
          Party.DUTY_DOCTOR,
          words.him() + why + " ; la règle signée par le site vous le confie (médecin de garde).",
          row + "b");
    }
    if (replaced) {
      return offered(words, Party.REPLACEMENT, "proposé à votre remplaçant.", facts, row + "e");
    }
    if (!facts.siteKnown()) {
      return offered(
          words,
          Party.OPERATOR_DOCTOR,
          "proposé au médecin d'astreinte de l'opérateur, faute de site connu.",
          facts,
          row + "c");
    }
    return facts.onDuty()
        ? offered(
            words, Party.DUTY_DOCTOR, "proposé au médecin de garde du site.", facts, row + "a")
        : offered(
            words,
            Party.REFERENT,
            "proposé au médecin référent du site, sans médecin de garde à cette heure.",
            facts,
            row + "d");
  }

  private static Decision offered(Words words, Party to, String how, Facts facts, String row) {
    String why =
        switch (facts.requester()) {
          case MISSION_ENDED -> "a fini sa mission";
          case SUPERVISOR_AWAY -> "est absent ou parti";
          case AWAY, ACTIVE, CANNOT_PRACTISE, REFUSED_BY_PATIENT, JUNIOR, SITE_PAPER, UNKNOWN ->
              "est en absence";
        };
    return new Decision(
        words.owner(),
        to,
        Ask.NOTHING,
        words.his() + how,
        words.named() + why + " ; il vous est proposé comme " + title(to) + ".",
        row);
  }

  private static Decision cannotPractise(Facts facts) {
    String reason = "Le prescripteur ne peut plus exercer ; ce résultat vous est confié";
    if (!facts.siteKnown()) {
      return owned(Party.OPERATOR_DOCTOR, reason + " (astreinte de l'opérateur).", "R4c");
    }
    return facts.onDuty()
        ? owned(Party.DUTY_DOCTOR, reason + " (médecin de garde du site).", "R4a")
        : owned(Party.REFERENT, reason + " (médecin référent du site).", "R4b");
  }

  /** The doctor whom the patient designated is offered it by the caller, who knows him. */
  private static Decision refused(Facts facts) {
    String reason = "Le patient a demandé par écrit qu'un autre médecin le reçoive ; vous êtes le ";
    return facts.siteKnown()
        ? owned(Party.REFERENT, reason + "médecin référent du site.", "R7")
        : owned(Party.OPERATOR_DOCTOR, reason + "médecin d'astreinte de l'opérateur.", "R8");
  }

  private static Decision sitePaper(Facts facts) {
    String reason = "Ordonnance ou licence du site : on ne sait pas qui a prescrit ; vous êtes le ";
    return facts.siteKnown()
        ? asked(Party.REFERENT, reason + "médecin référent du site. À rapprocher.", "R9")
        : asked(
            Party.OPERATOR_DOCTOR,
            reason + "médecin d'astreinte de l'opérateur. À rapprocher.",
            "R9c");
  }

  private static Decision unknown(Facts facts) {
    return facts.siteKnown()
        ? asked(
            Party.REFERENT,
            "Prescripteur non identifié ; vous êtes le médecin référent du site. À rapprocher.",
            "R5")
        : asked(
            Party.OPERATOR_DOCTOR,
            "Ni prescripteur ni site identifiés ; vous êtes le médecin d'astreinte de l'opérateur."
                + " À rapprocher.",
            "R6");
  }

  private static Decision asked(Party owner, String reason, String row) {
    return new Decision(owner, null, Ask.WHO_ORDERED, reason, null, row);
  }
}
