// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import fr.relais.flow.Checkpoint;
import fr.relais.flow.FollowUps;
import fr.relais.flow.Rules;
import fr.relais.flow.Store;
import fr.relais.web.WebServer;
import fr.relais.web.ops.CertificateWatch;
import fr.relais.web.ops.OpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;

/** The console of a sandbox, as whoever types at it over HTTP reaches it. */
final class TypedConsole implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer web;

  TypedConsole(Store store, InstantSource clock, ConsoleWords... around) {
    FollowUps followUps =
        new FollowUps(store, Rules.sandbox("test"), clock, new CountedIds(), Checkpoint.NONE);
    Console console = new Console(store, followUps, clock, null, List.of(around));
    OpsServer ops = new OpsServer(clock, figures -> "", console::answer);
    ops.serve(store, CertificateWatch.NONE);
    web = new WebServer("127.0.0.1", 0, List.of(ops));
  }

  /** One line. */
  String type(String line) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + web.port() + "/bac-a-sable/console"))
            .POST(HttpRequest.BodyPublishers.ofString(line))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A page of those who watch. */
  String page(String path) {
    return new Surfer(web.port()).get(path).body();
  }

  @Override
  public void close() {
    web.close();
  }
}
