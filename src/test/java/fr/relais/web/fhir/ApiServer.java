// SPDX-License-Identifier: Apache-2.0
package fr.relais.web.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.relais.adapters.directory.CsvFile;
import fr.relais.adapters.directory.RosterCsv;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.model.Content;
import fr.relais.core.model.Roster;
import fr.relais.flow.Answers;
import fr.relais.flow.Cases;
import fr.relais.flow.Entrance;
import fr.relais.flow.ExpectOrder;
import fr.relais.flow.FollowUps;
import fr.relais.flow.Ids;
import fr.relais.flow.Readers;
import fr.relais.flow.Receipts;
import fr.relais.flow.Receive;
import fr.relais.flow.Rules;
import fr.relais.flow.Visits;
import fr.relais.formats.fhir.FhirModel;
import fr.relais.formats.fhir.FhirValidator;
import fr.relais.formats.hl7v2.OruFormat;
import fr.relais.web.Desk;
import fr.relais.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Relais with its people, in memory, behind a real port; the day is 20 November 2026. */
final class ApiServer implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final FhirModel MODEL = new FhirModel();
  private static final FhirValidator VALIDATOR = new FhirValidator(MODEL);

  final MemoryStore store = new MemoryStore("n1");
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Receive receive;
  private final WebServer server;

  ApiServer() {
    InstantSource clock = InstantSource.fixed(NOW);
    Roster people = people(clock);
    store.changeRoster(old -> people, NOW, "relais");
    Rules rules = Rules.sandbox("n1");
    Ids ids = ids();
    this.receive =
        new Receive(store, new Readers(List.of(new OruFormat())), rules, clock, ids, step -> {});
    FollowUps followUps = new FollowUps(store, rules, clock, ids, step -> {});
    Desk desk =
        new Desk(
            new Cases(store, fr.relais.flow.Rules.sandbox("test"), clock),
            followUps,
            new Answers(store, rules, clock, ids, step -> {}),
            new ExpectOrder(store, rules, clock, ids),
            new Receipts(store, clock, followUps),
            new Visits(store, rules, clock, ids, step -> {}),
            clock);
    this.server =
        new WebServer(
            "127.0.0.1",
            0,
            List.of(
                new FhirApi(
                    MODEL,
                    VALIDATOR,
                    () -> Optional.of(desk),
                    token ->
                        token.startsWith("sandbox-")
                            ? Optional.of(token.substring("sandbox-".length()))
                            : Optional.empty(),
                    Rules.REAL_OIDS)));
  }

  private static Roster people(InstantSource clock) {
    try {
      return new RosterCsv(clock)
          .importFiles(CsvFile.inResources("/fr/relais/sandbox/people"), Roster.EMPTY, true)
          .fold(
              yes -> yes.roster(),
              no -> {
                throw new AssertionError(no.problems().toString());
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ids ids() {
    AtomicLong count = new AtomicLong();
    return new Ids() {
      @Override
      public String next() {
        return "%032x".formatted(count.incrementAndGet());
      }

      @Override
      public String reference() {
        return "R%03d".formatted(count.incrementAndGet());
      }
    };
  }

  /** A laboratory's critical potassium, ordered by Dr Boyer; its bytes. */
  Content potassium() {
    try {
      String text =
          new String(
                  ApiServer.class
                      .getResourceAsStream("/fr/relais/sandbox/messages/potassium.hl7")
                      .readAllBytes(),
                  StandardCharsets.UTF_8)
              .replace("@NOW@", "20261120094500")
              .replace("@TODAY@", "20261120")
              .replace("\r\n", "\r")
              .replace('\n', '\r');
      Content content = Content.of(text, StandardCharsets.UTF_8);
      Entrance.Answer answer = receive.receive(new Entrance.Incoming("mllp", null, content));
      if (answer.originalId() == null) {
        throw new AssertionError(answer.toString());
      }
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String example(String name) {
    try {
      return Files.readString(Path.of("fhir-profiles", "examples", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What came back. */
  record Said(int status, JsonNode body, HttpResponse<String> whole) {
    String text() {
      return whole.body();
    }

    /** Every sentence of an OperationOutcome. */
    String told() {
      StringBuilder told = new StringBuilder();
      body.path("issue")
          .forEach(
              i ->
                  told.append(i.at("/expression/0").asText())
                      .append(" : ")
                      .append(i.at("/details/text").asText())
                      .append('\n'));
      return told.toString();
    }
  }

  Said get(@Nullable String who, String path) {
    return send(request(who, path).GET());
  }

  Said post(@Nullable String who, String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(who, path)
            .header("Content-Type", "application/fhir+json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  HttpRequest.Builder request(@Nullable String who, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/fhir" + path));
    return who == null ? request : request.header("Authorization", "Bearer sandbox-" + who);
  }

  Said send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      return new Said(
          answer.statusCode(),
          type.contains("json") ? json.readTree(answer.body()) : json.nullNode(),
          answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
