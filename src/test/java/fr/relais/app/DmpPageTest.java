// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.Surfer.Page;
import fr.relais.core.model.Content;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.web.worklist.SharedDesk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the DMP adds to the page of a patient, when the doctor asks for it. */
class DmpPageTest {
  private static final String INS = "248028999900129";
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

  /** A clinical document of Jeanne Durand, from one of the published examples. */
  static String cda(String example, String id) {
    try {
      return Files.readString(Path.of("test-fixtures/formats/cda", example + ".xml"))
          .replace("258039999900161", INS)
          .replaceAll(
              "<family[^>]*>ESSAI</family><family[^>]*>MODELE</family>",
              "<family qualifier=\"BR\">DURAND</family>")
          .replaceAll(
              "<given>MARIE JEANNE</given><given[^>]*>MARIE</given><given[^>]*>MARIE</given>",
              "<given>JEANNE</given>")
          .replace("<given>MARIE</given><given>JEANNE</given>", "<given>JEANNE</given>")
          .replace("19580314", "19480203")
          .replace("48999", "89999")
          .replace("889971000016", "889970010222")
          .replace(
              "<given>CLAIRE</given><family>LEMOINE</family>",
              "<given>ANNE</given><family>BOYER</family>")
          .replace("20260415", "20261118")
          .replace("+0200", "+0100")
          .replace("1.2.250.1.999.7.10.1", id);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Content bytes(String text) {
    return Content.of(text, StandardCharsets.UTF_8);
  }

  /** The address of her page, reached by her INS. */
  private String patient() {
    return keller.post("/suivi/patients", Map.of("ins", INS)).location();
  }

  private String known() {
    portal.receive(new LabMessage(LabMessage.DURAND, "411").potassium("5.4", "H"));
    return patient();
  }

  @Test
  void it_is_asked_by_a_gesture_that_says_that_she_agrees_and_never_by_the_page() {
    dmp.open(INS);
    String page = known();
    assertThat(keller.get(page).text()).contains("Voir le DMP", "ne s'oppose pas");
    assertThat(keller.get(page + "/dmp").status()).isNotEqualTo(200);
    Page without = keller.post(page + "/dmp");
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.text()).contains("Cochez", "5,4");
    assertThat(dmp.asked()).isEmpty();
    Page answer = keller.post(page + "/dmp", AGREED);
    assertThat(answer.location()).isEqualTo(page + "#dmp");
    assertThat(keller.get(page).text())
        .contains("aucun document des 2 dernières années", "Relire le DMP");
    assertThat(dmp.asked()).containsExactly("find");
  }

  @Test
  void he_is_named_by_his_national_number_in_the_name_of_the_site_and_it_leaves_a_trace() {
    dmp.open(INS);
    String page = known();
    portal.audited().clear();
    keller.post(page + "/dmp", AGREED);
    var reader = dmp.readers().get(0);
    assertThat(reader.doctor().id()).isEqualTo("889970010339");
    assertThat(reader.doctor().family()).isEqualTo("KELLER");
    assertThat(reader.structure()).isEqualTo("1890009986");
    assertThat(reader.signedInAt()).isBefore(Instant.now());
    assertThat(dmp.since()).containsExactly(Instant.parse("2024-11-19T09:00:00Z"));
    assertThat(portal.audited())
        .extracting(line -> line.actor() + " " + line.detail())
        .containsExactly("keller DMP_FIND PRESENT DECLARED", "keller DMP_FIND DONE");
  }

  @Test
  void what_relais_shows_already_is_one_line_and_the_rest_is_listed_with_its_marks() {
    portal.receive(bytes(cda("exemplary/potassium-critique", "1.2.250.1.999.8.1")));
    dmp.file(
        INS,
        MemoryDmp.document("1.2.250.1.999.8.1", "Ionogramme", "2026-11-18T10:00:00Z"),
        bytes(""));
    dmp.file(
        INS,
        MemoryDmp.document(
            "1.2.250.1.999.8.2", "Biopsie <b>", "2026-10-02T10:00:00Z", "INVISIBLE_PATIENT"),
        bytes(""));
    dmp.file(
        INS, MemoryDmp.document("1.2.250.1.999.8.3", "Ancien", "2020-10-02T10:00:00Z"), bytes(""));
    String page = known();
    Page list = keller.does(page + "/dmp", AGREED);
    assertThat(list.text())
        .containsSubsequence(
            "aussi dans le DMP",
            "2 documents des 2 dernières années, dont 1 déjà ci-dessus",
            "Biopsie <b>",
            "02/10/2026",
            "Biologie · Dr Samir HADDAD, LBM DES TESTS",
            "À ne pas montrer avant la consultation d'annonce.",
            "Ouvrir")
        .doesNotContain("Ancien");
    assertThat(list.body()).doesNotContain("Biopsie <b>").doesNotContain("1.2.250.1.999.8");
  }

  @Test
  void a_structured_report_is_shown_as_facts_and_its_pdf_is_a_download() {
    String page = shows(cda("exemplary/potassium-critique", "1.2.250.1.999.8.2"));
    Page open = keller.post(page + "/dmp/0");
    assertThat(open.status()).isEqualTo(200);
    assertThat(open.title()).isEqualTo("Document du DMP, Relais");
    assertThat(open.text())
        .containsSubsequence(
            "Ionogramme",
            "DURAND Jeanne",
            "Lu dans le DMP, non enregistré",
            "Potassium",
            "7,1",
            "très haut")
        .doesNotContain("tout point");
    Page pdf = keller.post(page + "/dmp/0", Map.of("forme", "pdf"));
    download(pdf, "application/pdf", ".pdf");
    assertThat(pdf.body()).startsWith("%PDF-");
    assertThat(portal.store().openFollowUps(10)).hasSize(1);
  }

  /** Her page with the DMP read, in which this is the one document. */
  private String shows(String document) {
    dmp.file(
        INS,
        MemoryDmp.document("1.2.250.1.999.8.2", "Ionogramme", "2026-11-18T10:00:00Z"),
        bytes(document));
    String page = known();
    keller.post(page + "/dmp", AGREED);
    return page;
  }

  private static void download(Page page, String type, String extension) {
    var headers = page.answer().headers();
    assertThat(page.status()).isEqualTo(200);
    assertThat(headers.firstValue("Content-Type")).contains(type);
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Content-Security-Policy").orElse("")).endsWith("sandbox");
    assertThat(headers.firstValue("Content-Disposition"))
        .contains("attachment; filename=\"relais-dmp" + extension + "\"");
  }

  @Test
  void a_document_that_is_a_pdf_in_an_envelope_is_that_pdf() {
    String page = shows(cda("exemplary/niveau-1-pdf", "1.2.250.1.999.8.2"));
    download(keller.post(page + "/dmp/0"), "application/pdf", ".pdf");
  }

  @Test
  void what_is_not_known_or_not_read_is_a_file_that_no_browser_runs() {
    String page = shows("<html><script>alert(1)</script></html>");
    Page unknown = keller.post(page + "/dmp/0");
    download(unknown, "application/octet-stream", ".txt");
    assertThat(keller.post(page + "/dmp/7").status()).isEqualTo(404);
    assertThat(keller.post(page + "/dmp/x").status()).isEqualTo(404);
  }

  @Test
  void a_report_that_is_not_understood_shows_nothing_and_gives_the_file() {
    String page = shows(cda("refused/statut-de-resultat-inconnu", "1.2.250.1.999.8.2"));
    Page open = keller.post(page + "/dmp/0");
    assertThat(open.text()).contains("n'a pas su lire").doesNotContain("7,1");
    download(
        keller.post(page + "/dmp/0", Map.of("forme", "original")),
        "application/octet-stream",
        ".xml");
  }

  @Test
  void a_document_that_names_another_person_is_not_shown() {
    String page =
        shows(cda("exemplary/potassium-critique", "1.2.250.1.999.8.2").replace("DURAND", "AUTRE"));
    Page open = keller.post(page + "/dmp/0");
    assertThat(open.text())
        .contains("Document d'une autre personne")
        .doesNotContain("7,1", "AUTRE");
    assertThat(portal.audited().get(portal.audited().size() - 1).detail())
        .isEqualTo("DMP_GET OTHER_PATIENT");
    assertThat(keller.post(page + "/dmp/0", Map.of("forme", "pdf")).body())
        .doesNotStartWith("%PDF");
  }

  @Test
  void each_refusal_is_a_sentence_on_the_same_page() {
    String page = known();
    Map<String, String> said =
        Map.of(
            "DMP_ABSENT", "n'a pas de DMP",
            "DMP_CLOSED", "est fermé",
            "DMP_ACCESS_REFUSED", "ne vous ouvre pas ce dossier",
            "DMP_NO_CERTIFICATE", "pas encore de certificats",
            "DMP_UNAVAILABLE", "injoignable",
            "DMP_TIMEOUT", "n'a pas répondu en 10 secondes",
            "DMP_BUSY", "occupé ou n'a pas pu répondre. Réessayez dans quelques minutes",
            "DMP_SIGNATURE", "(code DMP_SIGNATURE)",
            "<script>", "(code DMP_REFUSED)");
    said.forEach(
        (code, sentence) -> {
          dmp.refuse(code);
          Page answer = keller.does(page + "/dmp", AGREED);
          assertThat(answer.status()).as(code).isEqualTo(200);
          assertThat(answer.text()).contains(sentence, "5,4", "Relire le DMP");
        });
    dmp.breakDown();
    assertThat(keller.does(page + "/dmp", AGREED).text()).contains("injoignable", "5,4");
  }

  @Test
  void a_document_that_can_no_longer_be_read_says_so() {
    String page = shows(cda("exemplary/potassium-critique", "1.2.250.1.999.8.2"));
    dmp.refuse("DMP_ACCESS_REFUSED");
    assertThat(keller.post(page + "/dmp/0").text())
        .contains("Document non ouvert", "ne vous ouvre pas ce dossier")
        .doesNotContain("7,1");
  }

  @Test
  void without_a_qualified_ins_it_says_why_and_nothing_is_sent() {
    portal.receive(new LabMessage("DURAND^JEANNE||19480203|F", "413").potassium("5.4", "H"));
    String page =
        keller
            .post(
                "/suivi/patients",
                Map.of("naissance", "03/02/1948", "nom", "DURAND", "prenom", "Jeanne"))
            .location();
    assertThat(keller.get(page).text())
        .contains("Identité non qualifiée : le DMP ne peut pas être interrogé")
        .doesNotContain("Voir le DMP");
    keller.post(page + "/dmp", AGREED);
    assertThat(dmp.asked()).isEmpty();
  }

  @Test
  void who_may_not_see_the_patient_may_not_ask_and_what_was_read_dies_with_the_session() {
    String page = shows(cda("exemplary/potassium-critique", "1.2.250.1.999.8.2"));
    Surfer martin = new Surfer(portal.port()).as("martin");
    assertThat(martin.post(page + "/dmp", AGREED).status()).isEqualTo(404);
    assertThat(martin.post(page + "/dmp/0").status()).isEqualTo(404);
    portal.present("keller", "noyers", false);
    assertThat(keller.post(page + "/dmp/0").status()).isEqualTo(404);
    assertThat(dmp.asked()).containsExactly("find");
  }
}
