// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.cda;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Attachment;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code relais check --json} does not show; the rest stands beside the fixtures. */
class CdaFormatTest {
  private static final Path FIXTURES = Path.of("test-fixtures", "formats", "cda");
  private static final int ALL_VALUES = 17;
  private final CdaFormat format = new CdaFormat();

  @Test
  void a_document_is_known_by_its_root_whatever_prefix_charset_or_wrapping() throws IOException {
    String text = "<?xml version='1.0'?><!-- <a> --><c:ClinicalDocument xmlns:c='urn:hl7-org:v3'/>";
    assertThat(format.recognises(Content.of(text, UTF_8))).isTrue();
    assertThat(format.recognises(Content.of(text, UTF_16))).isTrue();
    assertThat(format.recognises(Content.of(text, UTF_16LE))).isTrue();
    assertThat(format.recognises(fixture("autopresentable"))).isTrue();
    assertThat(format.recognises(fixture("bom-crlf-sans-declaration"))).isTrue();
    for (String other :
        new String[] {
          "",
          "ClinicalDocument urn:hl7-org:v3",
          "<Bundle xmlns='http://hl7.org/fhir'/>",
          "<ClinicalDocument xmlns='urn:autre'/>",
          "<xsl:stylesheet xmlns:xsl='http://www.w3.org/1999/XSL/Transform'/>"
        }) {
      assertThat(format.recognises(Content.of(other, UTF_8))).as(other).isFalse();
    }
  }

  @Test
  void numbers_of_several_orders_are_paired_where_both_stand_in_the_order() throws IOException {
    List<OrderNumbers> pairs =
        List.of(new OrderNumbers("PLC-1", "FIL-1"), new OrderNumbers("PLC-2", "FIL-2"));
    assertThat(report("demandes-et-numeros-ensemble").orders()).isEqualTo(pairs);
    assertThat(report("demandes-dites-par-leur-code").orders()).isEqualTo(pairs);
  }

  @ParameterizedTest
  @CsvSource({
    "demandes-et-numeros-ensemble, extension=\"FIL-2\", extension=\"FIL-1\"",
    "demandes-et-numeros-ensemble, 1.2.250.1.999.7.3\" extension=\"FIL-2, 1.2.3\""
        + " extension=\"FIL-2",
    "demandes-et-numeros-ensemble, 1.2.250.1.999.7.3, 1.2.250.1.999.7.2",
    "demandes-dites-par-leur-code, 18723-7, 18719-5",
  })
  void numbers_are_not_paired_by_their_rank_alone(String name, String sure, String doubtful)
      throws IOException {
    String text = fixture(name).text(UTF_8);
    assertThat(text).contains(sure);
    Report read = only(text.replace(sure, doubtful));

    assertThat(read.orders()).extracting(OrderNumbers::placer).contains("PLC-1", "PLC-2");
    assertThat(read.orders())
        .filteredOn(order -> order.placer() != null)
        .allMatch(order -> order.filler() == null);
  }

  private Report only(String text) {
    return Objects.requireNonNull(format.decode(Content.of(text, UTF_8)).parts().get(0).report());
  }

  @Test
  void the_end_mark_tells_a_file_that_is_still_being_written() throws IOException {
    Content whole = fixture("potassium-critique");
    assertThat(format.endsWhole(whole)).isTrue();
    assertThat(format.endsWhole(fixture("utf-16"))).isTrue();
    assertThat(format.endsWhole(fixture("autopresentable"))).isTrue();
    byte[] bytes = whole.bytes();
    for (int cut : new int[] {1, 3, 20, 500, bytes.length}) {
      byte[] begun = Arrays.copyOf(bytes, Math.max(0, bytes.length - 1 - cut));
      assertThat(format.endsWhole(Content.of(begun))).as("cut %s", cut).isFalse();
    }
    String late = whole.text(UTF_8) + "<!-- fin -->\n";
    assertThat(format.endsWhole(Content.of(late, UTF_8))).isTrue();
  }

  @Test
  void the_stylesheet_around_a_document_changes_nothing_of_it() throws IOException {
    assertThat(report("autopresentable")).isEqualTo(report("prefixe"));
  }

  @Test
  void a_second_value_keeps_its_own_bounds_and_foreign_bounds_become_words() throws IOException {
    Report report = report("toutes-les-valeurs");
    assertThat(named(report, "53049-3").secondary())
        .isEqualTo(new Observation.Secondary("7.2", "mmol/L", "3.9", "6.1"));
    Observation urea = named(report, "3094-0");
    assertThat(urea.low()).isNull();
    assertThat(urea.comment()).isEqualTo("Valeurs de référence : 0.21 - 0.48 g/L");
  }

  @Test
  void the_most_alarming_code_is_kept_and_no_other_is_lost() throws IOException {
    Observation calcium = named(report("toutes-les-valeurs"), "2000-8");
    assertThat(calcium.interpretation()).isEqualTo(Interpretation.HH);
    assertThat(calcium.comment()).contains("ZZ (Code maison)", "Hémolyse : à contrôler");
    assertThat(named(report("toutes-les-valeurs"), "5196-1").comment()).contains("NEG");
  }

  @Test
  void normal_beside_a_word_that_may_deny_it_is_not_normal() throws IOException {
    String both =
        fixture("provisoire")
            .text(UTF_8)
            .replaceFirst(
                "<interpretationCode code=\"N\"", "<interpretationCode code=\"POS\" />$0");
    Observation potassium = named(read(Content.of(both, UTF_8)), "2823-3");
    assertThat(potassium.interpretation()).isNull();
    assertThat(potassium.comment()).contains("POS");
  }

  @Test
  void a_critical_code_in_small_letters_is_critical_and_the_letters_are_kept() throws IOException {
    String small =
        fixture("provisoire")
            .text(UTF_8)
            .replaceFirst("<interpretationCode code=\"N\"", "<interpretationCode code=\"hh\"");
    Observation potassium = named(read(Content.of(small, UTF_8)), "2823-3");
    assertThat(potassium.interpretation()).isEqualTo(Interpretation.HH);
    assertThat(potassium.comment()).contains("hh");
  }

  @Test
  void isolates_are_told_apart_and_one_without_results_is_not_lost() throws IOException {
    List<Observation> found = report("isolats-antibiogramme").observations();
    assertThat(found).extracting(Observation::key).doesNotHaveDuplicates();
    assertThat(found)
        .extracting(Observation::subId)
        .containsExactly("1", "1", "1", "2", "2", "2", "3");
    assertThat(found)
        .filteredOn(o -> "Micro-organisme".equals(o.label()))
        .extracting(Observation::value)
        .containsExactly("Escherichia coli", "Streptococcus sp.", "Staphylococcus aureus");
    assertThat(found.get(2).comment()).contains("Micro-organisme : Escherichia coli");
  }

  @Test
  void priors_are_beside_and_never_results() throws IOException {
    List<Observation> found = report("anteriorites").observations();
    assertThat(found)
        .filteredOn(Observation::prior)
        .extracting(Observation::value)
        .containsExactly("3.9", "6.9");
    assertThat(found).filteredOn(o -> !o.prior()).hasSize(2);
  }

  @Test
  void what_the_requester_asked_is_marked_as_asked() throws IOException {
    assertThat(report("imagerie-indication").narrative())
        .containsExactly(
            "Informations cliniques",
            "Indication : Douleur brutale.",
            "Indication : Suspicion d'embolie pulmonaire.",
            "Antécédents",
            "Indication : Nodule suspect en 2019.",
            "Résultats",
            "Pas d'embolie visible.",
            "Conclusion",
            "Examen normal.");
  }

  @Test
  void markup_of_the_text_becomes_lines() throws IOException {
    assertThat(report("imagerie-deux-actes").narrative())
        .containsExactly(
            "Résultats",
            "Pas de fracture.",
            "Aspect normal <script>",
            "Conclusion",
            "Examen sans particularité.");
    assertThat(report("potassium-critique").narrative()).contains("Potassium | 7,1 mmol/L");
  }

  @Test
  void someone_else_s_critical_result_is_not_the_patient_s() throws IOException {
    Decoding decoding = format.decode(fixture("autre-sujet"));
    Report report = Objects.requireNonNull(decoding.parts().get(0).report());
    assertThat(report.observations()).extracting(Observation::value).containsExactly("4.1");
    assertThat(report.complete()).isFalse();
    assertThat(decoding.allProblems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.CONTENT_OUTSIDE);
  }

  @Test
  void a_document_of_one_piece_is_an_attachment() throws IOException {
    Report report = report("niveau-1-pdf");
    assertThat(report.attachments()).containsExactly(new Attachment("application/pdf", 69));
    assertThat(report.complete()).isFalse();
  }

  @Test
  void what_is_awaited_or_not_done_has_no_value_and_says_so() throws IOException {
    assertThat(named(report("provisoire"), "2951-2").status())
        .isEqualTo(ObservationStatus.REGISTERED);
    assertThat(named(report("toutes-les-valeurs"), "2951-2").status())
        .isEqualTo(ObservationStatus.CANCELLED);
  }

  @Test
  void problems_hold_nothing_of_the_message() throws IOException {
    try (Stream<Path> files = Files.walk(FIXTURES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
        Decoding decoding = format.decode(Content.of(Files.readAllBytes(file)));
        assertThat(decoding.allProblems().toString())
            .as(file.toString())
            .doesNotContain("ESSAI", "MODELE", "258039", "Potassium", "LEMOINE", "7.1");
      }
    }
  }

  @Test
  void no_bytes_make_it_fail() throws IOException {
    long seed = System.nanoTime();
    System.out.println("CdaFormatTest seed " + seed);
    Random random = new Random(seed);
    byte[] whole = fixture("toutes-les-valeurs").bytes();
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = whole.clone();
      for (int n = 0; n < 3; n++) {
        bytes[random.nextInt(bytes.length)] = (byte) "<>/!?\"'=:&#a0 ".charAt(random.nextInt(14));
      }
      Content content = Content.of(bytes);
      format.recognises(content);
      format.endsWhole(content);
      assertThat(format.decode(content).parts()).as("seed " + seed).hasSize(1);
    }
  }

  /**
   * Whatever word is lost from a document, it is read or refused, never with fewer results unsaid.
   */
  @Test
  void a_result_is_never_lost_in_silence() throws IOException {
    String text = fixture("toutes-les-valeurs").text(UTF_8);
    for (String word : List.of("entryRelationship", "section", "structuredBody", "act", "entry")) {
      String broken = text.replace("<" + word, "<x" + word).replace("</" + word, "</x" + word);
      Decoding.Part part = format.decode(Content.of(broken, UTF_8)).parts().get(0);
      Report report = part.report();
      assertThat(report == null ? ALL_VALUES : report.observations().size())
          .as(word)
          .isEqualTo(ALL_VALUES);
      assertThat(report == null).as(word).isEqualTo(!word.equals("act"));
    }
  }

  private static Observation named(Report report, String code) {
    return report.observations().stream()
        .filter(o -> code.equals(o.code()))
        .findFirst()
        .orElseThrow();
  }

  private Report report(String name) throws IOException {
    return read(fixture(name));
  }

  private Report read(Content content) {
    Decoding decoding = format.decode(content);
    return Objects.requireNonNull(decoding.parts().get(0).report(), decoding::toString);
  }

  static Content fixture(String name) throws IOException {
    return Content.of(Files.readAllBytes(FIXTURES.resolve("exemplary").resolve(name + ".xml")));
  }
}
