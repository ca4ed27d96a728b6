// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.PatientChoices;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.web.worklist.SharedDesk;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two oppositions: to the filing, which stops no reading, and to the reading. */
class DmpOppositionTest {
  private static final String INS = DmpHouse.INS;
  private static final Map<String, String> AGREED = Map.of("accord", "oui");

  private final MemoryDmp dmp = new MemoryDmp();
  private final Portal portal =
      new Portal(true, new SharedDesk(dmp, Formats.ALL, CdaDocuments::embeddedPdf));
  private final Surfer keller = new Surfer(portal.port());

  @BeforeEach
  void keller_sits_at_noyers_today() {
    portal.present("keller", "noyers", true);
    keller.as("keller");
  }

  @AfterEach
  void close() {
    portal.close();
  }

  private String known() {
    portal.receive(new LabMessage(LabMessage.DURAND, "411").potassium("5.4", "H"));
    return keller.post("/suivi/patients", Map.of("ins", INS)).location();
  }

  @Test
  void whoever_opposes_the_filing_may_be_read_about_and_the_page_says_so() {
    dmp.open(INS);
    String page = known();
    portal.order("L-3", "boyer", new PatientChoices(true, false, null, true, true));
    assertThat(keller.get(page).text())
        .contains("s'oppose à l'alimentation de son DMP", "Voir le DMP");
    assertThat(keller.does(page + "/dmp", AGREED).text()).contains("aucun document");
    assertThat(dmp.asked()).containsExactly("find");
  }

  @Test
  void whoever_refused_the_reading_in_the_latest_message_is_not_asked_about() {
    dmp.open(INS);
    String page = known();
    said("INO|20261101|INC|20261102");
    assertThat(keller.get(page).text())
        .contains("a refusé que son DMP soit consulté")
        .doesNotContain("Voir le DMP", "s'oppose à l'alimentation");
    keller.post(page + "/dmp", AGREED);
    keller.post(page + "/autorisation-dmp", AGREED);
    assertThat(dmp.asked()).isEmpty();

    said("INO|20261101|IC|20261118");
    assertThat(keller.does(page + "/dmp", AGREED).text()).contains("aucun document");
  }

  /** A message of her that says this of her DMP, and nothing of clinical weight. */
  private void said(String choices) {
    String message =
        DmpHouse.message("137-opposition-while-it-waits", "oppose.hl7")
            .text(StandardCharsets.UTF_8)
            .replace("IO|20261101|IC|20261101", choices);
    portal.receive(Content.of(message, StandardCharsets.UTF_8));
  }
}
