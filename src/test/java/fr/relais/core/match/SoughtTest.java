// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Sex;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A search finds one person for certain, or says that it does not. */
class SoughtTest {
  private static final String TEST = "1.2.250.1.213.1.4.10";
  private static final LocalDate BORN = LocalDate.of(1948, 2, 3);
  private static final PatientIdentity JEANNE =
      person("248028999900129", "DURAND", "PETIT", "JEANNE", "89999");

  private static PatientIdentity person(
      @Nullable String ins,
      @Nullable String birth,
      @Nullable String used,
      String given,
      @Nullable String place) {
    return new PatientIdentity(
        ins,
        ins == null ? null : TEST,
        ins == null ? IdentityStatus.PROVISIONAL : IdentityStatus.QUALIFIED,
        birth,
        used,
        List.of(given),
        BORN,
        Sex.F,
        place,
        List.of(),
        List.of(),
        null);
  }

  private static Sought traits(String family, String given) {
    return Sought.byTraits(BORN, family, given).orElseThrow();
  }

  @Test
  void an_ins_is_read_with_its_blanks_and_finds_only_a_qualified_one() {
    Sought sought = Sought.byIns("2 48 02 89 999 001 29").orElseThrow();
    assertThat(sought.meets(JEANNE)).isTrue();
    assertThat(sought.meets(person(null, "DURAND", null, "JEANNE", null))).isFalse();
    assertThat(sought.keys(Set.of(TEST)))
        .containsExactly(new BlindKey(BlindKey.Kind.INS, TEST + " 248028999900129"));
    assertThat(sought.keys(Set.of(TEST))).isEqualTo(BlindKeys.ins(JEANNE));
    assertThat(sought.orderKeys(Set.of(TEST))).isSubsetOf(BlindKeys.ordered(JEANNE)).isNotEmpty();
    for (String no : List.of("", "24802899990012", "2480289999001290", "X48028999900129")) {
      assertThat(Sought.byIns(no)).as(no).isEmpty();
    }
  }

  @Test
  void traits_meet_by_birth_name_or_used_name_whatever_the_spelling() {
    assertThat(traits("durand", "Jeanne").meets(JEANNE)).isTrue();
    assertThat(traits("PETIT", "jeanne").meets(JEANNE)).isTrue();
    assertThat(traits("Durand", "Léa").meets(JEANNE)).isFalse();
    assertThat(traits("MARTIN", "Jeanne").meets(JEANNE)).isFalse();
    assertThat(traits("Durand", "Jean").meets(JEANNE)).as("a beginning is not a name").isFalse();
    assertThat(Sought.byTraits(BORN, "D", "Jeanne")).isEmpty();
    assertThat(Sought.byTraits(BORN, "DURAND", "J.")).isEmpty();
    assertThat(Sought.byTraits(BORN, "DURAND", " ")).isEmpty();
  }

  @Test
  void the_keys_of_traits_are_among_those_of_the_person() {
    assertThat(BlindKeys.of(JEANNE)).containsAll(traits("Durand", "Jeanne").keys(Set.of()));
    assertThat(BlindKeys.ordered(JEANNE))
        .containsAll(traits("Petit", "Jeanne").orderKeys(Set.of()))
        .doesNotContainAnyElementsOf(BlindKeys.of(JEANNE));
  }

  @Test
  void one_person_is_found_once_and_by_the_identity_that_is_checked_furthest() {
    PatientIdentity unchecked = person(null, "DURAND", null, "JEANNE", null);
    assertThat(Sought.among(List.of())).isEqualTo(new Sought.Found(Sought.Count.NOBODY, null));
    assertThat(Sought.among(List.of(unchecked, JEANNE)))
        .isEqualTo(new Sought.Found(Sought.Count.ONE, JEANNE));
    assertThat(Sought.among(List.of(unchecked, unchecked)).count()).isEqualTo(Sought.Count.ONE);
  }

  @Test
  void two_people_or_one_ins_with_two_sets_of_traits_are_not_told_apart() {
    PatientIdentity otherPlace = person(null, "DURAND", null, "JEANNE", "75056");
    PatientIdentity otherIns = person("248028999900228", "DURAND", null, "JEANNE", "89999");
    PatientIdentity otherName = person("248028999900129", "DURAND", null, "LEA", "89999");
    for (PatientIdentity other : List.of(otherPlace, otherIns, otherName)) {
      assertThat(Sought.among(List.of(JEANNE, other)))
          .as(other.toString())
          .isEqualTo(new Sought.Found(Sought.Count.SEVERAL, null));
      assertThat(Sought.among(List.of(other, JEANNE)).count()).isEqualTo(Sought.Count.SEVERAL);
    }
  }
}
