// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.Surfer.Page;
import fr.relais.core.model.PatientIdentity;
import fr.relais.core.model.Publication.Submitter;
import fr.relais.core.model.SharedDocument;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.SharedRecords;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.sandbox.dmp.Fault;
import fr.relais.sandbox.dmp.Transaction;
import fr.relais.web.worklist.SharedDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A doctor reads a patient's DMP on his pages, through the client and its sockets: what he sees,
 * and what he is told when the DMP shows nothing.
 */
class DmpReadingTest {
  private static final String STORY = "127-document-filed-once-in-the-dmp";
  private static final Map<String, String> AGREED = Map.of("accord", "oui");
  private static final Map<String, String> TAKES_BACK = Map.of("acte", "retrait");

  private SandboxDmp dmp = DmpHouse.dmp(STORY, Map.of());
  private DmpDoor door = dmp.door();
  private final Signed records = new Signed();
  private final Portal portal =
      new Portal(true, new SharedDesk(records, Formats.ALL, CdaDocuments::embeddedPdf));
  private final Surfer keller = new Surfer(portal.port());

  /** Certificates and assertions are of now, the clock of the pages is moved by hand. */
  private final class Signed implements SharedRecords {
    private Duration ago = Duration.ofMinutes(5);

    private Reader now(Reader reader) {
      return new Reader(reader.doctor(), reader.structure(), Instant.now().minus(ago));
    }

    @Override
    public Found find(Reader reader, PatientIdentity patient, Instant since) {
      return door.records().find(now(reader), patient, since);
    }

    @Override
    public Fetched get(Reader reader, PatientIdentity patient, SharedDocument document) {
      return door.records().get(now(reader), patient, document);
    }

    @Override
    public boolean declares() {
      return door.records().declares();
    }

    @Override
    public Declared declare(Reader reader, PatientIdentity patient, boolean granted) {
      return door.records().declare(now(reader), patient, granted);
    }
  }

  @BeforeEach
  void keller_sits_at_noyers_today() {
    portal.present("keller", "noyers", true);
    keller.as("keller");
    opened();
  }

  @AfterEach
  void close() {
    portal.close();
    door.close();
    dmp.close();
  }

  private void record(String state) {
    door.close();
    dmp.close();
    dmp = DmpHouse.dmp(STORY, Map.of(DmpHouse.INS, state));
    door = dmp.door();
    opened();
  }

  /** Keys and the client are made at the first question: it is no doctor who waits for them. */
  private void opened() {
    PatientIdentity durand =
        Objects.requireNonNull(
                Formats.ALL.decode(DmpHouse.message(STORY, "encore.xml")).parts().get(0).report())
            .patient();
    Submitter doctor = new Submitter("889970010339", "KELLER", "Paul", false, "SM26");
    records.find(
        new SharedRecords.Reader(doctor, "1890009986", Instant.now()), durand, Instant.EPOCH);
  }

  private void filed() {
    try (DmpHouse house = new DmpHouse(STORY, dmp, Checkpoint.NONE)) {
      house.receives("labo-serein", DmpHouse.message(STORY, "encore.xml"));
      house.delivers(Duration.ofMinutes(1));
      assertThat(house.attempts()).containsExactly("DMP_FILED");
    }
  }

  /** The address of her page, reached by her INS. */
  private String patient() {
    portal.receive(new LabMessage(LabMessage.DURAND, "611").potassium("5.4", "H"));
    return keller.post("/suivi/patients", Map.of("ins", DmpHouse.INS)).location();
  }

  private String lastTrace() {
    return portal.audited().get(portal.audited().size() - 1).detail();
  }

  @Test
  void what_a_laboratory_had_filed_is_listed_and_read_by_a_doctor_at_the_site() {
    filed();
    String page = patient();
    assertThat(keller.does(page + "/dmp", AGREED).text())
        .contains("1 document des 2 dernières années", "Ouvrir", "Retirer mon autorisation");
    Page open = keller.post(page + "/dmp/0");
    assertThat(open.status()).isEqualTo(200);
    assertThat(open.text()).contains("DURAND", "Lu dans le DMP, non enregistré", "Potassium");
    assertThat(lastTrace()).isEqualTo("DMP_GET DONE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "fermé; est fermé",
        "absent; n'a pas de DMP",
        "bloqué; ne vous ouvre pas ce dossier",
        "non autorisé; ne connaît pas encore votre autorisation"
      })
  void a_record_that_is_not_open_to_him_says_why(String state, String sentence) {
    record(state);
    String page = patient();
    assertThat(keller.does(page + "/dmp", AGREED).text())
        .contains(sentence, "5,4")
        .doesNotContain("Retirer mon autorisation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "UNAVAILABLE; EXISTENCE; Le DMP est injoignable",
        "UNAVAILABLE; QUERY; Le DMP est injoignable",
        "BUSY; QUERY; Réessayez dans quelques minutes",
        "CUT_ANSWER; QUERY; Réessayez dans quelques minutes"
      })
  void a_platform_that_fails_says_so_and_the_page_stays(
      Fault fault, Transaction asked, String sentence) {
    String page = patient();
    dmp.platform().fault(fault, asked, 1);
    assertThat(keller.does(page + "/dmp", AGREED).text()).contains(sentence, "5,4");
    assertThat(keller.does(page + "/dmp", AGREED).text()).contains("aucun document");
  }

  @Test
  void a_platform_that_is_gone_says_so() {
    String page = patient();
    dmp.platform().close();
    assertThat(keller.does(page + "/dmp", AGREED).text())
        .contains("Le DMP est injoignable", "rien n'est perdu");
  }

  @Test
  void whoever_signed_in_too_long_ago_is_asked_to_sign_in_again() {
    String page = patient();
    records.ago = Duration.ofHours(13);
    assertThat(keller.does(page + "/dmp", AGREED).text())
        .contains("reconnectez-vous", "5,4")
        .doesNotContain("document des 2");
  }

  @ParameterizedTest
  @EnumSource(names = {"ALTERED_DOCUMENT", "SHORTENED_DOCUMENT"})
  void a_document_that_is_not_the_one_described_is_neither_shown_nor_given(Fault fault) {
    filed();
    String page = patient();
    keller.post(page + "/dmp", AGREED);
    dmp.platform().fault(fault, Transaction.RETRIEVE, 2);
    Page open = keller.post(page + "/dmp/0");
    assertThat(open.text())
        .contains("Document non ouvert", "n'est pas celui que son registre décrit")
        .doesNotContain("Potassium");
    assertThat(lastTrace()).isEqualTo("DMP_GET DMP_DOCUMENT_ALTERED");
    assertThat(keller.post(page + "/dmp/0", Map.of("forme", "original")).body())
        .doesNotContain("ClinicalDocument");
    assertThat(keller.post(page + "/dmp/0").text()).contains("Potassium");
  }

  @Test
  void a_document_that_left_the_list_since_is_said_to_have() {
    filed();
    String page = patient();
    keller.post(page + "/dmp", AGREED);
    record("ouvert");
    assertThat(keller.post(page + "/dmp/0").text()).contains("n'est plus dans le DMP");
  }

  @Test
  void he_declares_that_the_patient_lets_him_and_reads_at_once() {
    record("non autorisé");
    filed();
    String page = patient();
    keller.post(page + "/dmp", AGREED);
    assertThat(keller.get(page).text()).contains("Déclarer l'autorisation et lire");

    Page without = keller.post(page + "/autorisation-dmp");
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.text()).contains("Cochez : le patient vous autorise", "5,4");
    portal.audited().clear();

    assertThat(keller.does(page + "/autorisation-dmp", AGREED).text())
        .contains("1 document des 2 dernières années", "Retirer mon autorisation");
    assertThat(portal.audited())
        .extracting(line -> line.actor() + " " + line.action() + " " + line.detail())
        .startsWith(
            "keller ACTED DMP_AUTHORISE PRESENT DECLARED",
            "keller ACTED DMP_AUTHORISE DONE",
            "keller READ DMP_FIND PRESENT DECLARED",
            "keller READ DMP_FIND DONE");
  }

  @Test
  void he_takes_it_back_and_what_was_shown_is_gone() {
    filed();
    String page = patient();
    keller.post(page + "/dmp", AGREED);
    assertThat(keller.does(page + "/autorisation-dmp", TAKES_BACK).text())
        .contains("Votre autorisation de lire ce DMP est retirée", "Déclarer l'autorisation")
        .doesNotContain("1 document");
    assertThat(keller.post(page + "/dmp/0").status()).isEqualTo(404);
    assertThat(keller.does(page + "/autorisation-dmp", AGREED).text()).contains("1 document");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "fermé; est fermé",
        "absent; ne connaît pas cette identité",
        "bloqué; ne vous ouvre pas ce dossier"
      })
  void a_declaration_that_the_dmp_refuses_says_why(String state, String sentence) {
    record(state);
    String page = patient();
    assertThat(keller.does(page + "/autorisation-dmp", AGREED).text()).contains(sentence, "5,4");
  }

  @Test
  void whoever_is_not_of_the_care_team_declares_nothing() {
    record("non autorisé");
    String page = patient();
    Surfer martin = new Surfer(portal.port()).as("martin");
    assertThat(martin.post(page + "/autorisation-dmp", AGREED).status()).isEqualTo(404);
    portal.present("keller", "noyers", false);
    assertThat(keller.post(page + "/autorisation-dmp", AGREED).status()).isEqualTo(404);
    portal.present("keller", "noyers", true);
    assertThat(keller.does(page + "/dmp", AGREED).text()).contains("ne connaît pas encore");
  }
}
