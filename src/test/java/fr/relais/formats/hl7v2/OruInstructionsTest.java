// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.ReportFlags;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Instructions (MetaDMPMSS) beside plain results. */
class OruInstructionsTest {
  @Test
  void what_is_hidden_beside_one_request_is_hidden_in_all_and_is_no_result() {
    Decoding decoding = Samples.decode("exemplary/masque-par-le-laboratoire");
    assertThat(decoding.outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(decoding.allProblems()).isEmpty();
    assertThat(decoding.parts())
        .extracting(part -> Objects.requireNonNull(part.report()).flags())
        .containsExactly(
            new ReportFlags(null, null, true, true), new ReportFlags(null, null, true, true));
    assertThat(Objects.requireNonNull(decoding.parts().get(0).report()).observations())
        .extracting(Observation::code)
        .containsExactly("3016-3");
    assertThat(Samples.report("deux-prescripteurs").flags()).isEqualTo(ReportFlags.NONE);
  }

  @Test
  void a_later_no_takes_back_no_mask_and_neither_yes_nor_no_hides() {
    String twice =
        Samples.content("exemplary/masque-par-le-laboratoire").text(ISO_8859_1)
            + "OBX|2|CE|MASQUE_PS^Masque^MetaDMPMSS||N||||||F\n"
            + "OBX|3|CE|INVISIBLE_PATIENT^Invisible^MetaDMPMSS||||||||F\n";
    Decoding decoding = new OruFormat().decode(Content.of(twice.getBytes(ISO_8859_1)));
    assertThat(Objects.requireNonNull(decoding.parts().get(1).report()).flags())
        .isEqualTo(new ReportFlags(null, true, true, true));
    assertThat(decoding.parts().get(1).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.CODE_NOT_UNDERSTOOD);
  }
}
