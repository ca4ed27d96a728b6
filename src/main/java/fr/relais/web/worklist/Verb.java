// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.decide.Act;
import fr.relais.core.decide.Acts;
import fr.relais.core.decide.Rights;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Handover;
import java.util.Optional;

/**
 * The acts as the pages and the links in mails name them: {@code /suivi/7F3K/prendre}. It says what
 * may be proposed; whether it is done is decided by {@link Acts}.
 */
public enum Verb {
  TAKE("prendre", "Je prends en charge", "p"),
  ACCEPT("accepter", "J'accepte ce résultat", "p"),
  SEEN("vu", "Vu", "v"),
  DECIDE("decider", "Décider", ""),
  OFFER("transmettre", "Transmettre", "d"),
  REFUSE("refuser", "Je ne peux pas m'en occuper", ""),
  REACH("joindre-patient", "Joindre le patient", ""),
  LAB_CALL("appel-laboratoire", "Noter l'appel du laboratoire", ""),
  REOPEN("rouvrir", "Rouvrir", ""),
  SEE_WITHDRAWAL("annulation-vue", "J'ai vu l'annulation", "");

  private final String word;
  private final String label;
  private final String key;

  Verb(String word, String label, String key) {
    this.word = word;
    this.label = label;
    this.key = key;
  }

  public String label() {
    return label;
  }

  /** The key of the keyboard; empty when it has none. */
  public String key() {
    return key;
  }

  /** Its name in addresses. */
  public String word() {
    return word;
  }

  static Optional<Verb> of(String word) {
    for (Verb verb : values()) {
      if (verb.word.equals(word)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }

  String path(String reference) {
    return "/suivi/" + reference + "/" + word;
  }

  /** The page of a follow-up. A concluded one may share its short reference with a later one. */
  static String path(FollowUp row) {
    return "/suivi/" + (row.state().live() ? row.reference() : row.id());
  }

  /** Whether a page proposes it to this person. */
  boolean offered(FollowUp row, String reader, Rights.View view) {
    boolean answers = this == TAKE || this == ACCEPT || this == REFUSE;
    if (!view.clinical() && !(view == Rights.View.TRAITS && answers)) {
      return false;
    }
    boolean mine = row.owner().equals(reader);
    boolean asked = row.openOffer().map(Handover::to).filter(reader::equals).isPresent();
    FollowUpState state = row.state();
    boolean waits = state == FollowUpState.OPEN || state == FollowUpState.OPENED;
    return switch (this) {
      case TAKE -> !asked && (waits || state == FollowUpState.TAKEN && !mine && row.rung() > 0);
      case ACCEPT -> asked && allowed(Act.Kind.ACCEPT, state);
      case SEEN ->
          row.priority() == FollowUpPriority.NORMAL
              ? mine && (waits || state == FollowUpState.TAKEN)
              : waits;
      case DECIDE -> mine && (waits || state == FollowUpState.TAKEN);
      case OFFER -> mine && allowed(Act.Kind.OFFER, state);
      case REFUSE -> asked || mine && (waits || state == FollowUpState.TAKEN);
      case REACH -> mine && allowed(Act.Kind.ATTEMPT_FAILED, state);
      case LAB_CALL -> allowed(Act.Kind.NOTE_CALL, state);
      case REOPEN -> allowed(Act.Kind.REOPEN, state) && row.mergedInto() == null;
      case SEE_WITHDRAWAL -> allowed(Act.Kind.SEE_WITHDRAWAL, state) && (mine || row.rung() > 0);
    };
  }

  private static boolean allowed(Act.Kind kind, FollowUpState state) {
    return Acts.allowedStates(kind).contains(state);
  }
}
