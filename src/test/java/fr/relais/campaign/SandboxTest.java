// SPDX-License-Identifier: Apache-2.0
package fr.relais.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sandbox as a newcomer starts it: DMP, mailboxes and register stand around it. */
@Tag("campaign")
class SandboxTest {
  private static final String INS = "248028999900129";
  private static final Path DOCUMENT =
      Path.of("test-fixtures/stories/127-document-filed-once-in-the-dmp/encore.xml")
          .toAbsolutePath();

  @Test
  void a_document_goes_to_the_doctor_and_to_the_dmp_and_both_can_be_looked_at() throws Exception {
    try (RelaisProcess relais = sandbox("sandbox-filed")) {
      drop(relais);
      until(relais, "dmpFiled", 1);
      assertThat(relais.console("dmp " + INS))
          .contains("version 1, en vigueur · déposé par la structure 1890009986");
      assertThat(relais.console("courriels boyer")).contains("XDM/1.0/DDM+");
      until(relais, "awaitedReceipts", 0);
      assertThat(relais.console("annuaire retire roux")).contains("Lise ROUX n'exerce plus");
      assertThat(relais.console("annuaire compare")).contains("changements faits : 1");
      assertThat(relais.get("/ops/health")).contains("\"state\":\"UP\"", "\"dmpWaiting\":0");
      assertThat(relais.figure("dmpRefused")).isZero();
    }
  }

  @Test
  void a_closed_record_refuses_and_the_doctor_has_his_result_all_the_same() throws Exception {
    try (RelaisProcess relais = sandbox("sandbox-closed")) {
      relais.console("dmp " + INS + " fermé");
      drop(relais);
      until(relais, "dmpRefused", 1);
      assertThat(relais.figure("dmpFiled")).isZero();
      assertThat(relais.console("courriels boyer")).contains("XDM/1.0/DDM+");
    }
  }

  private static RelaisProcess sandbox(String name) throws IOException {
    RelaisProcess relais =
        new RelaisProcess(RelaisProcess.newHome(name))
            .with("routes.dir", "routes")
            .with("sandbox.people", "")
            .with("sandbox.simulators", "oui");
    relais.start();
    return relais;
  }

  /** As its laboratory does. */
  private static void drop(RelaisProcess relais) throws IOException {
    Files.copy(DOCUMENT, relais.data().resolve("in/labo-serein/potassium.xml"));
  }

  private static void until(RelaisProcess relais, String figure, long value) {
    for (int looks = 0; looks < 600 && relais.figure(figure) != value; looks++) {
      Pause.millis(100);
    }
    assertThat(relais.figure(figure)).as(figure).isEqualTo(value);
  }
}
