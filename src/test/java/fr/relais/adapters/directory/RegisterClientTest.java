// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.adapters.trust.TestPki;
import fr.relais.adapters.trust.TrustMaterial;
import fr.relais.core.model.Problem;
import fr.relais.core.model.RegisterPage;
import fr.relais.flow.RegisterFailure;
import fr.relais.formats.fhir.FhirModel;
import fr.relais.formats.fhir.RegisterBundles;
import fr.relais.formats.fhir.StrictJson;
import fr.relais.sandbox.annuaire.Annuaire;
import fr.relais.sandbox.annuaire.Fault;
import fr.relais.sandbox.annuaire.Professional;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client over a real socket, against the simulated register and each of its failures. */
class RegisterClientTest {
  private static final RegisterBundles BUNDLES =
      new RegisterBundles(new StrictJson(new FhirModel()));
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String KEY = "cle-fictive";
  private static final String BOYER = "89970010222";
  private static final String KELLER = "89970010339";
  private static final String MARTIN = "89970010115";
  private static final Set<String> TWO = Set.of(BOYER, KELLER);

  private final List<Duration> waits = new ArrayList<>();
  private final Annuaire annuaire = annuaire(null);

  private static Annuaire annuaire(@Nullable TrustMaterial tls) {
    try {
      Annuaire made = new Annuaire(KEY, CLOCK, tls);
      made.enter(Professional.doctor(BOYER, "BOYER", "Anne").workingAt("org-1", "org-2"));
      made.enter(Professional.doctor(KELLER, "KELLER", "Paul").workingAt());
      made.enter(Professional.doctor(MARTIN, "MARTIN", "Claire"));
      return made;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    annuaire.close();
  }

  private static Optional<RegisterPage> page(fr.relais.core.model.Content content) {
    RegisterBundles.Reading read = BUNDLES.read(content);
    return read.problems().stream().anyMatch(Problem::isError)
        ? Optional.empty()
        : Optional.of(read.page());
  }

  private RegisterSettings settings(String key, int batch, Duration answer, Duration total) {
    return new RegisterSettings(
        annuaire.address(), key, null, true, Duration.ofSeconds(2), answer, total, batch);
  }

  private RegisterClient client(RegisterSettings settings) {
    return new RegisterClient(
        settings, RegisterClientTest::page, CLOCK, wait -> waits.add(wait) || true);
  }

  private RegisterClient client() {
    return client(settings(KEY, 25, Duration.ofSeconds(5), Duration.ofMinutes(1)));
  }

  private static Set<String> found(RegisterClient.Answer answer) {
    assertThat(answer.failure()).isNull();
    return answer.answers().stream()
        .flatMap(List::stream)
        .flatMap(page -> page.people().stream())
        .map(RegisterPage.Person::rpps)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void several_people_are_asked_for_at_once_by_number_alone_with_their_situations() {
    RegisterClient.Answer answer = client().search(TWO, null);

    assertThat(found(answer)).containsExactlyInAnyOrderElementsOf(TWO);
    assertThat(answer.answers().get(0).get(0).situations()).hasSize(2);
    assertThat(annuaire.asked())
        .singleElement()
        .satisfies(
            asked ->
                assertThat(asked)
                    .startsWith("POST /fhir/v2/Practitioner/_search?identifier=https%3A%2F%2Frpps")
                    .contains("%2C", "_revinclude=PractitionerRole%3Apractitioner")
                    .doesNotContain("BOYER", "family", "_lastUpdated"));
  }

  @Test
  void many_people_are_asked_for_in_batches_with_a_pause_between() {
    Set<String> many = new TreeSet<>();
    for (int i = 0; i < 120; i++) {
      String rpps = RegisterNumbers.fictive(i);
      many.add(rpps);
      annuaire.enter(Professional.doctor(rpps, "NOM" + i, "Prénom"));
    }
    RegisterClient.Answer answer =
        client(settings(KEY, 110, Duration.ofSeconds(5), Duration.ofMinutes(1))).search(many, null);

    assertThat(found(answer)).isEqualTo(many);
    assertThat(annuaire.asked().stream().map(line -> line.substring(0, 4)))
        .containsExactly("POST", "GET ", "GET ", "POST");
    assertThat(waits).hasSize(4).allMatch(wait -> wait.toMillis() >= 60);
  }

  @Test
  void changes_are_asked_for_since_an_instant() {
    assertThat(found(client().search(TWO, Instant.now().minus(Duration.ofDays(2))))).isEqualTo(TWO);
    assertThat(found(client().search(TWO, Instant.now().plus(Duration.ofHours(1))))).isEmpty();
    assertThat(client().search(TWO, Instant.now().minus(Duration.ofDays(31))).failure())
        .isEqualTo(RegisterFailure.REFUSED);
  }

  @Test
  void nobody_to_ask_for_asks_nothing() {
    assertThat(found(client().search(Set.of(), null))).isEmpty();
    assertThat(annuaire.asked()).isEmpty();
  }

  @Test
  void a_wrong_key_stops_at_once() {
    RegisterClient.Answer answer =
        client(settings("autre", 1, Duration.ofSeconds(5), Duration.ofMinutes(1)))
            .search(TWO, null);

    assertThat(answer.failure()).isEqualTo(RegisterFailure.KEY_REFUSED);
    assertThat(answer.answers()).isEmpty();
    assertThat(annuaire.asked()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "HALF_JSON, NOT_UNDERSTOOD",
    "HTML, NOT_UNDERSTOOD",
    "OTHER_TYPE, NOT_UNDERSTOOD",
    "NO_BUNDLE, NOT_UNDERSTOOD",
    "SUBSETTED, NOT_UNDERSTOOD",
    "KEY_TWICE, NOT_UNDERSTOOD",
    "NEXT_ELSEWHERE, FOREIGN_LINK",
    "REDIRECT, REDIRECTED",
    "ENDLESS, TOO_LARGE",
  })
  void what_cannot_be_believed_is_not_asked_again(Fault fault, RegisterFailure why) {
    annuaire.faults(fault);
    RegisterClient.Answer answer = client().search(TWO, null);

    assertThat(answer.failure()).isEqualTo(why);
    assertThat(answer.answers()).isEmpty();
    assertThat(annuaire.asked()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"TOO_MANY, 7000", "UNAVAILABLE, 2000", "CUT, 2000"})
  void what_may_pass_is_asked_again_after_a_while(Fault fault, long waited) {
    annuaire.faults(fault);
    assertThat(found(client().search(TWO, null))).isEqualTo(TWO);
    assertThat(waits.get(0)).isEqualTo(Duration.ofMillis(waited));
    assertThat(annuaire.asked()).hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"TOO_MANY, TOO_MANY", "UNAVAILABLE, UNAVAILABLE", "CUT, CUT"})
  void what_lasts_is_given_up_after_four_tries(Fault fault, RegisterFailure why) {
    annuaire.faults(fault, fault, fault, fault, fault);
    assertThat(client().search(TWO, null).failure()).isEqualTo(why);
    assertThat(annuaire.asked()).hasSize(4);
  }

  @Test
  void a_wait_that_would_outlast_the_time_for_all_is_not_begun() {
    annuaire.faults(Fault.TOO_MANY);
    RegisterClient.Answer answer =
        client(settings(KEY, 25, Duration.ofSeconds(5), Duration.ofSeconds(6))).search(TWO, null);

    assertThat(answer.failure()).isEqualTo(RegisterFailure.TOO_MANY);
    assertThat(waits).isEmpty();
  }

  @Test
  void a_register_that_does_not_answer_is_left_in_time() {
    annuaire.faults(Fault.SLOW, Fault.SLOW, Fault.SLOW, Fault.SLOW);
    RegisterClient.Answer answer =
        client(settings(KEY, 25, Duration.ofMillis(150), Duration.ofSeconds(20))).search(TWO, null);

    assertThat(answer.failure()).isEqualTo(RegisterFailure.OUT_OF_TIME);
  }

  @Test
  void a_page_that_was_forgotten_begins_the_batch_again_once() {
    for (int i = 0; i < 60; i++) {
      annuaire.enter(Professional.doctor(RegisterNumbers.fictive(i), "NOM" + i, "Prénom"));
    }
    Set<String> many = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      many.add(RegisterNumbers.fictive(i));
    }
    RegisterSettings all = settings(KEY, 60, Duration.ofSeconds(5), Duration.ofMinutes(1));
    annuaire.faults(Fault.NEXT_EXPIRED);
    assertThat(found(client(all).search(many, null))).isEqualTo(many);
    annuaire.faults(Fault.NEXT_EXPIRED, Fault.NONE, Fault.NEXT_EXPIRED, Fault.NONE);
    assertThat(client(all).search(many, null).failure()).isEqualTo(RegisterFailure.LINK_EXPIRED);
  }

  @Test
  void a_register_that_is_not_there_is_told_as_such() {
    annuaire.close();
    assertThat(client().search(TWO, null).failure()).isEqualTo(RegisterFailure.UNREACHABLE);
  }

  @Test
  void over_tls_the_certificate_must_come_from_whom_we_believe() {
    TestPki theirs = new TestPki(CLOCK, Duration.ofDays(1));
    TestPki others = new TestPki(CLOCK, Duration.ofDays(1));
    try (Annuaire secure = annuaire(theirs.server("annuaire"))) {
      assertThat(found(over(secure, theirs.client("relais")).search(TWO, null))).isEqualTo(TWO);
      assertThat(over(secure, others.client("relais")).search(TWO, null).failure())
          .isEqualTo(RegisterFailure.NOT_TRUSTED);
      assertThat(over(secure, null).search(TWO, null).failure())
          .isEqualTo(RegisterFailure.NOT_TRUSTED);
    }
    try (Annuaire wrongHost =
        annuaire(theirs.server("annuaire", List.of("autre.test"), List.of("192.0.2.1")))) {
      assertThat(over(wrongHost, theirs.client("relais")).search(TWO, null).failure())
          .isEqualTo(RegisterFailure.NOT_TRUSTED);
    }
  }

  private RegisterClient over(Annuaire secure, @Nullable TrustMaterial trust) {
    return client(
        new RegisterSettings(
            secure.address(),
            KEY,
            trust,
            false,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            25));
  }

  @Test
  void the_key_shows_in_no_text() {
    assertThat(settings(KEY, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)).toString())
        .doesNotContain(KEY);
  }
}
