// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A browser without script: it keeps one cookie, fills forms, and follows what they answer. */
final class Surfer {
  private static final Pattern TOKEN = Pattern.compile("name=\"jeton\" value=\"([0-9a-f]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String root;
  private @Nullable String cookie;
  private @Nullable String token;

  /**
   * What came back.
   *
   * @param location where it leads; empty when nowhere
   */
  record Page(int status, String body, String location, HttpResponse<String> answer) {
    /** The text that a person reads, without marks, blanks folded. */
    String text() {
      return body.replaceAll("(?s)<(script|style|dialog).*?</\\1>", " ")
          .replaceAll("<[^>]+>", " ")
          .replace("&nbsp;", " ")
          .replace("&#39;", "'")
          .replace("&quot;", "\"")
          .replace("&lt;", "<")
          .replace("&gt;", ">")
          .replace("&amp;", "&")
          .replaceAll("\\s+", " ");
    }

    String title() {
      return body.replaceAll("(?s).*<title>(.*?)</title>.*", "$1");
    }
  }

  Surfer(int port) {
    this.root = "http://127.0.0.1:" + port;
  }

  Surfer as(String practitioner) {
    Page page = send("/bac-a-sable/personnes", Map.of("personne", practitioner), null);
    assertThat(page.status()).isEqualTo(303);
    assertThat(page.location()).isEqualTo("/suivi");
    get("/suivi");
    return this;
  }

  Page get(String path) {
    Page page = call(HttpRequest.newBuilder(URI.create(root + path)).GET());
    Matcher found = TOKEN.matcher(page.body());
    if (found.find()) {
      token = found.group(1);
    }
    return page;
  }

  /** Sends a form of the session. */
  Page post(String path, Map<String, String> fields) {
    return send(path, fields, token);
  }

  Page post(String path) {
    return post(path, Map.of());
  }

  Page send(String path, Map<String, String> fields, @Nullable String withToken) {
    String body =
        fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String whole = withToken == null ? body : body + "&jeton=" + withToken;
    return call(
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(whole)));
  }

  /** Sends a form and reads the page that it leads to. */
  Page does(String path, Map<String, String> fields) {
    Page answer = post(path, fields);
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    return get(answer.location());
  }

  Page call(HttpRequest.Builder request) {
    try {
      if (cookie != null) {
        request.header("Cookie", cookie);
      }
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      answer
          .headers()
          .firstValue("Set-Cookie")
          .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
      return new Page(
          answer.statusCode(),
          answer.body(),
          answer.headers().firstValue("Location").orElse(""),
          answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
