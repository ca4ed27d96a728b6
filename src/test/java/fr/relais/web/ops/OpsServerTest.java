// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.ops;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.store.MemoryStore;
import fr.relais.web.WebServer;
import fr.relais.web.ops.CertificateWatch.State;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpsServerTest {
  private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");

  private final OpsServer ops = new OpsServer(() -> NOW, figures -> "", null);
  private final WebServer web = new WebServer("127.0.0.1", 0, List.of(ops));

  @AfterEach
  void stop() {
    web.close();
  }

  @Test
  void health_tells_ahead_when_a_certificate_ends_and_stays_up() throws Exception {
    ops.serve(new MemoryStore("noyers"), certificate(State.SOON));
    HttpResponse<String> health = get("/ops/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body())
        .contains("\"state\":\"UP\"")
        .contains("\"certificates\":\"SOON\"")
        .contains("\"certificatesEnd\":\"2026-11-24T02:00:01Z\"");
    assertThat(get("/ops/metrics").body())
        .contains("relais_notices_people")
        .contains("relais_certificates_end_seconds " + NOW.plusSeconds(1).getEpochSecond());
  }

  @Test
  void health_is_an_alarm_when_a_certificate_is_over() throws Exception {
    ops.serve(new MemoryStore("noyers"), certificate(State.OVER));
    HttpResponse<String> health = get("/ops/health");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).contains("\"state\":\"ALARM\"");
  }

  @Test
  void health_says_that_the_mailbox_is_shut() throws Exception {
    ops.serve(new MemoryStore("noyers"), CertificateWatch.NONE, () -> "SHUT");
    assertThat(get("/ops/health").body())
        .contains("\"state\":\"UP\"")
        .contains("\"mailbox\":\"SHUT\"");
  }

  @Test
  void health_is_well_without_a_certificate() throws Exception {
    ops.serve(new MemoryStore("noyers"), CertificateWatch.NONE);
    assertThat(get("/ops/health").body())
        .contains("\"state\":\"UP\"")
        .contains("\"certificates\":\"NONE\"")
        .contains("\"certificatesEnd\":null");
    assertThat(get("/ops/metrics").body()).doesNotContain("relais_certificates");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static CertificateWatch certificate(State state) {
    return new CertificateWatch() {
      @Override
      public Instant end() {
        return NOW.plusSeconds(1);
      }

      @Override
      public State state() {
        return state;
      }
    };
  }
}
