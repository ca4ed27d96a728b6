// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.ClinicalOutcome;
import fr.relais.core.model.RefusalReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person does to a follow-up.
 *
 * @param actor id of the practitioner
 * @param to to whom it is offered, for OFFER
 * @param note what he writes, in French; some acts ask for it
 * @param refusal why he refuses what is offered to him; null when he does not say
 */
public record Act(
    Kind kind,
    String actor,
    Instant at,
    @Nullable String to,
    @Nullable ClinicalDecision decision,
    @Nullable ClinicalOutcome outcome,
    @Nullable String note,
    @Nullable RefusalReason refusal) {

  /** The acts, with the words of the screens. */
  public enum Kind {
    OPEN("ouvrir"),
    TAKE("prendre en charge"),
    GIVE_UP("rendre"),
    DECIDE("décider"),
    ATTEMPT_FAILED("noter un appel sans réponse"),
    NOTE_OUTCOME("noter l'issue"),
    SEE_WITHDRAWAL("voir l'annulation"),
    REOPEN("rouvrir"),
    OFFER("transmettre"),
    ACCEPT("accepter"),
    REFUSE("refuser"),
    CANNOT("dire que vous ne pouvez pas"),
    NOTE_CALL("noter l'appel du laboratoire");

    private final String french;

    Kind(String french) {
      this.french = french;
    }

    public String french() {
      return french;
    }
  }

  public static Act of(Kind kind, String actor, Instant at) {
    return new Act(kind, actor, at, null, null, null, null, null);
  }

  public static Act decide(
      String actor, Instant at, ClinicalDecision decision, @Nullable String note) {
    return new Act(Kind.DECIDE, actor, at, null, decision, null, note, null);
  }

  public static Act outcome(
      String actor, Instant at, ClinicalOutcome outcome, @Nullable String note) {
    return new Act(Kind.NOTE_OUTCOME, actor, at, null, null, outcome, note, null);
  }

  public static Act offer(String actor, Instant at, String to, @Nullable String note) {
    return new Act(Kind.OFFER, actor, at, to, null, null, note, null);
  }

  public Act withNote(String text) {
    return new Act(kind, actor, at, to, decision, outcome, text, refusal);
  }

  /** The same, with why it is refused. */
  public Act because(RefusalReason why) {
    return new Act(kind, actor, at, to, decision, outcome, note, why);
  }
}
