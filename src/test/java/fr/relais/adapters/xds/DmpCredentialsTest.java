// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.trust.SignatureAlgorithm;
import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.adapters.trust.VihfDialect;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.flow.Exit.Attempt;
import fr.relais.sandbox.dmp.DmpPlatform;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose certificates are shown to whom, and what is said when they are not believed. */
class DmpCredentialsTest {
  private final DmpHouse house = DmpHouse.ONE;
  private DmpPlatform platform;

  @BeforeEach
  void open() throws IOException {
    platform = house.platform();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  private String base() {
    return "https://localhost:" + platform.port() + "/si-dmp-server/v2/services/";
  }

  private Attempt send(DmpSettings settings) {
    try (DmpLines lines = new DmpLines(settings, DmpHouse.CLOCK)) {
      return new DmpExit(lines).send(Publications.delivery(), Publications.filing());
    }
  }

  private Attempt sendAs(TrustMaterial authentication, TrustMaterial seal) {
    return send(
        DmpHouse.settings(base(), DmpHouse.structure(authentication, seal), DmpHouse.QUICK));
  }

  @Test
  void a_structure_without_certificates_does_not_publish() {
    DmpSettings known = house.settings(platform.port());
    DmpSettings none =
        new DmpSettings(
            known.repository(),
            known.registry(),
            known.patients(),
            known.authorisations(),
            Map.of(),
            known.software(),
            known.dialect(),
            known.sourceId(),
            known.limits());

    assertThat(send(none)).isEqualTo(DmpRefusal.DMP_NO_CERTIFICATE.attempt());
    assertThat(platform.ledger()).isEmpty();
  }

  @Test
  void a_seal_is_no_certificate_for_connecting() {
    TrustMaterial seal = house.structure.seal();
    assertThat(sendAs(seal, seal)).isEqualTo(DmpRefusal.DMP_CERTIFICATE_REFUSED.attempt());
  }

  @Test
  void the_certificate_for_connecting_does_not_sign() {
    TrustMaterial authentication = house.structure.authentication();
    assertThat(sendAs(authentication, authentication))
        .isEqualTo(DmpRefusal.DMP_CERTIFICATE_REFUSED.attempt());
  }

  @Test
  void an_expired_or_revoked_certificate_files_nothing() throws IOException {
    TrustMaterial expired =
        house.pki.expiredStructureAuthentication(Publications.STRUCTURE, "Maison de santé");
    TrustMaterial revoked =
        house.pki.structureAuthentication(Publications.STRUCTURE, "Maison de santé");
    house.pki.revoke(revoked.chain().get(0));
    platform.close();
    platform = house.platform();

    for (TrustMaterial refused : List.of(expired, revoked)) {
      assertThat(sendAs(refused, house.structure.seal()).outcome())
          .isEqualTo(AttemptOutcome.REFUSED);
    }
    assertThat(platform.documents(Publications.INS)).isEmpty();
  }

  /** The server of the JDK says nothing when it ends TLS; this one says why. */
  @Test
  void a_certificate_that_the_server_names_stops_everything_that_the_structure_files()
      throws Exception {
    TrustMaterial expired =
        house.pki.expiredStructureAuthentication(Publications.STRUCTURE, "Maison de santé");
    SSLSocketFactory tls = house.server.context().getSocketFactory();
    try (ServerSocket door = new ServerSocket(0)) {
      Thread server = new Thread(() -> refuse(door, tls));
      server.setDaemon(true);
      server.start();

      DmpSettings settings =
          DmpHouse.settings(
              "https://localhost:" + door.getLocalPort() + "/",
              DmpHouse.structure(expired, house.structure.seal()),
              DmpHouse.QUICK);
      assertThat(send(settings)).isEqualTo(DmpRefusal.DMP_TLS_CERTIFICATE_REFUSED.attempt());
    }
  }

  /**
   * The connection stays until the caller leaves it: closed with bytes unread, it would be reset
   * before he reads why.
   */
  private static void refuse(ServerSocket door, SSLSocketFactory tls) {
    try (Socket caller = door.accept()) {
      try {
        SSLSocket above = (SSLSocket) tls.createSocket(caller, null, false);
        above.setUseClientMode(false);
        above.setNeedClientAuth(true);
        above.startHandshake();
        above.getInputStream().read();
      } catch (SSLException expected) {
        // the handshake fails: that is what is tested
      }
      caller.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException left) {
      // the caller has gone
    }
  }

  @Test
  void nothing_is_sent_to_a_server_of_another_authority() {
    TrustMaterial own = house.structure.authentication();
    TrustMaterial others =
        new TrustMaterial(
            own.key(),
            own.chain(),
            new TestPki(DmpHouse.CLOCK, Duration.ofHours(1)).server("x").authorities());

    assertThat(sendAs(others, house.structure.seal()))
        .isEqualTo(DmpRefusal.DMP_TLS_SERVER_UNTRUSTED.attempt());
    assertThat(platform.ledger()).isEmpty();
  }

  @Test
  void a_software_number_that_is_not_known_stops_everything() {
    DmpSettings known = house.settings(platform.port());
    DmpSettings other =
        new DmpSettings(
            known.repository(),
            known.registry(),
            known.patients(),
            known.authorisations(),
            known.structures(),
            new fr.relais.adapters.trust.VihfRequest.Software("Relais", "0.1.0", "AUTRE", null),
            known.dialect(),
            known.sourceId(),
            known.limits());

    assertThat(send(other)).isEqualTo(DmpRefusal.DMP_SOFTWARE_UNKNOWN.attempt());
  }

  @Test
  void both_dialects_of_the_assertion_are_understood() {
    VihfDialect newer =
        new VihfDialect(
            "4.0",
            VihfDialect.ModeAttribute.UPPER_CASE,
            VihfDialect.IssuerOrder.MOST_SPECIFIC_FIRST,
            SignatureAlgorithm.RSA_SHA256);

    assertThat(send(DmpHouse.settings(base(), house.structure, newer, DmpHouse.QUICK)))
        .isEqualTo(DmpDone.DMP_FILED.attempt());
  }

  @Test
  void where_nobody_listens_is_tried_again_later() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(send(house.settings(free))).isEqualTo(DmpRefusal.DMP_UNREACHABLE.attempt());
  }
}
