// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.formats.text.Folded;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a TEX line names the section that follows ({@code B I O C H I M I E}, {@code * NUMERATION
 * *}), and so is no remark on the result above.
 */
final class SectionTitle {
  private static final int LENGTH_MAX = 60;
  private static final Pattern SPACED =
      Pattern.compile("[^\\p{L}]*+(?:\\p{L} +){3,}\\p{L}[^\\p{L}]*+");
  private static final Pattern SENTENCE = Pattern.compile("[.!?;,\\d]");

  /** Words by which capitals say something of a result. */
  private static final Set<String> REMARKS =
      Set.of(
          "a",
          "appel",
          "appele",
          "attention",
          "attente",
          "cf",
          "coagule",
          "confirme",
          "controle",
          "controler",
          "critique",
          "cours",
          "demande",
          "hemolyse",
          "hemolyses",
          "icterique",
          "insuffisant",
          "insuffisante",
          "interpreter",
          "lipemique",
          "merci",
          "non",
          "opalescent",
          "positif",
          "positive",
          "preleve",
          "prevenu",
          "refaire",
          "resultat",
          "resultats",
          "risque",
          "serum",
          "suspect",
          "suspecte",
          "suspicion",
          "trouble",
          "urgence",
          "urgent",
          "valeur",
          "verifie",
          "voir");

  private static final Set<String> SECTIONS =
      Set.of(
          "auto",
          "bacteriologie",
          "biochimie",
          "biologie",
          "cellulaire",
          "coagulation",
          "endocrinologie",
          "et",
          "generale",
          "hematologie",
          "hemostase",
          "hormonologie",
          "immunite",
          "immunohematologie",
          "immunologie",
          "microbiologie",
          "moleculaire",
          "mycologie",
          "parasitologie",
          "sanguine",
          "serologie",
          "toxicologie",
          "urinaire",
          "virologie");

  private SectionTitle() {}

  static boolean is(String line) {
    String text = Blanks.strip(line);
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      return false;
    }
    if (SPACED.matcher(text).matches()) {
      return true;
    }
    String words = Folded.line(text).strip();
    if (words.isEmpty() || SENTENCE.matcher(text).find()) {
      return false;
    }
    boolean capitals = text.chars().noneMatch(Character::isLowerCase);
    return capitals
        ? Stream.of(words.split(" ")).noneMatch(REMARKS::contains)
        : Stream.of(words.split(" ")).allMatch(SECTIONS::contains);
  }
}
