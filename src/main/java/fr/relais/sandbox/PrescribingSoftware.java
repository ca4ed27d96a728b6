// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A practice software that declares its prescriptions by the FHIR API. */
public final class PrescribingSoftware {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Pattern ISSUED = Pattern.compile("\"(RL[2-9A-HJ-NP-Z]{9})\"");

  private final URI fhir;
  private final String token;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  public PrescribingSoftware(URI fhir, String token) {
    this.fhir = fhir;
    this.token = token;
  }

  /**
   * Declares the exams of a transaction.
   *
   * @return the numbers that Relais issued, in their order: they are printed on the prescription
   * @throws IOException when they are refused
   */
  public List<String> prescribe(String bundle) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(fhir)
            .timeout(PATIENCE)
            .header("Content-Type", "application/fhir+json")
            .header("Accept", "application/fhir+json")
            .header("Prefer", "return=representation")
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(bundle))
            .build();
    HttpResponse<String> answer = exchange(request);
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("the prescription was refused: " + answer.statusCode());
    }
    List<String> numbers = new ArrayList<>();
    Matcher issued = ISSUED.matcher(answer.body());
    while (issued.find()) {
      if (!numbers.contains(issued.group(1))) {
        numbers.add(issued.group(1));
      }
    }
    return List.copyOf(numbers);
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
