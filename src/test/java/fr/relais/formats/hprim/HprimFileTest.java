// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import static fr.relais.formats.hprim.Fixtures.EXEMPLARY;
import static fr.relais.formats.hprim.Fixtures.REFUSED;
import static fr.relais.formats.hprim.Fixtures.codes;
import static fr.relais.formats.hprim.Fixtures.content;
import static fr.relais.formats.hprim.Fixtures.decode;
import static fr.relais.formats.hprim.Fixtures.names;
import static fr.relais.formats.hprim.Fixtures.report;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.CriticalMarks;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HprimFileTest {
  private static final HprimMedecinFormat FORMAT = new HprimMedecinFormat();

  static List<String> exemplary() {
    return names(EXEMPLARY);
  }

  static List<String> refused() {
    return names(REFUSED);
  }

  @ParameterizedTest
  @MethodSource("exemplary")
  void every_exemplary_file_is_recognised_and_accepted(String name) {
    Content content = content(EXEMPLARY, name);
    assertThat(FORMAT.recognises(content)).isTrue();
    assertThat(FORMAT.decode(content).outcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void every_refused_file_is_recognised_and_quarantined(String name) {
    Content content = content(REFUSED, name);
    assertThat(FORMAT.recognises(content)).isTrue();
    Decoding decoding = FORMAT.decode(content);
    assertThat(decoding.outcome()).isEqualTo(Outcome.QUARANTINED);
    assertThat(decoding.parts()).anyMatch(part -> part.report() == null);
  }

  @Test
  void every_refused_file_has_its_line_in_the_table() throws NoSuchMethodException {
    CsvSource table =
        HprimFileTest.class
            .getDeclaredMethod(
                "a_refused_file_says_what_and_where", String.class, String.class, String.class)
            .getAnnotation(CsvSource.class);
    assertThat(List.of(table.value()))
        .extracting(row -> row.substring(0, row.indexOf(';')))
        .containsExactlyInAnyOrderElementsOf(refused());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "byte-of-no-character; CHARSET_CONFLICT; ligne 14",
        "c1-control; CONTROL_CHARACTER; ligne 14",
        "ctrl-z-in-the-middle; CONTROL_CHARACTER; ligne 14",
        "end-mark-lost-between-two-patients; SEVERAL_PATIENTS; ligne 21",
        "family-name-missing; PATIENT_MISSING; ligne 2",
        "fifteen-fields; LINE_NOT_UNDERSTOOD; RES 1, champ 15",
        "file-mark-alone-and-last-line-cut; TRUNCATED; ligne 16",
        "header-of-eleven-lines; HEADER_INCOMPLETE; ligne 1",
        "lab-mark-twice; SEQUENCE; ligne 16",
        "last-of-three-cut; TRUNCATED; ligne 47",
        "line-broken-in-two; LINE_NOT_UNDERSTOOD; ligne 16",
        "message-after-file-mark; CONTENT_OUTSIDE; ligne 18",
        "name-in-two-character-sets; CHARSET_CONFLICT; ligne 2",
        "no-end-mark; TRUNCATED; ligne 16",
        "nul; CONTROL_CHARACTER; ligne 3",
        "result-before-lab-mark; COUNT_MISMATCH; ligne 1",
        "result-mark-in-small-letters; LINE_NOT_UNDERSTOOD; ligne 15",
        "result-mark-misspelt; LINE_NOT_UNDERSTOOD; ligne 15",
        "result-mark-with-a-blank; LINE_NOT_UNDERSTOOD; ligne 15",
        "result-without-name; LINE_NOT_UNDERSTOOD; RES 1, champ 2",
        "results-without-header; HEADER_INCOMPLETE; ligne 1",
        "separator-in-label; LINE_NOT_UNDERSTOOD; RES 1, champ 4",
        "separator-in-value; LINE_NOT_UNDERSTOOD; RES 2, champ 10",
        "separator-missing; LINE_NOT_UNDERSTOOD; RES 1, champ 9",
        "status-pushed-by-one; LINE_NOT_UNDERSTOOD; RES 1, champ 11",
        "two-character-sets; CHARSET_CONFLICT; ligne 31",
        "utf-8-among-windows-1252; CHARSET_CONFLICT; ligne 31",
      })
  void a_refused_file_says_what_and_where(String name, String code, String place) {
    List<Problem> problems = FORMAT.decode(content(REFUSED, name)).allProblems();
    assertThat(codes(problems)).containsExactly(code + " " + place);
    assertThat(problems).allMatch(Problem::isError);
  }

  @ParameterizedTest
  @CsvSource({
    "ascii-lf, windows-1252, ODILE",
    "dos-cp850-ctrl-z, IBM850, ANDRÉ",
    "macroman-cr, x-MacRoman, ODILE",
    "utf8-bom-mixed-ends-of-line, UTF-8, ODILE",
    "utf8-narrow-blanks, UTF-8, ÉLODIE",
    "utf16le, UTF-16LE, ODILE",
    "iso-8859-15-oe, ISO-8859-15, ODILE",
    "imaging-text-only, windows-1252, ODILE",
  })
  void the_character_set_is_found_and_told(String name, String charset, String given) {
    assertThat(decode(name).charset()).isEqualTo(charset);
    assertThat(report(name).patient().givenNames()).containsExactly(given);
  }

  @ParameterizedTest
  @ValueSource(strings = {"result-mark-with-a-blank", "result-mark-in-small-letters"})
  void a_result_whose_mark_is_damaged_rings_as_it_would(String name) {
    assertThat(CriticalMarks.priorityOf(content(REFUSED, name)))
        .isEqualTo(FollowUpPriority.CRITICAL);
  }

  @Test
  void a_name_that_is_only_likely_is_told() {
    assertThat(report("name-of-dos").patient().givenNames()).containsExactly("MICHÈLE");
    assertThat(codes(decode("name-of-dos").allProblems()))
        .containsExactly("CHARSET_CONFLICT ligne 3");
    assertThat(report("name-alone-has-an-accent").patient().usedName()).isEqualTo("NOËL");
    assertThat(decode("name-alone-has-an-accent").allProblems()).isEmpty();
  }

  @Test
  void each_message_is_a_part_with_its_own_bytes() {
    Content whole = content(EXEMPLARY, "three-messages");
    List<Decoding.Part> parts = FORMAT.decode(whole).parts();
    assertThat(parts).hasSize(3).allMatch(Decoding.Part::accepted);
    String joined = "";
    for (Decoding.Part part : parts) {
      joined += part.content().text(StandardCharsets.ISO_8859_1);
      assertThat(FORMAT.decode(part.content()).parts().get(0).report()).isEqualTo(part.report());
    }
    assertThat(joined).isEqualTo(whole.text(StandardCharsets.ISO_8859_1));
    assertThat(parts.get(0).content().text(StandardCharsets.ISO_8859_1))
        .endsWith("****FIN****\r\n")
        .doesNotContain("GEAI");
    assertThat(parts.get(2).content().text(StandardCharsets.ISO_8859_1))
        .endsWith("****FIN****\r\n****FINFICHIER****\r\n");
  }

  @Test
  void each_wide_part_can_be_read_alone() {
    List<Decoding.Part> parts = decode("utf16le-two-messages").parts();
    assertThat(parts).hasSize(2);
    for (Decoding.Part part : parts) {
      assertThat(FORMAT.decode(part.content()).parts().get(0).report()).isEqualTo(part.report());
    }
  }

  @Test
  void the_only_message_keeps_the_very_bytes_of_the_file() {
    Content file = content(EXEMPLARY, "text-after-file-mark");
    assertThat(FORMAT.decode(file).parts()).singleElement().extracting("content").isEqualTo(file);
  }

  @Test
  void a_cut_message_never_sinks_its_neighbours() {
    List<Decoding.Part> parts = FORMAT.decode(content(REFUSED, "last-of-three-cut")).parts();
    assertThat(parts).extracting(Decoding.Part::accepted).containsExactly(true, true, false);
    assertThat(parts.get(2).report()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"two-character-sets", "utf-8-among-windows-1252", "message-after-file-mark"})
  void a_bad_second_message_leaves_the_first_accepted(String name) {
    assertThat(FORMAT.decode(content(REFUSED, name)).parts())
        .extracting(Decoding.Part::accepted)
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @CsvSource({
    "file-mark-in-place-of-end-mark, END_MARK_MISPLACED ligne 16",
    "file-mark-before-end-mark, END_MARK_MISPLACED ligne 16",
    "file-mark-cut, END_MARK_MISPLACED ligne 17",
    "text-after-file-mark, CONTENT_OUTSIDE ligne 19",
  })
  void an_end_out_of_order_is_told_as_a_warning(String name, String problem) {
    assertThat(codes(decode(name).allProblems())).containsExactly(problem);
    assertThat(report(name).observations()).hasSize(1);
  }

  @Test
  void a_file_ends_whole_with_its_end_mark() {
    assertThat(FORMAT.endsWhole(content(EXEMPLARY, "nominal"))).isTrue();
    assertThat(FORMAT.endsWhole(content(EXEMPLARY, "dos-cp850-ctrl-z"))).isTrue();
    assertThat(FORMAT.endsWhole(content(EXEMPLARY, "utf8-bom-mixed-ends-of-line"))).isTrue();
    assertThat(FORMAT.endsWhole(content(REFUSED, "no-end-mark"))).isFalse();
    assertThat(FORMAT.endsWhole(content(EXEMPLARY, "file-mark-cut"))).isFalse();
    assertThat(FORMAT.endsWhole(text(""))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "H|~^\\&|1|\r****FIN****\r",
        "H|\\^&~|1|\rRES|x\r",
        "MSH|^~\\&|A|B\r****FIN****\rRES|x\r",
        "\u000bMSH|^~\\&|A|B\r****FIN****\r",
        "<?xml version='1.0'?>\n****FIN****\n",
        " <ClinicalDocument>\nRES|x\n</ClinicalDocument>",
        "%PDF-1.7\n****FIN****\n",
        "{\n\"a\":\n\"\n****FIN****\n",
        "PK\u0003\u0004\n****FIN****\n",
        "Return-Path: <a@b>\n\n****FIN****\n",
        "la marque ****FIN**** dans une phrase",
        "",
      })
  void another_format_that_quotes_a_mark_is_not_taken(String text) {
    assertThat(FORMAT.recognises(text(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RES|x", "a\r****LAB**** \rb", "****FINFICHIER****", "HUPPE\n****FIN****"})
  void a_mark_alone_on_its_line_is_enough(String text) {
    assertThat(FORMAT.recognises(text(text))).isTrue();
  }

  @Test
  void ten_megabytes_in_one_line_are_read_in_linear_time() {
    String head = content(EXEMPLARY, "ascii-lf").text(StandardCharsets.US_ASCII);
    for (String piece : List.of("1", "|", "<&", "é1 ", "\r")) {
      String line = piece.repeat(10_000_000 / piece.length());
      for (String place : List.of("\n\n****LAB", "4.1", "FAUVETTE", "****FIN****")) {
        Content content =
            Content.of(head.replace(place, line + place), StandardCharsets.ISO_8859_1);
        Assertions.assertTimeout(Duration.ofSeconds(30), () -> FORMAT.decode(content));
      }
    }
  }

  private static Content text(String text) {
    return Content.of(text, StandardCharsets.ISO_8859_1);
  }
}
