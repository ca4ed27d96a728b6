// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import fr.relais.adapters.store.MemoryStore;
import fr.relais.core.model.Period;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Slot;
import fr.relais.flow.AgendaMessages;
import fr.relais.flow.Checkpoint;
import fr.relais.flow.Rules;
import fr.relais.flow.Store;
import fr.relais.flow.Visits;
import fr.relais.web.WebServer;
import fr.relais.web.receipts.AgendaHook;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An appointment service that speaks over real HTTP; the sandbox's people are in place. */
class AgendaHookTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-19T10:00:00Z"));
  private static final byte[] KEY = "a key of twenty-four byte".getBytes(UTF_8);
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
  private static final String PRESENCE =
      "{\"kind\":\"PRESENCE\",\"site\":\"noyers\","
          + "\"start\":\"2026-12-01T08:00:00+01:00\",\"end\":\"2026-12-01T18:00:00+01:00\"}";
  private static final String ABSENCE =
      "{\"kind\":\"ABSENCE\","
          + "\"start\":\"2026-12-02T00:00:00+01:00\",\"end\":\"2026-12-05T00:00:00+01:00\"}";
  private static final String FREE =
      "{\"kind\":\"FREE\","
          + "\"start\":\"2026-12-01T18:00:00+01:00\",\"end\":\"2026-12-01T18:20:00+01:00\"}";

  private final Store store = new MemoryStore("n1");
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebServer server;

  AgendaHookTest() {
    Roster cast = People.cast(CLOCK);
    store.changeRoster(old -> cast, CLOCK.instant(), "relais");
    server =
        new WebServer(
            "127.0.0.1",
            0,
            List.of(
                new AgendaHook(
                    AgendaIntake.secrets(
                        "rendez-vous=" + SECRET + " autre=whsec_" + "YWJj".repeat(9)),
                    () -> Optional.of(new AgendaIntake(store, CLOCK)))));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String agenda(int sequence, String... entries) {
    return "{\"sequence\":%d,\"practitioner\":\"boyer\",\"entries\":[%s]}"
        .formatted(sequence, String.join(",", entries));
  }

  private int post(String id, Instant at, String body) {
    return post("rendez-vous", id, at, body, body).statusCode();
  }

  private HttpResponse<String> post(
      String service, String id, Instant at, String signed, String sent) {
    String time = String.valueOf(at.getEpochSecond());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      byte[] hmac = mac.doFinal((id + "." + time + "." + signed).getBytes(UTF_8));
      return http.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + server.port() + "/agenda/" + service))
              .header("webhook-id", id)
              .header("webhook-timestamp", time)
              .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(hmac))
              .POST(HttpRequest.BodyPublishers.ofString(sent))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private List<Period> given() {
    return store.roster().periods().stream()
        .filter(p -> "agenda:rendez-vous:boyer".equals(p.source()))
        .toList();
  }

  @Test
  void a_presence_an_absence_and_a_free_time_are_in_force_at_once() {
    int others = store.roster().periods().size();

    assertThat(post("m1", Instant.now(), agenda(1, PRESENCE, ABSENCE, FREE))).isEqualTo(204);

    assertThat(given())
        .extracting(Period::kind)
        .containsExactlyInAnyOrder(Period.Kind.PRESENCE, Period.Kind.ABSENCE);
    assertThat(store.roster().absent("boyer", Instant.parse("2026-12-03T12:00:00Z"))).isTrue();
    assertThat(new AgendaMessages(store, CLOCK).of("boyer"))
        .singleElement()
        .satisfies(a -> assertThat(a.free()).hasSize(1));

    assertThat(post("m2", Instant.now(), agenda(2, ABSENCE))).isEqualTo(204);
    assertThat(given()).singleElement().extracting(Period::kind).isEqualTo(Period.Kind.ABSENCE);
    assertThat(store.roster().periods()).hasSize(others + 1);
  }

  @Test
  void the_same_message_again_and_an_older_one_change_nothing() {
    String first = agenda(5, PRESENCE);
    assertThat(post("m1", Instant.now(), first)).isEqualTo(204);
    Roster after = store.roster();

    assertThat(post("m1", Instant.now(), agenda(6, ABSENCE))).isEqualTo(409);
    assertThat(post("m2", Instant.now(), first)).isEqualTo(409);
    assertThat(post("m3", Instant.now(), agenda(4, ABSENCE))).isEqualTo(409);
    assertThat(store.roster()).isSameAs(after);
  }

  @Test
  void what_is_not_signed_by_this_service_now_is_refused() {
    String body = agenda(1, ABSENCE);
    Instant now = Instant.now();

    assertThat(post("rendez-vous", "m1", now, body, agenda(1, PRESENCE)).statusCode())
        .isEqualTo(401);
    assertThat(post("autre", "m1", now, body, body).statusCode()).isEqualTo(401);
    assertThat(post("inconnu", "m1", now, body, body).statusCode()).isEqualTo(401);
    assertThat(post("m1", now.minusSeconds(330), body)).isEqualTo(401);
    assertThat(post("m1", now.plusSeconds(330), body)).isEqualTo(401);
    assertThat(given()).isEmpty();
    assertThat(post("m1", now.minusSeconds(240), body)).isEqualTo(204);
  }

  @Test
  void an_agenda_that_is_emptied_waits_for_a_person() {
    assertThat(post("m1", Instant.now(), agenda(1, PRESENCE))).isEqualTo(204);

    assertThat(post("m2", Instant.now(), agenda(2))).isEqualTo(202);

    assertThat(given()).hasSize(1);
    Intake intake = new Intake(store, CLOCK);
    assertThat(intake.staged().waiting()).hasSize(1);
    intake.takeStaged(intake.staged().waiting().get(0), "lenoir");
    assertThat(given()).isEmpty();
  }

  @Test
  void free_times_of_several_services_stand_side_by_side_and_each_replaces_its_own() {
    assertThat(post("m1", Instant.now(), agenda(1, FREE))).isEqualTo(204);
    AgendaMessages messages = new AgendaMessages(store, CLOCK);
    Instant other = Instant.parse("2026-12-08T09:00:00Z");
    messages.inForce(
        new AgendaMessages.Agenda(
            "autre", "boyer", 1, List.of(new AgendaMessages.Free(other, other.plusSeconds(1200)))));
    assertThat(free())
        .extracting(Slot::start)
        .containsExactly(Instant.parse("2026-12-01T17:00:00Z"), other);

    assertThat(post("m2", Instant.now(), agenda(2, ABSENCE))).isEqualTo(204);
    assertThat(free()).extracting(Slot::start).containsExactly(other);
  }

  @Test
  void free_times_of_an_agenda_that_waits_are_not_proposed_before_a_person_takes_it() {
    assertThat(post("m1", Instant.now(), agenda(1, PRESENCE))).isEqualTo(204);
    assertThat(post("m2", Instant.now(), agenda(2, FREE))).isEqualTo(202);
    assertThat(free()).isEmpty();

    Intake intake = new Intake(store, CLOCK);
    intake.takeStaged(intake.staged().waiting().get(0), "lenoir");
    assertThat(free()).hasSize(1);
  }

  private List<Slot> free() {
    return new Visits(store, Rules.sandbox("n1"), CLOCK, new CountedIds(), Checkpoint.NONE)
        .free("boyer")
        .slots();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{}",
        "{\"sequence\":1,\"practitioner\":\"inconnu\",\"entries\":[]}",
        "{\"sequence\":1,\"practitioner\":\"boyer\",\"entries\":[],\"patient\":\"DURAND\"}",
        "{\"sequence\":1,\"practitioner\":\"boyer\",\"entries\":[{\"kind\":\"DUTY\","
            + "\"start\":\"2026-12-01T08:00:00Z\",\"end\":\"2026-12-01T09:00:00Z\"}]}",
        "{\"sequence\":1,\"practitioner\":\"boyer\",\"entries\":[{\"kind\":\"ABSENCE\","
            + "\"start\":\"2026-12-01T08:00:00\",\"end\":\"2026-12-01T09:00:00Z\"}]}",
        "{\"sequence\":1,\"practitioner\":\"boyer\",\"entries\":[{\"kind\":\"PRESENCE\","
            + "\"site\":\"ailleurs\","
            + "\"start\":\"2026-12-01T08:00:00Z\",\"end\":\"2026-12-01T09:00:00Z\"}]}",
      })
  void what_does_not_follow_the_contract_is_refused_without_its_values(String body) {
    HttpResponse<String> answer = post("rendez-vous", "m1", Instant.now(), body, body);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("problems").doesNotContain("DURAND", "inconnu", "ailleurs");
    assertThat(given()).isEmpty();
  }

  @Test
  void the_sender_of_a_body_over_the_limit_reads_why_it_is_refused() {
    for (int size : List.of(262_145, 300_000, 4_000_000)) {
      assertThat(post("m1", Instant.now(), " ".repeat(size))).isEqualTo(413);
    }
  }

  @Test
  void the_published_contract_says_what_is_taken() throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonSchema schema;
    try (InputStream in =
        Objects.requireNonNull(
            AgendaHookTest.class.getResourceAsStream("/fr/relais/schema/agenda.schema.json"))) {
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }

    assertThat(schema.validate(json.readTree(agenda(1, PRESENCE, ABSENCE, FREE)))).isEmpty();
    assertThat(schema.validate(json.readTree("{\"sequence\":1,\"patient\":\"x\"}"))).isNotEmpty();
    assertThat(schema.validate(json.valueToTree(Map.of()))).isNotEmpty();
  }
}
