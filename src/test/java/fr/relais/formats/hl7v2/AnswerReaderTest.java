// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.formats.hl7v2.AnswerReader.Code;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a producer answers to a message of ours. */
class AnswerReaderTest {
  private static final String SENT = "MSH|^~\\&|RELAIS|X|SIL|LBM|2026||ZAM^Z01^ZAM_Z01|d-1|P|2.6\r";
  private static final String HEADER = "MSH|^~\\&|SIL|LBM|RELAIS|X|2026||ACK^Z01^ACK|A1|P|2.6\r";

  @ParameterizedTest
  @CsvSource({
    "AA, ACCEPTED",
    "CA, ACCEPTED",
    "AE, ERROR",
    "CE, ERROR",
    "AR, REJECTED",
    "CR, REJECTED",
  })
  void the_code_says_whether_it_was_taken(String code, Code said) {
    assertThat(read(HEADER + "MSA|" + code + "|d-1\r")).contains(said);
    assertThat(read("\u000b" + HEADER + "MSA|" + code + "|d-1\r\u001c\r")).contains(said);
    assertThat(read((HEADER + "MSA|" + code + "|d-1\r").replace('\r', '\n'))).contains(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MSA|AA|d-1\r",
        HEADER,
        HEADER + "MSA|AA|d-2\r",
        HEADER + "MSA|AA\r",
        HEADER + "MSA||d-1\r",
        HEADER + "MSA|OK|d-1\r",
        HEADER + "X\rMS\r",
        "MSH|^~\\&|SIL|LBM|RELAIS|X|2026||ZAM^Z01^ZAM_Z01|d-1|P|2.6\rMSA|AA|d-1\r",
        "HTTP/1.1 200 OK\r\n",
      })
  void anything_else_is_no_answer_to_it(String answer) {
    assertThat(read(answer)).isEmpty();
  }

  private static Optional<Code> read(String answer) {
    return AnswerReader.of(
        Content.of(SENT, StandardCharsets.UTF_8), Content.of(answer, StandardCharsets.UTF_8));
  }
}
