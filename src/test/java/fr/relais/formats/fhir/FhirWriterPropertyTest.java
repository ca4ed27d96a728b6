// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Coding;
import fr.relais.core.model.Content;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Loss;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.OrderNumbers;
import fr.relais.core.model.Parcel;
import fr.relais.core.model.PartialDateTime;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.PerformerReference;
import fr.relais.core.model.PractitionerReference;
import fr.relais.core.model.Recipient;
import fr.relais.core.model.Report;
import fr.relais.core.model.ReportFlags;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.ReportStatus;
import fr.relais.core.model.RequestPriority;
import fr.relais.formats.Letters;
import fr.relais.formats.cda.CdaFormat;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written, and read again by our own reader, says the same, but for the closed table. */
class FhirWriterPropertyTest {
  private static final int REPORTS = 120;
  private static final FhirModel MODEL = new FhirModel();
  private static final FhirWriter WRITER =
      new FhirWriter(MODEL, new FhirFormat(MODEL, new CdaFormat()));
  private static final PractitionerReference BOYER =
      new PractitionerReference("89970010222", null, "BOYER", "Anne");
  private static final PractitionerReference LOCAL =
      new PractitionerReference(null, "BOYEAN", "BOYER", null);

  @Test
  void every_fact_comes_back_equal_and_nothing_is_lost_without_a_word() {
    long seed = Long.getLong("relais.seed", System.nanoTime());
    System.out.println("FhirWriterPropertyTest relais.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < REPORTS; i++) {
      Report report = report(random);
      Parcel parcel = WRITER.write(Letters.of(report));
      Report back = read(parcel);
      if (parcel.losses().isEmpty()) {
        assertThat(back).as("seed %d, report %d", seed, i).isEqualTo(report);
      }
      assertThat(values(back)).as("seed %d, report %d", seed, i).isEqualTo(values(report));
    }
  }

  @Test
  void what_is_left_out_is_in_the_table() {
    PatientIdentity retrieved = Letters.durand("DURAND", IdentityStatus.RETRIEVED);
    Observation bounds =
        new Observation(
            "K",
            "99LAB",
            "Potassium",
            List.of(),
            "Positif",
            "<",
            "mmol/L",
            "négatif",
            null,
            null,
            ObservationStatus.FINAL,
            false,
            null,
            null,
            null,
            null,
            null);
    Report report =
        Letters.biology(retrieved)
            .replaces(List.of("1.2.250.1.999.1"))
            .observations(List.of(bounds))
            .flags(new ReportFlags(null, false, null, null))
            .build();

    Parcel parcel = WRITER.write(Letters.of(report));

    assertThat(parcel.losses())
        .extracting(Loss::fact)
        .contains(
            "INS d'une identité non qualifiée",
            "Statut d'identité « récupérée »",
            "Statut « définitif » d'un document qui en remplace un",
            "Consigne « non masqué » dite",
            "Comparateur ou unité d'une valeur qui n'est pas un nombre",
            "Bornes qui ne sont pas des nombres",
            "Système d'un code, quand ce n'est pas une adresse");
    assertThat(read(parcel).patient().ins()).isNull();
    assertThat(read(parcel).observations().get(0).value()).isEqualTo("<Positif mmol/L");
  }

  @Test
  void what_came_as_fhir_goes_out_as_the_same_bytes() {
    Report report = Letters.biology(Letters.DURAND).build();
    Content first = WRITER.write(Letters.of(report)).enclosures().get(0).content();
    Report read =
        Objects.requireNonNull(
            new FhirFormat(MODEL, new CdaFormat()).decode(first).parts().get(0).report());

    assertThat(first).isEqualTo(WRITER.write(Letters.of(report)).enclosures().get(0).content());
    assertThat(read.patient()).isEqualTo(report.patient());
  }

  private static Report read(Parcel parcel) {
    return Objects.requireNonNull(
        new FhirFormat(MODEL, new CdaFormat())
            .decode(parcel.enclosures().get(0).content())
            .parts()
            .get(0)
            .report());
  }

  private static List<@Nullable Object> values(Report report) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Observation o : report.observations()) {
      values.add(o.value());
      values.add(o.comparator());
      values.add(o.interpretation());
      values.add(o.status());
      values.add(o.prior());
    }
    return values;
  }

  private static Report report(Random random) {
    List<Observation> facts = new ArrayList<>();
    int current = 1 + random.nextInt(8);
    int all = current + random.nextInt(3);
    for (int i = 0; i < all; i++) {
      facts.add(observation(random, i >= current));
    }
    ReportStatus status = pick(List.of(ReportStatus.values()), random);
    boolean replaces = status == ReportStatus.CORRECTED && random.nextBoolean();
    return Report.builder(pick(List.of(ReportKind.values()), random), status, Letters.DURAND)
        .documentIds(
            pick(List.of(List.of(), List.of("1.2.3^A 1"), List.of("1.2.4", "x-1")), random))
        .setId(maybe(random, () -> "1.2.250.1.999^LOT"))
        .versionNumber(maybe(random, () -> random.nextInt(9)))
        .replaces(replaces ? List.of("0f0f0f0f-0000-4000-8000-00000000000a") : List.of())
        .whole(random.nextBoolean())
        .typeCode(maybe(random, () -> pick(List.of("11502-2", "BIO"), random)))
        .title(maybe(random, () -> "Ionogramme <sanguin> & \"suite\""))
        .issuedAt(maybe(random, () -> time(random)))
        .specimenAt(maybe(random, () -> time(random)))
        .fileNumber(maybe(random, () -> "261121-0042"))
        .complete(random.nextBoolean())
        .requester(maybe(random, () -> pick(List.of(BOYER, LOCAL), random)))
        .generalPractitioner(maybe(random, () -> BOYER))
        .performer(
            pick(
                List.of(
                    new PerformerReference("LBM DU SEREIN", "890009991", "SER"),
                    new PerformerReference(null, null, null)),
                random))
        .recipients(
            pick(
                List.of(
                    List.of(),
                    List.of(new Recipient(BOYER, "anne@mssante.test"), new Recipient(LOCAL, null))),
                random))
        .orders(
            pick(
                List.of(
                    List.of(),
                    List.of(new OrderNumbers("DEM-1", null), new OrderNumbers(null, "LAB-2"))),
                random))
        .requestPriority(maybe(random, () -> pick(List.of(RequestPriority.values()), random)))
        .observations(facts)
        .narrative(pick(List.of(List.of(), List.of("Première ligne", "  Deuxième")), random))
        .laboratoryCall(maybe(random, () -> "Prescripteur appelé à 14h20."))
        .flags(
            new ReportFlags(
                maybe(random, () -> random.nextBoolean()),
                maybe(random, () -> true),
                maybe(random, () -> true),
                null))
        .build();
  }

  private static Observation observation(Random random, boolean prior) {
    boolean number = random.nextInt(4) > 0;
    boolean coded = random.nextInt(5) > 0;
    return new Observation(
        coded ? "C" + random.nextInt(900) : null,
        coded ? pick(List.of("LN", "L", "http://snomed.info/sct"), random) : null,
        pick(List.of("Potassium", "TSH (3e gén.)", "µ-albumine"), random),
        coded && random.nextInt(4) == 0 ? List.of(new Coding("K", "L", "Kaliémie")) : List.of(),
        number ? number(random) : pick(List.of("Négatif", "++", "voir\ntexte", "1/160"), random),
        number && random.nextInt(5) == 0 ? pick(List.of("<", ">", "<=", ">="), random) : null,
        number ? pick(List.of("mmol/L", "%", "G/L"), random) : null,
        number && random.nextBoolean() ? number(random) : null,
        number && random.nextBoolean() ? number(random) : null,
        maybe(random, () -> pick(List.of(Interpretation.values()), random)),
        pick(List.of(ObservationStatus.values()), random),
        prior,
        maybe(random, () -> "1." + random.nextInt(4)),
        maybe(random, () -> "sang veineux"),
        maybe(random, () -> time(random)),
        number && random.nextInt(4) == 0
            ? new Observation.Secondary(number(random), "mg/dL", null, number(random))
            : null,
        maybe(random, () -> "Contrôlé deux fois.\nÀ revoir."));
  }

  private static PartialDateTime time(Random random) {
    LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(330));
    return new PartialDateTime(
        day, random.nextInt(4) == 0 ? null : LocalTime.of(6 + random.nextInt(15), 5, 30));
  }

  private static String number(Random random) {
    String whole = Integer.toString(random.nextInt(400));
    return switch (random.nextInt(3)) {
      case 0 -> whole;
      case 1 -> whole + "." + random.nextInt(10) + "0";
      default -> "0." + random.nextInt(10) + random.nextInt(10);
    };
  }

  private static <T> @Nullable T maybe(Random random, Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
