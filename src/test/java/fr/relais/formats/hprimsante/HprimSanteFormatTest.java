// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import static fr.relais.formats.hprimsante.Fixtures.EXEMPLARY;
import static fr.relais.formats.hprimsante.Fixtures.FORMAT;
import static fr.relais.formats.hprimsante.Fixtures.REFUSED;
import static fr.relais.formats.hprimsante.Fixtures.WINDOWS;
import static fr.relais.formats.hprimsante.Fixtures.content;
import static fr.relais.formats.hprimsante.Fixtures.decode;
import static fr.relais.formats.hprimsante.Fixtures.only;
import static fr.relais.formats.hprimsante.Fixtures.report;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.CriticalMarks;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Problem;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HprimSanteFormatTest {
  private static final String HEAD =
      "H|~^\\&|A.HPR||SEREINBIO~LABO||ORU|||MSP~MSP||P|H2.2~C|20261112\r"
          + "P|1|M1|E1||DURAND~JEANNE|DURAND|19480203|F\r"
          + "OBR|1|PR1|F1|K~Potassium~L|R|||||||||||89970010222~BOYER&ANNE~R\r";
  private static final String END = "\rL|1\r";

  @Test
  void each_part_holds_the_bytes_of_its_patient_alone_and_says_the_same_by_itself() {
    for (String name : List.of("two-patients-critical-corrected", "two-prescribers")) {
      Decoding whole = FORMAT.decode(content(EXEMPLARY, name));
      assertThat(whole.parts()).hasSizeGreaterThan(1);
      for (Decoding.Part part : whole.parts()) {
        Report report = report(part);
        String others = report.patient().usedName().equals("PETIT") ? "DURAND" : "PETIT";
        assertThat(part.content().text(WINDOWS)).doesNotContain(others);
        assertThat(FORMAT.endsWhole(part.content())).isTrue();
        assertThat(only(FORMAT.decode(part.content()))).isEqualTo(report);
      }
    }
  }

  @Test
  void a_message_alone_keeps_its_very_bytes() {
    Content content = content(EXEMPLARY, "dos-cp850-ctrl-z");
    assertThat(FORMAT.decode(content).parts().get(0).content()).isEqualTo(content);
  }

  @Test
  void comments_of_the_result_of_the_request_and_of_the_patient_stay_where_they_are() {
    Report report = only(FORMAT.decode(content(EXEMPLARY, "nominal")));
    assertThat(report.observations())
        .extracting(Observation::comment)
        .containsExactly("Anémie normochrome à contrôler", null, null);
    assertThat(report.narrative())
        .containsExactly("A jeun depuis douze heures", "Anémie normochrome à contrôler");
    assertThat(report.observations().get(0).specimen()).isEqualTo("SANG");
  }

  @Test
  void the_laboratory_that_could_not_reach_the_doctor_is_heard() {
    Decoding decoding = FORMAT.decode(content(EXEMPLARY, "two-patients-critical-corrected"));
    assertThat(report(decoding.parts().get(0)).laboratoryCall())
        .isEqualTo("RESULTAT CRITIQUE - prescripteur non joint a 11h40");
  }

  @Test
  void a_section_title_is_text_and_no_result() {
    Report report = only(FORMAT.decode(content(EXEMPLARY, "other-separators-blank-lines")));
    assertThat(report.narrative()).containsExactly("b i o c h i m i e");
    assertThat(report.observations()).hasSize(2);
  }

  @Test
  void a_range_that_is_no_pair_of_bounds_is_kept_as_a_comment() {
    Report report = only(FORMAT.decode(content(EXEMPLARY, "values-bounds-units")));
    assertThat(report.observations().get(9).comment())
        .isEqualTo("Référence : Carence : < 10 ; Insuffisance : 10 à 30");
    assertThat(report.observations().get(3))
        .extracting(Observation::unit, Observation::low, Observation::high)
        .containsExactly("10^9/L", "150", "400");
  }

  @Test
  void a_demand_and_an_error_reply_are_never_read_as_results() {
    Report demand = only(FORMAT.decode(content(EXEMPLARY, "demand")));
    assertThat(demand.kind()).isEqualTo(ReportKind.ORDER);
    assertThat(demand.observations()).isEmpty();
    assertThat(demand.narrative()).containsExactly("Poids 54 kg");
    Report reply = only(FORMAT.decode(content(EXEMPLARY, "error-reply")));
    assertThat(reply.kind()).isEqualTo(ReportKind.ACKNOWLEDGEMENT);
    assertThat(reply.narrative())
        .containsExactly(
            "SE261113.HPR : message rejeté en partie ; P~2~MSP-0455 ; champ 8.3 ;"
                + " Patient inconnu du destinataire");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-end",
        "end-says-more-segments",
        "results-after-the-end",
        "field-missing-in-a-result",
        "result-before-any-patient",
        "cancelled-with-results"
      })
  void a_critical_line_read_whole_rings_though_its_message_is_broken(String name) {
    Decoding decoding = FORMAT.decode(content(REFUSED, name));
    assertThat(decoding.parts())
        .hasSize(1)
        .allMatch(part -> !part.accepted() && part.report() == null)
        .allMatch(part -> CriticalMarks.priorityOf(part.content()) == FollowUpPriority.CRITICAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OBX|1|NM|K~Potassium~L||6.8|mmol/L|3.5 - 5.1|HH",
        "OBX|1|NM|K~Potassium~L||6.8|mmol/L|3.5 - 5.1|HH||||F",
        "OBX|1|NM|K~Potassium~L|||6.8|mmol/L|3.5 - 5.1|HH|||F",
        "OBX|1|ST|CULT~Culture~L||Positive | suite|||A|||F",
        "OBX|NM|K~Potassium~L||6.8|mmol/L|3.5 - 5.1|HH|||F",
        "OBX|1|NM|||6.8|mmol/L|3.5 - 5.1|HH|||F",
      })
  void a_line_whose_fields_moved_gives_no_value(String obx) {
    assertThat(decode(HEAD + obx + END).parts()).noneMatch(part -> part.report() != null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "OBX|1|NM|K~Potassium~L||6.4 HH|mmol/L|||||F; 6.4; HH",
        "OBX|1|NM|K~Potassium~L||H 6.4|mmol/L|||||F; 6.4; H",
        "OBX|1|NM|K~Potassium~L||12,3*|mmol/L|||||F; 12.3; A",
        "OBX|1|ST|K~Potassium~L||7.1 (HH)|mmol/L||N|||F; 7.1; HH",
        "OBX|1|NM|V~Volume~L||2 L||||||F; 2 L; ''",
        "OBX|1|ST|V~Volume~L||2 H||||||F; 2 H; ''",
        "OBX|1|ST|V~Titre~L||1/80 H|UI|||||F; 1/80 H; ''",
        "OBX|1|TX|V~Titre~L||6.4 HH|UI|||||F; 6.4 HH; ''",
      })
  void a_flag_glued_to_a_number_is_taken_and_a_text_stays_a_text(
      String obx, String value, String flag) {
    Observation read = only(decode(HEAD + obx + END)).observations().get(0);

    assertThat(read.value()).isEqualTo(value);
    assertThat(read.interpretation())
        .isEqualTo(flag.isEmpty() ? null : Interpretation.valueOf(flag));
  }

  @Test
  void a_message_of_utf_16_is_read_like_another() {
    String text = HEAD + "OBX|1|NM|K~Potassium élevé~L||6.8|mmol/L|3.5 - 5.1|HH|||F" + END;
    byte[] wide = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
    assertThat(only(FORMAT.decode(Content.of(wide)))).isEqualTo(only(decode(text)));
  }

  @Test
  void a_line_of_ten_megabytes_is_kept_unread() {
    String obx = "OBX|1|TX|K~Potassium~L||" + "~^".repeat(5_000_000) + "||||||F";
    assertThat(decode(HEAD + obx + END).parts()).noneMatch(part -> part.report() != null);
  }

  @Test
  void only_a_header_with_five_signs_is_this_format() {
    assertThat(FORMAT.recognises(Content.of(HEAD, WINDOWS))).isTrue();
    assertThat(FORMAT.recognises(Content.of("\r\n H|\\^&~|A", WINDOWS))).isTrue();
    assertThat(FORMAT.recognises(Content.of("HPRIM|~^\\&|", WINDOWS))).isFalse();
    assertThat(FORMAT.recognises(Content.of("H|A|B|C|", WINDOWS))).isFalse();
    assertThat(FORMAT.recognises(Content.of("MSH|^~\\&|", WINDOWS))).isFalse();
    assertThat(FORMAT.recognises(Content.of("", WINDOWS))).isFalse();
  }

  @Test
  void what_was_not_understood_is_answered_by_an_error_without_any_value() {
    Content received = content(EXEMPLARY, "bad-neighbour");
    List<Problem> problems = FORMAT.decode(received).allProblems();
    Content reply = reply(received, Acknowledgement.Kind.NOT_UNDERSTOOD, problems);
    List<String> lines = reply.text(WINDOWS).lines().toList();
    assertThat(lines.get(0))
        .matches(
            "H\\|~\\^\\\\&\\|ER[0-9a-f]{6}\\.HPR\\|\\|890009986~MSP DU SEREIN\\|\\|ERR\\|\\|\\|"
                + "890009991~LABORATOIRE DU SEREIN\\|id-1\\|P\\|H2\\.3~C\\|20261112111500");
    assertThat(lines.get(1))
        .startsWith("ERR|1|SE261125.HPR|20261112111500|P||OBX~1|10.9|||Indicateur d'anomalie");
    assertThat(lines.get(2)).isEqualTo("L|1|||3");
    assertThat(reply.text(WINDOWS)).doesNotContain("TRES HAUT").doesNotContain("DURAND");
    assertThat(only(FORMAT.decode(reply)).kind()).isEqualTo(ReportKind.ACKNOWLEDGEMENT);
  }

  @Test
  void nothing_understood_is_a_whole_rejection() {
    Content received = content(REFUSED, "no-end");
    List<Problem> problems = FORMAT.decode(received).allProblems();
    assertThat(reply(received, Acknowledgement.Kind.NOT_UNDERSTOOD, problems).text(WINDOWS))
        .contains("|T||||||Il manque le segment de fin L");
    assertThat(reply(received, Acknowledgement.Kind.TRY_LATER, List.of()).text(WINDOWS))
        .contains("Le renvoyer plus tard.");
  }

  @Test
  void what_is_stored_has_no_answer_and_an_error_is_never_answered() {
    Content good = content(EXEMPLARY, "nominal");
    assertThat(FORMAT.acknowledge(good, answer(Acknowledgement.Kind.STORED, List.of()))).isNull();
    Content error = content(REFUSED, "error-without-error");
    assertThat(FORMAT.acknowledge(error, answer(Acknowledgement.Kind.NOT_UNDERSTOOD, List.of())))
        .isNull();
  }

  private static Content reply(
      Content received, Acknowledgement.Kind kind, List<Problem> problems) {
    Content reply = FORMAT.acknowledge(received, answer(kind, problems));
    if (reply == null) {
      throw new AssertionError("no reply");
    }
    return reply;
  }

  private static Acknowledgement answer(Acknowledgement.Kind kind, List<Problem> problems) {
    return new Acknowledgement(kind, "id-1", Instant.parse("2026-11-12T10:15:00Z"), problems);
  }
}
