// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.core.model.AcknowledgementsAsked;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Decoding.ClaimedSender;
import fr.relais.core.model.Letter;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.ParcelWriter.CannotWrite;
import fr.relais.core.model.ProducerAcknowledgement;
import fr.relais.core.model.ProducerAcknowledgement.Said;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportKind;
import fr.relais.formats.Letters;
import fr.relais.formats.cda.CdaFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves is the exemplary file, byte for byte, and reads back as what it says. */
class ZamWriterTest {
  private static final Path EXEMPLARY =
      Path.of("test-fixtures", "formats", "hl7v2-cda", "exemplary");
  private static final ClaimedSender SEREIN =
      new ClaimedSender("SIL-SEREIN", "LBM DU SEREIN", "890009991");
  private static final ClaimedSender RELAIS = new ClaimedSender("RELAIS", "CONTINUITE", null);
  private static final String MAILBOX = "anne.boyer@volontaires.mssante.test";
  private final ZamWriter writer = new ZamWriter();

  @ParameterizedTest
  @CsvSource({
    "accuse-z01-oui, DMP_TOOK, ''",
    "accuse-z01-non, DMP_REFUSED, DMPClosed",
    "accuse-z02-oui, MAIL_RECEIVED, ''",
    "accuse-z02-non, MAIL_NOT_RECEIVED, 550",
    "accuse-z03-oui, MAIL_READ, ''",
    "accuse-z03-non, MAIL_NOT_INTEGRATED, 902",
  })
  void each_acknowledgement_is_the_exemplary_file(String file, Said said, String code)
      throws IOException {
    Content written = write(said(said, code.isEmpty() ? null : code, RELAIS));

    assertThat(written.text(StandardCharsets.UTF_8))
        .isEqualTo(Files.readString(EXEMPLARY.resolve(file + ".hl7")));
    Report back = back(written);
    assertThat(back.kind()).isEqualTo(ReportKind.ACKNOWLEDGEMENT);
    assertThat(back.narrative())
        .contains(said.success() ? "Réponse : oui" : "Réponse : non")
        .contains("Message d'origine : SER-160");
  }

  @Test
  void a_code_that_nobody_gave_is_left_out_and_the_producers_names_are_answered() {
    String message =
        write(said(Said.MAIL_NOT_RECEIVED, null, ClaimedSender.NONE)).text(StandardCharsets.UTF_8);

    assertThat(message)
        .startsWith("MSH|^~\\&|RELAIS|RELAIS|SIL-SEREIN|LBM DU SEREIN^890009991^M|")
        .contains("\rERR|||207^Application error^messageErrorCondition|E\r");
  }

  @Test
  void what_a_producer_wrote_never_becomes_structure() {
    ClaimedSender wicked = new ClaimedSender("A|B", "C\rOBX|9", "^&");
    ProducerAcknowledgement acknowledgement =
        new ProducerAcknowledgement(
            "d-1",
            new AcknowledgementsAsked("X\rERR|~^1", wicked, wicked, true, true),
            "labo",
            Said.DMP_TOOK,
            null,
            null,
            null,
            Instant.EPOCH);

    String message = write(acknowledgement).text(StandardCharsets.UTF_8);

    assertThat(message.split("\r")).hasSize(3);
    assertThat(message.split("\r")[2]).contains("X\\.br\\ERR\\F\\\\R\\\\S\\1");
  }

  @Test
  void a_result_is_no_acknowledgement() {
    Letter letter = Letters.of(Letters.biology(Letters.DURAND).build());

    assertThatThrownBy(() -> writer.write(letter)).isInstanceOf(CannotWrite.class);
  }

  private static ProducerAcknowledgement said(Said said, @Nullable String code, ClaimedSender us) {
    boolean mail = said != Said.DMP_TOOK && said != Said.DMP_REFUSED;
    return new ProducerAcknowledgement(
        "d-0101",
        new AcknowledgementsAsked("SER-160", SEREIN, us, true, true),
        "labo-serein",
        said,
        code,
        mail ? MAILBOX : null,
        mail ? "889970010222" : null,
        Instant.parse("2026-11-19T09:05:12Z"));
  }

  private Content write(ProducerAcknowledgement acknowledgement) {
    Letter made = Letters.of(Letters.biology(Letters.DURAND).build());
    Letter letter =
        new Letter(
            made.delivery(),
            made.followUp(),
            made.recipient(),
            made.sheet(),
            null,
            null,
            false,
            null,
            made.site(),
            null,
            made.owner(),
            made.others(),
            made.why(),
            made.portal(),
            made.at(),
            null,
            null,
            null,
            acknowledgement);
    return writer.write(letter).enclosures().get(0).content();
  }

  private static Report back(Content content) {
    Decoding read = new CarrierFormat(new CdaFormat()).decode(content);
    assertThat(read.outcome()).isEqualTo(Outcome.ACCEPTED);
    return Objects.requireNonNull(read.parts().get(0).report());
  }
}
