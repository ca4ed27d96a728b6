// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprimsante;

import static fr.relais.formats.hprimsante.Fixtures.EXEMPLARY;
import static fr.relais.formats.hprimsante.Fixtures.FORMAT;
import static fr.relais.formats.hprimsante.Fixtures.WINDOWS;
import static fr.relais.formats.hprimsante.Fixtures.content;
import static fr.relais.formats.hprimsante.Fixtures.names;
import static fr.relais.formats.hprimsante.Fixtures.report;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Decoding;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Report;
import fr.relais.formats.hl7v2.Delimiters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HprimSantePropertyTest {
  private static final int MUTATIONS = 4_000;
  private static final int MESSAGES = 1_500;
  private static final String SIGNS = "!\"#$%&'()*+,-./:<=>?@[\\]^_`{|}~";
  private static final byte[] TELLING =
      "\r\n\u001a\0|~^\\&A|OBX|L|P|H|HH\u0080\u00ff\u00c3\u00a9"
          .getBytes(StandardCharsets.ISO_8859_1);

  /** One observation as it was made up. */
  private record Truth(
      String code, String value, String unit, String low, String high, String flag, String status) {
    String range() {
      return low + " - " + high;
    }
  }

  private static Random seeded() {
    long seed = Long.getLong("relais.seed", System.nanoTime());
    System.out.println("HprimSantePropertyTest relais.seed=" + seed);
    return new Random(seed);
  }

  @Test
  void decoding_never_throws_whatever_the_bytes() {
    Random random = seeded();
    List<Content> files = Fixtures.all();
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = files.get(random.nextInt(files.size())).bytes();
      Content content = Content.of(mutated(bytes, random));
      FORMAT.recognises(content);
      FORMAT.endsWhole(content);
      Decoding decoding = FORMAT.decode(content);
      assertThat(decoding.parts())
          .as("mutation %d", i)
          .allMatch(part -> part.accepted() == (part.report() != null));
      if (decoding.parts().stream().allMatch(Decoding.Part::accepted)) {
        assertThat(consumed(decoding)).as("mutation %d", i).isLessThanOrEqualTo(lines(content));
      }
    }
  }

  @Test
  void a_message_cut_before_its_end_never_gives_all_its_reports() {
    for (String name : names(EXEMPLARY)) {
      byte[] bytes = content(EXEMPLARY, name).bytes();
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int lastEnd = Math.max(text.lastIndexOf("\rL"), text.lastIndexOf("\nL")) + 1;
      boolean ends = FORMAT.endsWhole(Content.of(bytes));
      long whole = accepted(FORMAT.decode(Content.of(bytes)));
      for (int cut = 0; cut <= lastEnd && ends; cut++) {
        Content part = Content.of(Arrays.copyOf(bytes, cut));
        assertThat(accepted(FORMAT.decode(part))).as("%s cut at %d", name, cut).isLessThan(whole);
      }
    }
  }

  @Test
  void the_facts_are_those_of_the_sender_whatever_the_separators_and_the_cuts() {
    Random random = seeded();
    for (int i = 0; i < MESSAGES; i++) {
      List<Truth> truths = truths(random);
      Message message = message(truths, random.nextBoolean());
      Delimiters by = delimiters(random);
      String lineEnd = List.of("\r", "\n", "\r\n").get(random.nextInt(3));
      var charset = random.nextBoolean() ? WINDOWS : StandardCharsets.UTF_8;
      Report plain = facts(message.written(by, charset, lineEnd), truths);
      Report cut = facts(message.cut(by, charset, lineEnd, random), truths);
      Report usual = facts(message.written(Signs.STANDARD, WINDOWS, "\r"), truths);
      assertThat(plain).as("message %d, %s", i, by).isEqualTo(usual);
      assertThat(cut).as("message %d, %s", i, by).isEqualTo(usual);
    }
  }

  /** Compares one by one with what was made up, then gives the report. */
  private static Report facts(Content content, List<Truth> truths) {
    assertThat(FORMAT.recognises(content)).as(content.text(WINDOWS)).isTrue();
    assertThat(FORMAT.endsWhole(content)).as(content.text(WINDOWS)).isTrue();
    Report report = Fixtures.only(FORMAT.decode(content));
    assertThat(report.patient().usedName()).isEqualTo("LE GOFF|~^\\&");
    assertThat(report.patient().birthName()).isEqualTo("D'ARCY-LE GOFF");
    assertThat(report.patient().givenNames()).containsExactly("MAËLLE", "ANNE");
    assertThat(report.patient().birthDate()).hasToString("1966-12-11");
    assertThat(report.requester()).hasFieldOrPropertyWithValue("rpps", "89970010222");
    assertThat(report.orders()).hasSize(1);
    assertThat(report.observations()).hasSameSizeAs(truths);
    for (int i = 0; i < truths.size(); i++) {
      Observation said = report.observations().get(i);
      Truth truth = truths.get(i);
      assertThat(said.code()).isEqualTo(truth.code());
      assertThat(said.value()).isEqualTo(truth.value());
      assertThat(said.unit()).isEqualTo(truth.unit());
      assertThat(said.low()).isEqualTo(truth.low());
      assertThat(said.high()).isEqualTo(truth.high());
      assertThat(said.interpretation()).isEqualTo(flag(truth.flag()));
      assertThat(said.status()).isEqualTo(status(truth.status()));
    }
    return report;
  }

  private static Message message(List<Truth> truths, boolean counted) {
    Message message =
        new Message()
            .segment(
                "H",
                "",
                "A.HPR",
                "",
                "SEREINBIO;LABO",
                "",
                "ORU",
                "",
                "",
                "MSP;MSP",
                "",
                "P",
                "H2.3;C",
                "20261112")
            .segment(
                "P",
                "1",
                "MSP-1",
                "45",
                "",
                "LE GOFF|~^\\&;MAËLLE;ANNE",
                "D'ARCY-LE GOFF",
                "19661211",
                "F")
            .segment(
                "OBR",
                "1",
                "PR-1",
                "261112-1",
                "B;Bilan sanguin;L",
                "R",
                "",
                "20261112",
                "",
                "",
                "",
                "N",
                "",
                "",
                "",
                "",
                "89970010222;BOYER§ANNE;R");
    for (Truth truth : truths) {
      message.segment(
          "OBX",
          "",
          "NM",
          truth.code() + ";Hémoglobine glyquée;L",
          "",
          truth.value(),
          truth.unit(),
          truth.range(),
          truth.flag(),
          "",
          "",
          truth.status());
      message.segment("C", "1", "L", "Contrôlé ¦ à 37°: 5|6~7^8\\9&10, prélèvement hémolysé");
    }
    String all = counted ? String.valueOf(message.size() + 1) : "";
    return message.segment("L", "1", "", counted ? "1" : "", all);
  }

  private static List<Truth> truths(Random random) {
    List<Truth> truths = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      truths.add(
          new Truth(
              "K" + i,
              random.nextInt(5000) + "." + (100 + random.nextInt(900)) + "7",
              List.of("mmol/L", "10^9/L", "g/dL", "%", "µmol/L").get(random.nextInt(5)),
              random.nextInt(40) + "." + random.nextInt(10),
              50 + random.nextInt(900) + "." + random.nextInt(10),
              List.of("", "N", "H", "L", "HH", "LL", "AA", "<", ">").get(random.nextInt(9)),
              List.of("F", "C", "P", "R", "U").get(random.nextInt(5))));
    }
    return truths;
  }

  private static Interpretation flag(String code) {
    return Arrays.stream(Interpretation.values())
        .filter(flag -> flag.code().equals(code))
        .findFirst()
        .orElse(null);
  }

  private static ObservationStatus status(String code) {
    return switch (code) {
      case "F", "U" -> ObservationStatus.FINAL;
      case "C" -> ObservationStatus.CORRECTED;
      default -> ObservationStatus.PRELIMINARY;
    };
  }

  private static Delimiters delimiters(Random random) {
    List<Character> signs = new ArrayList<>();
    SIGNS.chars().forEach(c -> signs.add((char) c));
    Collections.shuffle(signs, random);
    return new Delimiters(signs.get(0), signs.get(1), signs.get(2), signs.get(3), signs.get(4));
  }

  private static long accepted(Decoding decoding) {
    boolean whole = decoding.problems().stream().noneMatch(problem -> problem.isError());
    return whole ? decoding.parts().stream().filter(Decoding.Part::accepted).count() : 0;
  }

  private static long consumed(Decoding decoding) {
    return decoding.parts().stream()
        .mapToLong(part -> report(part).observations().size() + report(part).attachments().size())
        .sum();
  }

  private static long lines(Content content) {
    return content
        .text(StandardCharsets.ISO_8859_1)
        .lines()
        .filter(l -> l.startsWith("OBX"))
        .count();
  }

  private static byte[] mutated(byte[] file, Random random) {
    byte[] bytes = file.clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        default -> {
          int to = Math.min(bytes.length, at + random.nextInt(80));
          byte[] longer = new byte[bytes.length + to - at];
          System.arraycopy(bytes, 0, longer, 0, to);
          System.arraycopy(bytes, at, longer, to, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }
}
