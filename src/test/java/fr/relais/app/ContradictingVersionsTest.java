// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Channel;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.SoftwareSheet;
import fr.relais.flow.Entrance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two versions that contradict each other, for a doctor whose software takes HPRIM files. */
class ContradictingVersionsTest {
  private static final Instant START = Instant.parse("2026-11-19T09:00:00Z");
  private static final Map<String, SoftwareSheet> SHEETS =
      SheetReader.read(Path.of("routes", "software"));

  @Test
  void each_leaves_as_a_file_of_its_own_and_the_notice_says_why_it_does_not() {
    try (Clinic clinic =
        new Clinic(START, practitioner -> Objects.requireNonNull(SHEETS.get("hprim-folder")))) {
      receives(clinic, "4.2");
      receives(clinic, "6.4");

      FollowUp row = clinic.store().openFollowUps(100).get(0);
      assertThat(clinic.left(Delivery.Kind.RESULT))
          .filteredOn(left -> left.delivery().channel().equals(Channel.FOLDER.code()))
          .filteredOn(left -> left.delivery().recipient().equals(row.owner()))
          .hasSize(2);
      String page =
          new Surfer(clinic.port()).as(row.owner()).get("/suivi/" + row.reference()).text();
      assertThat(page)
          .contains("Deux versions se contredisent")
          .contains(
              "non remis (par cette voie son logiciel ne prend que des résultats, pas un avis) ;"
                  + " envoyé ensuite par une autre voie")
          .doesNotContain("une donnée obligatoire manque", "Le laboratoire a corrigé ce résultat");
    }
  }

  private static void receives(Clinic clinic, String potassium) {
    clinic
        .walk()
        .receive()
        .receive(
            new Entrance.Incoming(
                "mllp",
                null,
                new LabMessage(LabMessage.DURAND, "411").potassium(potassium, "N").content()));
    clinic.settle();
  }
}
