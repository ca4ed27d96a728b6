// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Acknowledgement;
import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class OruPropertyTest {
  private static final int MUTATIONS = 4_000;
  private static final int LARGE_BYTES = 20_000_000;
  private final OruFormat format = new OruFormat();

  @Test
  void whatever_the_bytes_there_is_an_answer_and_no_exception() {
    long seed = System.nanoTime();
    System.out.println("OruPropertyTest seed " + seed);
    Random random = new Random(seed);
    List<byte[]> seeds =
        Stream.of("exemplary", "refused")
            .flatMap(folder -> Samples.names(folder).stream())
            .map(name -> Samples.content(name).bytes())
            .toList();
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = mutated(seeds.get(random.nextInt(seeds.size())).clone(), random);
      Content content = Content.of(bytes);
      Decoding decoding = format.decode(content);
      assertThat(decoding.parts())
          .as("seed " + seed + ", mutation " + i)
          .allMatch(part -> part.report() == null || part.accepted());
      format.recognises(content);
      format.endsWhole(content);
      Content answer = format.acknowledge(content, acknowledgement(decoding));
      if (Received.of(content).isAnswer()) {
        assertThat(answer).isNull();
        continue;
      }
      assertThat(answer.text(ISO_8859_1))
          .startsWith("MSH|^~\\&|")
          .containsPattern("\rMSA\\|[AC]E\\|");
    }
  }

  private static Acknowledgement acknowledgement(Decoding decoding) {
    return new Acknowledgement(
        Acknowledgement.Kind.NOT_UNDERSTOOD,
        "R1",
        Instant.parse("2026-04-15T12:00:00Z"),
        decoding.allProblems());
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] signs = "|^~\\&\r\n\u000b\u001c\"OBXPIDMSH0,<".getBytes(US_ASCII);
    for (int n = random.nextInt(8); n >= 0; n--) {
      int at = random.nextInt(bytes.length);
      if (at >= 15 && at < 200 && random.nextBoolean()) {
        continue;
      }
      bytes[at] =
          random.nextBoolean() ? signs[random.nextInt(signs.length)] : (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1) : bytes;
  }

  @Test
  void a_framed_message_cut_at_any_byte_never_yields_a_report() {
    byte[] whole = Samples.content("exemplary/potassium-critique-mllp").bytes();
    for (int length = 0; length < whole.length; length++) {
      Decoding cut = format.decode(Content.of(Arrays.copyOf(whole, length)));
      assertThat(cut.parts()).as("cut at " + length).allMatch(part -> part.report() == null);
    }
  }

  @Test
  void an_unframed_message_cut_inside_a_segment_never_yields_a_report() {
    byte[] whole = Samples.content("exemplary/nfs-identite-qualifiee").bytes();
    for (int length = 0; length < whole.length; length++) {
      if (length > 0 && whole[length - 1] == '\r') {
        continue; // nothing tells such a message from a shorter one
      }
      Decoding cut = format.decode(Content.of(Arrays.copyOf(whole, length)));
      assertThat(cut.parts()).as("cut at " + length).allMatch(part -> part.report() == null);
    }
  }

  @Test
  void twenty_megabytes_are_read_in_time() {
    String start = Samples.content("exemplary/deux-patients").text(ISO_8859_1);
    String base64 = "AAAA".repeat(LARGE_BYTES / 4 - 2000);
    String document = start + "OBX|9|ED|C^C^L||X^AP^PDF^Base64^" + base64 + "||||||F\r";
    String junk = "MSH|^~\\&|" + "\\X\\^~&".repeat(LARGE_BYTES / 6);
    assertThat(read(document, Duration.ofSeconds(20)).parts()).hasSize(2);
    assertThat(read(junk, Duration.ofSeconds(20)).parts()).hasSize(1);
  }

  /** A quadratic reader would take minutes; the margin is for a busy machine. */
  @Test
  void three_hundred_thousand_lines_are_read_in_linear_time() {
    String start = Samples.content("exemplary/deux-patients").text(ISO_8859_1);
    String line = "OBX|1|TX|630-4^Culture^LN||ligne de texte \\T\\ encore||||||F\r";
    String lines = start + line.repeat((LARGE_BYTES - start.length()) / line.length());
    assertThat(read(lines, Duration.ofMinutes(1)).parts()).allMatch(Decoding.Part::accepted);
  }

  private Decoding read(String text, Duration atMost) {
    Content content = Content.of(text, ISO_8859_1);
    return Assertions.assertTimeout(atMost, () -> format.decode(content));
  }
}
