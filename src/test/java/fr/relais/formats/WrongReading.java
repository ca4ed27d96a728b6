// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Errors that a reader could make in silence, planted into what a right one read. Each leaves a
 * report that looks sound; a report to which it does not apply comes back equal.
 */
public enum WrongReading {
  DIGIT_CUT(ofEach(o -> with(o, "value", cut(o.value())))),
  DECIMAL_POINT_LOST(ofEach(o -> with(o, "value", without(o.value(), ".")))),
  VALUE_OF_THE_NEXT_LINE(report -> shifted(report, "value")),
  CODE_OF_THE_NEXT_LINE(report -> shifted(report, "code")),
  UNIT_AND_LOW_BOUND_SWAPPED(ofEach(o -> swapped(o, "unit", "low"))),
  BOUNDS_SWAPPED(ofEach(o -> swapped(o, "low", "high"))),
  COMPARATOR_DROPPED(ofEach(o -> with(o, "comparator", null))),
  INTERPRETATION_DROPPED(ofEach(o -> with(o, "interpretation", null))),
  CRITICAL_TAKEN_FOR_HIGH(
      ofEach(
          o ->
              o.interpretation() == Interpretation.HH
                  ? with(o, "interpretation", Interpretation.H)
                  : o)),
  EVERY_RESULT_FINAL(ofEach(o -> with(o, "status", ObservationStatus.FINAL))),
  PRIOR_TAKEN_FOR_CURRENT(ofEach(o -> with(o, "prior", false))),
  LAST_RESULT_DROPPED(report -> with(report, "observations", shorter(report.observations()))),
  EVERY_REPORT_FINAL(report -> with(report, "status", ReportStatus.FINAL)),
  REPLACED_DOCUMENT_FORGOTTEN(report -> with(report, "replaces", List.of())),
  REQUESTER_DROPPED(report -> with(report, "requester", null)),
  GENERAL_PRACTITIONER_TAKEN_FOR_REQUESTER(
      report -> swapped(report, "requester", "generalPractitioner")),
  RECIPIENT_DROPPED(report -> with(report, "recipients", shorter(report.recipients()))),
  ORDER_NUMBERS_SWAPPED(report -> with(report, "orders", turned(report.orders()))),
  ATTACHMENT_DROPPED(report -> with(report, "attachments", shorter(report.attachments()))),
  TEXT_FORGOTTEN(report -> with(report, "complete", true)),
  VISIBILITY_DROPPED(report -> with(report, "flags", ReportFlags.NONE)),
  NATIONAL_NUMBER_CUT(ofPatient(p -> with(p, "ins", cut(p.ins())))),
  IDENTITY_RAISED(ofPatient(p -> with(p, "identityStatus", IdentityStatus.QUALIFIED))),
  NAMES_SWAPPED(ofPatient(p -> swapped(p, "birthName", "usedName"))),
  GIVEN_NAME_DROPPED(ofPatient(p -> with(p, "givenNames", shorter(p.givenNames())))),
  DAY_AND_MONTH_SWAPPED(ofPatient(p -> with(p, "birthDate", turned(p.birthDate())))),
  SEX_DROPPED(ofPatient(p -> with(p, "sex", null)));

  private final UnaryOperator<Report> error;

  WrongReading(UnaryOperator<Report> error) {
    this.error = error;
  }

  /** What a reader with this error would have read. */
  public Report of(Report right) {
    return error.apply(right);
  }

  private static UnaryOperator<Report> ofEach(UnaryOperator<Observation> error) {
    return report ->
        with(report, "observations", report.observations().stream().map(error).toList());
  }

  private static UnaryOperator<Report> ofPatient(UnaryOperator<PatientIdentity> error) {
    return report -> with(report, "patient", error.apply(report.patient()));
  }

  private static Report shifted(Report report, String field) {
    List<Observation> wrong = new ArrayList<>(report.observations());
    for (int i = 0; i + 1 < wrong.size(); i++) {
      wrong.set(i, with(wrong.get(i), field, Copies.get(wrong.get(i + 1), field)));
    }
    return with(report, "observations", wrong);
  }

  private static <R extends Record> R swapped(R right, String one, String other) {
    R half = with(right, one, Copies.get(right, other));
    return with(half, other, Copies.get(right, one));
  }

  private static <R extends Record> R with(R right, String field, @Nullable Object value) {
    return Copies.with(right, field, value);
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || !text.matches(".*\\d\\.?\\d")
        ? text
        : text.substring(0, text.length() - 1).replaceFirst("\\.$", "");
  }

  private static @Nullable String without(@Nullable String text, String sign) {
    return text == null ? null : text.replace(sign, "");
  }

  private static <T> List<T> shorter(List<T> list) {
    return list.isEmpty() ? list : list.subList(0, list.size() - 1);
  }

  private static List<OrderNumbers> turned(List<OrderNumbers> orders) {
    return orders.stream().map(o -> swapped(o, "placer", "filler")).toList();
  }

  private static @Nullable LocalDate turned(@Nullable LocalDate date) {
    return date == null || date.getDayOfMonth() > 12
        ? date
        : LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue());
  }
}
