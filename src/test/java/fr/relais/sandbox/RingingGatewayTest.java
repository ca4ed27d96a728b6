// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import fr.relais.sandbox.RingingGateway.CallState;
import fr.relais.sandbox.RingingGateway.Fate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RingingGatewayTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NUMBER = "+33639980001";
  private static final String TEXT = "Un résultat urgent vous attend.";
  private static final Instant NOW = Instant.parse("2026-04-15T12:00:00Z");

  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  private RingingGateway gateway;
  private HttpServer callback;

  private record Told(String webhookId, String body, boolean signed) {}

  @BeforeEach
  void open() throws IOException {
    gateway = new RingingGateway(0, "the-key", SECRET, Duration.ofMillis(100), () -> NOW);
    callback = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    callback.createContext(
        "/told",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          String id = headers.getFirst("webhook-id");
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean signed =
              new WebhookSigner(SECRET)
                      .verifies(
                          headers.getFirst("webhook-signature"),
                          id,
                          Long.toString(NOW.getEpochSecond()),
                          body)
                  && headers.getFirst("webhook-timestamp").equals("" + NOW.getEpochSecond());
          told.add(new Told(id, new String(body, StandardCharsets.UTF_8), signed));
          int status = answers.isEmpty() ? 200 : answers.remove(0);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    callback.start();
  }

  @AfterEach
  void close() {
    gateway.close();
    callback.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + callback.getAddress().getPort() + "/told";
  }

  private static String json(String id, String to, String text, String callback) {
    return "{\"id\":\"%s\",\"to\":\"%s\",\"text\":\"%s\",\"callback\":\"%s\"}"
        .formatted(id, to, text, callback);
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return new Post(
            gateway.address(),
            body,
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer the-key")
        .send();
  }

  private HttpResponse<String> ask(String id) throws IOException, InterruptedException {
    return post(json(id, NUMBER, TEXT, url()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"KEY_PRESSED", "BUSY", "NO_ANSWER"})
  void call_rings_and_its_end_is_told_signed(String end) throws Exception {
    gateway.fate("0639980001", Fate.valueOf(end));
    HttpResponse<String> answer = ask("c-1");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"id\":\"c-1\",\"state\":\"QUEUED\"}");
    await().until(() -> told.size() == 1);
    assertThat(told.get(0))
        .isEqualTo(new Told("call_c-1", "{\"id\":\"c-1\",\"state\":\"" + end + "\"}", true));
    assertThat(gateway.state("c-1")).isEqualTo(CallState.valueOf(end));
    assertThat(gateway.calls())
        .containsExactly(new RingingGateway.Call("c-1", NUMBER, TEXT, NOW, Fate.valueOf(end)));
  }

  @Test
  void number_without_script_does_not_answer() throws Exception {
    ask("c-1");
    await().until(() -> gateway.state("c-1") == CallState.NO_ANSWER);
  }

  @Test
  void same_identifier_rings_once_and_another_content_under_it_is_refused() throws Exception {
    ask("c-1");
    assertThat(ask("c-1").statusCode()).isEqualTo(200);
    assertThat(post(json("c-1", NUMBER, "Autre texte", url())).statusCode()).isEqualTo(409);
    assertThat(gateway.calls()).hasSize(1);
    await().until(() -> told.size() == 1);
    assertThat(ask("c-1").body()).contains("NO_ANSWER");
  }

  @Test
  void fates_follow_each_other_and_the_last_repeats() throws Exception {
    gateway.fate(NUMBER, Fate.BUSY, Fate.KEY_PRESSED);
    for (int i = 0; i < 3; i++) {
      ask("c-" + i);
    }
    assertThat(gateway.calls())
        .extracting(RingingGateway.Call::fate)
        .containsExactly(Fate.BUSY, Fate.KEY_PRESSED, Fate.KEY_PRESSED);
  }

  @Test
  void unknown_key_is_refused() throws Exception {
    String body = json("c-1", NUMBER, TEXT, url());
    for (String key : List.of("Bearer other", "the-key", "bearer the-key")) {
      assertThat(
              new Post(
                      gateway.address(),
                      body,
                      "Content-Type",
                      "application/json",
                      "Authorization",
                      key)
                  .send()
                  .body())
          .isEqualTo("{\"reason\":\"unknown_key\"}");
    }
    assertThat(gateway.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "c 1,+33639980001,x,http://127.0.0.1/,422,id_not_valid",
    "c,112,x,http://127.0.0.1/,422,number_not_valid",
    "c,+330639980001,x,http://127.0.0.1/,422,number_not_valid",
    "c,+14155550100,x,http://127.0.0.1/,422,number_not_valid",
    "c,06 39 98 00 01,x,http://127.0.0.1/,422,number_not_valid",
    "c,0639980001,' ',http://127.0.0.1/,422,text_not_speakable",
    "c,0639980001,a\\u0007b,http://127.0.0.1/,422,text_not_speakable",
    "c,0639980001,a\\nb,http://127.0.0.1/,422,text_not_speakable",
    "c,0639980001,x,file:///etc/passwd,422,callback_not_valid",
    "c,0639980001,x,not an address,422,callback_not_valid",
    "c,0639980001,a\\xb,http://127.0.0.1/,400,not_json"
  })
  void what_is_not_right_is_refused_with_its_reason(
      String id, String to, String text, String callbackUrl, int status, String reason)
      throws Exception {
    HttpResponse<String> answer = post(json(id, to, text, callbackUrl));
    assertThat(answer.body()).isEqualTo("{\"reason\":\"" + reason + "\"}");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(gateway.calls()).isEmpty();
  }

  @Test
  void other_members_or_no_texts_are_refused() throws Exception {
    String body = json("c-1", NUMBER, TEXT, url());
    assertThat(post(body.replace("\"text\"", "\"texte\"")).body()).contains("other_members");
    assertThat(post(body.replace("\"c-1\"", "null")).body()).contains("not_a_text");
  }

  @Test
  void text_has_three_hundred_characters_at_most() throws Exception {
    assertThat(post(json("a", NUMBER, "é".repeat(300), url())).statusCode()).isEqualTo(202);
    assertThat(post(json("b", NUMBER, "é".repeat(301), url())).body()).contains("text_too_long");
  }

  @Test
  void lost_answer_leaves_a_call_that_rings_and_the_repeat_finds_it() throws Exception {
    gateway.fate(NUMBER, Fate.ACK_LOST, Fate.KEY_PRESSED);
    assertThatThrownBy(() -> ask("c-1")).isInstanceOf(IOException.class);
    assertThat(ask("c-1").statusCode()).isEqualTo(200);
    await().until(() -> told.size() == 1);
    assertThat(told.get(0).body()).contains("KEY_PRESSED");
    assertThat(gateway.calls()).extracting(RingingGateway.Call::fate).containsOnly(Fate.ACK_LOST);
  }

  @Test
  void hang_and_refusal_ring_nowhere_and_the_same_identifier_may_try_again() throws Exception {
    gateway.fate(NUMBER, Fate.HANG, Fate.REFUSE_503, Fate.BUSY);
    assertThatThrownBy(() -> ask("c-1")).isInstanceOf(HttpTimeoutException.class);
    assertThat(ask("c-1").statusCode()).isEqualTo(503);
    assertThat(gateway.state("c-1")).isNull();
    assertThat(ask("c-1").statusCode()).isEqualTo(202);
    await().until(() -> told.size() == 1);
    assertThat(gateway.calls())
        .extracting(RingingGateway.Call::fate)
        .containsExactly(Fate.HANG, Fate.REFUSE_503, Fate.BUSY);
  }

  @Test
  void webhook_that_fails_is_told_again_under_the_same_identifier() throws Exception {
    answers.addAll(List.of(500, 302, 400));
    ask("c-1");
    await().until(() -> told.size() == 4);
    assertThat(told).extracting(Told::webhookId).containsOnly("call_c-1");
    assertThat(told).allMatch(Told::signed);
    assertThat(gateway.untold()).isEmpty();
  }

  @Test
  void webhook_that_never_listens_is_left_after_the_fourth_try() throws Exception {
    answers.addAll(List.of(500, 500, 500, 500, 500));
    ask("c-1");
    await().until(() -> gateway.untold().equals(List.of("c-1")));
    assertThat(told).hasSize(4);
  }
}
