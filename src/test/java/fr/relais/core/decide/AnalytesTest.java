// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.model.Coding;
import fr.relais.core.model.Interpretation;
import fr.relais.core.model.Observation;
import fr.relais.core.model.ObservationStatus;
import fr.relais.core.model.ReportStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnalytesTest {

  private static Observation named(
      @Nullable String code, @Nullable String system, @Nullable String label, Coding... also) {
    return new Observation(
        code,
        system,
        label,
        List.of(also),
        "5",
        null,
        "mmol/L",
        null,
        null,
        null,
        ObservationStatus.FINAL,
        false,
        null,
        null,
        null,
        null,
        null);
  }

  private static Observation said(
      @Nullable String value,
      @Nullable String comparator,
      @Nullable String unit,
      @Nullable Interpretation flag,
      ObservationStatus status) {
    return new Observation(
        "2823-3",
        "LN",
        "Potassium",
        List.of(),
        value,
        comparator,
        unit,
        null,
        null,
        flag,
        status,
        false,
        null,
        null,
        null,
        null,
        null);
  }

  private static Observation value(@Nullable String value) {
    return said(value, null, "mmol/L", Interpretation.N, ObservationStatus.FINAL);
  }

  private static Observation unit(@Nullable String unit) {
    return said("5", null, unit, Interpretation.N, ObservationStatus.FINAL);
  }

  @Test
  void one_code_in_common_is_the_same_analyte() {
    Observation loinc = named("2823-3", "LN", "Potassium");
    assertThat(Analytes.same(loinc, named("2823-3", "LN", "Kaliémie"))).isTrue();
    assertThat(Analytes.same(loinc, named("K", "L", "x", new Coding("2823-3", "LN", "x"))))
        .isTrue();
    assertThat(Analytes.same(loinc, named("2951-2", "LN", "Potassium"))).isFalse();
  }

  @Test
  void a_label_names_it_only_where_no_kind_of_code_is_shared() {
    Observation loinc = named("2823-3", "LN", "Créatinine");
    assertThat(Analytes.same(loinc, named("K", "L", " creatinine"))).isTrue();
    assertThat(Analytes.same(loinc, named("K", "L", "Sodium"))).isFalse();
    assertThat(Analytes.same(loinc, named("K", "L", null))).isFalse();
    assertThat(Analytes.same(named("2823-3", "LN", null), named("K", "L", "Sodium"))).isFalse();
    assertThat(Analytes.same(named("2823-3", "LN", " "), named("K", "L", " "))).isFalse();
    assertThat(
            Analytes.same(loinc, named("K", "L", "Créatinine", new Coding("9-9", "LN", "autre"))))
        .isFalse();
    assertThat(Analytes.same(loinc, named(null, null, "Créatinine"))).isFalse();
    assertThat(Analytes.same(named(null, null, "Créatinine"), loinc)).isFalse();
    assertThat(Analytes.same(named(null, null, "Urée"), named(null, null, "URÉE"))).isTrue();
    assertThat(Analytes.same(named(null, null, null), named(null, null, null))).isFalse();
    assertThat(Analytes.folded(" Éa ")).isEqualTo("ea");
  }

  @Test
  void another_sub_id_or_an_earlier_value_is_another_analyte() {
    Observation one = sub("1", false);
    assertThat(Analytes.same(one, sub("1", false))).isTrue();
    assertThat(Analytes.same(one, sub(null, false))).isTrue();
    assertThat(Analytes.same(sub(null, false), one)).isTrue();
    assertThat(Analytes.same(one, sub("2", false))).isFalse();
    assertThat(Analytes.same(one, sub("1", true))).isFalse();
  }

  private static Observation sub(@Nullable String subId, boolean prior) {
    Observation plain = named("2823-3", "LN", "Potassium");
    return new Observation(
        plain.code(),
        plain.system(),
        plain.label(),
        plain.translations(),
        plain.value(),
        null,
        null,
        null,
        null,
        null,
        ObservationStatus.FINAL,
        prior,
        subId,
        null,
        null,
        null,
        null);
  }

  @Test
  void the_same_fact_in_another_spelling() {
    assertThat(Analytes.sameFact(value("5.0"), value("5"))).isTrue();
    assertThat(Analytes.sameFact(value(" 5 "), value("5"))).isTrue();
    assertThat(Analytes.sameFact(value("5.1"), value("5"))).isFalse();
    assertThat(Analytes.sameFact(value("positif"), value("négatif"))).isFalse();
    assertThat(Analytes.sameFact(value(null), value("5"))).isFalse();
    assertThat(Analytes.sameFact(value("5"), value(null))).isFalse();
    assertThat(Analytes.sameFact(value(null), value(""))).isTrue();
    String ones = "1".repeat(39);
    assertThat(Analytes.sameFact(value(ones), value("0" + ones.substring(0, 38)))).isFalse();
    assertThat(Analytes.sameFact(value(ones), value("1.0"))).isFalse();
    assertThat(Analytes.sameFact(value("1".repeat(40)), value("1".repeat(40) + ".0"))).isFalse();
    assertThat(Analytes.sameFact(value("5." + "0".repeat(38)), value("5"))).isFalse();
    assertThat(Analytes.sameFact(value("5"), value("5." + "0".repeat(38)))).isFalse();
    assertThat(Analytes.sameFact(value("5." + "0".repeat(37)), value("5"))).isTrue();
  }

  @Test
  void another_comparator_unit_flag_or_cancellation_is_another_fact() {
    Observation plain = value("5");
    ObservationStatus fin = ObservationStatus.FINAL;
    assertThat(Analytes.sameFact(plain, said("5", "<", "mmol/L", Interpretation.N, fin))).isFalse();
    assertThat(Analytes.sameFact(plain, unit("mg/L"))).isFalse();
    assertThat(Analytes.sameFact(plain, unit(null))).isTrue();
    assertThat(Analytes.sameFact(unit(null), plain)).isTrue();
    assertThat(Analytes.sameFact(plain, unit(" MMOL/L "))).isTrue();
    assertThat(Analytes.sameFact(unit("µmol/L"), unit("umol/L"))).isTrue();
    assertThat(Analytes.sameFact(unit("G/L"), unit("g/L"))).as("giga is no gram").isFalse();
    assertThat(Analytes.sameFact(unit("G/L"), unit("10*9/L"))).isTrue();
    assertThat(Analytes.sameFact(unit("Giga/L"), unit("10^9/L"))).isTrue();
    assertThat(Analytes.sameFact(unit("T/L"), unit("10*12/L"))).isTrue();
    assertThat(Analytes.sameFact(plain, said("5", null, "mmol/L", Interpretation.H, fin)))
        .isFalse();
    assertThat(Analytes.sameFact(plain, said("5", null, "mmol/L", null, fin))).isTrue();
    assertThat(Analytes.sameFact(said("5", null, "mmol/L", null, fin), plain)).isTrue();
    Observation cancelled =
        said("5", null, "mmol/L", Interpretation.N, ObservationStatus.CANCELLED);
    assertThat(Analytes.sameFact(plain, cancelled)).isFalse();
    assertThat(Analytes.sameFact(cancelled, cancelled)).isTrue();
  }

  @Test
  void only_what_is_said_to_be_loinc_is_a_loinc_code() {
    Coding loinc = new Coding("6298-4", "LN", "x");
    Coding local = new Coding("K", "L", "x");
    assertThat(Analytes.loincs(named("2823-3", "LN", "x", loinc, local)))
        .containsExactlyInAnyOrder("2823-3", "6298-4");
    assertThat(Analytes.loincs(named("2823-3", "L", "x", local))).isEmpty();
    assertThat(Analytes.loincs(named(null, "LN", "x", loinc))).containsExactly("6298-4");
  }

  @Test
  void one_that_names_two_others_gathers_all_three() {
    Observation loinc = named("2823-3", "LN", "x");
    Observation local = named("K", "L", "y");
    Observation both = named("2823-3", "LN", "z", new Coding("K", "L", "z"));
    List<Analytes.Group> groups =
        Analytes.group(
            List.of(
                Samples.report(ReportStatus.FINAL, loinc),
                Samples.report(ReportStatus.FINAL, local),
                Samples.report(ReportStatus.FINAL, both)));
    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).all()).containsExactlyInAnyOrder(loinc, local, both);
    assertThat(groups.get(0).in(1)).isTrue();
    assertThat(groups.get(0).withdrawn()).isFalse();
    Observation gone = said("5", null, null, null, ObservationStatus.ENTERED_IN_ERROR);
    List<Analytes.Group> two =
        Analytes.group(
            List.of(
                Samples.report(ReportStatus.FINAL, loinc, named("2951-2", "LN", "w")),
                Samples.report(ReportStatus.FINAL, gone)));
    assertThat(two).hasSize(2);
    assertThat(two.get(0).withdrawn()).isTrue();
    assertThat(two.get(1).withdrawn()).isFalse();
    assertThat(two.get(1).in(1)).isFalse();
  }
}
