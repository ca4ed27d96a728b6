// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.ReportKind;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a report says in so many words; nothing is inferred from it. Of a line of more
 * than {@value #LINE_MAX} characters only the beginning is looked at.
 */
final class Wording {
  private static final int LINE_MAX = 20_000;
  private static final Pattern MARKS = Pattern.compile("\\p{M}");
  private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}\\p{N}]++");
  private static final Set<String> IMAGING =
      Set.of(
          "radiographie",
          "scanner",
          "irm",
          "echographie",
          "mammographie",
          "tdm",
          "radiologie",
          "echodoppler",
          "tomodensitometrie",
          "scintigraphie",
          "osteodensitometrie");
  private static final Set<String> BIOLOGY =
      Set.of(
          "ecbu",
          "hemogramme",
          "nfs",
          "biologie",
          "biologique",
          "biologiques",
          "biochimie",
          "hematologie",
          "serologie",
          "bacteriologie",
          "antibiogramme",
          "glycemie",
          "creatinine",
          "hemoglobine",
          "ionogramme",
          "coproculture",
          "hemoculture");
  private static final List<String> PARTIAL =
      List.of(
          "compte rendu partiel",
          "comptes rendus partiels",
          "resultats partiels",
          "resultat partiel");
  private static final List<String> CALLS =
      List.of(
          "etre joint",
          "ete joint",
          "non joint",
          "joint a ",
          "joint ce jour",
          "joint le ",
          "joint par telephone",
          "injoignable",
          "pu joindre",
          "tente de joindre",
          "essaye de joindre",
          "impossible de joindre",
          "reussi a joindre",
          " appele ",
          " appelee ",
          "appel telephonique",
          "appel passe",
          "telephone a ",
          "telephone au ",
          "telephone le ",
          "telephone ce ",
          "prevenu",
          "averti",
          "contacte ");
  private static final List<String> TOLD_BY_PHONE =
      List.of("communique", "transmis", "donne ", "annonce", "signale", "telephones");
  private static final List<String> PEOPLE =
      List.of(
          "prescripteur",
          "medecin",
          " dr ",
          "docteur",
          "cabinet",
          "infirmier",
          "patient",
          "service",
          "samu",
          "critique",
          "remplacant");

  private final List<String> lines;
  private final List<String> folded;

  Wording(List<String> narrative) {
    this.lines = narrative;
    this.folded = narrative.stream().map(Wording::fold).toList();
  }

  boolean cancelsAndReplaces() {
    return says("annule et remplace");
  }

  boolean partial() {
    return PARTIAL.stream().anyMatch(this::says);
  }

  /** The kind of a report without structured results. */
  ReportKind kind() {
    if (hasWordOf(IMAGING)) {
      return ReportKind.IMAGING;
    }
    if (hasWordOf(BIOLOGY)) {
      return ReportKind.BIOLOGY;
    }
    return says("cher confrere") || says("chere consoeur") || says("chers confreres")
        ? ReportKind.LETTER
        : ReportKind.OTHER;
  }

  /** The first line by which the laboratory says that it called, or tried to. */
  @Nullable String laboratoryCall() {
    for (int i = 0; i < folded.size(); i++) {
      String line = folded.get(i);
      boolean toSomeone = PEOPLE.stream().anyMatch(line::contains);
      boolean byPhone =
          line.contains("par telephone") && TOLD_BY_PHONE.stream().anyMatch(line::contains);
      if (byPhone || toSomeone && CALLS.stream().anyMatch(line::contains)) {
        return Blanks.strip(lines.get(i));
      }
    }
    return null;
  }

  private boolean says(String phrase) {
    return folded.stream().anyMatch(line -> line.contains(phrase));
  }

  private boolean hasWordOf(Set<String> words) {
    return folded.stream().flatMap(line -> Stream.of(line.split(" "))).anyMatch(words::contains);
  }

  /** Lower case, no accent, one blank between words and one at both ends. */
  static String fold(String line) {
    String beginning = line.substring(0, Math.min(line.length(), LINE_MAX));
    String plain = Normalizer.normalize(beginning, Normalizer.Form.NFD);
    String letters = MARKS.matcher(plain).replaceAll("").replace("œ", "oe");
    return " "
        + NOT_A_LETTER.matcher(letters.toLowerCase(Locale.ROOT)).replaceAll(" ").strip()
        + " ";
  }
}
