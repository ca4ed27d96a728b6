// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a follow-up. It carries the times that were computed when it happened,
 * so that a later change of rules changes nothing that was decided.
 *
 * @param seq 1 for the first, then without a gap
 * @param actor id of the practitioner who acted, or {@code relais} when a rule or a clock did
 * @param person whom it concerns: the new owner, the one who is offered; for MERGED the follow-up
 *     that takes its place; null otherwise
 * @param reason in French, for people
 * @param rule which rule and which version of it decided; null for a person's act
 * @param offerExpires for OFFERED
 * @param clockStart when the running clock started, after the event
 * @param deadline after the event
 * @param nextDue after the event; null only when it ends the follow-up
 * @param rung after the event
 * @param node which running copy of Relais wrote it
 */
public record FollowUpEvent(
    int seq,
    Kind kind,
    Instant at,
    String actor,
    @Nullable String person,
    FollowUpPriority priority,
    @Nullable ClinicalDecision decision,
    @Nullable ClinicalOutcome outcome,
    String reason,
    @Nullable String rule,
    @Nullable Instant offerExpires,
    Instant clockStart,
    @Nullable Instant deadline,
    @Nullable Instant nextDue,
    int rung,
    String node) {

  /** What happened; each leads to one state (see {@code decisions/follow-up-states.md}). */
  public enum Kind {
    RECEIVED("reçu et attribué"),
    VERSION_ADDED("nouvelle version, sans changement à revoir"),
    VERSION_REOPENS("nouvelle version, à revoir"),
    WITHDRAWN("annulé par le laboratoire"),
    ATTRIBUTED("attribué de nouveau"),
    OPENED("ouvert"),
    TAKEN("pris en charge"),
    GIVEN_UP("rendu"),
    DECIDED("décidé"),
    CLOSED("décidé et terminé"),
    ATTEMPT_FAILED("patient non joint"),
    ATTEMPTS_EXHAUSTED("patient non joint, retour au médecin"),
    CONCLUDED("issue notée, terminé"),
    WITHDRAWAL_SEEN("annulation vue, terminé"),
    REOPENED("rouvert"),
    RUNG_REACHED("échéance atteinte"),
    OFFERED("proposé"),
    OFFER_ACCEPTED("proposition acceptée"),
    OFFER_REFUSED("proposition refusée"),
    OFFER_EXPIRED("proposition sans réponse"),
    /** Whoever it was offered to can no longer answer. */
    OFFER_WITHDRAWN("proposition retirée"),
    CALL_NOTED("appel du laboratoire noté"),
    READ_IN_EMERGENCY("lu en accès d'urgence"),
    /** The owner can no longer practise: another is responsible from now on. */
    MOVED("confié à un autre médecin"),
    /** A result of the requester's own practice, which Relais has nothing to do with. */
    RETURNED("rendu : étranger à Relais"),
    /** Older than the connection of its sender: kept for whoever comes next. */
    HISTORY("gardé pour l'historique"),
    /** A letter that asks for no answer. */
    COPIED("remis en copie, sans réponse attendue"),
    APPOINTMENT_BOOKED("rendez-vous pris"),
    APPOINTMENT_CHANGED("rendez-vous déplacé"),
    APPOINTMENT_CANCELLED("rendez-vous annulé"),
    APPOINTMENT_MISSED("rendez-vous manqué"),
    MERGED("joint à un autre suivi");

    private final String french;

    Kind(String french) {
      this.french = french;
    }

    public String french() {
      return french;
    }

    /** Whether the event says who is responsible from now on. */
    public boolean namesOwner() {
      return this == RECEIVED
          || this == ATTRIBUTED
          || this == TAKEN
          || this == OFFER_ACCEPTED
          || this == MOVED;
    }
  }
}
