// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.core.model.Channel;
import fr.relais.core.model.Parcel;
import fr.relais.flow.Exit.Attempt;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallExitTest {
  private final TestPki pki = new TestPki(InstantSource.system(), Duration.ofHours(1));
  private WebPeer gateway;

  @BeforeEach
  void open() throws IOException {
    gateway = new WebPeer(pki.server("gateway"));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void call_is_asked_for_with_the_identifier_of_the_delivery() {
    assertThat(call("+33 6 39 98 00 01")).isEqualTo(new Attempt(AttemptOutcome.OK, "QUEUED"));
    WebPeer.Asked asked = gateway.asked.get(0);
    assertThat(asked.line()).isEqualTo("POST /gate/calls");
    assertThat(asked.header("Authorization")).isEqualTo("Bearer key-1");
    assertThat(asked.header("Content-type")).isEqualTo("application/json");
    assertThat(asked.body())
        .isEqualTo(
            "{\"id\":\"d-1\",\"to\":\"+33639980001\",\"text\":\"Un message \\\"urgent\\\" vous"
                + " attend\",\"callback\":\"https://relais.test/calls\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "200, OK, QUEUED, false",
    "202, OK, QUEUED, false",
    "204, REFUSED, HTTP_204, false",
    "302, REFUSED, HTTP_302, false",
    "400, REFUSED, HTTP_400, true",
    "401, REFUSED, HTTP_401, true",
    "404, REFUSED, HTTP_404, true",
    "429, REFUSED, HTTP_429, false",
    "500, REFUSED, HTTP_500, false",
    "503, REFUSED, HTTP_503, false",
  })
  void status_says_whether_to_try_again(
      int status, AttemptOutcome outcome, String detail, boolean forever) {
    gateway.status = status;
    assertThat(call("0639980001")).isEqualTo(new Attempt(outcome, detail, forever));
    assertThat(gateway.asked).hasSize(1);
  }

  @Test
  void gateway_that_does_not_answer_in_time_may_have_rung() {
    gateway.waits = 3_000;
    assertThat(call("0639980001")).isEqualTo(new Attempt(AttemptOutcome.UNKNOWN, "TIMED_OUT"));
  }

  @Test
  void gateway_that_is_not_there_is_not_reached() {
    CallExit exit = new CallExit(settings("https://localhost:" + gateway.port(), client()));
    gateway.close();
    assertThat(call(exit, "0639980001"))
        .isEqualTo(new Attempt(AttemptOutcome.REFUSED, "NOT_REACHED"));
  }

  @Test
  void gateway_of_another_authority_hears_nothing() {
    TrustMaterial foreign =
        new TestPki(InstantSource.system(), Duration.ofHours(1)).client("relais");
    CallExit exit = new CallExit(settings("https://localhost:" + gateway.port(), foreign));
    assertThat(call(exit, "0639980001"))
        .isEqualTo(new Attempt(AttemptOutcome.REFUSED, "NOT_TRUSTED"));
    assertThat(gateway.asked).isEmpty();
  }

  @Test
  void gateway_that_does_not_believe_us_hears_nothing() {
    CallExit exit =
        new CallExit(settings("https://localhost:" + gateway.port(), pki.expiredClient("relais")));
    assertThat(call(exit, "0639980001").outcome()).isNotEqualTo(AttemptOutcome.OK);
    assertThat(gateway.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "06\r\n39", "sip:a@b", "0639980001;ext=1", "+3363998000112345"})
  void number_that_is_no_number_is_refused_for_ever(String number) {
    assertThat(call(number))
        .isEqualTo(new Attempt(AttemptOutcome.REFUSED, "ADDRESS_NOT_PLAIN", true));
    assertThat(gateway.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://gateway.test",
        "ftp://localhost",
        "https://u:p@gateway.test",
        "https:///x"
      })
  void gateway_must_be_https(String address) {
    assertThatThrownBy(() -> settings(address, null)).isInstanceOf(IllegalArgumentException.class);
  }

  private Attempt call(String number) {
    return call(new CallExit(settings("https://localhost:" + gateway.port(), client())), number);
  }

  private static Attempt call(CallExit exit, String number) {
    return exit.send(
        Sendings.delivery("d-1", Channel.CALL, number),
        Parcel.ofText("Un message \"urgent\" vous attend"));
  }

  private TrustMaterial client() {
    return pki.client("relais");
  }

  private static ChannelSettings.Calls settings(String gateway, TrustMaterial trust) {
    return new ChannelSettings.Calls(
        URI.create(gateway + "/gate/"),
        "key-1",
        URI.create("https://relais.test/calls"),
        trust,
        false,
        Duration.ofSeconds(2),
        Duration.ofMillis(1_500));
  }
}
