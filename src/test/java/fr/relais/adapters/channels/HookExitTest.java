// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.adapters.trust.TestPki;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Parcel;
import fr.relais.flow.Exit.Attempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookExitTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final String JSON = "{\"type\":\"result\",\"id\":\"f-1\"}";

  private WebPeer software;

  @BeforeEach
  void open() throws IOException {
    software = new WebPeer(null);
  }

  @AfterEach
  void close() {
    software.close();
  }

  @Test
  void software_gets_the_identifiers_signed_as_the_standard_says() throws Exception {
    software.status = 204;
    assertThat(hook(local(), true)).isEqualTo(new Attempt(AttemptOutcome.OK, "HTTP_204"));
    WebPeer.Asked asked = software.asked.get(0);
    assertThat(asked.line()).isEqualTo("POST /hook?site=1");
    assertThat(asked.body()).isEqualTo(JSON);
    assertThat(asked.header("Webhook-id")).isEqualTo("d-1");
    assertThat(asked.header("Webhook-timestamp")).isEqualTo("" + NOW.getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String signed = "d-1." + NOW.getEpochSecond() + "." + JSON;
    assertThat(asked.header("Webhook-signature"))
        .isEqualTo(
            "v1,"
                + Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest
  @CsvSource({
    "200, OK, false",
    "302, REFUSED, false",
    "307, REFUSED, false",
    "404, REFUSED, false",
    "410, REFUSED, true",
    "500, REFUSED, false",
  })
  void status_says_whether_to_try_again(int status, AttemptOutcome outcome, boolean forever) {
    software.status = status;
    assertThat(hook(local(), true)).isEqualTo(new Attempt(outcome, "HTTP_" + status, forever));
    assertThat(software.asked).hasSize(1);
  }

  @Test
  void software_that_does_not_answer_in_time_may_know() {
    software.waits = 3_000;
    assertThat(hook(local(), true)).isEqualTo(new Attempt(AttemptOutcome.UNKNOWN, "TIMED_OUT"));
  }

  @Test
  void software_is_called_over_tls_with_its_name_checked() throws IOException {
    TestPki pki = new TestPki(InstantSource.system(), Duration.ofHours(1));
    try (WebPeer secure = new WebPeer(pki.server("software"))) {
      ChannelSettings.Hooks settings =
          new ChannelSettings.Hooks(
              SECRET, pki.client("relais"), true, Duration.ofSeconds(2), Duration.ofSeconds(2));
      HookExit exit = new HookExit(settings, InstantSource.fixed(NOW));
      assertThat(send(exit, "https://localhost:" + secure.port() + "/").outcome())
          .isEqualTo(AttemptOutcome.OK);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://software.test/hook",
        "http://localhost/hook",
        "http://127.0.0.1/hook",
        "https://127.0.0.1/hook",
        "https://localhost/hook",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://user:word@software.test/",
        "https://software.test/#part",
        "file:///etc/passwd",
        "https://",
        "//software.test",
        "https://soft ware.test",
        ""
      })
  void address_that_is_not_https_to_a_named_host_is_refused_for_ever(String address) {
    assertThat(hook(address, false))
        .isEqualTo(new Attempt(AttemptOutcome.REFUSED, "ADDRESS_NOT_PLAIN", true));
  }

  @Test
  void plain_http_is_for_loopback_alone() {
    assertThat(hook("http://software.test/hook", true).detail()).isEqualTo("ADDRESS_NOT_PLAIN");
    assertThat(software.asked).isEmpty();
  }

  @Test
  void secret_is_demanded_and_never_shown() {
    assertThatThrownBy(() -> exit("", true)).isInstanceOf(IllegalArgumentException.class);
    assertThat(settings(SECRET, true).toString()).doesNotContain(SECRET);
  }

  private String local() {
    return "http://localhost:" + software.port() + "/hook?site=1";
  }

  private static Attempt hook(String address, boolean plain) {
    return send(exit(SECRET, plain), address);
  }

  private static Attempt send(HookExit exit, String address) {
    return exit.send(Sendings.delivery("d-1", Channel.HOOK, address), Parcel.ofText(JSON));
  }

  private static HookExit exit(String secret, boolean plain) {
    return new HookExit(settings(secret, plain), InstantSource.fixed(NOW));
  }

  private static ChannelSettings.Hooks settings(String secret, boolean plain) {
    return new ChannelSettings.Hooks(
        secret, null, plain, Duration.ofSeconds(2), Duration.ofMillis(1_500));
  }
}
