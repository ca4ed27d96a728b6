// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.directory.GeneralPractitionersCsv;
import fr.relais.adapters.directory.GeneralPractitionersCsv.Reading;
import fr.relais.core.model.Handover;
import fr.relais.flow.DeclaredLists;
import fr.relais.flow.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Bundle of CareTeams, and what it changes for the next result. */
class CareTeamFileTest {
  private static final Path FILE = Path.of("test-fixtures", "fhir", "care-teams.fhir.json");
  private final Installation relais = new Installation("2026-11-19T14:00");

  private Reading read(Path file) {
    return CareTeamFile.read(
        file, new GeneralPractitionersCsv(relais.clock, Rules.REAL_OIDS), relais.store.roster());
  }

  private int take() {
    Reading read = read(FILE);
    assertThat(read.problems()).isEmpty();
    return new DeclaredLists(relais.store, relais.clock, relais.ids)
        .take(read.said(), "care-teams.fhir.json", "import");
  }

  @Test
  void the_next_abnormal_result_is_offered_to_the_doctor_of_the_care_team() {
    assertThat(take()).isEqualTo(1);
    assertThat(take()).isZero();

    relais.receives(new LabMessage(LabMessage.PETIT, "F-1").potassium("5.6", "H").content());

    assertThat(relais.open()).hasSize(1);
    assertThat(relais.open().get(0).openOffer()).map(Handover::to).contains("lefevre");
  }

  @ParameterizedTest
  @CsvSource({
    "89970010883, 89970011113, participant[0].member, n'est pas connu",
    "172058999900217, 172058999900218, subject, clé de l'INS",
    "1972-05-17, 1872-05-17, birth_date, vraisemblable",
    "2026-01-05, 2026-12-05, since, avenir",
    "2026-01-05, 2026-01, period.start, jour",
    "active, inactive, status, en cours",
    "médecin traitant, infirmier, participant, médecin traitant",
  })
  void what_is_wrong_is_refused_whole_with_its_place(
      String from, String to, String place, String cause, @TempDir Path folder) throws IOException {
    Path changed = folder.resolve("changed.fhir.json");
    Files.writeString(changed, Files.readString(FILE).replace(from, to));

    Reading read = read(changed);

    assertThat(read.said()).isEmpty();
    assertThat(read.problems()).isNotEmpty();
    assertThat(read.problems().get(0).toString())
        .startsWith("changed.fhir.json, colonne Bundle.entry[2].resource")
        .contains(place, cause)
        .doesNotContain("PETIT", "LEFÈVRE");
  }
}
