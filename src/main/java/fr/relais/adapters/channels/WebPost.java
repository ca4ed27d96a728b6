// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.model.AttemptOutcome;
import fr.relais.flow.Exit.Attempt;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** One JSON request over HTTP. No redirect is followed, and no byte of an answer's body is read. */
final class WebPost {
  private final HttpClient client;
  private final Duration total;

  WebPost(@Nullable TrustMaterial trust, Duration connect, Duration total) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslParameters(TrustMaterial.client())
            .connectTimeout(connect);
    client = trust == null ? builder.build() : builder.sslContext(trust.context()).build();
    this.total = total;
  }

  /**
   * Posts, and waits for the status.
   *
   * @param judge what a status means
   */
  Attempt send(URI to, Map<String, String> headers, String json, IntFunction<Attempt> judge) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(total)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    headers.forEach(request::header);
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try {
      HttpResponse<InputStream> response = answer.get(total.toMillis(), TimeUnit.MILLISECONDS);
      response.body().close();
      return judge.apply(response.statusCode());
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Attempt(AttemptOutcome.UNKNOWN, "TIMED_OUT");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Attempt(AttemptOutcome.UNKNOWN, "INTERRUPTED");
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (IOException e) {
      return new Attempt(AttemptOutcome.UNKNOWN, "CONNECTION_LOST");
    }
  }

  private static Attempt failed(@Nullable Throwable cause) {
    for (Throwable one = cause; one != null; one = one.getCause()) {
      if (one instanceof HttpConnectTimeoutException || one instanceof ConnectException) {
        return new Attempt(AttemptOutcome.REFUSED, "NOT_REACHED");
      }
      if (one instanceof HttpTimeoutException) {
        return new Attempt(AttemptOutcome.UNKNOWN, "TIMED_OUT");
      }
      if (one instanceof SSLHandshakeException) {
        return new Attempt(AttemptOutcome.REFUSED, "NOT_TRUSTED");
      }
    }
    return new Attempt(AttemptOutcome.UNKNOWN, "CONNECTION_LOST");
  }

  static String code(int status) {
    return "HTTP_" + status;
  }
}
