// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.Samples;
import fr.relais.core.decide.MarkdownTable;
import fr.relais.core.model.IdentityStatus;
import fr.relais.core.model.MatchGrade;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Sex;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  private static final List<String> TRAITS =
      List.of("ins", "naissance", "usage", "prénom", "né", "sexe", "lieu");

  @Test
  void every_case_of_the_table_is_answered_as_it_says_from_both_sides() throws Exception {
    for (Map<String, String> row : MarkdownTable.read("patient-match.md", 1).rows()) {
      PatientIdentity received = changed(row.get("reçu"));
      PatientIdentity known = changed(row.get("connu"));
      assertThat(answer(Identities.compare(received, known)))
          .as(row.get("cas"))
          .isEqualTo(row.get("-> réponse"));
      assertThat(answer(Identities.compare(known, received)))
          .as(row.get("cas"))
          .isEqualTo(row.get("-> réponse"));
    }
  }

  @Test
  void less_evidence_never_makes_a_match_certain() {
    Random random = new Random(7);
    for (int n = 0; n < 20_000; n++) {
      PatientIdentity some = changed(random(random));
      PatientIdentity other = changed(random(random));
      boolean certain = Identities.compare(some, other) == MatchGrade.CERTAIN;
      String lost = TRAITS.get(random.nextInt(TRAITS.size()));
      if (!certain) {
        assertThat(Identities.compare(without(some, lost), other))
            .as("seed 7, without %s", lost)
            .isNotEqualTo(MatchGrade.CERTAIN);
      }
    }
  }

  @Test
  void two_different_qualified_numbers_of_one_authority_never_match() {
    Random random = new Random(8);
    for (int n = 0; n < 20_000; n++) {
      PatientIdentity some = changed(random(random) + " ; ins=257034899910226");
      PatientIdentity other = changed(random(random) + " ; ins=257034899910129");
      assertThat(Identities.compare(some, other)).isEqualTo(MatchGrade.CERTAINLY_NOT);
    }
  }

  private static String random(Random random) {
    StringBuilder changes = new StringBuilder("lieu=89276");
    Map<String, List<String>> values = new HashMap<>();
    values.put("naissance", List.of("BERTIN", "DURAND", "-"));
    values.put("usage", List.of("BERTIN", "DURAND", "-"));
    values.put("prénom", List.of("JEANNE", "JEAN", "MARIE", "-"));
    values.put("né", List.of("1957-03-14", "1957-03-15", "-"));
    values.put("sexe", List.of("F", "M", "-"));
    values.put("lieu", List.of("89276", "21231", "-"));
    values.forEach(
        (trait, choices) -> {
          if (random.nextInt(3) == 0) {
            changes
                .append(" ; ")
                .append(trait)
                .append('=')
                .append(choices.get(random.nextInt(choices.size())));
          }
        });
    return changes.toString();
  }

  private static PatientIdentity without(PatientIdentity of, String trait) {
    return new PatientIdentity(
        trait.equals("ins") ? null : of.ins(),
        of.insOid(),
        of.identityStatus(),
        trait.equals("naissance") ? null : of.birthName(),
        trait.equals("usage") ? null : of.usedName(),
        trait.equals("prénom") ? List.of() : of.givenNames(),
        trait.equals("né") ? null : of.birthDate(),
        trait.equals("sexe") ? null : of.sex(),
        trait.equals("lieu") ? null : of.birthPlace(),
        List.of(),
        List.of(),
        null);
  }

  private static String answer(MatchGrade grade) {
    return switch (grade) {
      case CERTAIN -> "même";
      case PROBABLE, POSSIBLE -> "à voir";
      case CERTAINLY_NOT -> "non";
    };
  }

  private static PatientIdentity changed(String changes) {
    Map<String, String> to = new HashMap<>();
    for (String change : changes.split(";")) {
      if (!change.isBlank()) {
        String[] parts = change.strip().split("=", 2);
        to.put(parts[0], parts[1]);
      }
    }
    PatientIdentity base = Samples.JEANNE;
    String given = to.getOrDefault("prénom", "JEANNE");
    String born = to.getOrDefault("né", base.birthDate().toString());
    String sex = to.getOrDefault("sexe", "F");
    return new PatientIdentity(
        absent(to.getOrDefault("ins", base.ins())),
        to.getOrDefault("oid", base.insOid()),
        IdentityStatus.valueOf(to.getOrDefault("statut", "QUALIFIED")),
        absent(to.getOrDefault("naissance", base.birthName())),
        absent(to.getOrDefault("usage", base.usedName())),
        given.equals("-") ? List.of() : Arrays.asList(given.split(", ")),
        born.equals("-") ? null : LocalDate.parse(born),
        sex.equals("-") ? null : Sex.valueOf(sex),
        absent(to.getOrDefault("lieu", base.birthPlace())),
        List.of(),
        List.of(),
        null);
  }

  private static String absent(String value) {
    return value.equals("-") ? null : value;
  }
}
