// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A doctor in front of a browser without JavaScript: opens a page, fills its form, sends it. Reads
 * the HTML as a stranger would; one session for each person.
 */
public final class Browser {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern FORM =
      Pattern.compile(
          "<form method=\"post\" action=\"([^\"]+)\" class=\"formulaire\".*?</form>",
          Pattern.DOTALL);
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final URI home;
  private final HttpClient client;

  /** Opens the pages at this address and says who is there, as the sandbox lets anyone do. */
  public Browser(URI home, String person) throws IOException {
    this.home = home;
    this.client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();
    send("/bac-a-sable/personnes", Map.of("personne", person, "retour", "/suivi"));
  }

  /** The page at this address, which must be one of those pages. */
  public String open(String path) throws IOException {
    HttpResponse<String> page =
        exchange(HttpRequest.newBuilder(home.resolve(path)).timeout(PATIENCE).GET().build());
    if (page.statusCode() != 200) {
      throw new IOException("the page answered " + page.statusCode());
    }
    return page.body();
  }

  /**
   * Fills the form of a page and sends it.
   *
   * @throws IOException when there is no form, or it comes back to be corrected
   */
  public void fill(String path, Map<String, String> fields) throws IOException {
    Matcher form = FORM.matcher(open(path));
    if (!form.find()) {
      throw new IOException("no form on this page");
    }
    Map<String, String> all = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(form.group());
    while (hidden.find()) {
      all.put(hidden.group(1), hidden.group(2));
    }
    all.putAll(fields);
    send(form.group(1), all);
  }

  private void send(String path, Map<String, String> fields) throws IOException {
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        exchange(
            HttpRequest.newBuilder(home.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", home.getScheme() + "://" + home.getAuthority())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    if (answer.statusCode() != 303) {
      throw new IOException("the form was not taken: " + answer.statusCode());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> exchange(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
