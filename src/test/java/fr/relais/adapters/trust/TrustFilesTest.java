// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustFilesTest {
  private static final TestPki PKI = new TestPki(InstantSource.system(), Duration.ofHours(1));
  private static final TrustMaterial RSA = PKI.structureAuthentication("1750000000", "Noyers");
  private static final TrustMaterial CURVE = PKI.client("dr-martin");

  @TempDir Path folder;

  @Test
  void key_in_clear_is_read_with_its_chain_in_any_order() throws Exception {
    for (TrustMaterial made : List.of(RSA, CURVE)) {
      List<X509Certificate> chain = made.chain();
      StringBuilder text = new StringBuilder("Bag Attributes\n    friendlyName: noyers\n");
      for (int i = chain.size() - 1; i >= 0; i--) {
        text.append(certificate(chain.get(i)));
      }
      text.append(pem("PRIVATE KEY", made.key().getEncoded()));

      TrustMaterial read = load(text.toString(), "");

      assertThat(read.key()).isEqualTo(made.key());
      assertThat(read.chain()).isEqualTo(chain);
      assertThat(read.authorities()).isEqualTo(RSA.authorities());
      assertThat(TlsTalk.talk(server(made), believing(read, made), "localhost", null).peer())
          .isNotEqualTo("refused");
    }
  }

  @Test
  void encrypted_key_is_read_with_its_password() throws Exception {
    for (TrustMaterial made : List.of(RSA, CURVE)) {
      String text = encrypted(made.key(), "secret-1") + certificate(made.chain().get(0));
      assertThat(text).contains("BEGIN ENCRYPTED PRIVATE KEY");
      assertThat(load(text, "secret-1").key()).isEqualTo(made.key());
      assertThatThrownBy(() -> load(text, "other-word"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("password")
          .hasMessageNotContaining("other-word");
    }
  }

  @Test
  void older_forms_of_openssl_are_read() throws Exception {
    String clear = written(RSA.key(), null) + certificate(RSA.chain().get(0));
    String locked = written(RSA.key(), "secret-1") + certificate(RSA.chain().get(0));
    assertThat(clear).contains("BEGIN RSA PRIVATE KEY");
    assertThat(locked).contains("DEK-Info");
    assertThat(load(clear, "").key()).isEqualTo(RSA.key());
    assertThat(load(locked, "secret-1").key()).isEqualTo(RSA.key());
    assertThatThrownBy(() -> load(locked, "other-word")).isInstanceOf(IOException.class);
  }

  @Test
  void key_that_belongs_to_no_certificate_or_is_not_alone_is_refused() {
    String key = pem("PRIVATE KEY", RSA.key().getEncoded());
    String stranger = certificate(PKI.structureSeal("1750000000", "x").chain().get(0));
    assertThatThrownBy(() -> load(key + stranger, ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("belongs");
    assertThatThrownBy(() -> load(key + key + certificate(RSA.chain().get(0)), ""))
        .hasMessageContaining("one private key");
    assertThatThrownBy(() -> load(certificate(RSA.chain().get(0)), ""))
        .hasMessageContaining("one private key");
  }

  @Test
  void half_a_file_is_told_by_its_name() throws Exception {
    String whole = pem("PRIVATE KEY", RSA.key().getEncoded());
    assertThatThrownBy(() -> load(whole.substring(0, whole.length() / 2), ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("own.pem");
    assertThatThrownBy(() -> load("", "")).isInstanceOf(IOException.class);
  }

  @Test
  void authorities_without_a_certificate_are_refused() throws Exception {
    Path own =
        Files.writeString(
            folder.resolve("own.pem"),
            pem("PRIVATE KEY", RSA.key().getEncoded()) + certificate(RSA.chain().get(0)));
    Path none = Files.writeString(folder.resolve("none.pem"), "-----BEGIN\n");
    assertThatThrownBy(() -> TrustMaterial.load(own, "", none, ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.pem");
  }

  private TrustMaterial load(String own, String password) throws IOException {
    StringBuilder authorities = new StringBuilder();
    RSA.authorities().forEach(authority -> authorities.append(certificate(authority)));
    return TrustMaterial.load(
        Files.writeString(folder.resolve("own.pem"), own),
        password,
        Files.writeString(folder.resolve("authorities.pem"), authorities.toString()),
        "");
  }

  private static TrustMaterial server(TrustMaterial other) {
    return other == RSA ? PKI.rsaServer("dmp") : PKI.server("mail");
  }

  private static TrustMaterial believing(TrustMaterial read, TrustMaterial made) {
    return new TrustMaterial(read.key(), read.chain(), made.authorities());
  }

  private static String encrypted(PrivateKey key, String password) throws Exception {
    OutputEncryptor encryptor =
        new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
            .setProvider(new BouncyCastleProvider())
            .setRandom(new SecureRandom())
            .setPassword(password.toCharArray())
            .build();
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(new JcaPKCS8Generator(key, encryptor));
    }
    return text.toString();
  }

  /** As OpenSSL wrote keys before PKCS#8. */
  private static String written(PrivateKey key, String password) throws Exception {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      if (password == null) {
        writer.writeObject(key);
      } else {
        writer.writeObject(
            key,
            new JcePEMEncryptorBuilder("AES-128-CBC")
                .setProvider(new BouncyCastleProvider())
                .build(password.toCharArray()));
      }
    }
    return text.toString();
  }

  private static String certificate(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(String name, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(name, Base64.getMimeEncoder().encodeToString(bytes), name);
  }
}
