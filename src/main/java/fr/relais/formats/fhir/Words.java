// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.ProblemCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** Reads single values: texts within bounds, dates, what extensions say. */
final class Words {
  static final int NAME_MAX = 100;
  static final int LINE_MAX = 250;
  static final int TEXT_MAX = 2_000;

  private final Findings findings;

  Words(Findings findings) {
    this.findings = findings;
  }

  /** A text on one line; null when absent. */
  @Nullable String line(@Nullable String value, int max, String place) {
    String text = text(value, max, place);
    if (text != null && text.chars().anyMatch(c -> c < 32)) {
      findings.error(
          ProblemCode.CONTROL_CHARACTER,
          place,
          "Ce texte tient sur une ligne, et contient un saut de ligne ou une tabulation.",
          "Retirez-le.");
    }
    return text;
  }

  @Nullable String text(@Nullable String value, int max, String place) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > max) {
      findings.error(
          ProblemCode.TOO_LARGE,
          place,
          "Ce texte dépasse " + max + " caractères.",
          "Raccourcissez-le.");
      return null;
    }
    return value.strip();
  }

  /** An instant; a day alone is its first one on the clock of Paris. */
  @Nullable Instant instant(@Nullable BaseDateTimeType value, String place) {
    if (value == null || value.getValue() == null) {
      return null;
    }
    if (value.getPrecision() == TemporalPrecisionEnum.DAY) {
      return LocalDate.parse(value.getValueAsString()).atStartOfDay(ParisTime.ZONE).toInstant();
    }
    if (value.getPrecision().ordinal() < TemporalPrecisionEnum.DAY.ordinal()) {
      findings.error(
          ProblemCode.DATE_NOT_UNDERSTOOD,
          place,
          "Cette date n'a pas de jour.",
          "Donnez le jour, ou mieux l'heure avec son fuseau.");
      return null;
    }
    return value.getValue().toInstant();
  }

  static Optional<Extension> extension(List<Extension> all, String url) {
    return all.stream().filter(e -> url.equals(e.getUrl())).findFirst();
  }

  static @Nullable String string(List<Extension> all, String url) {
    return extension(all, url)
        .filter(e -> e.getValue() instanceof StringType)
        .map(e -> ((StringType) e.getValue()).getValue())
        .orElse(null);
  }

  /** False when it does not say. */
  static boolean yes(List<Extension> all, String url) {
    return extension(all, url)
        .filter(e -> e.getValue() instanceof BooleanType)
        .map(e -> ((BooleanType) e.getValue()).booleanValue())
        .orElse(false);
  }

  static @Nullable Coding coding(List<Extension> all, String url) {
    return extension(all, url)
        .filter(e -> e.getValue() instanceof Coding)
        .map(e -> (Coding) e.getValue())
        .orElse(null);
  }
}
