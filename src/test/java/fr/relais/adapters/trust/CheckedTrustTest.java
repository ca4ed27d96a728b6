// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same refusals where HTTP carries the talk: another way through Java's TLS. */
@Timeout(60)
class CheckedTrustTest {
  private static final TestPki PKI = new TestPki(InstantSource.system(), Duration.ofHours(1));
  private static final TrustMaterial SERVER = PKI.rsaServer("dmp");
  private static final TrustMaterial CLIENT = PKI.structureAuthentication("1750000000", "Noyers");

  private HttpsServer server;

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void answer_comes_when_nobody_is_revoked() throws Exception {
    serve(SERVER);
    assertThat(ask(CLIENT)).isEqualTo(204);
  }

  @Test
  void revoked_server_gets_no_request() throws Exception {
    TrustMaterial own = PKI.rsaServer("dmp");
    serve(own);
    PKI.revoke(own.chain().get(0));
    assertThatThrownBy(() -> ask(CLIENT)).isInstanceOf(IOException.class);
  }

  @Test
  void revoked_client_gets_no_answer() throws Exception {
    TrustMaterial own = PKI.structureAuthentication("1750000000", "Noyers");
    serve(SERVER);
    PKI.revoke(own.chain().get(0));
    assertThatThrownBy(() -> ask(own)).isInstanceOf(IOException.class);
  }

  @Test
  void server_of_another_name_gets_no_request() throws Exception {
    serve(PKI.rsaServer("dmp", List.of("dmp.example"), List.of()));
    assertThatThrownBy(() -> ask(CLIENT)).isInstanceOf(IOException.class);
  }

  private void serve(TrustMaterial material) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(material.checkedBy(PKI::revocationLists).context()) {
          @Override
          public void configure(HttpsParameters parameters) {
            parameters.setSSLParameters(TrustMaterial.server());
          }
        });
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  private int ask(TrustMaterial client) throws IOException, InterruptedException {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(client.checkedBy(PKI::revocationLists).context())
        .sslParameters(TrustMaterial.client())
        .connectTimeout(Duration.ofSeconds(20))
        .build()
        .send(
            HttpRequest.newBuilder(
                    URI.create("https://localhost:" + server.getAddress().getPort() + "/"))
                .timeout(Duration.ofSeconds(20))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
