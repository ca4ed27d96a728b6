// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import static fr.relais.formats.hprim.Fixtures.codes;
import static fr.relais.formats.hprim.Fixtures.decode;
import static fr.relais.formats.hprim.Fixtures.observation;
import static fr.relais.formats.hprim.Fixtures.report;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Priorities;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HprimResultsTest {

  @Test
  void a_result_keeps_what_the_laboratory_wrote() {
    Report report = report("nominal");
    Observation first = report.observations().get(0);
    assertThat(first.code()).isEqualTo("HB");
    assertThat(first.system()).isEqualTo("L");
    assertThat(first.label()).isEqualTo("Hémoglobine");
    assertThat(first.interpretation()).isEqualTo(Interpretation.L);
    assertThat(first.status()).isEqualTo(ObservationStatus.FINAL);
    assertThat(first.comment()).isEqualTo("Contrôlé.\nSérum limpide.");
    assertThat(report.observations().get(1).secondary())
        .isEqualTo(new Observation.Secondary("5.44", "mmol/L", "4.11", "5.88"));
    assertThat(report.observations().get(2).interpretation()).isNull();
    assertThat(report.kind()).isEqualTo(ReportKind.BIOLOGY);
    assertThat(report.complete()).isTrue();
    assertThat(report.narrative())
        .containsExactly(
            "  Prélevé le 04/11/2026 à 07h50",
            "  Hémoglobine ....  11,2 * g/dL",
            "HEMATOLOGIE",
            "Contrôlé.",
            "Sérum limpide.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "Troponine; <; 3; ng/L; -; 16",
        "Ferritine; >; 1650; µg/L; 15; 150",
        "CRP; <; 0.12; mg/l; -; -",
        "Digoxine; <=; 0.5; nmol/L; -; -",
        "Calcium; -; 3.00; mmol/L; 2.20; 2.60",
        "Excès de base; -; -8; mmol/L; -2; 2",
        "Plaquettes; -; 224.000; /mm3; 150.000; 400.000",
        "Hématies; -; 4650000; /mm3; 4000000; 5200000",
        "Germes; -; 1,2.10^5; /mL; -; -",
        "Protéines; -; Négatif; -; -; -",
        "Urée; -; 85; mg/L; -; -",
        "Basophiles; -; 32; /mm3; -; 100",
        "Hématocrite; -; 38.1; %; 13.0; 18.0",
        "Groupe; -; A RH POS; -; -; -",
        "Bactéries; -; 1  650; -; -; -",
        "Anticorps; -; > 10 UFC par champ; -; -; -",
        "Sodium; -; 138; mmol/L; 136; 145",
        "Seuil; -; 61; ml/min; 60; -",
      })
  void a_value_is_normalised_only_where_it_is_certain(
      String label, String comparator, String value, String unit, String low, String high) {
    Observation read = observation(report("values"), label);
    assertThat(new String[] {read.comparator(), read.value(), read.unit(), read.low(), read.high()})
        .containsExactly(comparator, value, unit, low, high);
  }

  @Test
  void flags_statuses_and_second_results_are_kept() {
    Report report = report("values");
    assertThat(observation(report, "Hématocrite").interpretation()).isEqualTo(Interpretation.LL);
    assertThat(observation(report, "Hématocrite").status()).isEqualTo(ObservationStatus.CORRECTED);
    assertThat(observation(report, "Seuil").interpretation()).isEqualTo(Interpretation.A);
    assertThat(observation(report, "Seuil").status()).isEqualTo(ObservationStatus.PRELIMINARY);
    assertThat(observation(report, "Long").value()).isEqualTo("voir le second résultat");
    assertThat(observation(report, "Long").secondary())
        .isEqualTo(new Observation.Secondary("<12", "mg/L", "2", "20"));
    assertThat(observation(report, "Sodium").secondary()).isNull();
    assertThat(report.observations()).hasSize(19).noneMatch(o -> "IGET 005".equals(o.code()));
  }

  @Test
  void what_is_no_certain_number_is_told() {
    assertThat(codes(decode("values").allProblems()))
        .containsExactly("VALUE_KEPT_AS_TEXT RES 7, champ 5", "VALUE_KEPT_AS_TEXT RES 9, champ 5");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "Potassium, 7.1, HH",
        "Potassium contrôlé, 7.1, HH",
        "Calcium, 2.8, A",
        "Magnésium, 1.2, H",
        "Glucose, 1.9, LL",
        "Diurèse, 1.2 L, -",
        "Aspect, trouble *, -",
      })
  void a_flag_beside_the_number_is_a_flag(String label, String value, Interpretation flag) {
    Observation read = observation(report("flag-beside-the-number"), label);
    assertThat(read.value()).isEqualTo(value);
    assertThat(read.interpretation()).isEqualTo(flag);
  }

  @Test
  void a_second_quantity_out_of_its_bounds_is_abnormal_whatever_the_flag_of_the_first() {
    Report report = report("second-quantity-out");
    assertThat(report.observations())
        .extracting(Priorities::outOfBounds)
        .containsExactly(true, false, true);
    assertThat(observation(report, "Monocytes").interpretation()).isEqualTo(Interpretation.A);
    assertThat(Priorities.of(report)).isEqualTo(FollowUpPriority.ABNORMAL);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "Potassium, 3.5, 5.1",
        "Sodium, 136, 145",
        "Calcium, 2.20, 2.60",
        "CRP, -, 5",
        "Ferritine, 15, -",
        "Urée, 2.5, 7.5",
        "Glucose, 3.9, 6.1",
        "TSH, -, -",
      })
  void bounds_in_one_text_are_bounds(String label, String low, String high) {
    Observation read = observation(report("bounds-in-one-text"), label);
    assertThat(new String[] {read.low(), read.high()}).containsExactly(low, high);
  }

  @Test
  void bounds_that_are_not_understood_are_kept_in_words_and_told() {
    assertThat(observation(report("bounds-in-one-text"), "TSH").comment())
        .isEqualTo("Référence : voir le tableau");
    assertThat(codes(decode("bounds-in-one-text").allProblems()))
        .containsExactly("FIELD_NOT_UNDERSTOOD RES 8, champ 7");
    assertThat(Priorities.outOfBounds(observation(report("bounds-in-one-text"), "Potassium")))
        .isTrue();
  }

  @Test
  void narrow_no_break_blanks_are_thousands() {
    assertThat(observation(report("utf8-narrow-blanks"), "Hématies").value()).isEqualTo("4650000");
    assertThat(observation(report("utf8-narrow-blanks"), "Fer").unit()).isEqualTo("μmol/L");
  }

  @Test
  void entities_are_decoded_once_and_known_tags_taken_away() {
    Report report = report("html");
    assertThat(report.narrative())
        .containsExactly(
            "Laboratoire : ESSAI",
            "Médecin\u00a0: &eacute;",
            "Gras et 10<sup>5</sup>",
            "4",
            "1",
            "seuil (<100) et <inconnu>",
            "<b> 'cité' &#0;",
            "Contrôlé");
    assertThat(observation(report, "Hémoglobine").code()).isEqualTo("NUM(2)");
    assertThat(observation(report, "Taux").comparator()).isEqualTo("<");
    assertThat(observation(report, "Taux").unit()).isEqualTo("µg/L");
    assertThat(observation(report, "Taux").comment()).isEqualTo("Contrôlé");
  }

  @Test
  void marks_inside_a_text_and_lines_of_other_formats_are_text() {
    Report report = report("marks-inside-text");
    assertThat(report.narrative())
        .containsExactly(
            "la marque ****FIN**** et la marque ****LAB**** dans une phrase",
            "OBX|1|NM|K||9.9",
            "L||",
            "RES|Faux|K|N|9.9");
    assertThat(report.observations()).extracting(Observation::value).containsExactly("4.1");
  }

  @Test
  void a_text_line_among_results_is_kept_and_makes_the_report_incomplete() {
    Report report = report("text-inside-lab-part");
    assertThat(report.complete()).isFalse();
    assertThat(report.narrative()).containsExactly("Échantillon conservé 7 jours");
    assertThat(codes(decode("text-inside-lab-part").allProblems()))
        .containsExactly("LINE_NOT_UNDERSTOOD ligne 16");
  }

  @ParameterizedTest
  @CsvSource({
    "nominal, BIOLOGY, FINAL, false",
    "corrected, BIOLOGY, CORRECTED, false",
    "cancels-and-replaces, BIOLOGY, CORRECTED, true",
    "preliminary, BIOLOGY, PRELIMINARY, false",
    "preliminary-by-text, BIOLOGY, PRELIMINARY, false",
    "imaging-text-only, IMAGING, FINAL, false",
    "biology-text-only, BIOLOGY, FINAL, false",
    "letter, LETTER, FINAL, false",
    "plain-text, OTHER, FINAL, false",
  })
  void the_words_say_what_it_is_and_how_far(
      String fixture, ReportKind kind, ReportStatus status, boolean whole) {
    Report report = report(fixture);
    assertThat(report.kind()).isEqualTo(kind);
    assertThat(report.status()).isEqualTo(status);
    assertThat(report.whole()).isEqualTo(whole);
    assertThat(report.complete()).isEqualTo(!report.observations().isEmpty());
  }

  @Test
  void an_awaited_result_keeps_its_words() {
    assertThat(observation(report("preliminary"), "Ferritine").value()).isEqualTo("En cours");
  }

  @Test
  void the_call_of_the_laboratory_is_found_and_its_phone_number_is_no_call() {
    assertThat(report("critical-prescriber-called").laboratoryCall())
        .isEqualTo("Résultat critique : Dr MERLE appelé à 11h40, résultat communiqué.");
    assertThat(report("biology-text-only").laboratoryCall()).isNull();
    assertThat(report("nominal").laboratoryCall()).isNull();
  }

  @Test
  void a_section_title_is_no_comment_of_the_result_above() {
    Report report = Fixtures.report("section-titles");

    assertThat(Fixtures.observation(report, "Hémoglobine").comment())
        .isEqualTo("Contrôlée sur second prélèvement.");
    assertThat(Fixtures.observation(report, "Potassium").comment()).isEqualTo("SERUM HEMOLYSE");
    assertThat(Fixtures.observation(report, "TSH").comment())
        .isEqualTo("A CONTROLER DANS TROIS MOIS");
    assertThat(report.narrative())
        .contains("               B I O C H I M I E", "Analyseur de l'essai", "* HORMONOLOGIE *");
    assertThat(report.complete()).isTrue();
  }

  @Test
  void a_text_that_tells_more_than_the_results_makes_them_incomplete() {
    assertThat(Fixtures.report("text-says-more-than-results", 0).complete()).isFalse();
    assertThat(Fixtures.report("text-says-more-than-results", 1).complete()).isFalse();
  }
}
