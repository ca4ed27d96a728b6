// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceBoundsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "10 - 40; 10; 40",
        "(3,5-5,1); 3.5; 5.1",
        "[3,5 - 5,1]; 3.5; 5.1",
        "[3,5 - 5,1] mmol/L; 3.5; 5.1",
        "3,5 à 5,1; 3.5; 5.1",
        "de 3,5 à 5,1 mmol/l; 3.5; 5.1",
        "entre 3,5 et 5,1; 3.5; 5.1",
        "-8--2; -8; -2",
        "vr : 4 a  10 000; 4; 10000",
        "< 5; -; 5",
        "inf. à 5; -; 5",
        "Inférieur à 5,0 mmol/L; -; 5.0",
        "inférieure ou égale à 5; -; 5",
        ">=60; 60; -",
        "sup. à 60; 60; -",
      })
  void what_is_certain_is_read(String text, String low, String high) {
    assertThat(ReferenceBounds.of(text, "mmol/L")).isEqualTo(new ReferenceBounds(low, high, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5,1-3,5", "5", "3.5-5.1 g/L", "H : 13-17 ; F : 12-16", "voir texte", "négatif"})
  void anything_else_stays_a_text(String text) {
    assertThat(ReferenceBounds.of(text, "mmol/L")).isEqualTo(new ReferenceBounds(null, null, text));
  }

  @Test
  void no_text_is_no_range() {
    assertThat(ReferenceBounds.of(" ", null)).isEqualTo(ReferenceBounds.of(null, null));
    assertThat(ReferenceBounds.of(null, null).other()).isNull();
  }
}
