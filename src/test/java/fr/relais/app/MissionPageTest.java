// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.Surfer.Page;
import fr.relais.core.model.Practitioner;
import fr.relais.core.model.Roster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** How a volunteer, or the operator for one who is gone, comes by the account of a mission. */
class MissionPageTest {
  private static final String PATH = "/suivi/fin-de-mission";

  @TempDir Path folder;

  private final Portal portal = new Portal();
  private final Surfer boyer = new Surfer(portal.port());
  private final StringWriter said = new StringWriter();

  @AfterEach
  void close() {
    portal.close();
  }

  @Test
  void her_list_leads_to_the_page_and_the_page_to_the_same_as_pdf() throws IOException {
    String reference =
        portal.receive(new LabMessage(LabMessage.DURAND, "7").potassium("6.4", "HH"));
    assertThat(boyer.as("boyer").get("/suivi").body())
        .contains("<a href=\"" + PATH + "\">Fin de mission</a>");

    Page page = boyer.get(PATH);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.title()).isEqualTo("Attestation et bilan de fin de mission, Relais");
    assertThat(page.body())
        .containsOnlyOnce("<h1")
        .contains("<caption>", "scope=\"col\"", "scope=\"row\">" + reference, "lang=\"fr\"");
    assertThat(page.text())
        .containsSubsequence(
            "1 résultat ouvert, 0 prescription attendue.",
            "1 résultat reste ouvert : qui en répond",
            reference,
            "Dr Anne BOYER, le prescripteur",
            "à prendre en charge",
            "19/11/2026 à 10:30",
            "Ce qui a été prescrit sur place");
    String pdf = page.body().replaceAll("(?s).*href=\"([^\"]+/pdf)\" download.*", "$1");
    assertThat(pdf).isEqualTo(PATH + "/noyers/pdf");
    Page file = boyer.get(pdf);
    assertThat(file.answer().headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(file.answer().headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"relais-fin-de-mission.pdf\"");
    assertThat(file.body()).startsWith("%PDF-");
  }

  @Test
  void nobody_has_the_account_of_another_or_of_a_place_where_he_was_not() {
    for (String person : List.of("keller", "lefevre", "petitjean", "aubry", "colin")) {
      Surfer other = new Surfer(portal.port()).as(person);
      assertThat(other.get("/suivi").body()).as(person).doesNotContain(PATH);
      for (String path : List.of(PATH, PATH + "/noyers", PATH + "/noyers/pdf")) {
        Page refused = other.get(path);
        assertThat(refused.status()).as(person + path).isEqualTo(404);
        assertThat(refused.text()).doesNotContain("BOYER").contains("Rien à cette adresse");
      }
    }
    boyer.as("boyer");
    for (String path : List.of("/sainte-aube", "/sainte-aube/pdf", "/nowhere")) {
      assertThat(boyer.get(PATH + path).status()).as(path).isEqualTo(404);
    }
    assertThat(new Surfer(portal.port()).get(PATH + "/noyers").status()).isEqualTo(303);
  }

  @Test
  void a_presence_that_has_not_begun_is_none_yet() {
    Surfer keller = new Surfer(portal.port()).as("keller");
    portal.later(Duration.ofDays(3));
    assertThat(keller.get(PATH + "/noyers").text())
        .contains("Dr Paul KELLER", "du 21/11/2026 au 22/11/2026 (2 jours)");
  }

  @Test
  void who_was_at_two_places_chooses_and_whose_mission_is_over_still_has_it() {
    Page page = new Surfer(portal.port()).as("roux").get(PATH);
    assertThat(page.text()).contains("Salle communale de Sainte-Aube", "MSP du Serein, Noyers");
    assertThat(page.body())
        .contains("<a href=\"" + PATH + "/sainte-aube\" aria-current=\"page\">")
        .contains("<a href=\"" + PATH + "/noyers\">");
    assertThat(new Surfer(portal.port()).as("benali").get(PATH).text())
        .contains("Dr Samir BENALI", "Aucun résultat ne reste ouvert.");
  }

  @Test
  void whose_access_was_revoked_gets_nothing_and_the_operator_makes_it() throws IOException {
    portal.receive(new LabMessage(LabMessage.DURAND, "7").potassium("6.4", "HH"));
    boyer.as("boyer");
    revoke("boyer");
    portal.settle();
    assertThat(boyer.get(PATH).status()).isEqualTo(404);
    assertThat(boyer.get(PATH + "/noyers/pdf").status()).isEqualTo(404);
    Path file = folder.resolve("bilan.pdf");
    assertThat(command("boyer", "noyers", file)).as(said.toString()).isZero();
    assertThat(said.toString()).contains("Écrit : 1 suivis, dont 1 ouverts et 0 attendus.");
    try (PDDocument document = Loader.loadPDF(Files.readAllBytes(file))) {
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
          .contains("Dr Anne BOYER", "Dr Claire MARTIN, un médecin du site")
          .doesNotContain("DURAND", "Potassium", "1948");
    }
  }

  private void revoke(String id) {
    Roster old = portal.store().roster();
    List<Practitioner> people =
        old.practitioners().stream().map(p -> p.id().equals(id) ? revoked(p) : p).toList();
    Roster next =
        Roster.of(
            old.version(),
            people,
            old.sites(),
            old.periods(),
            old.senders(),
            old.codes(),
            old.endpoints());
    portal.store().changeRoster(before -> next, portal.clock().instant(), "test");
  }

  private static Practitioner revoked(Practitioner p) {
    return new Practitioner(
        p.id(),
        p.rpps(),
        p.family(),
        p.given(),
        p.opensAt(),
        p.closesAt(),
        p.missionEnds(),
        LocalDate.of(2026, 11, 19),
        p.folder(),
        p.software(),
        p.mailbox(),
        p.phone(),
        p.secondPhone(),
        p.hook(),
        p.role(),
        p.supervisor(),
        p.site());
  }

  private int command(String practitioner, String site, Path file) throws IOException {
    AccountCommand account = new AccountCommand();
    CommandLine line = new CommandLine(account);
    line.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
    line.parseArgs("--practitioner", practitioner, "--site", site, "--out", file.toString());
    return account.write(portal.store(), portal.clock());
  }

  @Test
  void the_command_says_why_it_writes_nothing() throws IOException {
    Path file = folder.resolve("bilan.pdf");
    assertThat(command("nobody", "noyers", file)).isEqualTo(2);
    assertThat(command("petitjean", "noyers", file)).isEqualTo(2);
    assertThat(command("boyer", "nowhere", file)).isEqualTo(2);
    assertThat(command("lefevre", "noyers", file)).isEqualTo(2);
    assertThat(file).doesNotExist();
    Files.writeString(file, "déjà là");
    assertThat(command("boyer", "noyers", file)).isEqualTo(2);
    assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo("déjà là");
    assertThat(said.toString())
        .contains("Aucun médecin ne porte cet identifiant.")
        .contains("Aucun lieu ne porte cet identifiant.")
        .contains("Ce médecin n'a ni présence ni prescription dans ce lieu.")
        .contains("Ce fichier existe déjà");
    assertThat(Main.run("account", "--site", "noyers")).isEqualTo(64);
  }
}
