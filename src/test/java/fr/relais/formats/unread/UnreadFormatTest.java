// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.unread;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.FormatName;
import fr.relais.core.model.Outcome;
import fr.relais.core.model.Problem;
import fr.relais.core.model.ProblemCode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadFormatTest {
  private static final String HPRIM_XML =
      "<?xml version='1.0'?><!-- <a> --><c:evenementsPatients"
          + " xmlns:c='http://www.hprim.org/hprimXML'><c:id/></c:evenementsPatients>\n";
  private final UnreadFormat format = new UnreadFormat();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "<x xmlns=\"http://www.hprim.org/hprimXML\"/>; HPRIM_XML",
        "<?xml version=\"1.0\"?><!-- a --><resultatsExamens acquittementAttendu=\"non\"/>;"
            + " HPRIM_XML",
        "<evenementsPatients/>; HPRIM_XML",
        "%PDF-1.4; PDF",
      })
  void a_format_of_the_field_has_its_name(String text, FormatName name) {
    Content content = Content.of(text, ISO_8859_1);
    assertThat(format.recognises(content)).isTrue();
    Decoding decoding = format.decode(content);
    assertThat(decoding.format()).isEqualTo(name);
    assertThat(decoding.outcome()).isEqualTo(Outcome.QUARANTINED);
    assertThat(decoding.allProblems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.FORMAT_NOT_READ);
    assertThat(decoding.parts().get(0).content()).isEqualTo(content);
  }

  @Test
  void binary_formats_are_known_by_their_first_bytes() {
    assertThat(named("\377\330\377\340")).isEqualTo(FormatName.IMAGE);
    assertThat(named("\211PNG\r\n\032\n")).isEqualTo(FormatName.IMAGE);
    assertThat(named("II*\000")).isEqualTo(FormatName.IMAGE);
    assertThat(named("\000".repeat(128) + "DICM")).isEqualTo(FormatName.IMAGE);
  }

  @Test
  void a_document_alone_is_a_question_and_says_why() {
    for (String alone : new String[] {"%PDF-1.4\n%%EOF\n", "\377\330\377\340"}) {
      Decoding decoding = format.decode(Content.of(alone, ISO_8859_1));

      assertThat(decoding.parts()).singleElement().matches(part -> part.report() == null);
      assertThat(decoding.allProblems().get(0).cause()).contains("de quel patient");
    }
    assertThat(format.decode(Content.of(HPRIM_XML, ISO_8859_1)).allProblems().get(0).cause())
        .contains("n'est pas encore lu");
  }

  @Test
  void utf_16_hides_nothing() {
    assertThat(format.decode(Content.of(HPRIM_XML, UTF_16)).format())
        .isEqualTo(FormatName.HPRIM_XML);
    assertThat(format.decode(Content.of(HPRIM_XML, UTF_16LE)).format())
        .isEqualTo(FormatName.HPRIM_XML);
  }

  @Test
  void what_others_read_or_nobody_knows_is_left_to_them() {
    for (String text :
        new String[] {
          "",
          "MSH|^~\\&|",
          "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>",
          "DUPONT\nJEAN\n****FIN****\n",
          "{}",
          "<Bundle xmlns=\"http://hl7.org/fhir\"/>",
          "{ \"resourceType\": \"Bundle\"}",
          "<html/>",
          "<html><resultatsExamens/></html>",
          "H",
          "HB : 5",
          "PK\003\004rest",
          "From: a@b\r\nMIME-Version: 1.0\r\n\r\nx"
        }) {
      assertThat(format.recognises(Content.of(text, ISO_8859_1))).as(text).isFalse();
    }
  }

  @Test
  void the_end_mark_tells_a_file_that_is_still_being_written() {
    assertThat(whole(HPRIM_XML)).isTrue();
    assertThat(whole(HPRIM_XML.substring(0, HPRIM_XML.length() - 5))).isFalse();
    assertThat(format.endsWhole(Content.of(HPRIM_XML, UTF_16))).isTrue();
    assertThat(whole("%PDF-1.4\nx\n%%EOF\n")).isTrue();
    assertThat(whole("%PDF-1.4\nx\n")).isFalse();
    assertThat(whole("\377\330\377\340")).isTrue();
  }

  @Test
  void no_bytes_make_it_fail() {
    long seed = System.nanoTime();
    System.out.println("UnreadFormatTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = HPRIM_XML.getBytes(ISO_8859_1);
      for (int n = 0; n < 5; n++) {
        bytes[random.nextInt(bytes.length)] = (byte) "<>/!?-{PK\000%".charAt(random.nextInt(11));
      }
      Content content = Content.of(bytes);
      format.endsWhole(content);
      assertThat(format.decode(content).parts()).as("seed " + seed).hasSize(1);
    }
  }

  private FormatName named(String bytes) {
    return format.decode(Content.of(bytes, ISO_8859_1)).format();
  }

  private boolean whole(String text) {
    return format.endsWhole(Content.of(text, ISO_8859_1));
  }
}
