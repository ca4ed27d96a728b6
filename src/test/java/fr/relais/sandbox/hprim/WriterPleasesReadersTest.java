// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.hprim;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Observation;
import fr.relais.core.model.Report;
import fr.relais.formats.Letters;
import fr.relais.formats.Reports;
import fr.relais.formats.hprim.HprimWriter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Relais writes is shown by each of the five practice software, whatever the report. */
class WriterPleasesReadersTest {
  private static final int REPORTS = 1_000;
  private static final List<StrictHprimReader> ALL =
      List.of(
          new DoctolibReader(),
          new MediboardReader(),
          new FreeMedFormsReader(),
          new EpisodusReader(),
          new MedShakeReader());

  @Test
  void every_reader_shows_one_letter_of_the_right_patient_with_every_result() {
    long seed = Long.getLong("relais.seed", System.nanoTime());
    System.out.println("WriterPleasesReadersTest relais.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < REPORTS; i++) {
      Report report = new Reports(random, random.nextDouble()).report();
      Content file = new HprimWriter().write(Letters.of(report)).enclosures().get(0).content();
      for (StrictHprimReader reader : ALL) {
        String which = reader.getClass().getSimpleName() + ", seed " + seed + ", report " + i;
        Reading reading = reader.read("d-0001.hpr", file.bytes());
        assertThat(reading).as(which).isInstanceOf(Reading.Accepted.class);
        List<Reading.Letter> letters = ((Reading.Accepted) reading).letters();
        assertThat(letters).as(which).hasSize(1);
        shown(letters.get(0), report, which);
      }
    }
  }

  private static void shown(Reading.Letter letter, Report report, String which) {
    String family =
        report.patient().usedName() != null
            ? report.patient().usedName()
            : report.patient().birthName();
    assertThat(letter.familyName()).as(which).isEqualTo(family);
    assertThat(letter.givenName()).as(which).isEqualTo(report.patient().givenNames().get(0));
    List<Observation> current = report.observations().stream().filter(o -> !o.prior()).toList();
    if (!letter.results().isEmpty()) {
      assertThat(letter.results()).as(which).hasSameSizeAs(current);
      for (int j = 0; j < current.size(); j++) {
        Reading.ResultRow row = letter.results().get(j);
        Observation wanted = current.get(j);
        String value = (wanted.comparator() == null ? "" : wanted.comparator()) + wanted.value();
        assertThat(row.value()).as(which).isEqualTo(value);
        assertThat(row.unit()).as(which).isEqualTo(wanted.unit() == null ? "" : wanted.unit());
        assertThat(row.low()).as(which).isEqualTo(wanted.low() == null ? "" : wanted.low());
        assertThat(row.high()).as(which).isEqualTo(wanted.high() == null ? "" : wanted.high());
      }
    }
  }
}
