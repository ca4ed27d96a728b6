// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import java.util.Optional;

/**
 * Whether a doctor may read the patient's DMP through Relais. Inside the care team the consent to
 * read is presumed (CSP L1110-4, R1111-46): it is the clinic at the site, or the result that he
 * ordered or answers for; and the doctor says that the patient knows and does not oppose. The table
 * that a clinician reads is {@code test-fixtures/decisions/dmp-reading.md}. The DMP itself has the
 * last word.
 */
public final class DmpReading {
  private DmpReading() {}

  /** Why not; the first that holds is said. */
  public enum Obstacle {
    OUTSIDE(
        "Vous n'êtes pas dans l'équipe de soins de ce patient : Relais n'interroge pas le DMP."),
    REFUSED(
        "Ce patient a demandé par écrit qu'un résultat ne vous soit pas remis : Relais n'interroge"
            + " pas son DMP pour vous."),
    OPPOSED(
        "Ce patient a refusé que son DMP soit consulté ici : Relais ne l'interroge pas. S'il a"
            + " changé d'avis, faites-le enregistrer par l'accueil du site, qui le dira à Relais."),
    DOUBT(
        "Une question attend sur l'identité de ce résultat : le DMP ne peut pas être interrogé"
            + " avant qu'un médecin y ait répondu."),
    INS(
        "Identité non qualifiée : le DMP ne peut pas être interrogé. Le suivi dans Relais continue"
            + " normalement. Pour l'ouvrir, faites qualifier l'INS par l'accueil du site."),
    READER(
        "Votre numéro RPPS n'est pas dans le calendrier du site : le DMP ne peut pas être interrogé"
            + " à votre nom. Demandez au site de l'ajouter."),
    SITE(
        "Ce lieu n'a pas de numéro FINESS dans Relais : le DMP ne peut pas être interrogé en son"
            + " nom. Demandez à l'opérateur de l'ajouter.");

    private final String french;

    Obstacle(String french) {
      this.french = french;
    }

    public String french() {
      return french;
    }
  }

  /**
   * What it is decided with.
   *
   * @param relation what he is to one result of this patient; {@code PRESENT} when he holds a
   *     clinic at the site today
   * @param refused whether the patient refused him for any result
   * @param opposed whether the last that was said of the patient is that he refuses that his DMP is
   *     read; that he opposes its filing is another choice, and stops the filing alone
   * @param doubt whether it is not certain whose the result is that led here
   * @param qualified whether the identity has a qualified INS
   * @param numbered whether the doctor's national number is known
   * @param structured whether the site's national number is known
   */
  public record Facts(
      Rights.Relation relation,
      boolean refused,
      boolean opposed,
      boolean doubt,
      boolean qualified,
      boolean numbered,
      boolean structured) {}

  /** What stands in the way; empty when he may ask. */
  public static Optional<Obstacle> obstacle(Facts facts) {
    if (!Rights.gathers(facts.relation())) {
      return Optional.of(Obstacle.OUTSIDE);
    }
    if (facts.refused()) {
      return Optional.of(Obstacle.REFUSED);
    }
    if (facts.opposed()) {
      return Optional.of(Obstacle.OPPOSED);
    }
    if (facts.doubt()) {
      return Optional.of(Obstacle.DOUBT);
    }
    if (!facts.qualified()) {
      return Optional.of(Obstacle.INS);
    }
    if (!facts.numbered()) {
      return Optional.of(Obstacle.READER);
    }
    return facts.structured() ? Optional.empty() : Optional.of(Obstacle.SITE);
  }
}
