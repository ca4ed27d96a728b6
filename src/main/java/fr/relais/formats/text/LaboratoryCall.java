// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sentence by which a laboratory says that it called, or tried to: the same words whatever the
 * format that carries them. What it only offers, or does as a rule, is no call.
 */
public final class LaboratoryCall {
  private static final Pattern SENTENCES = Pattern.compile("(?<=[\\p{L}\\d]{3}[.!?])\\s+");

  /** Cheap to look for: without one of these no sentence tells of a call. */
  private static final Pattern WORTH_READING =
      Pattern.compile(
          "(?iu)appel|t[ée]l|joi|contact|pr[ée]venu|averti|avis[ée]|r[ée]ponse|message");

  private static final Pattern CALLED =
      Pattern.compile(
          "\\b(appelee?s?|(?<!d |faire |fait )appel (telephonique|passe|au|aux|du|de"
              + " la)|telephonees?|telephones|telephone"
              + " (a|au|aux|le|ce)|contactee?s?|prevenue?s?|avertie?s?|avisee?s?|sans"
              + " reponse|injoignables?|laisse (un )?message|message laisse|(ete|etre|non|bien)"
              + " jointe?s?|jointe?s? (a|ce jour|le|par tel|par telephone)|pu"
              + " joindre|(tente|essaye|impossible|reussi) (de|a) joindre)\\b");
  private static final Pattern BY_PHONE =
      Pattern.compile(
          "\\b(communique|transmis|donne|annonce|signale)\\w* .*\\bpar (tel|telephone)\\b"
              + "|\\bpar (tel|telephone) .*\\b(communique|transmis|donne|annonce|signale)");
  private static final Pattern NOTED_CALL =
      Pattern.compile(
          "\\btel (au |a )?(dr|docteur|medecin|prescripteur|cabinet)\\b.*\\b\\d{1,2} ?h"
              + " ?\\d{2}\\b");
  private static final Pattern WHOM =
      Pattern.compile(
          "\\b((prescripteur|prescriptrice|medecin|dr|docteur|service|cabinet|secretariat"
              + "|infirmiere?|patiente?|samu|remplacante?|critique)s?|\\d{1,2} ?h ?\\d{2})\\b");
  private static final Pattern NOT_DONE =
      Pattern.compile(
          "\\b(peut|peuvent|pouvez|pourra|veuillez|merci de|priere de|en cas de|si"
              + " besoin|sera|seront|systematiquement|disposition)\\b");

  private static final String EXCEPT =
      "(?! (?:sauf|hormis|excepte|mais|qu|que|en dehors|a l exception))";

  private static final String TOLD_BY_PHONE =
      "(?:communique|transmis|donne|annonce|signale)e?s? par (?:tel|telephone)\\b" + EXCEPT;

  private static final String NOT_TOLD =
      " n (?:a|ont) pas ete (?:contacte|prevenu|averti|avise|appele)e?s?"
          + "(?: par (?:telephone|le laboratoire|nos soins))?";

  /**
   * What is said for certain not to be told by telephone, or not to the patient. That someone could
   * not be reached is a call that was tried, and that a doctor was not told may be one; what comes
   * after "except" or "but" may be one.
   */
  private static final Pattern DENIED =
      Pattern.compile(
          "(?: aucune? (?:resultat|compte rendu|analyse|examen|information) (?:n est|ne sera)"
              + "| (?:n est|ne sont|ne sera|ne seront) (?:pas|jamais|plus)) "
              + TOLD_BY_PHONE
              + "| (?:ne|n) (?:communiqu|donn|annonc|signal)\\w+ (?:pas|jamais|plus|aucune?)"
              + " (?:de |les |d )?(?:resultats?|comptes? rendus?) par (?:tel|telephone)\\b"
              + EXCEPT
              + "|(?<! (?:de|et|ni|ou)) (?:le|la|les|ce|cette) patiente?s?"
              + NOT_TOLD
              + "(?= $)|"
              + NOT_TOLD
              + " (?:car|puisque) (?:le|les|ce|ces) resultats? (?:est|sont) norma(?:l|ux)(?= $)");

  /** The last line of our own mails: a link to note a call, and who else was told. */
  private static final Pattern OURS =
      Pattern.compile(
          " noter l appel du laboratoire https? (?:\\w+ ){1,40}?(?:appel laboratoire)"
              + "(?: aussi prevenus(?= ))?");

  private LaboratoryCall() {}

  /**
   * @param lines texts of the message, in order
   * @return the first such sentence, as it is written; null when there is none
   */
  public static @Nullable String in(List<String> lines) {
    return lines.stream()
        .filter(line -> WORTH_READING.matcher(line).find())
        .flatMap(SENTENCES::splitAsStream)
        .map(String::strip)
        .filter(LaboratoryCall::tells)
        .findFirst()
        .orElse(null);
  }

  private static boolean tells(String sentence) {
    String whole = Folded.line(sentence);
    String words = DENIED.matcher(OURS.matcher(whole).replaceAll(" ")).replaceAll(" ");
    return !NOT_DONE.matcher(words).find()
        && (BY_PHONE.matcher(words).find()
            || NOTED_CALL.matcher(words).find()
            || CALLED.matcher(words).find() && WHOM.matcher(words).find());
  }
}
