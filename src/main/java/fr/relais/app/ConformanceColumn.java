// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.app.CheckReport.Doctor;
import fr.relais.app.CheckReport.Patient;
import fr.relais.app.CheckReport.ReportLine;
import fr.relais.core.model.FollowUpPriority;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a table of expectations says of one file, in the order of its columns. A dash says that
 * there is none; several reports stand in the order of the file, with {@code " | "} between.
 */
enum ConformanceColumn {
  FORMAT,
  OUTCOME,
  REPORTS,
  KIND,
  STATUS,
  /** Birth name, else the name in use; the first given name; the birth date. */
  PATIENT,
  INS,
  /** RPPS, else the identifier as sent, else the family name. */
  REQUESTER,
  /** How many observations are not prior values. */
  RESULTS,
  /** Code or label, {@code =}, comparator and value, unit. */
  FIRST,
  /** The most urgent of the reports. */
  PRIORITY;

  static final String NONE = "-";
  private static final String BETWEEN = " | ";

  String header() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What was found, written as a table writes it. */
  String found(CheckReport report) {
    return switch (this) {
      case FORMAT -> report.format().name();
      case OUTCOME -> report.outcome().name();
      case REPORTS -> String.valueOf(report.reports().size());
      case KIND -> each(report, line -> line.kind().name());
      case STATUS -> each(report, ReportLine::status);
      case PATIENT -> each(report, line -> patient(line.patient()));
      case INS -> each(report, line -> line.patient().ins());
      case REQUESTER -> each(report, line -> requester(line.requester()));
      case RESULTS -> each(report, line -> String.valueOf(current(line).count()));
      case FIRST -> each(report, line -> first(line).get(0));
      case PRIORITY ->
          report.reports().stream()
              .map(ReportLine::priority)
              .reduce(FollowUpPriority::orHigher)
              .map(FollowUpPriority::name)
              .orElse(NONE);
    };
  }

  /** Whether the file says what is expected, blanks counted as one. */
  boolean agrees(String expected, CheckReport report) {
    String wanted = folded(expected);
    if (this != FIRST || report.reports().isEmpty()) {
      return wanted.equals(found(report));
    }
    List<String> cells = List.of(wanted.split(" \\| ", -1));
    return cells.size() == report.reports().size()
        && IntStream.range(0, cells.size())
            .allMatch(at -> first(report.reports().get(at)).contains(cells.get(at)));
  }

  /** One line, one blank for several. */
  static String folded(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static String each(CheckReport report, Function<ReportLine, @Nullable String> fact) {
    return report.reports().isEmpty()
        ? NONE
        : report.reports().stream()
            .map(line -> orNone(fact.apply(line)))
            .collect(Collectors.joining(BETWEEN));
  }

  private static String orNone(@Nullable String fact) {
    return fact == null || fact.isBlank() ? NONE : folded(fact);
  }

  private static String patient(Patient patient) {
    String family = patient.birthName() == null ? patient.usedName() : patient.birthName();
    return joined(family, patient.givenNames().stream().findFirst(), patient.birthDate());
  }

  private static String joined(
      @Nullable String family, Optional<String> given, @Nullable String born) {
    return Stream.of(Optional.ofNullable(family), given, Optional.ofNullable(born))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  private static @Nullable String requester(@Nullable Doctor doctor) {
    if (doctor == null) {
      return null;
    }
    String number = doctor.rpps() == null ? doctor.otherId() : doctor.rpps();
    return number == null ? doctor.family() : number;
  }

  private static Stream<CheckReport.Observation> current(ReportLine line) {
    return line.observations().stream().filter(observation -> !observation.prior());
  }

  /** The first value, by its code and by its label: a table may use either. */
  private static List<String> first(ReportLine line) {
    return current(line)
        .findFirst()
        .map(
            observation ->
                Stream.of(observation.code(), observation.label())
                    .flatMap(Stream::ofNullable)
                    .map(name -> written(name, observation))
                    .toList())
        .filter(spellings -> !spellings.isEmpty())
        .orElse(List.of(NONE));
  }

  private static String written(String name, CheckReport.Observation observation) {
    String value =
        Stream.of(observation.comparator(), observation.value())
            .flatMap(Stream::ofNullable)
            .collect(Collectors.joining());
    String unit = observation.unit() == null ? "" : observation.unit();
    return folded(name + " = " + value + " " + unit);
  }
}
