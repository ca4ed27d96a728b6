// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.web.WebServer;
import fr.relais.web.ops.CertificateWatch;
import fr.relais.web.ops.OpsServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What those who watch read of the register, and which settings are refused. */
class RegisterOpsTest {
  private final RegisterDay day = new RegisterDay();
  private final OpsServer ops = new OpsServer(day.portal.clock(), figures -> "", null);
  private final WebServer web = new WebServer("127.0.0.1", 0, List.of(ops));

  RegisterOpsTest() {
    ops.serve(day.portal.store(), CertificateWatch.NONE);
  }

  @AfterEach
  void close() {
    web.close();
    day.close();
  }

  private String page(String path) {
    return new Surfer(web.port()).get(path).body();
  }

  @Test
  void where_the_register_is_not_asked_nothing_is_an_alarm() {
    assertThat(page("/ops/figures")).contains("\"annuaire\":{\"watched\":false}");
    assertThat(page("/ops/metrics")).doesNotContain("relais_annuaire");
  }

  @Test
  void figures_and_metrics_say_ages_and_counts_and_nobody() {
    day.done();
    day.portal.later(Duration.ofHours(49));
    assertThat(page("/ops/figures"))
        .contains("\"ageSeconds\":176400", "\"alarm\":true", "\"people\":8", "\"questions\":0")
        .doesNotContain(RegisterDay.BOYER);
    assertThat(page("/ops/metrics"))
        .contains("relais_annuaire_age_seconds 176400", "relais_annuaire_alarm 1");
  }

  @Test
  void a_refused_key_is_said_in_french() {
    day.refresh("cle-que-personne-ne-connait", List.of()).run();
    assertThat(page("/ops/figures"))
        .contains("\"failure\":\"KEY_REFUSED\"", "\"alarm\":true", "refuse la clé")
        .doesNotContain("personne-ne-connait");
  }

  @Test
  void a_key_switches_the_register_on_and_its_absence_off() {
    Settings with = day.settings(RegisterDay.KEY);
    assertThat(RegisterRefresh.of(with, null, day.portal.store(), day.portal.clock())).isPresent();
    assertThat(day.standing().watched()).isTrue();
    Settings without = day.settings("");
    assertThat(RegisterRefresh.of(without, null, day.portal.store(), day.portal.clock())).isEmpty();
    assertThat(day.standing().watched()).isFalse();
    assertThat(with.describe()).doesNotContain(RegisterDay.KEY);
  }

  private static List<String> wrong(String... given) {
    return Settings.read(new SettingSources(null, Map.of(), List.of(given)))
        .<List<String>>fold(
            yes -> List.of(), no -> no.stream().map(SettingProblem::cause).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "live, http://gateway.example.test/fhir/v2, non, partirait en clair",
    "live, http://127.0.0.1/fhir/v2, non, partirait en clair",
    "sandbox, http://10.0.0.1/fhir/v2, non, partirait en clair",
    "live, https://gateway.example.test/fhir, non, ne dit pas sa version",
    "live, https://gateway.example.test/fhir/v1, non, ne dit pas sa version",
    "live, https://gateway.example.test/fhir/v2, oui, Aucune autorité",
  })
  void a_setting_that_would_tell_the_key_or_believe_anyone_is_refused(
      String profile, String url, String trust, String why) {
    assertThat(
            wrong(
                "profile=" + profile,
                "keys.file=k",
                "annuaire.key=x",
                "annuaire.url=" + url,
                "annuaire.trust=" + trust))
        .anyMatch(cause -> cause.contains(why));
    assertThat(wrong("annuaire.key=x", "annuaire.url=http://127.0.0.1:8090/fhir/v2")).isEmpty();
  }
}
