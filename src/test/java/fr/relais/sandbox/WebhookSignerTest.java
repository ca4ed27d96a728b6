// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {
  /** The example of the reference libraries of Standard Webhooks. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

  private final WebhookSigner signer = new WebhookSigner(SECRET);

  @Test
  void published_example_has_the_published_signature() {
    assertThat(signer.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", BODY))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signatures_are_those_of_another_implementation_for_every_length_of_key() throws Exception {
    Random random = new Random(7);
    for (int length = 24; length <= 64; length++) {
      byte[] key = new byte[length];
      random.nextBytes(key);
      byte[] body = new byte[random.nextInt(300)];
      random.nextBytes(body);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update("id.12.".getBytes(StandardCharsets.UTF_8));
      Base64.Encoder base64 = Base64.getEncoder();
      assertThat(new WebhookSigner("whsec_" + base64.encodeToString(key)).sign("id", "12", body))
          .isEqualTo("v1," + base64.encodeToString(mac.doFinal(body)));
    }
  }

  @Test
  void signature_is_that_of_the_reference_library() throws Exception {
    String payload = "{\"id\":\"é\"}";
    assertThat(signer.sign("m-1", "1776254400", payload.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Webhook(SECRET).sign("m-1", 1776254400L, payload));
  }

  @Test
  void one_right_signature_among_several_is_enough() {
    String right = signer.sign("a", "1", BODY);
    assertThat(signer.verifies("v1,AAAA " + right + " v1a,BBBB", "a", "1", BODY)).isTrue();
  }

  @Test
  void another_id_time_body_or_version_is_not_signed() {
    String right = signer.sign("a", "1", BODY);
    assertThat(signer.verifies(right, "b", "1", BODY)).isFalse();
    assertThat(signer.verifies(right, "a", "2", BODY)).isFalse();
    assertThat(signer.verifies(right, "a", "1", new byte[0])).isFalse();
    assertThat(signer.verifies(right.replace("v1,", "v2,"), "a", "1", BODY)).isFalse();
    assertThat(signer.verifies("", "a", "1", BODY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAA", "whsec_*"})
  void what_is_no_secret_is_refused(String secret) {
    assertThatThrownBy(() -> new WebhookSigner(secret))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
