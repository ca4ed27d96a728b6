// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client's POST over a real socket, which waits two seconds at most for the head. */
record Post(URI address, String body, String... headers) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  HttpResponse<String> send() throws IOException, InterruptedException {
    return send(BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(BodyHandler<T> handler) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(2))
            .POST(BodyPublishers.ofString(body));
    return CLIENT.send(
        headers.length == 0 ? request.build() : request.headers(headers).build(), handler);
  }
}
