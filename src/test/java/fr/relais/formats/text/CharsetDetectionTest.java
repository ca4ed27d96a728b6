// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.SenderCharset;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetDetectionTest {

  @ParameterizedTest
  @CsvSource({
    "Prélevé à jeun, windows-1252",
    "LÉGER AIMÉ, windows-1252",
    "12 µmol/L, windows-1252",
    "créatinine 12 µmol/L, IBM850",
    "LÉGER AIMÉ, IBM850",
    "reçu à 8h, IBM850",
    "'ml/min/1,73m² réalisé', IBM850",
    "Prélèvement à jeun, x-MacRoman",
    "LÉGER AIMÉ, x-MacRoman",
    "forêt drôle, x-MacRoman",
    "le bœuf et le cœur, ISO-8859-15",
    "garçon, UTF-8",
  })
  void french_is_found_in_the_set_it_was_written_in(String text, String charset) {
    byte[] bytes = text.getBytes(Charset.forName(charset));
    assertThat(CharsetDetection.of(bytes).charset().name()).isEqualTo(charset);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-15", "ISO-8859-1", "windows-1252"})
  void the_common_range_is_told_as_windows_1252(String charset) {
    byte[] bytes = "Prélevé à jeun, contrôlé".getBytes(Charset.forName(charset));
    assertThat(CharsetDetection.of(bytes).charset().name()).isEqualTo("windows-1252");
  }

  @Test
  void ascii_is_told_as_windows_1252() {
    assertThat(CharsetDetection.of(new byte[] {'a'}).charset().name()).isEqualTo("windows-1252");
    assertThat(CharsetDetection.of(new byte[0]).charset().name()).isEqualTo("windows-1252");
  }

  @Test
  void a_byte_order_mark_decides() {
    assertThat(CharsetDetection.of(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0}))
        .isEqualTo(new CharsetDetection(StandardCharsets.UTF_16LE, 2));
    assertThat(CharsetDetection.of(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, 'a'}))
        .isEqualTo(new CharsetDetection(StandardCharsets.UTF_16BE, 2));
    assertThat(CharsetDetection.of("\uFEFFé".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new CharsetDetection(StandardCharsets.UTF_8, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "CÔTE, windows-1252, WINDOWS_1252, false",
    "BJÖRN, windows-1252, WINDOWS_1252, false",
    "BJÖRN, x-MacRoman, MAC_ROMAN, false",
    "CÔTE, IBM850, CP850, true",
    "NOËL, ISO-8859-15, ISO_8859_15, true",
  })
  void what_the_sender_declared_settles_a_name_that_could_be_two(
      String name, String charset, SenderCharset declared, boolean sure) {
    byte[] bytes = name.getBytes(Charset.forName(charset));
    CharsetDetection alone = CharsetDetection.of(bytes);
    CharsetDetection.Certainty before = alone.certaintyOf(new String(bytes, alone.charset()));
    assertThat(before == CharsetDetection.Certainty.SURE).isEqualTo(sure);

    CharsetDetection settled = alone.declared(declared, bytes);

    assertThat(settled.contradicted()).isFalse();
    assertThat(new String(bytes, settled.charset())).isEqualTo(name);
    assertThat(settled.certaintyOf(name)).isEqualTo(CharsetDetection.Certainty.SURE);
  }

  @ParameterizedTest
  @CsvSource({
    "Prélevé à jeun, UTF-8, WINDOWS_1252",
    "Prélevé à jeun, windows-1252, UTF_8",
    "Prélevé à jeun, windows-1252, CP850",
    "Prélevé à jeun, IBM850, WINDOWS_1252",
    "\uFEFFPrélevé, UTF-8, WINDOWS_1252",
  })
  void bytes_that_cannot_be_what_was_declared_are_stronger(
      String text, String charset, SenderCharset declared) {
    byte[] bytes = text.getBytes(Charset.forName(charset));

    CharsetDetection read = CharsetDetection.of(bytes).declared(declared, bytes);

    assertThat(read.contradicted()).isTrue();
    assertThat(read.charset().name()).isEqualTo(charset);
  }

  @Test
  void what_is_declared_says_nothing_of_ascii_and_agrees_with_itself() {
    byte[] ascii = {'a', 'b'};
    byte[] utf8 = "forêt".getBytes(StandardCharsets.UTF_8);
    assertThat(CharsetDetection.of(ascii).declared(SenderCharset.CP850, ascii).contradicted())
        .isFalse();
    assertThat(CharsetDetection.of(utf8).declared(SenderCharset.UTF_8, utf8))
        .isEqualTo(CharsetDetection.of(utf8));
    assertThat(CharsetDetection.of(utf8).declared(null, utf8).contradicted()).isFalse();
  }

  @Test
  void one_damaged_byte_does_not_make_a_utf_8_file_another() {
    byte[] bytes = "Prélevé à jeun, contrôlé".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = 'x';
    assertThat(CharsetDetection.of(bytes).charset()).isEqualTo(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "Pr‚lŠvement, 2",
    "PrÃ©levÃ©, 2",
    "nom Ã\u00a0 lire, 4",
    "prÚlÞvement, 2",
    "a\uFFFDb, 1",
    "dessin ├─, 7",
    "Prélèvement d’œuf « à jeun » – 12 µg… Dušan, -1",
  })
  void a_sign_that_french_cannot_have_there_is_a_fault(String text, int at) {
    assertThat(FrenchSpelling.firstFault(text)).isEqualTo(at);
  }
}
