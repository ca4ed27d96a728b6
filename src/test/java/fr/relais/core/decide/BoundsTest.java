// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a number lies outside the bounds that the laboratory printed. */
class BoundsTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "3.5, -, 3.5, 5.1, false",
        "3.4, -, 3.5, 5.1, true",
        "5.1, -, 3.5, 5.1, false",
        "5.2, -, 3.5, 5.1, true",
        "5.2, -, 3.5, -, false",
        "3.4, -, -, 5.1, false",
        "3.5, <, 3.5, 5.1, true",
        "3.6, <, 3.5, 5.1, false",
        "9, <, -, 5.1, false",
        "3.4, <=, 3.5, 5.1, true",
        "5.1, >, 3.5, 5.1, true",
        "5.0, >, 3.5, 5.1, false",
        "1, >, 3.5, -, false",
        "6, >=, 3.5, 5.1, true",
        "négatif, -, 3.5, 5.1, false",
        "-, -, 3.5, 5.1, false",
        "6, -, 3.5, positif, false",
      })
  void a_bound_itself_is_inside_unless_the_value_is_beyond_the_scale(
      @Nullable String value,
      @Nullable String comparator,
      @Nullable String low,
      @Nullable String high,
      boolean outside) {
    assertThat(Priorities.outOfBounds(number(value, comparator, low, high))).isEqualTo(outside);
  }

  @ParameterizedTest
  @CsvSource({"40, true", "41, false"})
  void a_number_of_more_than_forty_signs_is_no_number(int signs, boolean outside) {
    assertThat(Priorities.outOfBounds(number("9".repeat(signs), null, "1", "2")))
        .isEqualTo(outside);
  }

  private static Observation number(
      @Nullable String value,
      @Nullable String comparator,
      @Nullable String low,
      @Nullable String high) {
    return new Observation(
        "2823-3",
        "LN",
        "Potassium",
        List.of(),
        value,
        comparator,
        "mmol/L",
        low,
        high,
        null,
        ObservationStatus.FINAL,
        false,
        null,
        null,
        null,
        null,
        null);
  }
}
