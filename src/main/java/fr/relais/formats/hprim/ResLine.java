// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code RES|Potassium|K|N|6.8|mmol/L|3.5|5.1|HH|F}: label, code, type, result, unit, bounds,
 * abnormality, status, then the same in a second unit. There is no escape: a separator inside a
 * text shifts what follows, so a type, a flag or a status that is none refuses the line.
 *
 * @param observation null when the line closes a block, or is not understood
 */
record ResLine(@Nullable Observation observation, boolean closing, List<Problem> problems) {
  private static final int FIELDS = 14;
  private static final Set<String> TYPES = Set.of("N", "A", "C", "");
  private static final Set<String> FLAGS = Set.of("N", "L", "H", "LL", "HH", "A", "AA", "");
  private static final Map<String, ObservationStatus> STATUSES =
      Map.of(
          "", ObservationStatus.FINAL,
          "F", ObservationStatus.FINAL,
          "R", ObservationStatus.PRELIMINARY,
          "C", ObservationStatus.CORRECTED);

  /**
   * Reads one line.
   *
   * @param rank 1 for the first RES line of the message
   */
  static ResLine of(String line, int rank) {
    String[] fields = new String[FIELDS];
    Arrays.fill(fields, "");
    boolean tooMany = split(line, fields);
    String place = "RES " + rank;
    int wrong = tooMany ? FIELDS + 1 : shifted(fields);
    if (wrong > 0) {
      Problem problem = HprimProblems.lineShifted(place + ", champ " + wrong);
      return new ResLine(null, false, List.of(problem));
    }
    if (closes(fields)) {
      return new ResLine(null, true, List.of());
    }
    String label = label(fields[1]);
    String code = Blanks.strip(fields[2]);
    if (label == null && code.isEmpty() || label == null && Blanks.only(fields[4])) {
      return new ResLine(
          null, false, List.of(HprimProblems.resultWithoutName(place + ", champ 2")));
    }
    List<Problem> problems = new ArrayList<>();
    Observation observation = observation(fields, label, code, place, problems);
    return new ResLine(observation, false, problems);
  }

  private static Observation observation(
      String[] fields, @Nullable String label, String code, String place, List<Problem> problems) {
    String unit = text(fields[5]);
    GluedFlag glued = GluedFlag.of(HtmlText.decoded(fields[4]), unit != null);
    GluedFlag second = GluedFlag.of(HtmlText.decoded(fields[10]), text(fields[11]) != null);
    ResultValue value = ResultValue.of(glued.value());
    if (value != null && value.unit() != null && unit != null && !unit.equals(value.unit())) {
      value = new ResultValue(Blanks.strip(fields[4]), null, null, false);
    }
    boolean numeric = Blanks.strip(fields[3]).equals("N");
    if (value != null && (value.looksLikeDotThousands() || numeric && !value.number())) {
      problems.add(HprimProblems.valueKeptAsText(place + ", champ 5"));
    }
    List<String> remarks = new ArrayList<>();
    String measured = unit != null || value == null ? unit : value.unit();
    Bounds bounds = bounds(fields, 6, measured, place, problems, remarks);
    Observation.Secondary beside = secondary(fields, second.value(), place, problems, remarks);
    String flag = Blanks.strip(fields[8]);
    Interpretation written = flag.isEmpty() ? null : Interpretation.valueOf(flag);
    return new Observation(
        code.isEmpty() ? null : code,
        code.isEmpty() ? null : "L",
        label,
        List.of(),
        value == null ? null : value.text(),
        value == null ? null : value.comparator(),
        measured,
        bounds.low(),
        bounds.high(),
        GluedFlag.mostPressing(GluedFlag.mostPressing(written, glued.flag()), second.flag()),
        STATUSES.getOrDefault(Blanks.strip(fields[9]), ObservationStatus.FINAL),
        false,
        null,
        null,
        null,
        beside,
        remarks.isEmpty() ? null : String.join("\n", remarks));
  }

  private static Observation.@Nullable Secondary secondary(
      String[] fields, String result, String place, List<Problem> problems, List<String> remarks) {
    ResultValue value = ResultValue.of(result);
    if (value == null) {
      return null;
    }
    String unit = text(fields[11]) == null ? value.unit() : text(fields[11]);
    Bounds bounds = bounds(fields, 12, unit, place, problems, remarks);
    return new Observation.Secondary(value.withComparator(), unit, bounds.low(), bounds.high());
  }

  /** Bounds that are not understood are said in words, beside the value. */
  private static Bounds bounds(
      String[] fields,
      int at,
      @Nullable String unit,
      String place,
      List<Problem> problems,
      List<String> remarks) {
    Bounds bounds = Bounds.of(HtmlText.decoded(fields[at]), HtmlText.decoded(fields[at + 1]), unit);
    if (bounds.other() != null) {
      problems.add(HprimProblems.boundsNotUnderstood(place + ", champ " + (at + 1)));
      remarks.add("Référence : " + bounds.other());
    }
    return bounds;
  }

  /** Whether something stands after the last field. */
  private static boolean split(String line, String[] fields) {
    int at = 0;
    for (int i = 0; i < fields.length; i++) {
      int bar = line.indexOf('|', at);
      fields[i] = line.substring(at, bar < 0 ? line.length() : bar);
      if (bar < 0) {
        return false;
      }
      at = bar + 1;
    }
    for (int i = at; i < line.length(); i++) {
      if (line.charAt(i) != '|' && !Blanks.is(line.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The first field that cannot be what its place says; 0 when all can. */
  private static int shifted(String[] fields) {
    if (!TYPES.contains(Blanks.strip(fields[3]))) {
      return 4;
    }
    if (!FLAGS.contains(Blanks.strip(fields[8]))) {
      return 9;
    }
    String status = Blanks.strip(fields[9]);
    if (!STATUSES.containsKey(status)) {
      return 10;
    }
    // a lone F where the second result starts is the status of a line pushed by one
    String second = Blanks.strip(fields[10]);
    boolean pushed = status.isEmpty() && !second.isEmpty() && STATUSES.containsKey(second);
    return pushed ? 11 : 0;
  }

  /** {@code RES||IGET 005|A}: a code and a type at most. */
  private static boolean closes(String[] fields) {
    for (int i = 1; i < fields.length; i++) {
      if (i != 2 && i != 3 && i != 9 && !Blanks.only(fields[i])) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String label(String field) {
    String label = Blanks.strip(HtmlText.decoded(field));
    String name = label.endsWith(":") ? label.substring(0, label.length() - 1) : label;
    return Blanks.only(name) ? null : Blanks.strip(name);
  }

  private static @Nullable String text(String field) {
    String text = Blanks.strip(HtmlText.decoded(field));
    return text.isEmpty() ? null : text;
  }
}
