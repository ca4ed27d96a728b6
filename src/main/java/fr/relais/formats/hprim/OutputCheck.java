// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Report;
import fr.relais.formats.text.CharsetDetection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads again what was written: a file that does not give every fact back never leaves. {@code
 * value, comparator, unit, bounds, flag, status}, and how many there are.
 */
final class OutputCheck {
  private OutputCheck() {}

  /** The file as it is read; null when it does not give back every fact. */
  static @Nullable Report back(Report report, Content written) {
    Decoding read = HprimMedecinFormat.decode(written, new CharsetDetection(OutputText.CHARSET, 0));
    Report back = read.parts().size() == 1 ? read.parts().get(0).report() : null;
    if (back == null || !Objects.equals(back.patient().birthDate(), report.patient().birthDate())) {
      return null;
    }
    List<Observation> wanted = OutputBody.current(report);
    if (back.observations().size() != wanted.size()) {
      return null;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!same(wanted.get(i), back.observations().get(i))) {
        return null;
      }
    }
    return back;
  }

  /**
   * Whether an original says, to a reader of windows-1252, the words that were read of it: its
   * sender may have declared another character set.
   */
  static boolean sameWords(Content original, Report report) {
    Decoding read =
        HprimMedecinFormat.decode(original, new CharsetDetection(OutputText.CHARSET, 0));
    Report back = read.parts().size() == 1 ? read.parts().get(0).report() : null;
    return back != null
        && Objects.equals(back.patient().usedName(), report.patient().usedName())
        && back.patient().givenNames().equals(report.patient().givenNames())
        && labels(report).containsAll(labels(back))
        && report.narrative().containsAll(back.narrative());
  }

  private static List<String> labels(Report report) {
    return report.observations().stream().map(Observation::label).filter(Objects::nonNull).toList();
  }

  private static boolean same(Observation wanted, Observation back) {
    OutputText text = new OutputText();
    OutputResult result = new OutputResult(wanted, text);
    boolean flag =
        wanted.interpretation() == null || !OutputResult.holds(wanted.interpretation())
            ? back.interpretation() == null
            : wanted.interpretation() == back.interpretation();
    return text.line(HtmlText.decoded(result.label())).equals(back.label())
        && form(text, wanted.code()).equals(form(text, back.code()))
        && form(text, result.value(), wanted.unit())
            .equals(form(text, back.comparator(), back.value(), back.unit()))
        && form(text, wanted.low()).equals(form(text, back.low()))
        && form(text, wanted.high()).equals(form(text, back.high()))
        && flag
        && result.status().equals(new OutputResult(back, text).status())
        && secondary(text, wanted).equals(secondary(text, back));
  }

  private static String secondary(OutputText text, Observation o) {
    Observation.Secondary second = o.secondary();
    return second == null
        ? ""
        : form(text, second.value(), second.unit())
            + "|"
            + form(text, second.low())
            + "|"
            + form(text, second.high());
  }

  /** One spelling for what means the same: no blanks, a decimal point, two-letter comparisons. */
  private static String form(OutputText text, @Nullable String... parts) {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      all.append(part == null ? "" : text.line(part));
    }
    return all.toString().replace(" ", "").replace(',', '.');
  }
}
