// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import static fr.relais.adapters.trust.TlsTalk.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustMaterialTest {
  private final TestPki pki = pki();

  @TempDir Path folder;

  @Test
  void two_sides_of_one_authority_speak_tls_1_3_and_know_each_other() throws Exception {
    TlsTalk talk = talk(pki.server("server"), pki.client("dr-martin"), "localhost", null);
    assertThat(talk.protocol()).isEqualTo("TLSv1.3");
    assertThat(talk.peer()).isEqualTo("CN=dr-martin");
  }

  @Test
  void address_in_figures_is_checked_like_a_name() throws Exception {
    assertThat(talk(pki.server("server"), pki.client("c"), "127.0.0.1", null).peer())
        .isEqualTo("CN=c");
  }

  @Test
  void tls_1_2_is_spoken_with_ephemeral_keys() throws Exception {
    SSLParameters old = TrustMaterial.client();
    old.setProtocols(new String[] {"TLSv1.2"});
    assertThat(talk(pki.server("s"), pki.client("c"), "localhost", old).protocol())
        .isEqualTo("TLSv1.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"})
  void encryption_without_authentication_is_refused(String suite) {
    SSLParameters weak = TrustMaterial.client();
    weak.setProtocols(new String[] {"TLSv1.2"});
    weak.setCipherSuites(new String[] {suite});
    assertThatThrownBy(() -> talk(pki.server("s"), pki.client("c"), "localhost", weak))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void client_does_not_believe_another_authority() {
    assertThatThrownBy(() -> talk(pki().server("s"), pki.client("c"), "localhost", null))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void client_does_not_believe_a_server_of_another_name() {
    TrustMaterial elsewhere = pki.server("s", List.of("elsewhere.example"), List.of());
    assertThatThrownBy(() -> talk(elsewhere, pki.client("c"), "localhost", null))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void server_does_not_believe_an_expired_client() {
    assertThatThrownBy(() -> talk(pki.server("s"), pki.expiredClient("c"), "localhost", null))
        .isInstanceOf(IOException.class);
  }

  @Test
  void server_does_not_believe_another_authority() {
    TestPki other = pki();
    TrustMaterial foreign =
        new TrustMaterial(
            other.client("c").key(), other.client("c").chain(), pki.client("x").authorities());
    assertThatThrownBy(() -> talk(pki.server("s"), foreign, "localhost", null))
        .isInstanceOf(IOException.class);
  }

  @Test
  void certificate_of_a_client_does_not_make_a_server() {
    assertThatThrownBy(() -> talk(pki.client("localhost"), pki.client("c"), "localhost", null))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void material_is_read_from_two_files() throws Exception {
    TrustMaterial client = pki.client("from-file");
    Path keys = keys(client, "secret-1");
    Path trusted = trusted(client, "secret-2");
    TrustMaterial read = TrustMaterial.load(keys, "secret-1", trusted, "secret-2");
    assertThat(talk(pki.server("s"), read, "localhost", null).peer()).isEqualTo("CN=from-file");
  }

  @Test
  void wrong_password_or_wrong_file_is_told_without_the_password() throws Exception {
    TrustMaterial client = pki.client("c");
    Path keys = keys(client, "secret-1");
    Path trusted = trusted(client, "secret-2");
    assertThatThrownBy(() -> TrustMaterial.load(keys, "other-word", trusted, "secret-2"))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("other-word");
    assertThatThrownBy(() -> TrustMaterial.load(trusted, "secret-2", trusted, "secret-2"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("one private key");
    assertThatThrownBy(() -> TrustMaterial.load(folder.resolve("none"), "", trusted, "secret-2"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void its_text_shows_nothing() {
    assertThat(pki.client("dr-martin")).hasToString("TrustMaterial");
  }

  private Path keys(TrustMaterial material, String password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "k", material.key(), password.toCharArray(), material.chain().toArray(Certificate[]::new));
    return written(store, "keys.p12", password);
  }

  private Path trusted(TrustMaterial material, String password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("a", material.authorities().get(0));
    return written(store, "trusted.p12", password);
  }

  private Path written(KeyStore store, String name, String password) throws Exception {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }

  private static TestPki pki() {
    return new TestPki(InstantSource.system(), Duration.ofHours(1));
  }
}
