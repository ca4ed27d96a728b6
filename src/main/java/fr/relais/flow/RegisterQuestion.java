// SPDX-License-Identifier: Apache-2.0
package fr.relais.flow;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Something that the national register and our roster do not agree on, for the operator: Relais
 * changes nothing by itself.
 *
 * @param practitioner his id in our roster
 * @param until the day on which it is settled without an answer; null: it waits for one
 */
public record RegisterQuestion(String practitioner, Kind kind, @Nullable LocalDate until) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  public RegisterQuestion(String practitioner, Kind kind) {
    this(practitioner, kind, null);
  }

  /** What is asked, and what to do. */
  public enum Kind {
    UNKNOWN(
        "l'annuaire ne connaît pas son RPPS. Vérifiez rpps dans people.csv : rien n'est changé."),
    NO_SITUATION(
        "l'annuaire ne lui connaît aucune situation d'exercice, et ne lui en a jamais connu ici."
            + " Voyez avec lui."),
    SITUATION_ENDED(
        "l'annuaire ne lui connaît plus aucune situation d'exercice : entre deux postes, ou"
            + " cessation d'activité ? Voyez avec lui et le référent du site. Il garde son accès"
            + " d'ici là ; sans nouvelle situation, il le perd"),
    OTHER_PROFESSION(
        "l'annuaire ne le dit pas médecin, et ne l'a jamais dit ici. Vérifiez rpps et role dans"
            + " people.csv."),
    OTHER_NAME(
        "l'annuaire lui donne un autre nom ou prénom. Vérifiez que rpps est bien le sien, puis"
            + " people.csv."),
    SEVERAL_MAILBOXES(
        "l'annuaire lui donne plusieurs messageries sans dire laquelle prendre. Écrivez la bonne"
            + " dans people.csv, avec lui."),
    OTHER_MAILBOX(
        "l'annuaire lui donne une autre messagerie que celle qui a été déclarée ici. La vôtre est"
            + " gardée : demandez-lui laquelle il lit."),
    OVERLOOKED(
        "une réponse entière de l'annuaire ne le contenait pas ; redemandé aussitôt par son seul"
            + " numéro, il y est. Il garde son accès. Si cela se répète, signalez-le à l'ANS : ses"
            + " réponses perdent des personnes."),
    RETURNED(
        "l'annuaire l'avait retiré, et le dit de nouveau en exercice. Son accès ne revient que si"
            + " vous ôtez revoked_on par un import de people.csv."),
    REFERENT_GONE(
        "il est référent d'un site et ne peut plus exercer. Nommez un autre médecin référent dans"
            + " sites.csv, tout de suite."),
    STAGED("un changement le concerne et attend une décision : relais import --staged.");

    private final String french;

    Kind(String french) {
      this.french = french;
    }

    /** What follows his name. */
    public String french() {
      return french;
    }
  }

  /** What follows his name, with the day when there is one. */
  public String french() {
    return until == null ? kind.french() : kind.french() + " le " + DAY.format(until) + ".";
  }
}
