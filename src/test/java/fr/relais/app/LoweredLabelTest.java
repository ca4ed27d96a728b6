// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.decide.Marks;
import fr.relais.core.decide.Priorities;
import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUpPriority;
import fr.relais.core.model.Report;
import fr.relais.formats.hprim.HprimMedecinFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HPRIM says no LOINC: what a site lowered is known there by its label. */
class LoweredLabelTest {
  private static final Path NOMINAL = Path.of("test-fixtures/formats/hprim/exemplary/nominal.hpr");
  private static final String RULES =
      """
      lowered:
        - { code: 4548-4, label: Hémoglobine glyquée, why: "n'attend jamais la nuit" }
        - { code: 2276-4, why: "sans libellé" }
      """;

  @ParameterizedTest
  @CsvSource({
    "Hémoglobine glyquée, HBA1C, HH, ABNORMAL",
    "HEMOGLOBINE  GLYQUEE, HBA1C, HH, ABNORMAL",
    "Hémoglobine glyquée, '', LL, ABNORMAL",
    "Hémoglobine glyquée, HBA1C, AA, CRITICAL",
    "Ferritine, FERRI, HH, CRITICAL",
  })
  void a_line_without_loinc_is_lowered_by_its_label_alone(
      String label, String code, String flag, FollowUpPriority priority) throws IOException {
    Marks marks =
        PolicyReader.read(Map.of("noyers.yaml", SignedRules.unsigned(1, "15 min") + RULES))
            .get(0)
            .policy()
            .marks();

    Report report = read("RES|" + label + "|" + code + "|N|14|%|4|6|" + flag + "|F");

    assertThat(Priorities.of(report, report.observations(), marks)).isEqualTo(priority);
    assertThat(Priorities.of(report)).isEqualTo(FollowUpPriority.CRITICAL);
  }

  /** The nominal message, with this line in the place of its first. */
  private static Report read(String line) throws IOException {
    String text = Files.readString(NOMINAL, ISO_8859_1);
    String mine = text.replaceFirst("RES\\|[^\r]*", line);
    return Objects.requireNonNull(
        new HprimMedecinFormat()
            .decode(Content.of(mine.getBytes(ISO_8859_1)))
            .parts()
            .get(0)
            .report());
  }
}
