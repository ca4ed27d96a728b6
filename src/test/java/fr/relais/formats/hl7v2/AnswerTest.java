// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.v25.message.ACK;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Acknowledgement.Kind;
import fr.relais.core.model.Content;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
  private static final Instant WINTER = Instant.parse("2026-01-15T23:30:00Z");
  private static final Problem MISSING =
      Problem.error(ProblemCode.REQUIRED_MISSING, "OBX[2]-11", "Statut absent.", "Le remplir | ^.");
  private final OruFormat format = new OruFormat();

  @ParameterizedTest
  @CsvSource({
    "STORED, '', '', AA",
    "NOT_UNDERSTOOD, '', '', AE",
    "REFUSED, '', '', AR",
    "TRY_LATER, '', '', AR",
    "STORED, NE, NE, AA",
    "STORED, NE, AL, AA",
    "NOT_UNDERSTOOD, NE, ER, AE",
    "STORED, AL, NE, CA",
    "STORED, SU, AL, CA",
    "NOT_UNDERSTOOD, AL, NE, CE",
    "NOT_UNDERSTOOD, ER, NE, CE",
    "REFUSED, AL, AL, CR",
    "TRY_LATER, AL, NE, CR",
  })
  void the_code_follows_what_became_of_it_and_what_the_sender_asked(
      Kind kind, String accept, String application, String code) throws Exception {
    ACK ack = parsed(format.acknowledge(message(accept, application), answer(kind, List.of())));
    assertThat(ack.getMSA().getAcknowledgmentCode().getValue()).isEqualTo(code);
    assertThat(ack.getMSA().getMessageControlID().getValue()).isEqualTo("CTRL-9");
  }

  @Test
  void sender_and_receiver_are_swapped_and_the_rest_is_echoed() throws Exception {
    ACK ack = parsed(format.acknowledge(message("", ""), answer(Kind.STORED, List.of())));
    assertThat(ack.getMSH().encode())
        .isEqualTo(
            "MSH|^~\\&|RELAIS|CONTINUITE|SIL|LABO^480099971^M|20260116003000+0100||ACK^R01^ACK"
                + "|OUR-1|P|2.5^FRA^2.11|||||FRA|8859/1");
  }

  @Test
  void each_problem_is_told_with_its_place() throws Exception {
    ACK ack =
        parsed(format.acknowledge(message("", ""), answer(Kind.NOT_UNDERSTOOD, List.of(MISSING))));
    assertThat(ack.getERRReps()).isEqualTo(1);
    assertThat(ack.getERR().encode())
        .isEqualTo(
            "ERR||OBX^2^11|101^Required field missing^HL70357|E|||Statut absent."
                + "|Le remplir \\F\\ \\S\\.");
  }

  @Test
  void try_later_says_so_even_without_problem() throws Exception {
    ACK ack = parsed(format.acknowledge(message("", ""), answer(Kind.TRY_LATER, List.of())));
    assertThat(ack.getERR().getHL7ErrorCode().getIdentifier().getValue()).isEqualTo("207");
  }

  @Test
  void an_old_version_gets_its_own_form() {
    Content received =
        Content.of("MSH|^~\\&|A|B|C|D|20260101||ORU^R01|7|P|2.3.1\rPID|1\r", ISO_8859_1);
    String ack =
        format
            .acknowledge(received, answer(Kind.NOT_UNDERSTOOD, List.of(MISSING)))
            .text(ISO_8859_1);
    assertThat(ack)
        .isEqualTo(
            "MSH|^~\\&|C|D|A|B|20260116003000+0100||ACK|OUR-1|P|2.3.1||||||\r"
                + "MSA|AE|7|OBX[2]-11 : Statut absent. Le remplir \\F\\ \\S\\.\r");
  }

  @Test
  void what_is_not_hl7_is_named_by_its_hash() throws Exception {
    Content received = Content.of("n'importe quoi", ISO_8859_1);
    ACK ack = parsed(format.acknowledge(received, answer(Kind.NOT_UNDERSTOOD, List.of(MISSING))));
    assertThat(ack.getMSA().getMessageControlID().getValue())
        .isEqualTo(received.hash().hex().substring(0, 20));
    assertThat(ack.getMSH().getVersionID().getVersionID().getValue()).isEqualTo("2.5");
  }

  @Test
  void an_acknowledgement_is_never_acknowledged() {
    Content received =
        Content.of("MSH|^~\\&|SIL|LBM|||20261119||ACK^R01|A1|P|2.5\rMSA|AA|x\r", ISO_8859_1);
    for (Kind kind : Kind.values()) {
      assertThat(format.acknowledge(received, answer(kind, List.of()))).isNull();
    }
  }

  @Test
  void without_a_sure_charset_the_answer_is_ascii() {
    Content received =
        Content.of("MSH|^~\\&|A|LABO É|C|D|20260101||ORU^R01|7|P|2.5\rPID|1\r", ISO_8859_1);
    Problem accented = Problem.error(ProblemCode.SEQUENCE, "PID", "Coupé.", "Répéter.");
    String ack =
        format
            .acknowledge(received, answer(Kind.NOT_UNDERSTOOD, List.of(accented)))
            .text(ISO_8859_1);
    assertThat(ack).contains("LABO E").contains("Coupe.|Repeter.").matches("[\\x00-\\x7f]+");
  }

  private static Acknowledgement answer(Kind kind, List<Problem> problems) {
    return new Acknowledgement(kind, "OUR-1", WINTER, problems);
  }

  private static Content message(String accept, String application) {
    return Content.of(
        "MSH|^~\\&|SIL|LABO^480099971^M|RELAIS|CONTINUITE|20260101||ORU^R01^ORU_R01|CTRL-9|P"
            + "|2.5^FRA^2.11|||"
            + accept
            + "|"
            + application
            + "|FRA|8859/1\rPID|1\r",
        ISO_8859_1);
  }

  private static ACK parsed(Content answer) throws Exception {
    try (HapiContext context = new DefaultHapiContext()) {
      context.setModelClassFactory(new CanonicalModelClassFactory("2.5"));
      return (ACK) context.getPipeParser().parse(answer.text(ISO_8859_1));
    }
  }
}
