// SPDX-License-Identifier: Apache-2.0
package fr.relais.web;

import fr.relais.flow.StoreUnavailable;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;

/**
 * The one HTTP server: it takes the port at once and serves parts that answer "not ready" until
 * Relais is. What fails says nothing of why.
 */
public final class WebServer implements AutoCloseable {
  private final Javalin server;

  /** Something that is served. */
  public interface Part {
    void addTo(JavalinConfig config);
  }

  public WebServer(String host, int port, List<Part> parts) {
    this.server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.before(WebServer::headers);
                  parts.forEach(part -> part.addTo(config));
                  config.routes.exception(
                      StoreUnavailable.class,
                      (e, ctx) ->
                          ctx.status(HttpStatus.SERVICE_UNAVAILABLE)
                              .json(Map.of("state", "STORE_UNAVAILABLE")));
                  config.routes.exception(
                      RuntimeException.class,
                      (e, ctx) -> ctx.status(HttpStatus.INTERNAL_SERVER_ERROR).result(""));
                })
            .start(host, port);
  }

  public int port() {
    return server.port();
  }

  private static void headers(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("X-Frame-Options", "DENY");
    ctx.header(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'");
  }

  @Override
  public void close() {
    server.stop();
  }
}
