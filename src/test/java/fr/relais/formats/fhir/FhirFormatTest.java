// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import fr.relais.core.model.Report;
import fr.relais.formats.TestArchive;
import fr.relais.formats.cda.CdaFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code relais check --json} does not show; the rest stands beside the fixtures. */
class FhirFormatTest {
  private static final Path FIXTURES = Path.of("test-fixtures", "formats", "fhir");
  private static final FhirFormat FORMAT = new FhirFormat(new FhirModel(), new CdaFormat());

  @Test
  void fhir_is_known_by_its_beginning_whatever_charset_mark_or_prefix() {
    String json = " \n{ \"id\": \"a\", \"resourceType\" : \"Bundle\"}";
    String xml = "<?xml version='1.0'?><!-- <a> --><f:Bundle xmlns:f = 'http://hl7.org/fhir'/>";
    for (String text : List.of(json, "\uFEFF" + json, xml, "\uFEFF" + xml)) {
      assertThat(FORMAT.recognises(Content.of(text, UTF_8))).as(text).isTrue();
      String bare = text.replace("\uFEFF", "");
      assertThat(FORMAT.recognises(Content.of(bare, UTF_16))).as(text).isTrue();
      assertThat(FORMAT.recognises(Content.of(bare, UTF_16LE))).as(text).isTrue();
    }
    for (String other :
        List.of(
            "",
            "{}",
            "resourceType",
            "<ClinicalDocument xmlns='urn:hl7-org:v3' xmlns:f='http://hl7.org/fhir'/>",
            "<Bundle xmlns='urn:autre'>http://hl7.org/fhir</Bundle>")) {
      assertThat(FORMAT.recognises(Content.of(other, UTF_8))).as(other).isFalse();
    }
  }

  @Test
  void json_and_xml_of_the_same_result_say_the_same() throws IOException {
    assertThat(report("potassium-critique-xml.xml")).isEqualTo(report("potassium-critique.fhir"));
  }

  @Test
  void digits_stay_as_they_were_written() throws IOException {
    assertThat(report("potassium-critique.fhir").observations())
        .extracting(Observation::value)
        .containsExactly("6.40", "5", "7.10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"valeurs-avec-exposant.fhir", "valeurs-avec-exposant-xml.xml"})
  void an_exponent_stays_as_it_was_written_in_values_and_bounds(String name) throws IOException {
    List<Observation> facts = report(name).observations();

    assertThat(facts).extracting(Observation::value).containsExactly("1.2E5", "2e1", "1.50E-2");
    assertThat(facts).extracting(Observation::low).containsExactly("1.50e5", null, "0.40");
    assertThat(facts).extracting(Observation::high).containsExactly("4.0E+5", "2.0e1", "4.00");
  }

  @Test
  void the_share_of_one_patient_keeps_the_exponents_too() throws IOException {
    String two = exemplary("deux-patients.fhir").text(UTF_8);
    String sound = "\"value\": 4.1,";
    assertThat(two).contains(sound);

    Decoding decoding = FORMAT.decode(Content.of(two.replace(sound, "\"value\": 4.10E0,"), UTF_8));

    Decoding.Part share = decoding.parts().get(0);
    assertThat(Objects.requireNonNull(share.report()).observations().get(0).value())
        .isEqualTo("4.10E0");
    assertThat(FORMAT.decode(share.content()).parts().get(0).report()).isEqualTo(share.report());
  }

  @Test
  void a_critical_code_in_small_letters_is_critical() throws IOException {
    String small = exemplary("potassium-critique.fhir").text(UTF_8).replace("\"HH\"", "\"hh\"");
    assertThat(
            FORMAT.decode(Content.of(small, UTF_8)).parts().stream()
                .flatMap(part -> Objects.requireNonNull(part.report()).observations().stream())
                .map(Observation::interpretation))
        .contains(Interpretation.HH);
  }

  @Test
  void each_share_has_its_own_patient_alone_and_reads_the_same() throws IOException {
    Decoding decoding = FORMAT.decode(exemplary("deux-patients.fhir"));

    assertThat(decoding.parts()).hasSize(2);
    String first = decoding.parts().get(0).content().text(UTF_8);
    String second = decoding.parts().get(1).content().text(UTF_8);
    assertThat(first).contains("DURAND", "DEM-1").doesNotContain("PETIT", "DEM-2", "2951-2");
    assertThat(second).contains("PETIT", "DEM-2").doesNotContain("DURAND", "DEM-1", "2823-3");
    for (Decoding.Part part : decoding.parts()) {
      Decoding again = FORMAT.decode(part.content());
      assertThat(again.outcome()).isEqualTo(Outcome.ACCEPTED);
      assertThat(again.parts().get(0).report()).isEqualTo(part.report());
    }
  }

  @Test
  void one_result_keeps_the_very_bytes() throws IOException {
    Content content = exemplary("potassium-critique.fhir");
    assertThat(FORMAT.decode(content).parts().get(0).content()).isEqualTo(content);
  }

  /** The imaging result, with this clinical document where its PDF was. */
  private static Decoding enclosing(String document) throws IOException {
    String pdf = "JVBERi0xLjQKJSBkb2N1bWVudCBmaWN0aWYKJSVFT0YK";
    String text = exemplary("imagerie-texte-pdf.fhir").text(UTF_8);
    assertThat(text).contains(pdf);
    String data = Base64.getEncoder().encodeToString(document.getBytes(UTF_8));
    return FORMAT.decode(
        Content.of(text.replace(pdf, data).replace("application/pdf", "text/xml"), UTF_8));
  }

  @Test
  void a_clinical_document_inside_must_be_of_the_same_patient() throws IOException {
    String his =
        TestArchive.levelOne()
            .replace("258039999900161", "248028999900129")
            .replace("19580314", "19480228")
            .replace(">ESSAI<", ">DURAND<")
            .replace(">MODELE<", ">DURAND<")
            .replace("<given>MARIE</given><given>JEANNE</given>", "<given>JEANNE</given>");
    assertThat(enclosing(his).allProblems()).noneMatch(Problem::isError);
    assertThat(enclosing(TestArchive.ofAnother()).allProblems())
        .filteredOn(Problem::isError)
        .extracting(Problem::code)
        .containsExactly(ProblemCode.SEVERAL_PATIENTS);
    assertThat(enclosing("<ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>").outcome())
        .isEqualTo(Outcome.QUARANTINED);
  }

  @Test
  void components_and_other_ranges_are_kept_in_words() throws IOException {
    Report report = report("toutes-les-valeurs.fhir");
    assertThat(report.observations())
        .filteredOn(o -> "Fosfomycine".equals(o.label()))
        .singleElement()
        .satisfies(
            o ->
                assertThat(o.comment())
                    .isEqualTo("Partie de : Bactérie isolée (Escherichia coli)"));
    assertThat(report.observations())
        .filteredOn(o -> "2000-8".equals(o.code()))
        .singleElement()
        .satisfies(
            o -> {
              assertThat(o.high()).isEqualTo("2.60");
              assertThat(o.comment()).contains("seuil de traitement", "HU");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"value\": 6.40; \"value\": 64.0",
        "\"value\": 6.40; \"value\": 6.4",
        "\"code\": \"HH\"; \"code\": \"H\"",
        "\"comparator\": \"<\",; ''",
        "mmol/L; µmol/L",
        "DURAND; DURANT",
        "89970010222; 89970010115",
        "\"status\": \"final\"; \"status\": \"preliminary\"",
        "1948-02-28; 1949-02-28",
      })
  void a_planted_error_changes_what_is_read(String sound, String planted) throws IOException {
    String text = exemplary("potassium-critique.fhir").text(UTF_8);
    assertThat(text).contains(sound);

    assertThat(
            FORMAT.decode(Content.of(text.replace(sound, planted), UTF_8)).parts().get(0).report())
        .isNotEqualTo(report("potassium-critique.fhir"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"http://127.0.0.1:9/x\">]>",
        "<!DOCTYPE x [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>",
        "<!DOCTYPE Bundle>",
      })
  void no_doctype_is_admitted(String doctype) throws IOException {
    String text = exemplary("potassium-critique-xml.xml").text(UTF_8);
    String hostile = text.replaceFirst("<Bundle", doctype.replace("\\", "\\\\") + "<Bundle");

    assertThat(codes(Content.of(hostile, UTF_8))).containsExactly(ProblemCode.LINE_NOT_UNDERSTOOD);
    assertThat(codes(Content.of(hostile.replace("UTF-8", "UTF-16"), UTF_16)))
        .containsExactly(ProblemCode.LINE_NOT_UNDERSTOOD);
  }

  @Test
  void too_deep_too_many_and_too_large_are_told() {
    String deep = "{\"resourceType\":\"Bundle\",\"entry\":" + "[".repeat(100_000);
    assertThat(codes(Content.of(deep, UTF_8))).containsExactly(ProblemCode.TOO_LARGE);
    String xml = "<Bundle xmlns=\"http://hl7.org/fhir\">" + "<entry>".repeat(20_000);
    assertThat(codes(Content.of(xml, UTF_8))).containsExactly(ProblemCode.TOO_LARGE);
    String many = "{\"resourceType\":\"Bundle\",\"entry\":[" + "{\"id\":\"a\"},".repeat(150_000);
    assertThat(FORMAT.decode(Content.of(many, UTF_8)).outcome()).isEqualTo(Outcome.QUARANTINED);
    byte[] large = (" ".repeat(StrictJson.RESULT_BYTES_MAX) + "{}").getBytes(UTF_8);
    large[0] = '{';
    assertThat(FORMAT.decode(Content.of(large)).allProblems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TOO_LARGE);
  }

  @Test
  void a_value_that_is_said_to_be_absent_is_absent() throws IOException {
    String text = exemplary("potassium-critique.fhir").text(UTF_8);
    String absent =
        text.replace(
            "\"value\": \"DEM-1\"",
            "\"_value\": {\"extension\": [{\"url\": \"u:a\", \"valueCode\": \"unknown\"}]}");

    Report report = FORMAT.decode(Content.of(absent, UTF_8)).parts().get(0).report();

    assertThat(Objects.requireNonNull(report).orders().get(0).placer()).isNull();
  }

  @Test
  void what_brings_no_result_says_so() {
    String order = "{\"resourceType\":\"Patient\",\"id\":\"a\"}";
    assertThat(codes(Content.of(order, UTF_8))).containsExactly(ProblemCode.MESSAGE_TYPE_NOT_READ);
  }

  @Test
  void no_bytes_make_it_fail() throws IOException {
    long seed = Long.getLong("relais.seed", System.nanoTime());
    System.out.println("FhirFormatTest relais.seed=" + seed);
    Random random = new Random(seed);
    for (String name : List.of("toutes-les-valeurs.fhir", "potassium-critique-xml.xml")) {
      byte[] sound = exemplary(name).bytes();
      for (int i = 0; i < 300; i++) {
        byte[] bytes = sound.clone();
        for (int n = 0; n < 3; n++) {
          bytes[random.nextInt(bytes.length)] =
              (byte) "\"{}[]<>/1e-:,a\000".charAt(random.nextInt(15));
        }
        assertThat(FORMAT.decode(Content.of(bytes)).parts()).as("seed " + seed).isNotEmpty();
      }
    }
  }

  private static List<ProblemCode> codes(Content content) {
    assertThat(FORMAT.recognises(content)).isTrue();
    return FORMAT.decode(content).allProblems().stream().map(Problem::code).toList();
  }

  private static Content exemplary(String name) throws IOException {
    return Content.of(Files.readAllBytes(FIXTURES.resolve("exemplary").resolve(name)));
  }

  private static Report report(String name) throws IOException {
    return Objects.requireNonNull(FORMAT.decode(exemplary(name)).parts().get(0).report());
  }
}
