// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.worklist;

import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.FollowUpPriority;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The decisions of the page, with their keys; handing over is an act of its own. */
enum Choice {
  SEEN("v", ClinicalDecision.SEEN_NOTHING_TO_DO, "Conclut ce suivi.", ""),
  DEALT_WITH("v", ClinicalDecision.ALREADY_DEALT_WITH, "Conclut ce suivi ; écrivez comment.", ""),
  INFORM(
      "a",
      ClinicalDecision.INFORM_PATIENT,
      "Le suivi reste ouvert jusqu'à ce que le patient soit joint.",
      "Le médecin souhaite vous parler de votre bilan."),
  CALL_IN(
      "c",
      ClinicalDecision.CALL_IN,
      "Rendez-vous en présence ; le suivi reste ouvert jusqu'à l'issue.",
      "Le médecin souhaite vous revoir."),
  TELECONSULTATION(
      "t",
      ClinicalDecision.TELECONSULTATION,
      "Si aucun examen physique n'est indispensable ; le suivi reste ouvert jusqu'à l'issue.",
      ""),
  EMERGENCY(
      "u",
      ClinicalDecision.SENT_TO_EMERGENCY_CARE,
      "Dites qui a appelé, à quelle heure, et la réponse du régulateur. Relais n'appelle jamais le"
          + " 15 lui-même.",
      "");

  private final String key;
  private final ClinicalDecision decision;
  private final String hint;
  private final String proposed;

  Choice(String key, ClinicalDecision decision, String hint, String proposed) {
    this.key = key;
    this.decision = decision;
    this.hint = hint;
    this.proposed = proposed;
  }

  String key() {
    return key;
  }

  ClinicalDecision decision() {
    return decision;
  }

  String label() {
    return decision.french();
  }

  String hint() {
    return hint;
  }

  /** What the free field holds at first. */
  String proposed() {
    return proposed;
  }

  /** "Seen" is not for a critical result; "already dealt with" takes its place and its key. */
  static List<Choice> offered(FollowUpPriority priority) {
    Choice absent = priority == FollowUpPriority.CRITICAL ? SEEN : DEALT_WITH;
    return Arrays.stream(values()).filter(choice -> choice != absent).toList();
  }

  static Optional<Choice> of(@Nullable String key, FollowUpPriority priority) {
    return offered(priority).stream().filter(choice -> choice.key.equals(key)).findFirst();
  }
}
