// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Appointment;
import fr.relais.core.model.ClinicalDecision;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.ParisTime;
import fr.relais.core.model.Slot;
import fr.relais.web.WebServer;
import fr.relais.web.receipts.AgendaHook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the agenda that a service posts to the appointment that its doctor proposes. */
class FreeTimesTest {
  private static final byte[] KEY = "a key of twenty-four byte".getBytes(UTF_8);
  private static final String FREE =
      "{\"sequence\":1,\"practitioner\":\"boyer\",\"entries\":[{\"kind\":\"FREE\","
          + "\"start\":\"2026-11-24T18:00:00+01:00\",\"end\":\"2026-11-24T18:20:00+01:00\"}]}";

  private final Clinic clinic = new Clinic(paris("2026-11-19T10:00"));
  private final WebServer door =
      new WebServer(
          "127.0.0.1",
          0,
          List.of(
              new AgendaHook(
                  AgendaIntake.secrets(
                      "rendez-vous=whsec_" + Base64.getEncoder().encodeToString(KEY)),
                  () ->
                      Optional.of(
                          new AgendaIntake(clinic.store(), InstantSource.fixed(clinic.now()))))));

  @AfterEach
  void close() {
    door.close();
    clinic.close();
  }

  private static Instant paris(String local) {
    return LocalDateTime.parse(local).atZone(ParisTime.ZONE).toInstant();
  }

  private int post(String body) throws GeneralSecurityException, IOException, InterruptedException {
    String time = String.valueOf(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    byte[] hmac = mac.doFinal(("m1." + time + "." + body).getBytes(UTF_8));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + door.port() + "/agenda/rendez-vous"))
                .header("webhook-id", "m1")
                .header("webhook-timestamp", time)
                .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(hmac))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void a_free_time_that_was_posted_is_proposed_on_the_page_and_can_be_booked() throws Exception {
    FollowUp row = clinic.decided(ClinicalDecision.TELECONSULTATION, true);
    String page = "/suivi/" + row.reference() + "/rendez-vous/proposer";
    Surfer boyer = new Surfer(clinic.port()).as("boyer");
    assertThat(boyer.get(page).text()).doesNotContain("24/11 18:00");

    assertThat(post(FREE)).isEqualTo(204);

    Surfer.Page offered = boyer.get(page);
    assertThat(offered.text()).contains("24/11 18:00");
    assertThat(offered.body()).contains("2026-11-24T17:00:00Z");
    boyer.does(page, Map.of("libre", "2026-11-24T17:00:00Z", "duree", "20", "convenu", "oui"));
    assertThat(clinic.walk().visits().planned(row).booked())
        .map(Appointment::start)
        .contains(paris("2026-11-24T18:00"));
    assertThat(clinic.walk().visits().free("boyer").slots())
        .extracting(Slot::source)
        .containsExactly(Slot.Source.IMPORTED);
  }
}
