// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.Content;
import fr.relais.core.model.FollowUpState;
import fr.relais.formats.cda.CdaDocuments;
import fr.relais.web.worklist.SharedDesk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages in a real browser: accessible, by keyboard alone, narrow, and without script. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserTest {
  private static final List<String> ACTS =
      List.of("prendre", "decider", "transmettre", "appel-laboratoire", "vu");

  private final MemoryDmp dmp = new MemoryDmp();
  private final Portal portal =
      new Portal(true, new SharedDesk(dmp, Formats.ALL, CdaDocuments::embeddedPdf));
  private Chromium chromium;
  private String critical;
  private String abnormal;

  @BeforeAll
  void start() {
    chromium = new Chromium();
    portal.order("L-1", "lefevre");
    portal.order("L-2", "lefevre");
    portal.receive(
        new LabMessage(LabMessage.ROUX, "413")
            .exam("NFS^Numération formule sanguine^L")
            .value("HB^Hémoglobine^L", "13.2", "g/dL", "12-16", "N"));
    portal.receive(
        new LabMessage(LabMessage.LEROY, "414")
            .exam("ECHO^Échographie abdominale^L")
            .text("Foie de taille normale. Voies biliaires fines."));
    portal.receive(
        new LabMessage(LabMessage.PETIT, "415")
            .exam("FER^Ferritine^L")
            .doctor("")
            .value("FER^Ferritine^L", "12", "µg/L", "30-300", "L"));
    abnormal =
        portal.receive(
            new LabMessage(LabMessage.PETIT, "412")
                .exam("HBA1C^HbA1c^L")
                .value("4548-4^HbA1c^LN", "9.1", "%", "4-6", "H"));
    critical =
        portal.receive(
            new LabMessage(LabMessage.DURAND, "411")
                .placer("L-1")
                .potassium("6.4", "HH")
                .value("2951-2^Sodium^LN", "138", "mmol/L", "136-145", "N")
                .value("14682-9^Créatinine^LN", "121", "µmol/L", "45-84", "H"));
    portal.later(Duration.ofMinutes(8));
    portal.present("roux", "noyers", true);
    dmp.file(
        "248028999900129",
        MemoryDmp.document(
            "1.2.250.1.999.8.2", "Biopsie cutanée", "2026-10-02T10:00:00Z", "INVISIBLE_PATIENT"),
        Content.of(
            DmpPageTest.cda("exemplary/potassium-critique", "1.2.250.1.999.8.2"),
            StandardCharsets.UTF_8));
  }

  @BeforeEach
  void quiet() {
    chromium.complaints().clear();
  }

  @AfterEach
  void the_browser_complains_of_nothing() {
    assertThat(chromium.complaints()).isEmpty();
  }

  @AfterAll
  void stop() {
    chromium.close();
    portal.close();
  }

  private void shootWhole(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "pages", name + ".png")));
  }

  private void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "pages", name + ".png")));
  }

  @Test
  void every_page_is_accessible_and_fits_a_wide_and_a_narrow_window() {
    for (int width : new int[] {1280, 390, 320}) {
      Page page = chromium.signedIn(portal.port(), width, 844, "Dr Anne BOYER");
      shoot(page, "liste-" + width);
      shootWhole(page, "liste-entier-" + width);
      for (String path : List.of("", "?onglet=attente", "?onglet=attendues", "?onglet=prescrits")) {
        look(page, "/suivi" + path);
      }
      look(page, "/suivi?onglet=a-traiter");
      look(page, "/suivi/" + critical);
      shoot(page, "critique-" + width);
      shootWhole(page, "critique-entier-" + width);
      for (String act : ACTS) {
        look(page, "/suivi/" + critical + "/" + act);
      }
      shoot(page, "vu-" + width);
      look(page, "/suivi/" + critical + "/decider?choix=c");
      shoot(page, "decider-" + width);
      look(page, "/suivi/" + abnormal + "/transmettre");
      shoot(page, "transmettre-" + width);
      look(page, "/suivi/ZZZZ");
      look(page, "/accessibilite");
      look(page, "/bac-a-sable/personnes");
      shoot(page, "personnes-" + width);
      page.context().close();
    }
  }

  @Test
  void those_of_the_referent_are_accessible_too() {
    Page page = chromium.signedIn(portal.port(), 1280, 844, "Dr Claire MARTIN");
    look(page, "/suivi?onglet=a-rapprocher");
    shoot(page, "questions");
    page.getByRole(com.microsoft.playwright.options.AriaRole.LINK,
            new Page.GetByRoleOptions().setName("Répondre"))
        .first()
        .click();
    Chromium.accessible(page);
    look(page, "/suivi/" + critical);
    shoot(page, "urgence");
    page.locator("main form button").click();
    page.context().close();
  }

  private void look(Page page, String path) {
    page.navigate(path);
    Chromium.accessible(page);
    Chromium.noSidewaysScroll(page);
  }

  @Test
  void a_critical_result_is_taken_and_decided_by_keyboard_alone() {
    String reference =
        portal.receive(
            new LabMessage(LabMessage.LEROY, "499").doctor(LabMessage.KELLER).potassium("2.1", "LL"));
    Page page = chromium.page(portal.port(), 1280, 844, true);
    page.navigate("/bac-a-sable/personnes");
    while (!focus(page).contains("KELLER")) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("Enter");
    page.waitForURL("**/suivi");
    page.keyboard().press("?");
    assertThat(page.locator("#aide").isVisible()).isTrue();
    page.keyboard().press("Escape");
    assertThat(page.locator("#aide").isVisible()).isFalse();
    page.keyboard().press("/");
    page.keyboard().type("jpv");
    assertThat(page.inputValue("#recherche")).isEqualTo("jpv");
    page.keyboard().press("Tab");
    page.keyboard().press("j");
    page.keyboard().press("p");
    page.waitForURL("**/prendre");
    while (!focus(page).contains("Je prends en charge")) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("Enter");
    page.waitForURL("**/suivi/" + reference);
    page.keyboard().press("c");
    page.waitForURL("**/decider?choix=c");
    while (!focus(page).contains("Confirmer")) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("Enter");
    page.waitForURL("**/suivi/" + reference);
    assertThat(portal.row(reference).decision()).isEqualTo(ClinicalDecision.CALL_IN);
    page.keyboard().press("Escape");
    page.waitForFunction("document.activeElement.matches('[data-ouvrir]')");
    assertThat(focus(page)).contains("Ouvrir");
    page.context().close();
  }

  private static String focus(Page page) {
    return (String) page.evaluate("document.activeElement.matches('a,button') ? document.activeElement.textContent : ''");
  }

  @Test
  void an_act_works_without_script() {
    String reference =
        portal.receive(
            new LabMessage(LabMessage.LEROY, "498")
                .doctor(LabMessage.KELLER)
                .value("X^TSH^L", "7.9", "mUI/L", "0.4-4", "H"));
    Page page = chromium.page(portal.port(), 1280, 844, false);
    page.navigate("/suivi/" + reference + "/decider");
    page.getByText("Dr Paul KELLER").click();
    page.waitForURL("**/decider");
    page.getByText("Confirmer la décision").click();
    assertThat(page.locator(".erreurs").textContent()).contains("Choisissez une décision.");
    page.locator("input[value=a]").check();
    page.getByText("Confirmer la décision").click();
    page.waitForURL("**/suivi/" + reference);
    assertThat(portal.row(reference).state()).isEqualTo(FollowUpState.IN_PROGRESS);
    page.context().close();
  }

  @Test
  void the_patient_of_today_her_exams_and_her_dmp_are_accessible_wide_and_narrow() {
    for (int width : new int[] {1280, 320}) {
      Page page = chromium.signedIn(portal.port(), width, 844, "Dr Lise ROUX");
      look(page, "/suivi/patients");
      shootWhole(page, "chercher-" + width);
      page.locator("#nom").fill("DURAND");
      page.locator("button.fort").click();
      assertThat(page.locator(".erreurs").textContent()).contains("date de naissance");
      Chromium.accessible(page);
      page.locator("#ins").fill("2 48 02 89 999 001 29");
      page.locator("button.fort").click();
      page.waitForURL("**/suivi/patients/*");
      page.locator("#accord").check();
      page.locator("section[aria-labelledby=dmp] button").last().click();
      page.waitForURL("**#dmp");
      look(page, page.url());
      shootWhole(page, "patient-" + width);
      page.locator("section[aria-labelledby=dmp] button").first().click();
      page.waitForURL("**/dmp/0");
      Chromium.accessible(page);
      Chromium.noSidewaysScroll(page);
      shootWhole(page, "document-dmp-" + width);
      page.context().close();
    }
  }

  @Test
  void what_is_new_is_announced_and_shown_when_it_is_asked_for() {
    Page page = chromium.signedIn(portal.port(), 1280, 844, "Dr Lise ROUX");
    assertThat(page.locator("[data-ligne]").count()).isZero();
    portal.clock().set(portal.clock().instant().plusSeconds(30));
    portal.receive(
        new LabMessage(LabMessage.ROUX, "497")
            .doctor(LabMessage.ROUX_DOCTOR)
            .value("X^TSH^L", "7.9", "mUI/L", "0.4-4", "H"));
    page.evaluate("htmx.ajax('GET', '/suivi/veille', {source: '#veille', target: '#veille'})");
    page.getByText("Afficher").click();
    page.waitForSelector("[data-ligne]");
    assertThat(page.locator("[data-ligne]").count()).isEqualTo(1);
    assertThat(page.locator("#veille").textContent()).isBlank();
    page.context().close();
  }

  @Test
  void the_result_prints_without_its_buttons_and_keeps_nothing_in_the_browser() {
    Page page = chromium.signedIn(portal.port(), 1280, 844, "Dr Anne BOYER");
    page.navigate("/suivi/" + critical);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator(".actes").isVisible()).isFalse();
    assertThat(page.locator(".urgent").first().isVisible()).isTrue();
    page.pdf(new Page.PdfOptions().setPath(Path.of("target", "pages", "fiche.pdf")));
    assertThat(page.evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
    page.context().close();
  }
}
