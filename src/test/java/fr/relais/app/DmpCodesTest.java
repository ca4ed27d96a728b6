// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.xds.DmpRefusal;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.flow.Exit.Attempt;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every refusal of the client has its line in the table of refusals. */
class DmpCodesTest {
  @Test
  void only_what_a_reader_alone_meets_has_no_line() {
    assertThat(Arrays.stream(DmpRefusal.values()).filter(each -> DmpCodes.of(each).isEmpty()))
        .containsExactlyInAnyOrder(
            DmpRefusal.DMP_AUTHORISATION_EXPIRED,
            DmpRefusal.DMP_AUTHORISATION_ABSENT,
            DmpRefusal.DMP_NOT_DECLARED_HERE);
  }

  @Test
  void what_is_no_refusal_stays_as_it_is() {
    Attempt filed = new Attempt(AttemptOutcome.OK, "DMP_FILED");

    assertThat(DmpCodes.decided(filed)).isEqualTo(filed);
    assertThat(DmpCodes.decided(new Attempt(AttemptOutcome.UNKNOWN, "DMP_NO_ANSWER")).detail())
        .isEqualTo("DMP_TIMEOUT");
  }
}
