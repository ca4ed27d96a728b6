// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.hprim;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.Report;
import fr.relais.formats.Letters;
import fr.relais.formats.WrongReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written, and read again by our own reader, says the same. */
class HprimWriterPropertyTest {
  private static final int REPORTS = 2_000;
  private static final List<String> LABELS =
      List.of("Potassium", "Créatinine", "Hémoglobine A1c", "TSH (3e gén.)", "D-dimères", "µ-alb");
  private static final List<String> UNITS =
      List.of("mmol/L", "µmol/L", "%", "G/L", "/mm3", "UI/mL");
  private static final List<String> WORDS =
      List.of("Négatif", "Positif", "voir texte", "Absence de germe", "++", "A Rh +");
  private static final List<Interpretation> FLAGS =
      List.of(
          Interpretation.N,
          Interpretation.L,
          Interpretation.H,
          Interpretation.LL,
          Interpretation.HH,
          Interpretation.A,
          Interpretation.AA);
  private static final List<ObservationStatus> STATUSES =
      List.of(ObservationStatus.FINAL, ObservationStatus.PRELIMINARY, ObservationStatus.CORRECTED);

  @Test
  void every_fact_comes_back_equal_and_none_is_missing() {
    long seed = Long.getLong("relais.seed", System.nanoTime());
    System.out.println("HprimWriterPropertyTest relais.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < REPORTS; i++) {
      List<Observation> wanted = new ArrayList<>();
      int count = 1 + random.nextInt(12);
      for (int j = 0; j < count; j++) {
        wanted.add(observation(random));
      }
      Report report = Letters.biology(Letters.DURAND).observations(wanted).build();
      Content file = new HprimWriter().write(Letters.of(report)).enclosures().get(0).content();
      Report back = new HprimMedecinFormat().decode(file).parts().get(0).report();
      assertThat(back).as("seed %d, report %d", seed, i).isNotNull();
      assertThat(facts(back.observations()))
          .as("seed %d, report %d", seed, i)
          .isEqualTo(facts(wanted));
    }
  }

  /** The comparison above is not blind: errors planted into what is read again are seen by it. */
  @Test
  void a_reader_that_errs_in_silence_is_found() {
    Random random = new Random(11);
    List<Observation> written = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      written.add(observation(random));
    }
    Report right = Letters.biology(Letters.DURAND).observations(written).build();
    List<WrongReading> found = new ArrayList<>();
    for (WrongReading error : WrongReading.values()) {
      List<Observation> read = error.of(right).observations();
      if (!read.equals(written)) {
        assertThat(facts(read)).as("%s", error).isNotEqualTo(facts(written));
        found.add(error);
      }
    }
    assertThat(found)
        .contains(
            WrongReading.DIGIT_CUT,
            WrongReading.VALUE_OF_THE_NEXT_LINE,
            WrongReading.UNIT_AND_LOW_BOUND_SWAPPED,
            WrongReading.INTERPRETATION_DROPPED,
            WrongReading.LAST_RESULT_DROPPED);
  }

  private static List<List<@Nullable Object>> facts(List<Observation> observations) {
    return observations.stream().map(HprimWriterPropertyTest::facts).toList();
  }

  private static List<@Nullable Object> facts(Observation o) {
    List<@Nullable Object> facts = new ArrayList<>();
    facts.add(o.code());
    facts.add(o.label());
    facts.add(o.value());
    facts.add(o.comparator());
    facts.add(o.unit());
    facts.add(o.low());
    facts.add(o.high());
    facts.add(o.interpretation());
    facts.add(o.status());
    facts.add(o.secondary());
    return facts;
  }

  private static Observation observation(Random random) {
    boolean number = random.nextInt(4) > 0;
    String comparator =
        number && random.nextInt(5) == 0 ? pick(List.of("<", ">", "<=", ">="), random) : null;
    return new Observation(
        random.nextInt(5) == 0 ? null : "C" + random.nextInt(900),
        "L",
        pick(LABELS, random),
        List.of(),
        number ? number(random) : pick(WORDS, random),
        comparator,
        number ? pick(UNITS, random) : null,
        number && random.nextBoolean() ? number(random) : null,
        number && random.nextBoolean() ? number(random) : null,
        random.nextInt(4) == 0 ? null : pick(FLAGS, random),
        pick(STATUSES, random),
        false,
        null,
        random.nextInt(6) == 0 ? "sang veineux" : null,
        null,
        number && random.nextInt(4) == 0
            ? new Observation.Secondary(number(random), pick(UNITS, random), null, number(random))
            : null,
        random.nextInt(5) == 0
            ? "Contrôlé deux fois, à revoir avec la clinique du patient."
            : null);
  }

  private static String number(Random random) {
    String whole = Integer.toString(random.nextInt(400));
    return switch (random.nextInt(3)) {
      case 0 -> whole;
      case 1 -> whole + "." + random.nextInt(10);
      default -> "0." + random.nextInt(10) + random.nextInt(10);
    };
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
