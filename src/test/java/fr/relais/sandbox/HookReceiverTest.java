// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.relais.sandbox.HookReceiver.Fault;
import fr.relais.sandbox.HookReceiver.Notice;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookReceiverTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Instant NOW = Instant.parse("2026-04-15T12:00:00Z");
  private static final String TAIL = ",\"data\":{\"task\":\"Task/7\",\"reference\":\"7F3K\"}}";
  private static final String HEAD =
      "{\"type\":\"task.offered\",\"id\":\"e-1\",\"timestamp\":\"2026-04-15T12:00:00Z\"";
  private static final String BODY = HEAD + TAIL;

  private final WebhookSigner signer = new WebhookSigner(SECRET);
  private HookReceiver receiver;

  @BeforeEach
  void open() throws IOException {
    receiver = new HookReceiver(0, SECRET, () -> NOW, task -> "content of " + task);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private HttpResponse<String> post(String id, Instant at, String body) throws Exception {
    String seconds = Long.toString(at.getEpochSecond());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return post(id, seconds, signer.sign(id, seconds, bytes), body).send();
  }

  private Post post(String id, String seconds, String signature, String body) {
    return new Post(
        receiver.address(),
        body,
        "Content-Type",
        "application/json",
        "webhook-id",
        id,
        "webhook-timestamp",
        seconds,
        "webhook-signature",
        signature);
  }

  @Test
  void signed_notice_is_filed_and_its_content_fetched() throws Exception {
    assertThat(post("m1", NOW, BODY).statusCode()).isEqualTo(200);
    assertThat(receiver.filed())
        .containsExactly(new Notice("m1", "task.offered", "e-1", NOW, "Task/7", "7F3K"));
    await().until(() -> "content of Task/7".equals(receiver.contents().get("Task/7")));
  }

  @Test
  void repeat_is_answered_counted_and_filed_once() throws Exception {
    post("m1", NOW, BODY);
    assertThat(post("m1", NOW, BODY).statusCode()).isEqualTo(200);
    assertThat(receiver.filed()).hasSize(1);
    assertThat(receiver.repeats()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301, 86400})
  void signature_older_or_newer_than_five_minutes_is_refused(long seconds) throws Exception {
    assertThat(post("m1", NOW.plusSeconds(seconds), BODY).statusCode()).isEqualTo(401);
    assertThat(post("m2", NOW.plusSeconds(300), BODY).statusCode()).isEqualTo(200);
    assertThat(receiver.refusals()).containsExactly("too_old_or_too_new");
  }

  @Test
  void wrong_signature_is_refused_before_the_body_is_read() throws Exception {
    String seconds = Long.toString(NOW.getEpochSecond());
    assertThat(post("m1", seconds, "v1,AAAA", "no json").send().statusCode()).isEqualTo(401);
    assertThat(post("m1", "12x", "v1,AAAA", BODY).send().statusCode()).isEqualTo(401);
    assertThat(new Post(receiver.address(), BODY, "Content-Type", "application/json").send())
        .extracting(HttpResponse::statusCode)
        .isEqualTo(401);
    assertThat(receiver.filed()).isEmpty();
    assertThat(receiver.refusals())
        .containsExactly("signature_wrong", "timestamp_not_valid", "headers_missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        HEAD + "}",
        HEAD + ",\"patient\":\"x\"" + TAIL,
        HEAD + ",\"data\":{\"task\":\"t\",\"reference\":\"r\",\"name\":\"x\"}}",
        HEAD + ",\"data\":{\"task\":\"t\"}}",
        HEAD + ",\"data\":{\"task\":\"t\",\"reference\":\"JEANNE MOREAU\"}}",
        HEAD + ",\"data\":{\"task\":\"t\",\"reference\":\"7,2\"}}",
        HEAD + ",\"data\":{\"task\":\"t\",\"reference\":{\"value\":\"7\"}}}",
        HEAD + ",\"data\":{\"task\":\"t\",\"reference\":\"Patient/257034899910129\"}}",
        "{\"type\":\"task.offered\",\"id\":\"e\",\"timestamp\":\"hier\"" + TAIL
      })
  void notice_that_holds_more_or_less_than_identifiers_is_refused(String body) throws Exception {
    assertThat(post("m1", NOW, body).statusCode()).isEqualTo(400);
    assertThat(receiver.filed()).isEmpty();
    assertThat(receiver.refusals()).hasSize(1);
  }

  @Test
  void only_json_by_post_on_the_path_is_taken() throws Exception {
    assertThat(new Post(receiver.address(), BODY).send().statusCode()).isEqualTo(415);
    assertThat(new Post(receiver.address().resolve("/hook/x"), BODY).send().statusCode())
        .isEqualTo(404);
  }

  @Test
  void lost_answer_leaves_the_notice_filed() {
    receiver.faults(Fault.ACK_LOST);
    assertThatThrownBy(() -> post("m1", NOW, BODY)).isInstanceOf(IOException.class);
    assertThat(receiver.filed()).hasSize(1);
  }

  @Test
  void hang_and_failure_file_nothing_and_the_next_request_is_served() throws Exception {
    receiver.faults(Fault.HANG, Fault.STATUS_500, Fault.NONE);
    assertThatThrownBy(() -> post("m1", NOW, BODY)).isInstanceOf(HttpTimeoutException.class);
    assertThat(post("m1", NOW, BODY).statusCode()).isEqualTo(500);
    assertThat(receiver.filed()).isEmpty();
    assertThat(post("m1", NOW, BODY).statusCode()).isEqualTo(200);
    assertThat(receiver.repeats()).isZero();
  }

  @Test
  void slow_answer_drips_a_byte_a_second() throws Exception {
    receiver.faults(Fault.SLOW);
    String seconds = Long.toString(NOW.getEpochSecond());
    byte[] bytes = BODY.getBytes(StandardCharsets.UTF_8);
    Post post = post("m1", seconds, signer.sign("m1", seconds, bytes), BODY);
    try (InputStream answer = post.send(BodyHandlers.ofInputStream()).body()) {
      long begin = System.nanoTime();
      assertThat(answer.readNBytes(3)).asString().isEqualTo("{\"t");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
    }
    assertThat(receiver.filed()).hasSize(1);
  }
}
