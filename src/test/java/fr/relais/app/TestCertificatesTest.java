// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import fr.relais.adapters.store.InstallationKeys;
import fr.relais.adapters.store.KeyFile;
import fr.relais.adapters.trust.RevocationSource;
import fr.relais.adapters.trust.StructureKeys;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.model.Roster;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCertificatesTest {
  private static final String NOYERS = "1750000000";
  private static final String SERRIGNY = "1750000001";
  private static final String PASSWORD = TestCertificates.PASSWORD;

  @TempDir static Path once;
  @TempDir Path temporary;

  /** Written once: keys take their time. */
  private static Path folder;

  private static String said;
  private Path structures;

  @BeforeAll
  static void write() {
    folder = once.resolve("essai");
    said = write(folder, NOYERS, SERRIGNY);
  }

  @BeforeEach
  void folders() throws IOException {
    structures = Files.createDirectory(temporary.resolve("structures"));
  }

  @Test
  void they_are_read_back_as_certificates_of_structures_are() throws Exception {
    for (String id : List.of(NOYERS, SERRIGNY)) {
      Path own = Files.createDirectory(structures.resolve(id));
      for (String name : List.of("authentification.p12", "cachet.p12")) {
        Files.copy(folder.resolve(id).resolve(name), own.resolve(name));
      }
    }

    SortedMap<String, StructureKeys> read = load("autorites.p12", PASSWORD);

    assertThat(read).containsOnlyKeys(NOYERS, SERRIGNY);
    assertThat(load("autorites.pem", "")).containsOnlyKeys(NOYERS, SERRIGNY);
    assertThat(
            read.get(NOYERS)
                .checkedBy(RevocationSource.file(folder.resolve("revocations.pem")))
                .seal()
                .revocations())
        .isNotNull();
    assertThat(server().chain()).hasSize(3);
    assertThat(said).contains(NOYERS, SERRIGNY, "90 jours", PASSWORD, "le service réel les refuse");
  }

  @Test
  void live_refuses_all_of_them() throws Exception {
    Path keys = temporary.resolve("relais.keys");
    new KeyFile(keys).save(InstallationKeys.create("2026"));
    Settings settings =
        Settings.read(
                new SettingSources(
                    null,
                    Map.of(),
                    List.of(
                        "profile=live",
                        "keys.file=" + keys,
                        "database.url=jdbc:postgresql://db/relais",
                        "trust.keys=" + folder.resolve(NOYERS + "/authentification.p12"),
                        "trust.keysPassword=" + PASSWORD,
                        "trust.authorities=" + folder.resolve("autorites.pem"),
                        "trust.revocations=" + folder.resolve("revocations.pem"))))
            .fold(read -> read, problems -> fail(problems.toString()));

    LiveFacts facts = LiveCheck.facts(settings, Roster.EMPTY, InstantSource.system());

    assertThat(LiveRefusals.of(settings, facts))
        .anyMatch(refusal -> refusal.startsWith("Un certificat ou une autorité vient du bac"))
        .noneMatch(refusal -> refusal.contains("révocation"));
    assertThat(Outside.trust(settings).revocations().lists()).hasSize(3);
  }

  @Test
  void authorities_of_the_dmp_open_with_the_password_of_the_keys_or_with_their_own()
      throws Exception {
    Path own = Files.createDirectory(structures.resolve(NOYERS));
    copy("authentification", own.resolve("authentification.p12"));
    copy("cachet", own.resolve("cachet.p12"));
    assertThat(dmp(folder.resolve("autorites.p12"), "")).containsOnlyKeys(NOYERS);

    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(Files.newInputStream(folder.resolve("autorites.p12")), PASSWORD.toCharArray());
    Path other = temporary.resolve("autres.p12");
    try (OutputStream out = Files.newOutputStream(other)) {
      store.store(out, "un autre".toCharArray());
    }
    assertThatThrownBy(() -> dmp(other, "")).isInstanceOf(UncheckedIOException.class);
    assertThat(dmp(other, "un autre")).containsOnlyKeys(NOYERS);
  }

  private SortedMap<String, StructureKeys> dmp(Path authorities, String password) {
    return Settings.read(
            new SettingSources(
                null,
                Map.of(),
                List.of(
                    "dmp.keys=" + structures,
                    "dmp.keysPassword=" + PASSWORD,
                    "dmp.authorities=" + authorities,
                    "dmp.authoritiesPassword=" + password)))
        .fold(DmpReal::keys, problems -> fail(problems.toString()));
  }

  @Test
  void nothing_is_replaced() throws Exception {
    Map<Path, String> before = contents();

    assertThatThrownBy(() -> write(folder, SERRIGNY))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("pas vide");

    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void an_identifier_never_leads_out_of_the_folder() {
    for (String id : List.of("../autre", "a/b", "", ".", "12 34", "1".repeat(21))) {
      assertThatThrownBy(() -> write(temporary.resolve("autre"), id))
          .isInstanceOf(CommandFailure.class);
    }
    assertThat(temporary.resolve("autre")).doesNotExist();
  }

  @Test
  void keys_are_for_the_one_who_made_them() throws Exception {
    for (String name : List.of("serveur.p12", NOYERS + "/cachet.p12")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(NOYERS))))
        .isEqualTo("rwx------");
  }

  @Test
  void certificates_that_were_taken_for_each_other_are_told() throws Exception {
    Path own = Files.createDirectory(structures.resolve(NOYERS));
    copy("cachet", own.resolve("authentification.p12"));
    copy("authentification", own.resolve("cachet.p12"));
    assertThatThrownBy(() -> load("autorites.pem", ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("for connecting");

    copy("authentification", own.resolve("authentification.p12"));
    assertThatThrownBy(() -> load("autorites.pem", "")).hasMessageContaining("for signing");

    copy("cachet", own.resolve("cachet.p12"));
    assertThat(load("autorites.pem", "")).containsOnlyKeys(NOYERS);
  }

  @Test
  void certificates_of_another_structure_or_missing_are_told() throws Exception {
    Path other = Files.createDirectory(structures.resolve(SERRIGNY));
    copy("authentification", other.resolve("authentification.p12"));
    assertThatThrownBy(() -> load("autorites.pem", ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cachet");

    copy("cachet", other.resolve("cachet.p12"));
    assertThatThrownBy(() -> load("autorites.pem", "")).hasMessageContaining("this structure");
  }

  private static String write(Path folder, String... ids) {
    StringWriter text = new StringWriter();
    new TestCertificates(folder, List.of(ids))
        .write(InstantSource.system(), new PrintWriter(text, true));
    return text.toString();
  }

  private void copy(String name, Path to) throws IOException {
    Files.copy(
        folder.resolve(NOYERS).resolve(name + ".p12"), to, StandardCopyOption.REPLACE_EXISTING);
  }

  private SortedMap<String, StructureKeys> load(String authorities, String password)
      throws IOException {
    return StructureKeys.load(structures, PASSWORD, folder.resolve(authorities), password);
  }

  private TrustMaterial server() throws IOException {
    return TrustMaterial.load(
        folder.resolve("serveur.p12"), PASSWORD, folder.resolve("autorites.pem"), "");
  }

  private Map<Path, String> contents() throws IOException {
    Map<Path, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(file, Files.getLastModifiedTime(file) + " " + Files.size(file));
      }
    }
    return found;
  }
}
