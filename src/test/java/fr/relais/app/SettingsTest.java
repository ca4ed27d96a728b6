// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String[] LIVE = {
    "profile=live", "keys.file=/etc/relais.keys", "database.url=jdbc:postgresql://db/relais"
  };

  @Test
  void nothing_given_is_the_sandbox() {
    Settings settings = settings();

    assertThat(settings.profile()).isEqualTo(Profile.SANDBOX);
    assertThat(settings.get(SettingKeys.DATABASE_URL)).isEmpty();
    assertThat(settings.get(SettingKeys.HTTP_PORT)).isEqualTo(8080);
    assertThat(settings.get(SettingKeys.MLLP_PORT)).isEqualTo(2575);
    assertThat(settings.get(SettingKeys.MLLP_CONNECTIONS_PER_PEER_MAX)).isEqualTo(500);
    assertThat(settings.get(SettingKeys.DATA_DIR)).isEqualTo(Path.of("data"));
    assertThat(settings.get(SettingKeys.SANDBOX_CRASH_AT)).isEmpty();
  }

  @Test
  void the_live_profile_has_defaults_of_its_own() {
    Settings settings = settings(LIVE);

    assertThat(settings.profile()).isEqualTo(Profile.LIVE);
    assertThat(settings.get(SettingKeys.MLLP_CONNECTIONS_PER_PEER_MAX)).isEqualTo(50);
  }

  @Test
  void every_default_of_both_profiles_and_every_example_is_right() {
    for (Setting<?> setting : SettingKeys.ALL) {
      assertThat(setting.type().read(setting.sandbox()).cause()).as(setting.key()).isNull();
      assertThat(setting.type().read(setting.example()).cause()).as(setting.key()).isNull();
    }
    assertThat(problems("profile=live"))
        .singleElement()
        .asString()
        .startsWith("keys.file (défaut) : Le chemin n'est pas donné.");
  }

  @Test
  void command_line_wins_over_environment_over_file_over_default(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("relais.properties");
    Files.writeString(file, "node=fichier\nhttp.port=1001\nmllp.port=1002\n");
    Map<String, String> environment =
        Map.of("RELAIS_HTTP_PORT", "2001", "RELAIS_MLLP_PORT", "2002", "PATH", "/bin");

    Settings settings =
        new Read(Settings.read(new SettingSources(file, environment, List.of("mllp.port=3002"))))
            .settings();

    assertThat(settings.get(SettingKeys.NODE)).isEqualTo("fichier");
    assertThat(settings.get(SettingKeys.HTTP_PORT)).isEqualTo(2001);
    assertThat(settings.get(SettingKeys.MLLP_PORT)).isEqualTo(3002);
    assertThat(settings.describe())
        .containsPattern("node += fichier +\\[fichier]")
        .containsPattern("http\\.port += 2001 +\\[variable RELAIS_HTTP_PORT]")
        .containsPattern("mllp\\.port += 3002 +\\[--set]")
        .containsPattern("mllp\\.idle += 30s +\\[défaut]")
        .containsPattern("database\\.url += \\(vide\\) +\\[défaut]");
  }

  @ParameterizedTest
  @CsvSource({
    "PT30S, 30000",
    "30s,   30000",
    "PT1M,  60000",
    "2m,    120000",
    "1h,    3600000",
    "PT1H30M, 5400000",
  })
  void durations_are_read_in_both_forms(String text, long milliseconds) {
    assertThat(settings("mllp.idle=" + text).get(SettingKeys.MLLP_IDLE))
        .isEqualTo(Duration.ofMillis(milliseconds));
  }

  @Test
  void a_dmp_may_go_without_the_address_of_the_test_that_is_never_asked() {
    String[] given = {
      "dmp.repository=https://dmp.example/a",
      "dmp.registry=https://dmp.example/b",
      "dmp.keys=dmp",
      "dmp.authorities=autorites.pem",
      "dmp.homologation=H",
      "dmp.sourceId=1.2.250.1.999.1",
      "dmp.existenceTest=partout"
    };
    assertThat(problems(given))
        .singleElement()
        .asString()
        .contains("Le DMP est donné à moitié.", "dmp.patients");
    given[6] = "dmp.existenceTest=jamais";
    assertThat(settings(given).get(DmpKeys.PATIENTS)).isEmpty();
  }

  @Test
  void half_a_second_has_a_short_form() {
    assertThat(settings("deliver.poll=500ms").get(SettingKeys.DELIVER_POLL))
        .isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void a_step_point_is_a_step_and_its_passage() {
    assertThat(settings("sandbox.crashAt=DECIDED:17").get(SettingKeys.SANDBOX_CRASH_AT))
        .contains(new StepPoint("DECIDED", 17));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http.port=abc                             | nombre entier",
        "http.port=                                | nombre entier",
        "http.port=65536                           | hors des limites",
        "http.port=-1                              | hors des limites",
        "http.port=99999999999999999999            | nombre entier",
        "mllp.idle=30                              | durée",
        "mllp.idle=0s                              | hors des limites",
        "mllp.idle=25h                             | hors des limites",
        "follow.poll=31s                           | hors des limites",
        "audit.seal=PT61S                          | hors des limites",
        "profile=production                        | profil",
        "database.url=jdbc:mysql://db/relais       | PostgreSQL",
        "database.url=jdbc:postgresql://db/r?user=a&password=s3cret | mot de passe",
        "node=a b                                  | nom",
        "http.host=a/b                             | machine",
        "sandbox.crashAt=DECIDED                   | étape",
        "sandbox.failAt=DECIDED:0                  | étape",
        "mllp.connectionsMax=10                    | plus de connexions",
        "folder.quietFor=30s                       | inachevé",
        "mllp.port=8080                            | port HTTP",
        "mllp.keys=mllp.p12                        | sans TLS",
        "mllp.authorities=labos.p12                | sans TLS",
      })
  void a_wrong_value_is_told_with_its_cause_and_cure_and_never_repeated(
      String given, String cause) {
    List<SettingProblem> problems = problems(given);

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).cause()).contains(cause);
    assertThat(problems.get(0).cure()).isNotBlank();
    assertThat(problems.get(0).toString()).doesNotContain("s3cret");
  }

  @Test
  void a_wrong_default_value_is_told_with_the_expected_type_and_an_example() {
    assertThat(problems("http.port=abc"))
        .singleElement()
        .asString()
        .isEqualTo(
            "http.port (--set) : Ce n'est pas un nombre entier."
                + " Attendu : entier de 0 à 65535 ; exemple : 8080.");
  }

  @Test
  void everything_that_is_wrong_is_told_at_once(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("relais.properties");
    Files.writeString(file, "mlpp.port=1\nhttp.port=x\n");

    SettingsResult result =
        Settings.read(
            new SettingSources(
                file,
                Map.of("RELAIS_HTTP_PROT", "1", "RELAIS_MLLP_IDLE", "x"),
                List.of("mllp.prot=2", "sans signe", "node=")));

    assertThat(new Read(result).problems())
        .extracting(SettingProblem::key)
        .containsExactlyInAnyOrder(
            "mlpp.port",
            "http.port",
            "RELAIS_HTTP_PROT",
            "mllp.idle",
            "mllp.prot",
            "--set",
            "node");
  }

  @Test
  void an_unknown_key_is_answered_with_those_of_its_family() {
    assertThat(problems("http.prot=1").get(0).cure()).contains("http.host, http.port");
    assertThat(problems("htpp.port=1").get(0).cure()).contains("http.*", "mllp.*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent.properties", "latin1.properties"})
  void a_file_that_cannot_be_read_is_told(String name, @TempDir Path folder) throws IOException {
    Files.write(
        folder.resolve("latin1.properties"), "node=été".getBytes(StandardCharsets.ISO_8859_1));

    SettingsResult result =
        Settings.read(new SettingSources(folder.resolve(name), Map.of(), List.of()));

    assertThat(new Read(result).problems()).hasSize(1);
  }

  @Test
  void a_password_is_never_shown() {
    Settings settings = settings("database.password=s3cret");

    assertThat(settings.text(SettingKeys.DATABASE_PASSWORD)).isEqualTo("s3cret");
    assertThat(settings.describe()).contains("donné, jamais affiché").doesNotContain("s3cret");
    assertThat(settings.toString()).doesNotContain("s3cret");
    assertThat(new Settings.Given("s3cret", "--set").toString()).doesNotContain("s3cret");
  }

  @Test
  void blanks_around_a_value_do_not_count_but_those_of_a_password_do() {
    Settings settings = settings("node= relais-2 ", "database.password= secret ");

    assertThat(settings.get(SettingKeys.NODE)).isEqualTo("relais-2");
    assertThat(settings.get(SettingKeys.DATABASE_PASSWORD)).isEqualTo(" secret ");
  }

  @Test
  void failing_on_purpose_is_for_the_sandbox_only() {
    assertThat(problems(with("sandbox.crashAt=DECIDED:17", "sandbox.failAt=DECIDED:1")))
        .extracting(SettingProblem::key)
        .containsExactly("sandbox.crashAt", "sandbox.failAt");
  }

  @Test
  void every_setting_has_a_title_a_sentence_a_type_and_a_variable_of_its_own() {
    assertThat(SettingKeys.ALL).extracting(Setting::key).doesNotHaveDuplicates();
    assertThat(SettingKeys.ALL).extracting(Setting::variable).doesNotHaveDuplicates();
    String table = SettingsText.markdown();
    assertThat(table.lines()).hasSize(SettingKeys.ALL.size() + 2);
    for (Setting<?> setting : SettingKeys.ALL) {
      assertThat(setting.title()).as(setting.key()).isNotBlank();
      assertThat(setting.sentence()).as(setting.key()).endsWith(".");
      assertThat(table).contains("| `" + setting.key() + "` | " + setting.title() + " |");
    }
    assertThat(table)
        .contains("| `500` | `50` | `50` |")
        .contains("| `data/sandbox.keys` | à donner |");
    assertThat(table.lines()).allMatch(line -> line.split("\\|", -1).length == 9);
  }

  private static String[] with(String... more) {
    String[] all = Arrays.copyOf(LIVE, LIVE.length + more.length);
    System.arraycopy(more, 0, all, LIVE.length, more.length);
    return all;
  }

  private static Settings settings(String... overrides) {
    return read(null, overrides).settings();
  }

  private static List<SettingProblem> problems(String... overrides) {
    return read(null, overrides).problems();
  }

  private static Read read(@Nullable Path file, String... overrides) {
    return new Read(Settings.read(new SettingSources(file, Map.of(), List.of(overrides))));
  }

  private record Read(SettingsResult result) {
    Settings settings() {
      return result.fold(
          settings -> settings,
          problems -> {
            throw new AssertionError(problems.toString());
          });
    }

    List<SettingProblem> problems() {
      return result.fold(settings -> List.of(), problems -> problems);
    }
  }
}
