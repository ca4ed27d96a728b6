// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the register may lead us: nowhere but to itself. */
class RegisterAddressTest {
  private static final RegisterAddress REAL =
      RegisterAddress.of(URI.create("https://annuaire.example.test/fhir/v2/"), false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://annuaire.example.test/fhir/v2?_getpages=a1",
        "https://annuaire.example.test:443/fhir/v2/Practitioner?page=2",
        "https://ANNUAIRE.example.test/fhir/v2?x",
        "/fhir/v2?_getpages=a1",
      })
  void the_next_page_on_the_same_machine_is_followed(String link) {
    assertThat(REAL.next(link)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://annuaire.example.test/fhir/v2?p=2",
        "https://annuaire.example.test:8443/fhir/v2?p=2",
        "https://annuaire.example.test.evil.test/fhir/v2?p=2",
        "https://evil.test/fhir/v2?p=2",
        "https://evil.test\\@annuaire.example.test/fhir/v2",
        "https://annuaire.example.test@evil.test/fhir/v2",
        "https://user@annuaire.example.test/fhir/v2",
        "https://annuaire.example.test/fhir/v1?p=2",
        "https://annuaire.example.test/fhir/v2/../../admin",
        "https://annuaire.example.test/fhir/v2/%2e%2e/admin",
        "https://annuaire.example.test/fhir/v22",
        "https://169.254.169.254/fhir/v2",
        "https://[::ffff:127.0.0.1]/fhir/v2",
        "https://2130706433/fhir/v2",
        "file:///etc/passwd",
        "//evil.test/fhir/v2",
        "",
        "https://annuaire.example.test/fhir/v2#x",
      })
  void anything_else_is_not(String link) {
    assertThat(REAL.next(link)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://annuaire.example.test/fhir/v2",
        "http://127.0.0.1/fhir/v2",
        "https://user:pass@annuaire.example.test/fhir/v2",
        "https:///fhir/v2",
        "https://annuaire.example.test/fhir/v2?x=1",
      })
  void in_live_only_https_is_asked(String base) {
    assertThatThrownBy(() -> RegisterAddress.of(URI.create(base), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void in_the_sandbox_plain_http_is_asked_on_loopback_alone() {
    assertThat(RegisterAddress.of(URI.create("http://127.0.0.1:8080/fhir/v2"), true).base())
        .hasPort(8080);
    assertThatThrownBy(() -> RegisterAddress.of(URI.create("http://10.0.0.1/fhir/v2"), true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
