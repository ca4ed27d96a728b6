// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.web.ops.CertificateWatch;
import fr.relais.web.ops.CertificateWatch.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class OurCertificatesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");

  @Test
  void the_first_one_that_ends_is_told_thirty_days_ahead() {
    TrustMaterial longer = lasting(Duration.ofDays(400));
    assertThat(watch(longer).state()).isEqualTo(State.FINE);
    assertThat(watch(longer, lasting(Duration.ofDays(29))).state()).isEqualTo(State.SOON);
    assertThat(watch(longer, lasting(Duration.ofMinutes(-1))).state()).isEqualTo(State.OVER);
    assertThat(watch(longer, lasting(Duration.ofDays(29))).end())
        .isEqualTo(NOW.plus(Duration.ofDays(29)));
  }

  @Test
  void the_instant_is_one_of_the_metrics() {
    assertThat(watch(lasting(Duration.ofDays(1))).metrics())
        .endsWith("\nrelais_certificates_end_seconds " + (NOW.getEpochSecond() + 86_400) + "\n");
  }

  @Test
  void without_a_certificate_there_is_nothing_to_watch() {
    for (CertificateWatch none : List.of(watch(), CertificateWatch.NONE)) {
      assertThat(none.state()).isEqualTo(State.NONE);
      assertThat(none.end()).isNull();
      assertThat(none.metrics()).isEmpty();
    }
  }

  private static CertificateWatch watch(TrustMaterial... all) {
    return new OurCertificates(List.of(all), () -> NOW);
  }

  private static TrustMaterial lasting(Duration life) {
    return new TestPki(InstantSource.fixed(NOW), life).client("relais");
  }
}
