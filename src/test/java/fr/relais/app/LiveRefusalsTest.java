// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveRefusalsTest {
  private static final String[] LIVE = {
    "profile=live", "keys.file=/etc/relais.keys", "database.url=jdbc:postgresql://db/relais"
  };
  private static final LiveFacts READY = new LiveFacts(false, false, false, false, true, List.of());

  @Test
  void live_starts_when_everything_is_there() {
    assertThat(LiveRefusals.of(settings(LIVE), READY)).isEmpty();
  }

  @Test
  void live_says_every_reason_why_it_does_not_start() {
    Settings settings =
        settings(
            "profile=live",
            "keys.file=k",
            "mllp.host=0.0.0.0",
            "http.host=relais.example.fr",
            "trust.keys=relais.p12");
    LiveFacts nothing =
        new LiveFacts(false, false, true, true, false, List.of("noyers", "serrigny"));

    List<String> refusals = LiveRefusals.of(settings, nothing);

    assertThat(refusals).hasSize(9);
    assertThat(refusals.get(0)).contains("base embarquée", "database.url");
    assertThat(refusals.get(1)).contains("MLLP", "en clair");
    assertThat(refusals.get(2)).contains("http.host", "en clair");
    assertThat(refusals.get(3)).contains("clés", "bac à sable");
    assertThat(refusals.get(4)).contains("certificat", "bac à sable");
    assertThat(refusals.get(5)).contains("révocation", "trust.revocations");
    assertThat(refusals.get(6)).contains("astreinte");
    assertThat(refusals.get(7)).contains("noyers");
    assertThat(refusals.get(8)).contains("serrigny");
  }

  @Test
  void certificates_of_igc_sante_with_their_lists_are_welcome() {
    Settings settings = settings(with("trust.keys=relais.p12", "trust.revocations=lists.pem"));

    assertThat(LiveRefusals.of(settings, READY)).isEmpty();
  }

  @Test
  void certificates_of_laboratories_need_lists_of_revocation_too() {
    String[] keys = {"mllp.keys=mllp.p12", "mllp.authorities=labos.p12"};
    String[] lists = {keys[0], keys[1], "mllp.revocations=lists.pem"};

    assertThat(LiveRefusals.of(settings(with(keys)), READY))
        .singleElement()
        .asString()
        .contains("révocation", "mllp.revocations");
    assertThat(LiveRefusals.of(settings(with(lists)), READY)).isEmpty();
  }

  @Test
  void doors_behind_tls_may_be_open_to_others() {
    Settings settings = settings(with("mllp.host=0.0.0.0", "http.host=0.0.0.0"));

    assertThat(LiveRefusals.of(settings, new LiveFacts(true, true, false, false, true, List.of())))
        .isEmpty();
    assertThat(LiveRefusals.of(settings, READY)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,           0",
    "127.1.2.3,           0",
    "localhost,           0",
    "::1,                 0",
    "0.0.0.0,             1",
    "::,                  1",
    "127.0.0.1.nip.test,  1",
    "localhost.test,      1",
  })
  void only_this_machine_may_speak_mllp_in_clear(String host, int refusals) {
    assertThat(LiveRefusals.of(settings(with("mllp.host=" + host)), READY)).hasSize(refusals);
  }

  @Test
  void the_sandbox_refuses_nothing() {
    assertThat(
            LiveRefusals.of(
                settings(), new LiveFacts(false, false, true, true, false, List.of("noyers"))))
        .isEmpty();
  }

  private static String[] with(String... more) {
    String[] all = Arrays.copyOf(LIVE, LIVE.length + more.length);
    System.arraycopy(more, 0, all, LIVE.length, more.length);
    return all;
  }

  private static Settings settings(String... overrides) {
    return Settings.read(new SettingSources(null, Map.of(), List.of(overrides)))
        .fold(
            settings -> settings,
            problems -> {
              throw new AssertionError(problems.toString());
            });
  }
}
