// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import fr.relais.sandbox.hprim.Reading.Letter;
import fr.relais.sandbox.hprim.Reading.ResultRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StrictHprimReadersTest {
  private static final DoctolibReader DOCTOLIB = new DoctolibReader();
  private static final MediboardReader MEDIBOARD = new MediboardReader();
  private static final FreeMedFormsReader FREEMEDFORMS = new FreeMedFormsReader();
  private static final EpisodusReader EPISODUS = new EpisodusReader();
  private static final MedShakeReader MEDSHAKE = new MedShakeReader();
  private static final List<StrictHprimReader> ALL =
      List.of(DOCTOLIB, MEDIBOARD, FREEMEDFORMS, EPISODUS, MEDSHAKE);

  private static Reading read(StrictHprimReader reader, Sheet sheet) {
    return reader.read("r.hpr", sheet.bytes());
  }

  private static Letter letter(StrictHprimReader reader, Sheet sheet) {
    List<Letter> letters = assertInstanceOf(Reading.Accepted.class, read(reader, sheet)).letters();
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  private static String refusal(StrictHprimReader reader, Sheet sheet) {
    return assertInstanceOf(Reading.Refused.class, read(reader, sheet)).reason();
  }

  private static Stream<Arguments> readers() {
    return Stream.of(
        Arguments.of(DOCTOLIB, "Relais, site de Mende", ""),
        Arguments.of(MEDIBOARD, "Relais, site de Mende", "VASSHE"),
        Arguments.of(FREEMEDFORMS, "RELAIS     Relais, site de Mende", "VASSHE"),
        Arguments.of(EPISODUS, "RELAIS     Relais, site de Mende", "VASSHE"),
        Arguments.of(MEDSHAKE, "RELAIS", "VASSHE"));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void right_file_is_shown_by_everyone_with_its_accents_and_critical_flag(
      StrictHprimReader reader, String sender, String addressee) {
    Letter letter = letter(reader, Sheet.right());
    assertThat(letter.familyName()).isEqualTo("ESSAI-MOREAU");
    assertThat(letter.givenName()).isEqualTo("HÉLOÏSE");
    assertThat(letter.birthDate()).isEqualTo("14/03/1957");
    assertThat(letter.sender()).isEqualTo(sender);
    assertThat(letter.addresseeCode()).isEqualTo(addressee);
    assertThat(letter.text()).contains("Potassium : 7,2 mmol/L, à 8 µm près");
    assertThat(letter.text()).anyMatch(line -> line.startsWith("BIOCHIMIE"));
    assertThat(letter.results())
        .startsWith(
            new ResultRow("Potassium", "K", "7.2", "mmol/L", "3.5", "5.1", "HH", "F"),
            new ResultRow("CRP", "CRP", "<1", "mg/L", "", "5.0", "N", "F"));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void bytes_that_windows_1252_leaves_undefined_and_controls_are_refused(StrictHprimReader reader) {
    byte[] right = Sheet.right().bytes();
    byte[] undefined = right.clone();
    undefined[2] = (byte) 0x81;
    assertThat(reader.read("r.hpr", undefined)).isInstanceOf(Reading.Refused.class);
    byte[] control = right.clone();
    control[2] = 0;
    assertThat(reader.read("r.hpr", control)).isInstanceOf(Reading.Refused.class);
    byte[] utf8 =
        String.join("\r\n", Sheet.right().with(3, "HÉLOÏSE").lines())
            .getBytes(StandardCharsets.UTF_8);
    assertThat(reader.read("r.hpr", utf8)).isInstanceOf(Reading.Refused.class); // Ï has 0x8F
  }

  @ParameterizedTest
  @MethodSource("readers")
  void no_bytes_make_a_reader_throw(StrictHprimReader reader) {
    long seed = 11;
    Random random = new Random(seed);
    byte[] right = Sheet.right().bytes();
    for (int i = 0; i < 2000; i++) {
      byte[] broken = Arrays.copyOf(right, random.nextInt(right.length + 1));
      for (int j = random.nextInt(8); j > 0 && broken.length > 0; j--) {
        broken[random.nextInt(broken.length)] = (byte) (random.nextInt(3) == 0 ? '\n' : '|');
      }
      assertThat(reader.read("r.hpr", broken)).as("seed %d, try %d", seed, i).isNotNull();
    }
  }

  @Test
  void doctolib_wants_an_end_mark_twelve_lines_and_a_date_or_nothing_on_line_ten() {
    assertThat(refusal(DOCTOLIB, Sheet.right().without(20, 21))).isEqualTo("no end mark");
    assertThat(refusal(DOCTOLIB, Sheet.right().without(1, 11))).contains("twelve");
    assertThat(refusal(DOCTOLIB, Sheet.right().with(10, "15 avril"))).contains("line 10");
    assertThat(read(DOCTOLIB, Sheet.right().with(10, ""))).isInstanceOf(Reading.Accepted.class);
    assertThat(read(DOCTOLIB, Sheet.right().with(10, "2026-04-15")))
        .isInstanceOf(Reading.Accepted.class);
  }

  @Test
  void doctolib_has_no_laboratory_result_without_its_mark_and_keeps_text_after_the_end() {
    assertThat(letter(DOCTOLIB, Sheet.right().without(15, 15)).results()).isEmpty();
    Sheet more = Sheet.right().before(22, List.of("suite hors message"));
    assertThat(letter(DOCTOLIB, more).text()).contains("suite hors message");
    assertThat(letter(DOCTOLIB, Sheet.right()).results()).hasSize(2);
  }

  @Test
  void mediboard_wants_two_full_dates() {
    assertThat(refusal(MEDIBOARD, Sheet.right().with(7, "14/03/57"))).contains("line 7");
    assertThat(refusal(MEDIBOARD, Sheet.right().with(10, ""))).contains("line 10");
    assertThat(refusal(MEDIBOARD, Sheet.right().with(10, "2026-04-15"))).contains("line 10");
    assertThat(refusal(MEDIBOARD, Sheet.right().without(13, 21))).contains("thirteen");
  }

  @Test
  void mediboard_tabulates_only_lines_with_the_pipe_after_all_fourteen_fields() {
    String ten = "RES|Potassium|K|N|7.2|mmol/L|3.5|5.1|HH|F";
    Letter letter = letter(MEDIBOARD, Sheet.right().with(17, ten));
    assertThat(letter.results()).extracting(ResultRow::label).doesNotContain("Potassium");
    assertThat(letter.text()).contains(ten);
  }

  @Test
  void freemedforms_wants_both_marks_at_the_end_with_nothing_between_or_after() {
    assertThat(refusal(FREEMEDFORMS, Sheet.right().without(21, 21))).contains("marks");
    assertThat(refusal(FREEMEDFORMS, Sheet.right().before(21, List.of("")))).contains("marks");
    assertThat(refusal(FREEMEDFORMS, Sheet.right().before(22, List.of("")))).contains("marks");
    assertThat(refusal(FREEMEDFORMS, Sheet.right().with(20, " ****FIN****"))).contains("marks");
    assertThat(refusal(FREEMEDFORMS, Sheet.right().then(Sheet.right()))).contains("marks");
  }

  @Test
  void freemedforms_wants_the_identity() {
    assertThat(refusal(FREEMEDFORMS, Sheet.right().with(2, " "))).contains("name");
    assertThat(refusal(FREEMEDFORMS, Sheet.right().with(3, ""))).contains("name");
    assertThat(refusal(FREEMEDFORMS, Sheet.right().with(7, ""))).contains("birth");
    assertThat(refusal(FREEMEDFORMS, Sheet.right().with(7, "31/02/1957"))).contains("birth");
  }

  @Test
  void episodus_skips_an_empty_first_line_and_then_everything_is_one_line_off() {
    assertThat(letter(EPISODUS, Sheet.right().before(1, List.of(""))).familyName())
        .isEqualTo("ESSAI-MOREAU");
    assertThat(refusal(EPISODUS, Sheet.right().with(1, ""))).contains("line 10");
  }

  @Test
  void episodus_takes_text_after_the_end_as_another_message() {
    Sheet two = Sheet.right().then(Sheet.right().with(2, "AUTRE"));
    assertThat(assertInstanceOf(Reading.Accepted.class, read(EPISODUS, two)).letters())
        .extracting(Letter::familyName)
        .containsExactly("ESSAI-MOREAU", "AUTRE");
    assertThat(refusal(EPISODUS, Sheet.right().before(22, List.of("suite")))).contains("twelve");
  }

  @Test
  void episodus_wants_the_exact_laboratory_mark_a_date_and_an_end() {
    assertThat(letter(EPISODUS, Sheet.right().with(15, " ****LAB****")).results()).isEmpty();
    assertThat(refusal(EPISODUS, Sheet.right().with(10, "2026-04-15"))).contains("line 10");
    assertThat(refusal(EPISODUS, Sheet.right().without(20, 21))).isEqualTo("no end mark");
    assertThat(read(EPISODUS, Sheet.right().with(10, "M-5128-23/10/06")))
        .isInstanceOf(Reading.Accepted.class);
  }

  @Test
  void medshake_counts_points_and_refuses_under_ten() {
    assertThat(refusal(MEDSHAKE, Sheet.right().with(7, "1957-03-14"))).contains("4 points");
    assertThat(letter(MEDSHAKE, Sheet.right().with(10, "")).familyName()).isNotEmpty();
    assertThat(letter(MEDSHAKE, Sheet.right().with(8, "")).familyName()).isNotEmpty();
    assertThat(refusal(MEDSHAKE, Sheet.right().with(8, "").with(10, ""))).contains("6 points");
    Sheet nine = Sheet.right().with(8, "").with(1, "");
    assertThat(refusal(MEDSHAKE, nine.with(3, "?").with(6, ""))).contains("9 points");
    assertThat(refusal(MEDSHAKE, nine.with(2, "").with(6, ""))).contains("9 points");
    assertThat(letter(MEDSHAKE, nine.with(6, "")).familyName()).isNotEmpty();
    assertThat(refusal(MEDSHAKE, Sheet.right().without(12, 21).without(1, 2)))
        .isEqualTo("no header");
  }
}
