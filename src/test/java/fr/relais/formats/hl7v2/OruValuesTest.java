// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import org.junit.jupiter.api.Test;

class OruValuesTest {

  @Test
  void a_flag_glued_to_a_number_is_taken_and_a_text_stays_a_text() {
    assertThat(Samples.report("indicateur-colle-au-nombre").observations())
        .extracting(Observation::value, Observation::interpretation)
        .containsExactly(
            tuple("6.4", Interpretation.HH),
            tuple("12.3", Interpretation.A),
            tuple("118", Interpretation.LL),
            tuple("1.42", Interpretation.H),
            tuple("2 L", null),
            tuple("A", null),
            tuple("non fait HH", null));
  }
}
