// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import fr.relais.core.model.FollowUpPriority;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words by which a text says that someone must act soon. They only raise: a wrong call costs a
 * call, a missed one may cost a life, so a doubt raises. What is denied ("pas d'urgence"), what
 * only names a place ("Service des urgences") and what the requester asked ("Indication : suspicion
 * de…") raises nothing. The sentences that this must tell apart are in {@code
 * test-fixtures/decisions/text-marks.md}.
 */
final class TextMarks {
  private static final Pattern CRITICAL =
      words(
          "(?:RESULTATS?|VALEURS?|SEUILS?|TAUX|ZONE|CHIFFRES?)(?: TRES)? (?:CRITIQUES?|PANIQUES?)"
              + "|ALERTE CRITIQUE|(?:URGENCE|PRONOSTIC|RISQUE|DANGER|DETRESSE) VITALE?"
              + "|URGENCE ABSOLUE");
  private static final Pattern URGENT =
      words(
          "URGENTE?S?|URGEMMENT|(?:EN|D'|L')(?: EXTREME)? ?URGENCE|URGENCE ?(?=!)"
              + "|URGENCE ?[:=] ?OUI|URGENCE (?:\\w{1,20}ALE|\\w{1,20}IQUE)|^\\W*URGENCE(?=\\W*$)"
              + "|(?:ADRESS|ENVOY|DIRIG|ORIENT|TRANSFER|CONSULT|REND)\\w{0,4}\\b.{0,40}AUX URGENCES"
              + "|RAPIDEMENT|RAPIDE PRISE EN CHARGE|PRISE EN CHARGE RAPIDE"
              + "|SANS (?:DELAI|ATTENDRE|TARDER)|DANS LES? (?:PLUS BREFS? DELAIS?|MEILLEURS DELAIS)"
              + "|DES QUE POSSIBLE|AU PLUS (?:VITE|TOT)|IMMEDIATE?S?|IMMEDIATEMENT|LE JOUR MEME"
              + "|DANS LES (?:24|48|72) ?H(?:EURES)?|ALARMANTE?S?|PREOCCUPANTE?S?");

  /** The author's own word of alarm; what he found is not for us to weigh (intended purpose). */
  private static final Pattern SUSPICION = words("SUSPECTE?S?|SUSPICION");

  /** A denial some words before, in the same clause. */
  private static final Pattern DENIED_BEFORE =
      Pattern.compile(
          "(?:\\b(?:PAS|AUCUNE?|SANS|NI|ABSENCE|ABSENCES|JAMAIS)\\b(?:(?!\\b(?:MAIS|CEPENDANT|TOUTEFOIS|SAUF|HORMIS|EXCEPTE|AVEC)\\b)[^.;:,!?\\n"
              + "]){0,40}|\\bNON[ -])$");

  /** A denial just before; nothing else may hide a critical mark. */
  private static final Pattern DENIED_JUST_BEFORE =
      Pattern.compile("\\b(?:PAS|AUCUNE?|SANS|ABSENCE|TOUTE?|EN CAS)(?: DE| D')? ?$|\\bNON[ -]$");

  /** The text says that it cannot exclude: a denial of a denial. */
  private static final Pattern NOT_EXCLUDED =
      Pattern.compile(
          "\\b(?:PAS|SANS)\\b.{0,30}\\b(?:EXCLU|ELIMIN|ECART)|(?:EXCLU|ELIMIN)\\w* PAS");

  private static final Pattern DENIED_AFTER =
      Pattern.compile("^(?: \\w{1,20}){0,3} ?[:=?(] ?(?:NON|NEGATI|ABSEN|AUCUN|NEANT)|^ ?NEGATI");
  private static final Pattern PLACE_WORD = Pattern.compile("URGEN|IMMEDIAT");
  private static final Pattern PLACE_BEFORE =
      Pattern.compile(
          "\\b(?:SERVICES?|ACCUEIL|UNITE|POLE|CENTRE|SECTEUR|LABORATOIRE|GARDE|NUMERO|LIGNE|TEL"
              + "|CAS|SOINS|MEDECINS?|MEDECINE|CONSULTATION|TELEPHONE|DESTINATAIRE|COPIE A)\\b"
              + "[ .:]{0,3}(?:(?:DES?|D'|LES?|L'|AUX?|ET|NON PROGRAMMES|ADULTES?)[ ]?){0,4}$");
  private static final Pattern ASKED =
      Pattern.compile(
          "(?:\\b(?:INDICATIONS?|MOTIF|RENSEIGNEMENTS? CLINIQUES?|CONTEXTE|QUESTION)\\b ?:[^.;]*"
              + "|\\bRECHERCHE (?:DE |D'|DU )(?:UNE? )?)$");
  private static final int BEFORE_MAX = 120;
  private static final int LINE_MAX = 20_000;

  private TextMarks() {}

  /** What a text asks; NORMAL when it asks nothing. Of a very long line the beginning is read. */
  static FollowUpPriority of(String text) {
    FollowUpPriority highest = FollowUpPriority.NORMAL;
    for (String line : text.split("[\\r\\n]+")) {
      highest = highest.orHigher(ofLine(folded(line)));
    }
    return highest;
  }

  private static FollowUpPriority ofLine(String line) {
    if (said(CRITICAL, line, DENIED_JUST_BEFORE, false)) {
      return FollowUpPriority.CRITICAL;
    }
    boolean urgent =
        said(URGENT, line, DENIED_BEFORE, false) || said(SUSPICION, line, DENIED_BEFORE, true);
    return urgent ? FollowUpPriority.URGENT : FollowUpPriority.NORMAL;
  }

  /**
   * Whether a mark stands in the line and nothing around takes it back.
   *
   * @param suspicion whether the mark may be a question of the requester, which is no finding
   */
  private static boolean said(Pattern marks, String line, Pattern denial, boolean suspicion) {
    Matcher found = marks.matcher(line);
    while (found.find()) {
      String before = line.substring(Math.max(0, found.start() - BEFORE_MAX), found.start());
      String after = line.substring(found.end(), Math.min(line.length(), found.end() + BEFORE_MAX));
      boolean denied =
          denial.matcher(before).find() && !NOT_EXCLUDED.matcher(before).find()
              || DENIED_AFTER.matcher(after).find();
      boolean place = PLACE_WORD.matcher(found.group()).find();
      boolean aside =
          place && PLACE_BEFORE.matcher(before).find() || suspicion && ASKED.matcher(before).find();
      if (!denied && !aside) {
        return true;
      }
    }
    return false;
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + alternatives + ")(?![\\p{L}\\p{N}])");
  }

  /** Upper case, no accent, plain apostrophes, one blank between words. */
  private static String folded(String line) {
    String beginning = line.substring(0, Math.min(line.length(), LINE_MAX));
    return Normalizer.normalize(beginning, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .replace('\u2019', '\'')
        .replaceAll("\\s+", " ")
        .strip()
        .toUpperCase(Locale.ROOT);
  }
}
