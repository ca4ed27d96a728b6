// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import static fr.relais.adapters.channels.RawPeer.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.relais.adapters.channels.ChannelSettings.Mllp;
import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.flow.Entrance.Incoming;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MLLP inside mutual TLS, over real sockets. */
class MllpTlsTest {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration IDLE = Duration.ofMillis(900);
  private static final int MAX = 200_000;
  private static final TestPki PKI = new TestPki(InstantSource.system(), LIFE);
  private static final TrustMaterial SERVER = PKI.server("relais");
  private static final TrustMaterial SEREIN = PKI.client("labo-serein");

  @TempDir Path folder;
  private final FakeEntrance entrance = new FakeEntrance();
  private final AtomicReference<List<X509CRL>> revoked =
      new AtomicReference<>(PKI.revocationLists());
  private Channels channels;
  private int port;

  @BeforeEach
  void open() {
    Mllp limits =
        new Mllp("127.0.0.1", 0, IDLE, 10, 15, 4, 10_000_000, SERVER.checkedBy(revoked::get));
    channels = OpenDoor.mllp(folder, entrance, MAX, limits);
    port = channels.mllpPort().orElseThrow();
  }

  @AfterEach
  void close() {
    channels.close();
  }

  private SSLSocket socket(SSLContext context) throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSSLParameters(TrustMaterial.client());
    return socket;
  }

  private RawPeer peer(TrustMaterial own) throws IOException {
    return new RawPeer(socket(own.context()));
  }

  /** What comes back to a message; empty when the door stays shut, whoever notices first. */
  private static String heard(RawPeer peer) throws IOException {
    try (peer) {
      return peer.writes(frame("MSH|secret")).untilClosed();
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void a_peer_with_a_certificate_is_answered_and_known_by_its_name() throws IOException {
    try (RawPeer one = peer(SEREIN);
        RawPeer other = peer(PKI.client("imagerie-avallon"))) {
      assertThat(one.writes(frame("MSH|é\r\nPID")).answer()).isEqualTo("MSA|AA|MSH|é\r\nPID");
      assertThat(other.writes(frame("two")).answer()).isEqualTo("MSA|AA|two");
      assertThat(one.writes(frame("three")).answer()).isEqualTo("MSA|AA|three");
    }
    assertThat(entrance.received)
        .extracting(Incoming::certificate)
        .containsExactly("labo-serein", "imagerie-avallon", "labo-serein");
  }

  @Test
  void large_messages_and_pieces_of_messages_come_whole() throws IOException {
    try (RawPeer peer = peer(SEREIN)) {
      String most = "x".repeat(MAX);
      assertThat(peer.writes(frame(most)).answer()).hasSize(MAX + 7);
      assertThat(peer.writes(frame(most + "x")).answer()).startsWith("MSA|AR");
      for (char c : frame("slow").toCharArray()) {
        peer.writes(String.valueOf(c));
      }
      assertThat(peer.answer()).isEqualTo("MSA|AA|slow");
    }
  }

  @Test
  void a_certificate_of_another_authority_is_refused() throws IOException {
    TrustMaterial foreign = new TestPki(InstantSource.system(), LIFE).client("labo-serein");

    assertThat(heard(peer(new TrustMaterial(foreign.key(), foreign.chain(), SERVER.authorities()))))
        .isEmpty();
    assertThat(entrance.received).isEmpty();
  }

  @Test
  void a_certificate_that_has_ended_or_is_for_a_server_is_refused() throws IOException {
    assertThat(heard(peer(PKI.expiredClient("labo-serein")))).isEmpty();
    assertThat(heard(peer(PKI.server("labo-serein")))).isEmpty();
    assertThat(entrance.received).isEmpty();
  }

  @Test
  void a_certificate_is_refused_as_soon_as_the_list_revokes_it() throws IOException {
    TrustMaterial lost = PKI.client("labo-perdu");
    try (RawPeer peer = peer(lost)) {
      assertThat(peer.writes(frame("before")).answer()).isEqualTo("MSA|AA|before");
    }
    PKI.revoke(lost.chain().get(0));
    revoked.set(PKI.revocationLists());

    assertThat(heard(peer(lost))).isEmpty();
    assertThat(entrance.texts()).containsExactly("before");
  }

  @Test
  void nobody_is_heard_without_a_certificate() throws Exception {
    assertThat(heard(new RawPeer(socket(believing(SERVER))))).isEmpty();
    assertThat(entrance.received).isEmpty();
  }

  /** A client that has no certificate. */
  private static SSLContext believing(TrustMaterial server)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", server.authorities().get(0));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void a_message_without_tls_is_not_looked_at() throws IOException {
    try (RawPeer plain = new RawPeer(port)) {
      assertThat(plain.writes(frame("MSH|plain")).untilClosed()).doesNotContain("MSA");
    }
    assertThat(entrance.received).isEmpty();
  }

  @Test
  void whoever_says_nothing_loses_his_seat_after_the_idle_time() throws IOException {
    try (RawPeer silent = new RawPeer(port)) {
      long start = System.nanoTime();
      silent.untilClosed();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(IDLE, IDLE.multipliedBy(4));
    }
  }

  @Test
  void old_encryption_is_not_spoken() throws IOException {
    SSLSocket old = socket(SEREIN.context());
    old.setSSLParameters(
        new SSLParameters(
            new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"}, new String[] {"TLSv1.2"}));
    try (old) {
      assertThat(catchThrowable(old::startHandshake)).isInstanceOf(SSLException.class);
    }
  }
}
