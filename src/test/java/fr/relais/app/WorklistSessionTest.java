// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.app.Surfer.Page;
import fr.relais.core.model.FollowUpState;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is let in, and what a form must carry. */
class WorklistSessionTest {
  private final Portal portal = new Portal();
  private final Surfer surfer = new Surfer(portal.port());

  @AfterEach
  void close() {
    portal.close();
  }

  private String abnormal() {
    return portal.receive(
        new LabMessage(LabMessage.PETIT, "412").value("X^HbA1c^L", "9.1", "%", "4-6", "H"));
  }

  @Test
  void a_link_of_a_mail_leads_to_the_chooser_and_back() {
    String path = "/suivi/" + abnormal() + "/decider";
    Page sent = surfer.get(path + "?choix=c");
    assertThat(sent.status()).isEqualTo(303);
    Page chooser = surfer.get(sent.location());
    assertThat(chooser.text())
        .contains("Dr Anne BOYER")
        .contains("référent de MSP du Serein")
        .doesNotContain("FABRE");
    Page in =
        surfer.send(
            "/bac-a-sable/personnes",
            Map.of("personne", "boyer", "retour", path + "?choix=c"),
            null);
    assertThat(in.location()).isEqualTo(path + "?choix=c");
    assertThat(in.answer().headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly")
        .contains("SameSite=Strict");
  }

  @Test
  void the_way_back_is_never_another_site() {
    for (String away : new String[] {"https://ailleurs.test/", "//ailleurs.test", "/suivi/../x"}) {
      Page in =
          surfer.send("/bac-a-sable/personnes", Map.of("personne", "boyer", "retour", away), null);
      assertThat(in.location()).isEqualTo("/suivi");
    }
  }

  @Test
  void a_form_without_the_sessions_token_or_from_elsewhere_does_nothing() {
    String reference = abnormal();
    String path = "/suivi/" + reference + "/prendre";
    surfer.as("boyer");
    assertThat(surfer.send(path, Map.of(), null).status()).isEqualTo(403);
    assertThat(surfer.send(path, Map.of(), "0".repeat(48)).status()).isEqualTo(403);
    Page cross =
        surfer.call(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + portal.port() + "/bac-a-sable/personnes"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.ofString("personne=keller")));
    assertThat(cross.status()).isEqualTo(403);
    assertThat(portal.row(reference).state()).isEqualTo(FollowUpState.OPEN);
  }

  @Test
  void whoever_signed_out_sees_nothing_more() {
    String reference = abnormal();
    surfer.as("boyer");
    assertThat(surfer.post("/bac-a-sable/sortie").status()).isEqualTo(303);
    assertThat(surfer.get("/suivi/" + reference).status()).isEqualTo(303);
    Page watch = surfer.get("/suivi/veille");
    assertThat(watch.status()).isEqualTo(401);
    assertThat(watch.answer().headers().firstValue("HX-Redirect")).isPresent();
  }

  @Test
  void in_live_every_page_says_that_sign_in_is_not_connected() {
    try (Portal live = new Portal(false)) {
      Surfer outside = new Surfer(live.port());
      for (String path :
          new String[] {"/suivi", "/suivi/ABCD", "/suivi/ABCD/prendre", "/bac-a-sable/personnes"}) {
        Page page = outside.get(path);
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("Pro Santé Connect n'est pas raccordé");
      }
      assertThat(outside.send("/bac-a-sable/personnes", Map.of("personne", "boyer"), null).status())
          .isEqualTo(503);
    }
  }

  @Test
  void pages_are_strict_and_their_files_are_ours() {
    Page list = surfer.as("boyer").get("/suivi");
    assertThat(list.answer().headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(list.body()).doesNotContain("style=").doesNotContain("onclick");
    for (String name : new String[] {"relais.css", "relais.js", "relais.svg", "htmx.js"}) {
      assertThat(surfer.get("/statique/" + name).status()).as(name).isEqualTo(200);
    }
    assertThat(surfer.get("/statique/autre").status()).isEqualTo(404);
    assertThat(list.body()).doesNotContain("http://").doesNotContain("https://");
  }

  @Test
  void shortcuts_can_be_switched_off_and_the_accessibility_page_is_open_to_all() {
    assertThat(surfer.get("/accessibilite").status()).isEqualTo(200);
    surfer.as("boyer");
    Page off = surfer.does("/suivi/raccourcis", Map.of("raccourcis", "non"));
    assertThat(off.text()).contains("désactivés");
    assertThat(surfer.get("/suivi").body()).contains("data-raccourcis=\"non\"");
  }
}
