// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppointmentApiTest {
  private final ApiServer api = new ApiServer();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void what_may_not_be_booked_is_refused_in_french_and_nothing_is_kept() {
    api.potassium();
    String task = api.get("boyer", "/Task").body().at("/entry/0/resource/id").asText();
    String asked =
        ApiServer.example("appointment.good.json").replace("Task/exemple", "Task/" + task);
    ApiServer.Said refused = api.post("boyer", "/Appointment", asked);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("Un rendez-vous suit la décision");
    assertThat(api.get("boyer", "/Appointment").body().path("total").asInt()).isZero();
    assertThat(api.get("boyer", "/Slot").status()).isEqualTo(200);
    assertThat(api.get("boyer", "/Schedule/boyer").status()).isEqualTo(200);
    assertThat(api.get("boyer", "/Schedule/martin").status()).isEqualTo(404);
    assertThat(api.get("boyer", "/Appointment/unknown").status()).isEqualTo(404);
  }
}
