// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.DmpChoice;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** ZFA beside results: what the patient said of his DMP. */
class SharedRecordChoiceTest {
  private static final String HEAD =
      "MSH|^~\\&|SIL-SEREIN|LBM DU SEREIN^890009991^M|RELAIS|NOYERS|202611190955||ORU^R01^ORU_R01"
          + "|ZFA-1|P|2.5|||||FRA|8859/1\r"
          + "PID|1||P-4411^^^SEREIN&1.2.250.1.999.1.7&ISO^PI||DURAND^JEANNE^^^^^L||19480203|F\r"
          + "PV1|1|O\r";
  private static final String RESULT =
      "OBR|1||261119-0411^SEREIN|2823-3^Potassium^LN|||202611190740|||||||||||||||202611190955||CH"
          + "|F\r"
          + "OBX|1|NM|2823-3^Potassium^LN||4.1|mmol/L|3.5-5.1|N|||F\r";

  @Test
  void an_opposition_is_read_with_its_day() {
    Decoding decoding = decoded("ZFA|ACTIF|20240101||||||||IO|20261112|INC|20261113\r");
    assertThat(decoding.outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(decoding.parts())
        .extracting(Decoding.Part::dmp)
        .containsExactly(
            new DmpChoice(true, LocalDate.of(2026, 11, 12), true, LocalDate.of(2026, 11, 13)));
  }

  @Test
  void no_opposition_is_said_too_and_what_does_not_apply_is_not() {
    assertThat(decoded("ZFA|ACTIF|||||||||INO|20261112|NA\r").parts())
        .extracting(Decoding.Part::dmp)
        .containsExactly(new DmpChoice(false, LocalDate.of(2026, 11, 12), null, null));
    assertThat(decoded("ZFA|ACTIF|||||||||NA\r").parts())
        .extracting(Decoding.Part::dmp)
        .containsExactly((DmpChoice) null);
    assertThat(decoded("").parts())
        .extracting(Decoding.Part::dmp)
        .containsExactly((DmpChoice) null);
  }

  @Test
  void what_is_not_understood_is_said_and_chooses_nothing() {
    Decoding decoding = decoded("ZFA|ACTIF|||||||||PEUT-ETRE\r");
    assertThat(decoding.outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(decoding.allProblems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.CODE_NOT_UNDERSTOOD);
    assertThat(decoding.parts().get(0).dmp()).isNull();
  }

  private static Decoding decoded(String zfa) {
    return new OruFormat().decode(Content.of((HEAD + zfa + RESULT).getBytes(ISO_8859_1)));
  }
}
