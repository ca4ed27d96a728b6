// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.channels.MailRefused;
import fr.relais.core.decide.Refusals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the mailbox is opened, as the settings say it. */
class MailModesTest {
  @TempDir private Path folder;

  @Test
  void nothing_given_is_tls_from_the_first_byte_and_the_certificate() {
    assertThat(Outside.access(settings()).startTls()).isFalse();
    assertThat(Outside.access(settings()).tokens()).isNull();
    assertThat(Outside.mailboxShut(settings())).isEmpty();
    assertThat(Outside.access(settings("mail.tls=starttls")).startTls()).isTrue();
  }

  @Test
  void token_is_tried_before_relais_serves_and_shown_nowhere() throws Exception {
    Path file = folder.resolve("jeton");
    Settings settings = settings("mail.tokenFile=" + file);
    assertThat(Outside.mailboxShut(settings))
        .hasValue(
            "Messagerie : le jeton de notre boîte manque ou n'est pas lisible (mail.tokenFile).");
    Files.writeString(file, "s3cret-token\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Outside.mailboxShut(settings))
        .hasValueSatisfying(why -> assertThat(why).contains("ouvert à d'autres"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(Outside.mailboxShut(settings)).isEmpty();
    assertThat(settings.describe()).contains("mail.tokenFile").doesNotContain("s3cret");
  }

  @ParameterizedTest
  @EnumSource
  void each_refusal_is_tried_again_and_told_to_whoever_runs_the_house(MailRefused.Reason reason) {
    assertThat(Refusals.of(reason.name()))
        .hasValueSatisfying(
            row -> {
              assertThat(row.after()).isEqualTo(Refusals.After.AGAIN);
              assertThat(row.told()).isEqualTo(Refusals.Told.OPERATOR);
            });
  }

  private static Settings settings(String... overrides) {
    return Settings.read(new SettingSources(null, Map.of(), List.of(overrides)))
        .fold(
            read -> read,
            problems -> {
              throw new IllegalStateException(problems.toString());
            });
  }
}
