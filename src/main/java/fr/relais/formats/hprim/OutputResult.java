// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.formats.french.FrenchDates;
import fr.relais.formats.french.ResultWords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One RES line of fourteen closed fields, and the TEX lines of what it cannot hold. */
final class OutputResult {
  private static final Pattern NUMBER = Pattern.compile("[<>=]*[+-]?\\d+(\\.\\d+)?");
  static final String AWAITED = "En attente";
  static final String NOT_GIVEN = "Non rendu";

  private final Observation o;
  private final OutputText text;

  OutputResult(Observation observation, OutputText text) {
    this.o = observation;
    this.text = text;
  }

  /** Whether field 9 has this flag. */
  static boolean holds(Interpretation flag) {
    return switch (flag) {
      case N, L, H, LL, HH, A, AA -> true;
      case BELOW_SCALE, ABOVE_SCALE, U, D, B, W, S, R, I, MS, VS -> false;
    };
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(res());
    for (String comment : comments()) {
      for (String line : text.wrapped(comment)) {
        lines.add(Marks.TEX + line);
      }
    }
    return lines;
  }

  /** As the line says it: comparator and number, or words. */
  @Nullable String value() {
    return switch (o.status()) {
      case REGISTERED -> absent(AWAITED);
      case CANCELLED -> absent(NOT_GIVEN);
      case ENTERED_IN_ERROR ->
          throw refused("Le format ne sait pas dire qu'un résultat est retiré.");
      case FINAL, PRELIMINARY, CORRECTED ->
          o.value() == null ? null : (o.comparator() == null ? "" : o.comparator()) + o.value();
    };
  }

  String status() {
    return switch (o.status()) {
      case REGISTERED, PRELIMINARY -> "R";
      case CORRECTED -> "C";
      case FINAL, CANCELLED, ENTERED_IN_ERROR -> "F";
    };
  }

  String label() {
    String label = o.label() != null ? o.label() : o.code() != null ? o.code() : "Examen";
    String written = text.field(label).replaceAll("[\\s:]+$", "");
    return written.isEmpty() ? "Examen" : written;
  }

  private String res() {
    Observation.Secondary second = o.secondary();
    String value = value();
    String result = field(value);
    return String.join(
        "|",
        "RES",
        label(),
        field(o.code()),
        NUMBER.matcher(result).matches() ? "N" : "A",
        result,
        field(o.unit()),
        field(o.low()),
        field(o.high()),
        o.interpretation() != null && holds(o.interpretation()) ? o.interpretation().code() : "",
        status(),
        second == null ? "" : field(second.value()),
        second == null ? "" : field(second.unit()),
        second == null ? "" : field(second.low()),
        second == null ? "" : field(second.high()),
        "");
  }

  private List<String> comments() {
    List<String> comments = new ArrayList<>();
    if (o.interpretation() != null && !holds(o.interpretation())) {
      comments.add("Appréciation : " + ResultWords.flag(o));
    }
    if (o.specimen() != null || o.subId() != null) {
      comments.add(
          "Prélèvement : "
              + (o.specimen() == null ? "non précisé" : o.specimen())
              + (o.subId() == null ? "" : ", numéro " + o.subId()));
    }
    if (o.observedAt() != null) {
      comments.add("Résultat du " + FrenchDates.moment(o.observedAt()));
    }
    if (o.comment() != null) {
      o.comment().lines().filter(line -> !line.isBlank()).forEach(comments::add);
    }
    return comments;
  }

  private String field(@Nullable String value) {
    return value == null ? "" : text.field(value);
  }

  private String absent(String words) {
    if (o.value() != null) {
      throw refused("Un résultat en attente ou non rendu porte une valeur.");
    }
    return words;
  }

  private static CannotWrite refused(String cause) {
    return new CannotWrite(
        Problem.error(
            ProblemCode.CODE_NOT_UNDERSTOOD,
            "RES, champ 10",
            cause,
            "Remettez ce résultat en PDF et CDA."));
  }
}
