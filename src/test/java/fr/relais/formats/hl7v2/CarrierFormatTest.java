// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Versions;
import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportStatus;
import fr.relais.formats.cda.CdaFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code relais check --json} does not show; the rest stands beside the fixtures. */
class CarrierFormatTest {
  private static final Path FORMATS = Path.of("test-fixtures", "formats");
  private static final Path FIXTURES = FORMATS.resolve("hl7v2-cda");
  private final CarrierFormat format = new CarrierFormat(new CdaFormat());

  @Test
  void carriers_are_recognised_and_messages_of_results_are_not() throws IOException {
    try (Stream<Path> files = Files.walk(FIXTURES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".hl7")).toList()) {
        assertThat(format.recognises(Content.of(Files.readAllBytes(file)))).as("%s", file).isTrue();
      }
    }
    try (Stream<Path> files = Files.list(FORMATS.resolve("hl7v2").resolve("exemplary"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".hl7")).toList()) {
        assertThat(format.recognises(Content.of(Files.readAllBytes(file))))
            .as("%s", file)
            .isFalse();
      }
    }
  }

  @Test
  void what_goes_out_to_doctors_is_the_document_itself() throws IOException {
    Content document =
        Content.of(
            Files.readAllBytes(
                FORMATS.resolve("cda").resolve("exemplary").resolve("potassium-critique.xml")));

    assertThat(part("envoi-initial").content()).isEqualTo(document);
    assertThat(part("mdm-suppression").content()).isEqualTo(document);
  }

  @Test
  void an_acknowledgement_names_the_message_that_it_answers_and_nobody_else() throws IOException {
    Report refused = Objects.requireNonNull(part("accuse-dmp-refuse").report());
    Report read = Objects.requireNonNull(part("accuse-de-lecture").report());

    assertThat(refused.narrative())
        .containsExactly(
            "Réponse : non", "Message d'origine : T45", "Code : DMPClosed · DMP fermé");
    assertThat(read.narrative())
        .containsExactly(
            "Réponse : oui",
            "Message d'origine : T45",
            "Boîte aux lettres : claire.lemoine@exemple.invalid");
    assertThat(List.of(refused, read))
        .allSatisfy(
            report -> {
              assertThat(report.patient().usedName()).isNull();
              assertThat(report.requester()).isNull();
              assertThat(report.observations()).isEmpty();
            });
  }

  @Test
  void what_is_in_doubt_is_kept_whole_and_gives_no_report() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES.resolve("refused"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".hl7")).toList()) {
        Content message = Content.of(Files.readAllBytes(file));
        Decoding decoding = format.decode(message);
        assertThat(decoding.outcome()).as("%s", file).isEqualTo(Outcome.QUARANTINED);
        assertThat(decoding.parts()).extracting(Decoding.Part::content).containsOnly(message);
        assertThat(decoding.parts()).extracting(Decoding.Part::report).containsOnlyNulls();
        assertThat(decoding.allProblems().toString())
            .doesNotContain("ESSAI", "MODELE", "258039", "19580314");
      }
    }
  }

  @Test
  void an_envelope_of_another_patient_is_refused_with_its_reason() throws IOException {
    for (String name :
        new String[] {"autre-patient", "autre-date-de-naissance", "meme-ins-autre-autorite"}) {
      assertThat(format.decode(refused(name)).allProblems())
          .as(name)
          .filteredOn(Problem::isError)
          .extracting(Problem::code)
          .containsExactly(ProblemCode.SEVERAL_PATIENTS);
    }
  }

  @Test
  void spelling_does_not_make_another_patient() throws IOException {
    String message = exemplary("envoi-initial").text(UTF_8);
    for (String names :
        new String[] {
          "Éssai^Marie^Marie-Jeanne^^^^L~MODELE^MARIE^^^^^D",
          "ESSAI^MARIE^^^^^L",
          "MODELE^MARIE^^^^^D",
          "MODELE^MARIE JEANNE^^^^^L~ESSAI^MARIE^^^^^D"
        }) {
      String spelt = message.replace("ESSAI^MARIE^MARIE JEANNE^^^^L~MODELE^MARIE^^^^^D", names);
      assertThat(format.decode(Content.of(spelt, UTF_8)).outcome())
          .as(names)
          .isEqualTo(Outcome.ACCEPTED);
    }
    for (String names :
        new String[] {
          "ESSAI^PAUL^PAUL^^^^L", "AUTRE^MARIE^MARIE JEANNE^^^^L", "AUTRE^MARIE^^^^^D"
        }) {
      String other = message.replace("ESSAI^MARIE^MARIE JEANNE^^^^L~MODELE^MARIE^^^^^D", names);
      assertThat(format.decode(Content.of(other, UTF_8)).outcome())
          .as(names)
          .isEqualTo(Outcome.QUARANTINED);
    }
  }

  @Test
  void nothing_in_common_is_not_the_same_patient() throws IOException {
    String bare =
        exemplary("envoi-initial").text(UTF_8).replaceFirst("PID\\|[^\\r]*", "PID|||T-101^^^LABO");
    assertThat(format.decode(Content.of(bare, UTF_8)).outcome()).isEqualTo(Outcome.QUARANTINED);
  }

  @Test
  void a_deletion_takes_back_the_document_and_all_that_it_says() throws IOException {
    Report first = report("envoi-initial");
    Report deletion = report("mdm-suppression");

    assertThat(deletion.status()).isEqualTo(ReportStatus.ENTERED_IN_ERROR);
    assertThat(deletion.documentIds()).isEqualTo(first.documentIds());
    assertThat(deletion.replaces()).as("it takes back, it replaces nothing").isEmpty();
    assertThat(deletion.observations())
        .extracting(Observation::status)
        .containsOnly(ObservationStatus.ENTERED_IN_ERROR);
    for (List<Report> arrival : List.of(List.of(first, deletion), List.of(deletion, first))) {
      Versions.Current current =
          Versions.of(arrival.stream().map(r -> new Versions.Version(r, false)).toList());
      assertThat(current.withdrawn()).isTrue();
      assertThat(current.tie()).isFalse();
    }
  }

  @Test
  void a_replacement_by_the_envelope_alone_is_a_correction() throws IOException {
    String message =
        exemplary("envoi-initial")
            .text(UTF_8)
            .replace("ORC|NW", "ORC|RO")
            .replaceFirst("\\|F\\rPRT", "|C\rPRT");
    Decoding decoding = format.decode(Content.of(message, UTF_8));
    Report report = Objects.requireNonNull(decoding.parts().get(0).report());

    assertThat(report.status()).isEqualTo(ReportStatus.CORRECTED);
    assertThat(report.whole()).isTrue();
    assertThat(decoding.allProblems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.REQUIRED_MISSING);
  }

  @Test
  void the_envelope_adds_its_numbers_recipients_and_notes() throws IOException {
    String message = exemplary("envoi-initial").text(UTF_8).replace("FIL-1^LAB", "FIL-2^LAB");
    Report report =
        Objects.requireNonNull(format.decode(Content.of(message, UTF_8)).parts().get(0).report());

    assertThat(report.orders())
        .containsExactly(new OrderNumbers("PLC-1", "FIL-1"), new OrderNumbers("PLC-1", "FIL-2"));
    assertThat(report.recipients())
        .extracting(Recipient::address)
        .containsExactly("paul.vernet@exemple.mssante.test");
    assertThat(report.narrative()).contains("Prélèvement difficile.");
  }

  @Test
  void an_envelope_that_does_not_validate_the_identity_lowers_it() throws IOException {
    assertThat(report("envoi-initial").patient().identityStatus())
        .isEqualTo(IdentityStatus.QUALIFIED);
    assertThat(report("identite-non-validee").patient().identityStatus())
        .isEqualTo(IdentityStatus.RETRIEVED);
  }

  @Test
  void two_requesters_are_none() throws IOException {
    String message =
        exemplary("envoi-initial")
            .text(UTF_8)
            .replace("89971000016^LEMOINE^CLAIRE", "89971000032^VERNET^PAUL");
    Decoding decoding = format.decode(Content.of(message, UTF_8));

    assertThat(Objects.requireNonNull(decoding.parts().get(0).report()).requester()).isNull();
    assertThat(decoding.allProblems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.REQUESTERS_DISAGREE);
  }

  @Test
  void the_answer_names_the_event_of_the_message() throws IOException {
    Content message = exemplary("mdm-suppression");
    Decoding decoding = format.decode(refused("intentions-discordantes"));
    Acknowledgement stored =
        new Acknowledgement(
            Acknowledgement.Kind.STORED, "A1", Instant.parse("2026-04-15T12:10:00Z"), List.of());
    Acknowledgement doubted =
        new Acknowledgement(
            Acknowledgement.Kind.NOT_UNDERSTOOD,
            "A2",
            Instant.parse("2026-04-15T12:10:00Z"),
            decoding.allProblems());

    assertThat(text(format.acknowledge(message, stored)))
        .contains("|ACK^T04^ACK|", "\rMSA|AA|C1\r");
    assertThat(text(format.acknowledge(refused("intentions-discordantes"), doubted)))
        .contains("|ACK^R01^ACK|", "\rMSA|AE|C1\r", "\rERR||OBX^1^11|102^");
  }

  @Test
  void a_batch_may_hold_results_and_documents() throws IOException {
    String results =
        Files.readString(
            FORMATS.resolve("hl7v2").resolve("exemplary").resolve("echappements-utf8.hl7"));
    String batch = "BHS|^~\\&\r" + exemplary("envoi-initial").text(UTF_8) + results + "BTS|2\r";
    Decoding decoding = format.decode(Content.of(batch, UTF_8));

    assertThat(decoding.outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(decoding.parts()).hasSize(2);
  }

  @Test
  void no_document_makes_it_fail() throws IOException {
    long seed = System.nanoTime();
    System.out.println("CarrierFormatTest seed " + seed);
    Random random = new Random(seed);
    String message = exemplary("envoi-initial").text(UTF_8);
    byte[] document = part("envoi-initial").content().bytes();
    String inside = Base64.getEncoder().encodeToString(document);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = document.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      String other = Base64.getEncoder().encodeToString(bytes);
      String changed = message.replace(inside, other.substring(0, other.length() - i % 3));
      assertThat(format.decode(Content.of(changed, UTF_8)).parts()).as("seed " + seed).hasSize(1);
    }
  }

  private static String text(@Nullable Content answer) {
    return Objects.requireNonNull(answer).text(UTF_8);
  }

  private Decoding.Part part(String name) throws IOException {
    return format.decode(exemplary(name)).parts().get(0);
  }

  private Report report(String name) throws IOException {
    return Objects.requireNonNull(part(name).report(), name);
  }

  private static Content exemplary(String name) throws IOException {
    return Content.of(Files.readAllBytes(FIXTURES.resolve("exemplary").resolve(name + ".hl7")));
  }

  private static Content refused(String name) throws IOException {
    return Content.of(Files.readAllBytes(FIXTURES.resolve("refused").resolve(name + ".hl7")));
  }
}
