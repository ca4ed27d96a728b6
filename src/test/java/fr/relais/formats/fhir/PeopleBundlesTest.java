// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.relais.core.model.Content;
import fr.relais.core.model.PeopleExtract;
import fr.relais.core.model.PeopleExtract.Capacity;
import fr.relais.core.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of the documents, and what is wrong with it when a word of it changes. */
class PeopleBundlesTest {
  private static final FhirModel MODEL = new FhirModel();
  private static final String ROLE = "Bundle.entry[2].resource";
  private static final String AGENDA = "Bundle.entry[3].resource";

  private static String example() {
    try {
      return Files.readString(Path.of("test-fixtures", "fhir", "people-over-time.fhir.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PeopleBundles.Reading read(String text) {
    return new PeopleBundles(new StrictJson(MODEL)).read(Content.of(text, StandardCharsets.UTF_8));
  }

  private static PeopleBundles.Reading changed(String from, String to) {
    assertThat(example()).contains(from);
    return read(example().replace(from, to));
  }

  private static PeopleExtract right(String from, String to) {
    PeopleBundles.Reading read = changed(from, to);
    assertThat(read.problems()).isEmpty();
    return read.extract();
  }

  @Test
  void a_role_is_read_with_its_capacity_its_end_its_mailbox_and_its_week() {
    PeopleExtract read = right("congés", "congés");

    assertThat(read.missions())
        .extracting(m -> m.who().rpps(), m -> m.site().finess(), m -> m.capacity(), m -> m.to())
        .containsExactly(
            tuple("89970010222", "890009986", Capacity.VOLUNTEER, LocalDate.parse("2027-06-30")));
    assertThat(read.mailboxes())
        .extracting(m -> m.address(), m -> m.from(), m -> m.to())
        .containsExactly(
            tuple(
                "anne.boyer@serein.mssante.test",
                LocalDate.parse("2027-01-04"),
                LocalDate.parse("2027-06-30")));
    assertThat(read.stays())
        .extracting(s -> s.away(), s -> s.from(), s -> s.to(), s -> s.rule())
        .containsExactly(
            tuple(
                false,
                Instant.parse("2026-11-24T07:00:00Z"),
                Instant.parse("2026-11-24T17:00:00Z"),
                "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270630"),
            tuple(
                true,
                Instant.parse("2026-12-23T23:00:00Z"),
                Instant.parse("2027-01-03T23:00:00Z"),
                null),
            tuple(
                false,
                Instant.parse("2026-12-05T08:00:00Z"),
                Instant.parse("2026-12-05T11:00:00Z"),
                "FREQ=MONTHLY;BYDAY=1SA;UNTIL=20270630"),
            tuple(
                false,
                Instant.parse("2026-12-07T07:00:00Z"),
                Instant.parse("2026-12-11T17:00:00Z"),
                null));
  }

  @Test
  void slots_are_those_of_the_person_of_their_agenda_whatever_their_offset() {
    assertThat(right("congés", "congés").times())
        .extracting(t -> t.who().rpps(), t -> t.from(), t -> t.to(), t -> t.free())
        .containsExactly(
            tuple(
                "89970010222",
                Instant.parse("2026-12-05T10:00:00Z"),
                Instant.parse("2026-12-05T10:20:00Z"),
                true),
            tuple(
                "89970010222",
                Instant.parse("2026-12-05T10:20:00Z"),
                Instant.parse("2026-12-05T10:40:00Z"),
                false));
  }

  @Test
  void who_is_contained_in_a_role_is_found_from_the_agenda_of_that_role() {
    String contained =
        "\"contained\": [ { \"resourceType\": \"Practitioner\", \"id\": \"moi\", \"identifier\":"
            + " [ { \"system\": \"urn:oid:1.2.250.1.71.4.2.1\", \"value\": \"889970010222\" } ] },";
    String text = example().replace("\"contained\": [", contained);

    PeopleBundles.Reading read =
        read(
            text.replace(
                "{ \"reference\": \"Practitioner/boyer\" },", "{ \"reference\": \"#moi\" },"));

    assertThat(read.problems()).isEmpty();
    assertThat(read.extract().stays().get(2).who().rpps()).isEqualTo("89970010222");
  }

  @Test
  void a_bundle_that_answers_a_search_or_asks_for_a_transaction_says_the_same() {
    PeopleExtract collection = right("congés", "congés");

    assertThat(right("\"collection\"", "\"searchset\"")).isEqualTo(collection);
    assertThat(right("\"collection\"", "\"transaction\"")).isEqualTo(collection);
  }

  @ParameterizedTest
  @CsvSource({
    "TRE_R22-GenreActivite/FHIR/TRE-R22-GenreActivite, GENR02, REPLACEMENT",
    "TRE_R22-GenreActivite/FHIR/TRE-R22-GenreActivite, GENR01, OTHER",
    "TRE_R23-ModeExercice/FHIR/TRE-R23-ModeExercice, L, OTHER",
  })
  void what_someone_works_as_is_told_by_national_codes(
      String system, String code, Capacity capacity) {
    String was = "TRE_R23-ModeExercice/FHIR/TRE-R23-ModeExercice\", \"code\": \"B\"";

    assertThat(right(was, system + "\", \"code\": \"" + code + "\"").missions())
        .extracting(PeopleExtract.Mission::capacity)
        .containsExactly(capacity);
  }

  @Test
  void only_a_telecom_that_is_marked_as_secure_is_a_mailbox_and_the_first_of_several() {
    String role = "\"active\": true,\n        \"period\"";
    String marked =
        "{\"system\":\"email\",\"value\":\"%s\",\"rank\":%d,\"extension\":[{\"url\":\"https://interop"
            + ".esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata\","
            + "\"extension\":[{\"url\":\"type\",\"valueCodeableConcept\":{\"coding\":[{\"code\":\"PER\"}"
            + "]}}]}]}";
    String telecom =
        "\"telecom\": [{\"system\":\"email\",\"value\":\"a@mail.test\",\"rank\":1},"
            + marked.formatted("b@mss.test", 2)
            + ","
            + marked.formatted("c@mss.test", 1)
            + "], ";

    assertThat(right(role, telecom + role).mailboxes())
        .extracting(m -> m.address(), m -> m.from())
        .containsExactly(tuple("c@mss.test", LocalDate.parse("2026-11-23")));
    List<Problem> problems =
        changed(
                role,
                telecom.replace("\"rank\":1},{", "\"rank\":3},{").replace("1,\"ext", "4,\"ext")
                    + role)
            .problems();
    assertThat(problems).singleElement().extracting(Problem::place).isEqualTo(ROLE + ".telecom");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"collection\" | \"message\" | Bundle.type | type de Bundle",
        "\"type\": \"collection\" | \"type\": \"searchset\", \"link\": [{\"relation\": \"next\","
            + " \"url\": \"https://a.test\"}] | Bundle.link | page",
        "\"Organization\", | \"HealthcareService\", | Bundle.entry[1].resource | type",
        "Organization/serein\" } | Organization/autre\" } | " + ROLE + ".organization | rien",
        "Practitioner/boyer\" }, | Practitioner/autre\" }, | " + ROLE + ".practitioner | rien",
        "Schedule/boyer-samedis\" }, | Schedule/autre\" }, | Bundle.entry[4].resource.schedule |"
            + " rien",
        "\"2026-11-23\", \"end\": \"2027-06-30\" }, | \"2026-11-23\", \"end\": \"2026-10-30\" }, | "
            + ROLE
            + ".period.end | avant le début",
        "\"18:00:00\" | \"07:00:00\" | " + ROLE + ".availableTime[0] | après le début",
        "\"tue\", \"thu\" | \"mardi\" | " + ROLE + ".availableTime[0].daysOfWeek[0] | admet",
        "\"2026-12-24\" | \"2026-12\" | "
            + ROLE
            + ".notAvailable[0].during.start | On attend un jour",
        "\"2026-12-24\" | \"2026-12-32\" | " + ROLE + ".notAvailable[0].during.start | admet",
        "T09:00:00+01:00 | T09:00:00+02:00 | " + AGENDA + ".extension[0].start | décalage",
        "\"code\": \"free\" | \"code\": \"peut-être\" | "
            + AGENDA
            + ".extension[0] | présence ou une",
        "T11:20:00+01:00 | T10:20:00+01:00 | Bundle.entry[4].resource.end | après le début",
        "T11:20:00+01:00 | T11:20:00 | Bundle.entry[4].resource.end | décalage",
        "\"status\": \"busy\" | \"status\": \"libre\" | Bundle.entry[5].resource.status | admet",
        "\"active\": true | \"modifierExtension\": [{\"url\": \"https://a.test\", \"valueBoolean\":"
            + " true}] | "
            + ROLE
            + " | change le sens",
        "\"active\": true | \"actif\": true | " + ROLE + " | n'existe pas",
        "\"value\": \"89970010222\" | \"value\": \"89970010223\" |"
            + " Bundle.entry[0].resource.identifier | clé",
        "\"id\": \"pris\" | \"id\": \"libre\" | Bundle.entry[5] | même nom",
        "\"id\": \"pris\", | \"id\": \"pris\", \"meta\": {\"tag\": [{\"code\": \"SUBSETTED\"}]}, |"
            + " Bundle.entry[5].resource.meta.tag | entière",
      })
  void what_is_wrong_is_told_with_its_place_and_nothing_is_read(
      String from, String to, String place, String cause) {
    PeopleBundles.Reading read = changed(from, to);

    assertThat(read.extract()).isEqualTo(PeopleExtract.NONE);
    assertThat(read.problems()).anyMatch(p -> p.place().equals(place) && p.cause().contains(cause));
    assertThat(read.problems().toString()).doesNotContain("BOYER", "89970010222");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"active\": true | \"active\": false | " + ROLE + ".active",
        "\"id\": \"boyer-samedis\", | \"id\": \"boyer-samedis\", \"active\": false, | "
            + AGENDA
            + ".active",
        "\"status\": \"active\" | \"status\": \"off\" | " + ROLE + ".endpoint[0]",
        "\"secure-email\" | \"hl7-fhir-rest\" | " + ROLE + ".endpoint[0]",
        "\"2026-12-11T18:00:00+01:00\" | \"2027-12-11\" | Bundle.entry[6].resource.planningHorizon",
      })
  void what_is_left_aside_is_told_and_the_rest_is_read(String from, String to, String place) {
    PeopleBundles.Reading read = changed(from, to);

    assertThat(read.problems()).isNotEmpty().noneMatch(Problem::isError);
    assertThat(read.problems().get(0).place()).isEqualTo(place);
    assertThat(read.extract().stays()).isNotEmpty();
  }
}
