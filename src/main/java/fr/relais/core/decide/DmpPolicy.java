// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Feeds;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;

/**
 * What is filed in the patient's DMP, and why not. Pure; the rows are those of {@code
 * test-fixtures/decisions/dmp.md}, the first that fits decides. It concerns the DMP alone: whoever
 * answers for a result has it whatever is decided here.
 */
public final class DmpPolicy {
  /** Name and version of these rules, kept with each decision. */
  public static final String RULE = "dmp-1";

  private DmpPolicy() {}

  /** In what form the result came. */
  public enum Form {
    /** A clinical document (CDA), whatever carried it. */
    DOCUMENT,
    /** Anything else: HPRIM, HL7 v2 results, PDF, FHIR. */
    OTHER
  }

  /** What it is. */
  public enum Matter {
    RESULT,
    /** A letter or a summary written by a volunteer. */
    VOLUNTEER_LETTER,
    /** Letters of others, who file them themselves; orders; acknowledgements. */
    ELSE;

    /**
     * @param byVolunteer whether a doctor on a mission is its author
     */
    public static Matter of(ReportKind kind, boolean byVolunteer) {
      return switch (kind) {
        case BIOLOGY, IMAGING, WITHDRAWAL, OTHER -> RESULT;
        case LETTER, SUMMARY -> byVolunteer ? VOLUNTEER_LETTER : ELSE;
        case ORDER, ACKNOWLEDGEMENT -> ELSE;
      };
    }
  }

  /** Where the result stands. */
  public enum Stage {
    /** Older than the connection of its sender: it asks nothing of anyone. */
    HISTORY,
    PRELIMINARY,
    /** Final, amended or corrected. */
    FINAL,
    WITHDRAWN;

    public static Stage of(ReportKind kind, ReportStatus status, boolean history) {
      if (history) {
        return HISTORY;
      }
      if (kind == ReportKind.WITHDRAWAL || status.withdraws()) {
        return WITHDRAWN;
      }
      return status == ReportStatus.PRELIMINARY ? PRELIMINARY : FINAL;
    }
  }

  /** What the site of the follow-up does, by the rules that its referent doctor signed. */
  public enum Place {
    UNKNOWN,
    DOES_NOT_PUBLISH,
    /** It would, and Relais holds no certificates of this structure. */
    NO_CERTIFICATE,
    PUBLISHES,
    /** And it asks for copies of what came in another form. */
    PUBLISHES_COPIES
  }

  /** How certain it is whose DMP it would be. */
  public enum Whose {
    QUALIFIED,
    NOT_QUALIFIED,
    /** A person must say first which patient, or which order, it is about. */
    IN_DOUBT
  }

  /** What stands in the DMP by us of the same result, refusals not counted. */
  public enum Before {
    NOTHING,
    /** This very document. */
    THIS,
    /** The document of another version. */
    A_DOCUMENT,
    /** A copy of another version, or of another form. */
    A_COPY,
    /** This version came late: a later one is here. */
    LATER
  }

  /**
   * What is decided with.
   *
   * @param producerFiles whether the producer's platform files this document (DESTDMP)
   * @param laboratory whether its sender files what it makes
   * @param opposed whether the patient opposes the filing
   * @param masked whether it is hidden from professionals
   * @param taken whether a named doctor took charge of it
   */
  public record Facts(
      Form form,
      Matter matter,
      Stage stage,
      Before before,
      boolean masked,
      Place place,
      boolean producerFiles,
      Feeds laboratory,
      Whose whose,
      boolean opposed,
      boolean taken) {}

  /** What is done. */
  public enum Verdict {
    FILE("à déposer au DMP"),
    REPLACE("à déposer au DMP, à la place de la version d'avant"),
    DELETE("à supprimer du DMP"),
    /** Nothing now; a later event decides again. */
    WAIT("pas encore déposé au DMP"),
    NOTHING("non publié au DMP");

    private final String french;

    Verdict(String french) {
      this.french = french;
    }

    public String french() {
      return french;
    }
  }

  /** Why; each is one row of the table. */
  public enum Reason {
    HISTORY(Verdict.NOTHING, "antérieur au raccordement de son expéditeur"),
    NOT_A_RESULT(
        Verdict.NOTHING, "seuls les résultats et les lettres CDA des volontaires sont déposés"),
    WITHDRAWN(Verdict.DELETE, "annulé par le laboratoire"),
    WITHDRAWN_NOT_OURS(Verdict.NOTHING, "annulé par le laboratoire, et Relais n'a rien déposé"),
    MASKED_SINCE(Verdict.DELETE, "masqué aux professionnels depuis son dépôt"),
    MASKED(Verdict.NOTHING, "masqué aux professionnels à la demande du patient"),
    NO_SITE(Verdict.NOTHING, "aucun lieu connu de Relais n'en répond"),
    SITE_DOES_NOT_PUBLISH(Verdict.NOTHING, "ce lieu ne publie pas au DMP"),
    NO_CERTIFICATE(Verdict.NOTHING, "ce lieu n'a pas de certificats pour le DMP"),
    PRODUCER_FILES(Verdict.NOTHING, "la plateforme de son producteur le dépose elle-même"),
    LABORATORY_FEEDS(Verdict.NOTHING, "ce laboratoire alimente lui-même le DMP"),
    PATIENT_IN_DOUBT(Verdict.NOTHING, "on n'est pas certain du patient ou de la prescription"),
    INS_NOT_QUALIFIED(Verdict.NOTHING, "l'identité du patient n'est pas qualifiée (INS)"),
    OPPOSED(Verdict.NOTHING, "le patient s'oppose à l'alimentation de son DMP"),
    PRELIMINARY(Verdict.NOTHING, "il est provisoire, la version définitive sera déposée"),
    LATER_THERE(Verdict.NOTHING, "une version plus récente est arrivée avant lui"),
    ALREADY_FILED(Verdict.NOTHING, "ce document est déjà déposé"),
    DOCUMENT_CORRECTED(Verdict.REPLACE, "document corrigé, tel que son producteur l'a fait"),
    DOCUMENT(Verdict.FILE, "document tel que son producteur l'a fait"),
    DOCUMENT_THERE(Verdict.NOTHING, "le document du laboratoire y est ; une copie n'y ajoute rien"),
    LABORATORY_UNKNOWN(Verdict.NOTHING, "on ne sait pas si ce laboratoire alimente le DMP"),
    COPIES_NOT_ASKED(Verdict.NOTHING, "ce lieu ne demande pas de copie des résultats reçus"),
    LETTER_WITHOUT_DOCUMENT(Verdict.NOTHING, "cette lettre n'est pas un document CDA"),
    NOBODY_TOOK_CHARGE(Verdict.WAIT, "la copie attend qu'un médecin ait pris en charge"),
    COPY_CORRECTED(Verdict.REPLACE, "copie d'un résultat reçu, corrigée, au nom de ce médecin"),
    COPY(Verdict.FILE, "copie d'un résultat reçu, au nom du médecin qui a pris en charge");

    private final Verdict verdict;
    private final String french;

    Reason(Verdict verdict, String french) {
      this.verdict = verdict;
      this.french = french;
    }

    public Verdict verdict() {
      return verdict;
    }

    public String french() {
      return french;
    }

    /** Whether it takes back, for the whole result, what was to be filed and did not leave yet. */
    public boolean stopsWhatWaits() {
      return this == OPPOSED || this == PATIENT_IN_DOUBT || this == INS_NOT_QUALIFIED;
    }

    /**
     * Whether an earlier version that stands in the DMP stays there, and somebody must see to it.
     */
    public boolean leavesEarlierThere() {
      return stopsWhatWaits()
          || this == SITE_DOES_NOT_PUBLISH
          || this == NO_CERTIFICATE
          || this == PRODUCER_FILES
          || this == LABORATORY_FEEDS;
    }

    /** {@code Non publié au DMP : ...}, for the chronicle: what is to be done, not what was. */
    public String sentence() {
      String what = verdict.french();
      return Character.toUpperCase(what.charAt(0)) + what.substring(1) + " : " + french + ".";
    }
  }

  /** The row that decides. */
  public static Reason decide(Facts facts) {
    if (facts.stage() == Stage.HISTORY) {
      return Reason.HISTORY;
    }
    if (facts.matter() == Matter.ELSE) {
      return Reason.NOT_A_RESULT;
    }
    boolean ours = facts.before() != Before.NOTHING && facts.before() != Before.LATER;
    if (facts.stage() == Stage.WITHDRAWN) {
      return ours ? Reason.WITHDRAWN : Reason.WITHDRAWN_NOT_OURS;
    }
    if (facts.masked()) {
      return ours ? Reason.MASKED_SINCE : Reason.MASKED;
    }
    return switch (facts.place()) {
      case UNKNOWN -> Reason.NO_SITE;
      case DOES_NOT_PUBLISH -> Reason.SITE_DOES_NOT_PUBLISH;
      case NO_CERTIFICATE -> Reason.NO_CERTIFICATE;
      case PUBLISHES, PUBLISHES_COPIES -> published(facts);
    };
  }

  /** At a site that publishes. */
  private static Reason published(Facts facts) {
    if (facts.producerFiles()) {
      return Reason.PRODUCER_FILES;
    }
    if (facts.laboratory() == Feeds.YES && facts.matter() == Matter.RESULT) {
      return Reason.LABORATORY_FEEDS;
    }
    if (facts.whose() != Whose.QUALIFIED) {
      return facts.whose() == Whose.IN_DOUBT ? Reason.PATIENT_IN_DOUBT : Reason.INS_NOT_QUALIFIED;
    }
    if (facts.opposed()) {
      return Reason.OPPOSED;
    }
    if (facts.stage() == Stage.PRELIMINARY) {
      return Reason.PRELIMINARY;
    }
    return facts.form() == Form.DOCUMENT ? document(facts.before()) : copy(facts);
  }

  private static Reason document(Before before) {
    return switch (before) {
      case LATER -> Reason.LATER_THERE;
      case THIS -> Reason.ALREADY_FILED;
      case A_DOCUMENT, A_COPY -> Reason.DOCUMENT_CORRECTED;
      case NOTHING -> Reason.DOCUMENT;
    };
  }

  private static Reason copy(Facts facts) {
    if (facts.matter() == Matter.VOLUNTEER_LETTER) {
      return Reason.LETTER_WITHOUT_DOCUMENT;
    }
    if (facts.laboratory() == Feeds.UNKNOWN) {
      return Reason.LABORATORY_UNKNOWN;
    }
    if (facts.place() != Place.PUBLISHES_COPIES) {
      return Reason.COPIES_NOT_ASKED;
    }
    return switch (facts.before()) {
      case LATER -> Reason.LATER_THERE;
      case THIS -> Reason.ALREADY_FILED;
      case A_DOCUMENT -> Reason.DOCUMENT_THERE;
      case A_COPY -> facts.taken() ? Reason.COPY_CORRECTED : Reason.NOBODY_TOOK_CHARGE;
      case NOTHING -> facts.taken() ? Reason.COPY : Reason.NOBODY_TOOK_CHARGE;
    };
  }
}
