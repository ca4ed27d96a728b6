// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Coding;
import fr.relais.core.model.Content;
import fr.relais.core.model.ReportKind;
import fr.relais.core.model.SharedDocument;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.web.worklist.SharedDesk;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list of the DMP says what it is, and what it does not show. */
class DmpListTest {
  private static final String INS = "248028999900129";

  private final MemoryDmp dmp = new MemoryDmp();
  private final Portal portal =
      new Portal(true, new SharedDesk(dmp, Formats.ALL, CdaDocuments::embeddedPdf));
  private final Surfer keller = new Surfer(portal.port());

  @AfterEach
  void close() {
    portal.close();
  }

  private String list() {
    portal.present("keller", "noyers", true);
    keller.as("keller");
    dmp.open(INS);
    portal.receive(new LabMessage(LabMessage.DURAND, "411").potassium("5.4", "H"));
    String page = keller.post("/suivi/patients", Map.of("ins", INS)).location();
    keller.post(page + "/dmp", Map.of("accord", "oui"));
    return keller.get(page).text();
  }

  @Test
  void a_list_that_is_whole_says_nothing_more() {
    assertThat(list()).doesNotContain("trop mal décrit", "pas entière");
  }

  @Test
  void what_is_not_described_enough_and_a_list_that_is_a_part_are_told() {
    dmp.lacks(1, false);
    assertThat(list())
        .contains(
            "1 autre document y est trop mal décrit pour être ouvert ici.",
            "Le DMP dit que cette liste n'est pas entière.",
            "Regardez aussi le DMP dans votre logiciel.");
  }

  @Test
  void a_type_that_relais_has_no_word_for_is_shown_under_its_national_name() {
    Instant day = Instant.parse("2026-11-02T08:00:00Z");
    SharedDocument note =
        new SharedDocument(
            "1.2.250.1.999.9.87",
            "1.2.250.1.999.9",
            ReportKind.OTHER,
            new Coding("87273-9", "2.16.840.1.113883.6.1", "Note de vaccination"),
            "Rappel",
            "ESSAI PAUL",
            null,
            day,
            day,
            "text/xml",
            List.of("N"),
            false,
            null,
            null);
    dmp.open(INS);
    dmp.file(INS, note, Content.of("<x/>", StandardCharsets.UTF_8));

    assertThat(list()).contains("Rappel", "Note de vaccination");
  }
}
