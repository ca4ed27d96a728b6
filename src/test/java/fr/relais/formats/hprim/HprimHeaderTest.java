// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import static fr.relais.formats.hprim.Fixtures.codes;
import static fr.relais.formats.hprim.Fixtures.decode;
import static fr.relais.formats.hprim.Fixtures.report;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Decoding;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.LocalId;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HprimHeaderTest {
  private static final PractitionerReference MERLE =
      new PractitionerReference(null, "MERLEJU", "MERLE", "Juliette");

  @Test
  void the_twelve_lines_give_what_they_can_and_nothing_more() {
    Decoding decoding = decode("nominal");
    Report report = report("nominal");
    assertThat(decoding.allProblems()).isEmpty();
    assertThat(decoding.formatVersion()).isEqualTo("2");
    assertThat(decoding.charset()).isEqualTo("windows-1252");
    assertThat(decoding.claimedSender())
        .isEqualTo(new Decoding.ClaimedSender(null, "LBM ESSAI SITE UN", "LABESSAI"));
    assertThat(report.patient())
        .isEqualTo(
            new PatientIdentity(
                null,
                null,
                IdentityStatus.PROVISIONAL,
                null,
                "FAUVETTE",
                List.of("ODILE"),
                LocalDate.of(1962, 5, 17),
                null,
                null,
                List.of(
                    new LocalId("4500012", null, "PI"), new LocalId("262054899920107", null, "SS")),
                List.of(),
                "3 CHEMIN DU MOULIN, 48000 MENDE"));
    assertThat(report.fileNumber()).isEqualTo("261104-0031");
    assertThat(report.orders()).containsExactly(new OrderNumbers(null, "261104-0031"));
    assertThat(report.issuedAt()).isEqualTo(new PartialDateTime(LocalDate.of(2026, 11, 4), null));
    assertThat(report.performer())
        .isEqualTo(new PerformerReference("LBM ESSAI SITE UN", null, "LABESSAI"));
    assertThat(report.requester()).isEqualTo(MERLE);
    assertThat(report.recipients()).containsExactly(new Recipient(MERLE, null));
  }

  @Test
  void a_birth_date_is_read_or_absent_but_never_guessed() {
    Decoding decoding = decode("birth-dates");
    List<LocalDate> dates =
        Arrays.asList(
            LocalDate.of(1962, 5, 17),
            LocalDate.of(1962, 5, 17),
            LocalDate.of(1911, 1, 1),
            LocalDate.of(1950, 8, 3),
            LocalDate.of(1948, 2, 5),
            LocalDate.of(1962, 5, 17),
            null,
            null,
            null,
            null);
    for (int i = 0; i < dates.size(); i++) {
      assertThat(report("birth-dates", i).patient().birthDate()).isEqualTo(dates.get(i));
    }
    assertThat(codes(decoding.allProblems()))
        .containsExactly(
            "CENTURY_NOT_KNOWN ligne 87",
            "DATE_NOT_UNDERSTOOD ligne 103",
            "DATE_NOT_UNDERSTOOD ligne 119",
            "DATE_NOT_UNDERSTOOD ligne 135");
  }

  @Test
  void a_two_digit_birth_year_is_read_only_where_one_century_comes_before_the_examination() {
    List<LocalDate> dates =
        Arrays.asList(LocalDate.of(1948, 5, 17), LocalDate.of(1926, 11, 5), null, null);
    for (int i = 0; i < dates.size(); i++) {
      assertThat(report("two-digit-birth-years", i).patient().birthDate()).isEqualTo(dates.get(i));
    }
    assertThat(decode("two-digit-birth-years").allProblems())
        .hasSize(4)
        .allMatch(problem -> problem.code() == ProblemCode.CENTURY_NOT_KNOWN);
  }

  @Test
  void a_whole_date_is_read_day_first_whatever_its_signs() {
    assertThat(report("birth-date-day-first", 0).patient().birthDate()).isEqualTo("1984-07-03");
    assertThat(report("birth-date-day-first", 1).patient().birthDate()).isEqualTo("1984-07-03");
    assertThat(report("birth-date-day-first", 2).patient().birthDate()).isNull();
    assertThat(codes(decode("birth-date-day-first").allProblems()))
        .containsExactly("DATE_NOT_UNDERSTOOD ligne 39");
  }

  @Test
  void an_examination_of_two_digit_year_is_of_this_century() {
    assertThat(report("imaging-text-only").issuedAt())
        .isEqualTo(new PartialDateTime(LocalDate.of(2026, 4, 28), null));
  }

  @Test
  void an_examination_date_inside_a_number_is_found() {
    Report report = report("preliminary");
    assertThat(report.issuedAt()).isEqualTo(new PartialDateTime(LocalDate.of(2026, 4, 29), null));
    assertThat(report.fileNumber()).isEqualTo("M-77-29/04/26");
  }

  @Test
  void empty_lines_and_dots_are_nobody_and_nothing() {
    Report report = report("nobody-on-line-12");
    assertThat(report.requester()).isNull();
    assertThat(report.recipients()).isEmpty();
    assertThat(report.performer()).isEqualTo(new PerformerReference(null, null, null));
    assertThat(report.patient().localIds()).isEmpty();
    assertThat(report.fileNumber()).isNull();
    assertThat(report.orders()).isEmpty();
    assertThat(report.issuedAt()).isNull();
  }

  @Test
  void a_code_out_of_its_columns_is_part_of_the_name() {
    assertThat(report("codes-out-of-columns", 0).performer())
        .isEqualTo(new PerformerReference("BIO-ESSAIS Site Deux", null, null));
    assertThat(report("codes-out-of-columns", 0).requester())
        .isEqualTo(new PractitionerReference(null, null, "FAKFAK FAKE.NAME", null));
    assertThat(report("codes-out-of-columns", 1).performer())
        .isEqualTo(new PerformerReference("LabFake", null, "C"));
    assertThat(report("codes-out-of-columns", 1).requester())
        .isEqualTo(new PractitionerReference(null, "76", "DE LA TOUR", "Marie-Ève"));
    assertThat(report("codes-out-of-columns", 2).performer())
        .isEqualTo(new PerformerReference("LBM ESSAI BIO", null, null));
    assertThat(report("codes-out-of-columns", 2).requester())
        .isEqualTo(new PractitionerReference(null, "MERLEJU", "Merle", null));
    assertThat(decode("codes-out-of-columns").claimedSender())
        .isEqualTo(Decoding.ClaimedSender.NONE);
  }

  @Test
  void a_routing_line_before_line_1_is_no_line_of_the_header() {
    Report report = report("routing-line-before-line-1");
    assertThat(report.patient().usedName()).isEqualTo("FAUVETTE");
    assertThat(report.patient().localIds())
        .extracting(LocalId::value)
        .containsExactly("4500012", "262054899920107");
    assertThat(report.observations()).extracting("code").containsExactly("NF   030");
  }

  @Test
  void a_routing_line_in_the_place_of_line_1_is_no_patient_number() {
    Report report = report("routing-line-in-place-of-line-1");
    assertThat(report.patient().usedName()).isEqualTo("FAUVETTE");
    assertThat(report.patient().birthDate()).isEqualTo(LocalDate.of(1962, 5, 17));
    assertThat(report.patient().localIds())
        .containsExactly(new LocalId("262054899920107", null, "SS"));
  }

  @Test
  void given_names_are_several_only_with_commas() {
    assertThat(report("three-messages", 1).patient().givenNames()).containsExactly("LÉO", "PAUL");
  }

  @Test
  void a_corsican_number_keeps_its_letter() {
    assertThat(report("corsican-number").patient().localIds())
        .contains(new LocalId("262052A99920144", null, "SS"));
  }

  @Test
  void separators_of_other_formats_in_a_name_are_letters_like_others() {
    assertThat(report("marks-inside-text").patient().usedName()).isEqualTo("FAUVETTE~P|1");
  }

  @ParameterizedTest
  @CsvSource({
    "'ABCDEFGHIJ Dr VASSEUR Hélène', ABCDEFGHIJ, VASSEUR, Hélène",
    "'VASSHE     DR ROUSSILLON', VASSHE, ROUSSILLON,",
    "'VASSHE     Dr. N''GUESSAN Jean Paul', VASSHE, N'GUESSAN, Jean Paul",
    "'VASSHE     VASSEUR HELENE', VASSHE, VASSEUR HELENE,",
    "'VASSHE     Helene.VASSEUR', VASSHE, Helene.VASSEUR,",
    "'VASSHE     Drouet', VASSHE, Drouet,",
    "'.          Dr VASSEUR', , VASSEUR,",
    "'VASSHE     ', VASSHE, ,",
  })
  void a_name_is_cut_in_two_only_when_it_is_certain(
      String line, String code, String family, String given) {
    assertThat(NameLine.of(line).practitioner())
        .isEqualTo(new PractitionerReference(null, code, family, given));
  }
}
