// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may see what of a result: what he is, what he is to this result, and what is known of it.
 * Each reading records its basis. The tables that a clinician reads are {@code
 * test-fixtures/decisions/rights.md}.
 */
public final class Rights {

  private Rights() {}

  /** What someone is to one result; the first that fits. */
  public enum Relation {
    OWNER("responsable"),
    /** The patient refused in writing that he receives it. */
    REFUSED("prescripteur écarté à la demande du patient"),
    REQUESTER("prescripteur"),
    /** He answers for the junior who ordered or owns it. */
    SUPERVISOR("médecin qui répond du docteur junior"),
    OFFERED("proposition en attente"),
    HANDED("destinataire"),
    /** He stands in today for whoever owns or ordered it. */
    REPLACEMENT("remplaçant du responsable ou du prescripteur"),
    /** On duty, referent, operator's doctor, or told of it by a notice. */
    COVERING("garde, référent ou astreinte"),
    /** He holds a clinic at the site today. */
    PRESENT("médecin présent sur le site ce jour"),
    /** He works at the site and is no doctor. */
    OF_SITE("personnel du site"),
    NONE("hors du cercle de soins");

    private final String french;

    Relation(String french) {
      this.french = french;
    }

    public String french() {
      return french;
    }
  }

  /** The parts of a result that are shown or not. */
  public enum Field {
    EXISTENCE,
    IDENTITY,
    URGENCY,
    INSTRUCTION,
    PHONES,
    EXAM_NAME,
    VALUES,
    DOCUMENTS,
    HISTORY,
    COUNTS
  }

  /** How much is shown. */
  public enum View {
    /** Everything. */
    WHOLE,
    /** The same, to someone who gives a reason: an alert goes out, it is audited. */
    EMERGENCY,
    /** Whose it is and how pressing, not what it says. */
    TRAITS,
    /** What a secretary needs to reach the patient, and what the site's doctors add. */
    OFFICE,
    /** An appointment and a neutral sentence; nothing says that there is a result. */
    APPOINTMENT,
    /** Counts and headers without identity. */
    HEADERS,
    /** That it was given to another doctor at the patient's wish, and nothing else. */
    HANDED_ELSEWHERE,
    /** Nothing; the answer does not even say that it exists. */
    NOTHING;

    /** Whether the clinical content can be read. */
    public boolean clinical() {
      return this == WHOLE || this == EMERGENCY;
    }
  }

  /**
   * What is known of the result.
   *
   * @param live whether something is still to be done
   * @param pressing critical or urgent
   * @param climbed whether a rung was reached
   * @param doubt whether it is not certain whose result it is
   * @param masked whether it is hidden from other professionals at the patient's wish
   */
  public record Facts(
      boolean live, boolean pressing, boolean climbed, boolean doubt, boolean masked) {

    /** Only those who ordered or answer for it see what it says. */
    boolean withheld() {
      return doubt || masked;
    }

    boolean urges() {
      return live && (pressing || climbed);
    }
  }

  /**
   * What the reader is to the result, and what he may see of it.
   *
   * @param basis in French, as the page says it
   */
  public record Reading(View view, Relation relation, String basis, Set<Field> fields) {
    public static final Reading NOTHING =
        new Reading(View.NOTHING, Relation.NONE, "sans accès", Set.of());

    public Reading {
      fields = Set.copyOf(fields);
    }

    public boolean sees(Field field) {
      return fields.contains(field);
    }
  }

  /**
   * @param disclosure what the site's doctors let its secretaries see
   */
  public static Reading of(
      Role role, Relation relation, Facts facts, Policy.Disclosure disclosure) {
    View view = view(role, relation, facts);
    String basis =
        view == View.EMERGENCY ? "accès d'urgence : " + relation.french() : relation.french();
    return new Reading(view, relation, basis, fields(view, facts.withheld(), disclosure));
  }

  private static View view(Role role, Relation relation, Facts facts) {
    return switch (role) {
      case DOCTOR, JUNIOR, REPLACEMENT -> doctor(relation, facts);
      case SECRETARY -> relation == Relation.OF_SITE && facts.live() ? View.OFFICE : View.NOTHING;
      case HOST_AGENT -> relation == Relation.OF_SITE ? View.APPOINTMENT : View.NOTHING;
      case OPERATOR -> View.HEADERS;
      case SITE -> relation == Relation.HANDED && !facts.withheld() ? View.WHOLE : View.NOTHING;
    };
  }

  private static View doctor(Relation relation, Facts facts) {
    return switch (relation) {
      case OWNER, REQUESTER, SUPERVISOR -> View.WHOLE;
      case REFUSED -> View.HANDED_ELSEWHERE;
      case OFFERED, HANDED, REPLACEMENT ->
          !facts.withheld()
              ? View.WHOLE
              : facts.live() && facts.pressing() ? View.EMERGENCY : View.TRAITS;
      case COVERING ->
          !facts.urges()
              ? View.NOTHING
              : facts.pressing() || !facts.withheld() ? View.EMERGENCY : View.TRAITS;
      case PRESENT -> facts.masked() ? View.NOTHING : facts.doubt() ? View.TRAITS : View.WHOLE;
      case OF_SITE, NONE -> View.NOTHING;
    };
  }

  /**
   * Whether someone who reads one result may read an earlier one of certainly the same patient at
   * the same site.
   *
   * @param current what he is to the one that he reads
   * @param other what he is to the earlier one
   */
  public static boolean history(Relation current, Relation other, Facts earlier) {
    return gathers(current) && other != Relation.REFUSED && !earlier.withheld();
  }

  /**
   * Whether someone may see together what is known of a patient at the site.
   *
   * @param current what he is to one result of this patient; {@code PRESENT} when he holds a clinic
   *     at the site today
   */
  public static boolean gathers(Relation current) {
    return switch (current) {
      case OWNER, REQUESTER, SUPERVISOR, REPLACEMENT, PRESENT -> true;
      case REFUSED, OFFERED, HANDED, COVERING, OF_SITE, NONE -> false;
    };
  }

  /** The fields of a view. */
  static Set<Field> fields(View view, boolean withheld, Policy.Disclosure disclosure) {
    return switch (view) {
      case WHOLE, EMERGENCY -> EnumSet.complementOf(EnumSet.of(Field.COUNTS));
      case TRAITS -> EnumSet.of(Field.EXISTENCE, Field.IDENTITY, Field.URGENCY);
      case OFFICE -> office(withheld, disclosure);
      case HEADERS -> EnumSet.of(Field.EXISTENCE, Field.URGENCY, Field.COUNTS);
      case HANDED_ELSEWHERE -> EnumSet.of(Field.EXISTENCE);
      case APPOINTMENT, NOTHING -> EnumSet.noneOf(Field.class);
    };
  }

  /** Values name the exam: they are shown only where its name is. */
  private static Set<Field> office(boolean withheld, Policy.Disclosure disclosure) {
    Set<Field> fields =
        EnumSet.of(Field.EXISTENCE, Field.IDENTITY, Field.URGENCY, Field.INSTRUCTION, Field.PHONES);
    if (disclosure.examName() && !withheld) {
      fields.add(Field.EXAM_NAME);
      if (disclosure.values()) {
        fields.add(Field.VALUES);
      }
    }
    return fields;
  }
}
