// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.FollowUp;
import fr.relais.flow.Cases;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Receipts;
import fr.relais.flow.Rules;
import fr.relais.sandbox.dmp.Fault;
import fr.relais.sandbox.dmp.Transaction;
import fr.relais.web.Desk;
import fr.relais.web.WebServer;
import fr.relais.web.worklist.Worklist;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the page of a result says of each try at the patient's DMP, and of the next one. */
class DmpSentPageTest {
  private static final String STORY = "127-document-filed-once-in-the-dmp";

  private final SandboxDmp dmp = DmpHouse.dmp(STORY, Map.of());
  private final DmpHouse house = new DmpHouse(STORY, dmp, Checkpoint.NONE);
  private final WebServer web =
      new WebServer("127.0.0.1", 0, List.of(new Worklist(() -> Optional.of(desk()), true)));

  private Desk desk() {
    Walk walk = house.walk();
    return new Desk(
        new Cases(house.store(), Rules.sandbox("house"), house.clock()),
        walk.followUps(),
        walk.answers(),
        walk.orders(),
        new Receipts(house.store(), house.clock(), walk.followUps()),
        walk.visits(),
        house.clock());
  }

  @AfterEach
  void close() {
    web.close();
    house.close();
    dmp.close();
  }

  private String page() {
    FollowUp row = house.open().get(0);
    return new Surfer(web.port()).as(row.owner()).get("/suivi/" + row.reference()).text();
  }

  @Test
  void a_try_that_failed_says_when_the_next_one_is() {
    dmp.fault(Fault.BUSY, null, 1);
    house.receives("labo-serein", DmpHouse.message(STORY, "encore.xml"));
    house.delivers(Duration.ZERO);
    assertThat(page())
        .containsPattern(
            "non remis \\(le DMP est occupé, nouvel essai plus tard\\) ; nouvel essai vers"
                + " \\d\\d:\\d\\d");

    house.delivers(Duration.ofMinutes(1));
    assertThat(page())
        .contains("nouvel essai plus tard) ; réessayé ensuite", "déposé (essai 2)")
        .contains("DMP du patient : déposé Relais")
        .doesNotContain("nouvel essai vers");
  }

  @Test
  void what_a_try_without_an_answer_filed_is_said_to_be_filed_by_it() {
    dmp.fault(Fault.CUT_AFTER_COMMIT, Transaction.PUBLISH, 1);
    house.receives("labo-serein", DmpHouse.message(STORY, "encore.xml"));
    house.delivers(Duration.ofMinutes(1));
    assertThat(page())
        .contains(
            "sans réponse ; réessayé ensuite",
            "déposé à un essai d'avant, dont la réponse s'était perdue (essai 2)")
        .doesNotContain("y était déjà");
  }
}
