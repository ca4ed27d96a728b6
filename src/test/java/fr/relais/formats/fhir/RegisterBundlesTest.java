// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.relais.core.model.Content;
import fr.relais.core.model.Problem;
import fr.relais.core.model.RegisterPage;
import fr.relais.core.model.RegisterPage.MailboxKind;
import fr.relais.core.model.RegisterPage.Person;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of the Annuaire Santé, and what is wrong with it when a word of it changes. */
class RegisterBundlesTest {
  private static final FhirModel MODEL = new FhirModel();

  private static final String PAGE =
      """
      {"resourceType": "Bundle", "type": "searchset", "total": 2,
       "link": [
        {"relation": "self", "url": "https://annuaire.example.test/fhir/v2"},
        {"relation": "next", "url": "https://annuaire.example.test/fhir/v2?_getpages=a1"}],
       "entry": [
        {"resource": {"resourceType": "Practitioner", "id": "003-1", "language": "fr",
          "active": true,
          "identifier": [
           {"system": "urn:oid:1.2.250.1.71.4.2.1", "value": "889970010222"},
           {"system": "https://rpps.esante.gouv.fr", "value": "89970010222"}],
          "name": [{"family": "BOYER", "given": ["Anne", "Marie"]}],
          "telecom": [
           {"system": "email", "value": "anne@courriel.test", "rank": 1},
           {"extension": [
             {"url": "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type",
              "valueCoding": {"system": "https://mos.esante.gouv.fr/NOS/TRE_R256-TypeMessagerie/FHIR/TRE-R256-TypeMessagerie", "code": "MSSANTE"}}],
            "system": "email", "value": "Anne.Boyer@volontaires.mssante.test", "rank": 1}],
          "qualification": [
           {"code": {"coding": [
             {"system": "https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante", "code": "10"},
             {"system": "https://mos.esante.gouv.fr/NOS/TRE_R09-CategorieProfessionnelle/FHIR/TRE-R09-CategorieProfessionnelle", "code": "C"}]}},
           {"code": {"coding": [
             {"system": "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale", "code": "SM26"}]}}]}},
        {"resource": {"resourceType": "Practitioner", "id": "003-2", "active": false,
          "identifier": [{"system": "https://rpps.esante.gouv.fr", "value": "89970010339"}]}},
        {"resource": {"resourceType": "PractitionerRole", "id": "005-1", "active": true,
          "identifier": [{"system": "https://rpps.esante.gouv.fr", "value": "89970010446"}],
          "practitioner": {"reference": "Practitioner/003-1"},
          "organization": {"reference": "Organization/001-1"},
          "telecom": [{"extension": [
             {"url": "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type",
              "valueCoding": {"system": "https://mos.esante.gouv.fr/NOS/TRE_R256-TypeMessagerie/FHIR/TRE-R256-TypeMessagerie", "code": "MSSANTE"}},
             {"url": "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata",
              "extension": [
               {"url": "type", "valueCodeableConcept": {"coding": [{"system": "https://mos.esante.gouv.fr/NOS/TRE_R257-TypeBAL/FHIR/TRE-R257-TypeBAL", "code": "CAB"}]}},
               {"url": "digitization", "valueBoolean": true}]}],
            "system": "email", "value": "cabinet@serein.mssante.test"}]}},
        {"resource": {"resourceType": "PractitionerRole", "id": "005-2", "active": false,
          "identifier": [{"system": "https://rpps.esante.gouv.fr", "value": "1010399870"}]}}]}
      """;

  private static RegisterBundles.Reading read(String text) {
    return new RegisterBundles(new StrictJson(MODEL))
        .read(Content.of(text, StandardCharsets.UTF_8));
  }

  private static RegisterBundles.Reading changed(String from, String to) {
    assertThat(PAGE).contains(from);
    return read(PAGE.replace(from, to));
  }

  private static RegisterPage right(RegisterBundles.Reading read) {
    assertThat(read.problems()).isEmpty();
    return read.page();
  }

  @Test
  void people_are_read_with_number_state_names_profession_and_skill() {
    RegisterPage page = right(read(PAGE));

    assertThat(page.next()).endsWith("_getpages=a1");
    assertThat(page.people())
        .extracting(Person::rpps, Person::technical, Person::active, Person::family)
        .containsExactly(
            tuple("89970010222", "003-1", true, "BOYER"), tuple("89970010339", "003-2", false, ""));
    Person boyer = page.people().get(0);
    assertThat(boyer.given()).containsExactly("Anne", "Marie");
    assertThat(boyer.professions()).containsExactly("10");
    assertThat(boyer.skills()).containsExactly("SM26");
  }

  @Test
  void a_number_whose_key_is_wrong_is_read_as_the_register_gives_it_and_told() {
    RegisterBundles.Reading read =
        read(PAGE.replace("889970010222", "889970010223").replace("89970010222", "89970010223"));

    assertThat(read.page().people().get(0).rpps()).isEqualTo("89970010223");
    assertThat(read.page().aside()).isZero();
    assertThat(read.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.isError()).isFalse();
              assertThat(problem.place()).isEqualTo("Bundle.entry[0].resource.identifier");
              assertThat(problem.cause()).contains("clé", "RPPS");
            });
  }

  @Test
  void a_record_with_two_numbers_is_nobodys_and_counted() {
    RegisterBundles.Reading read = changed("889970010222", "889970010339");

    assertThat(read.page().people()).extracting(Person::rpps).containsExactly("89970010339");
    assertThat(read.page().aside()).isEqualTo(1);
  }

  @Test
  void the_name_of_practice_is_read_whatever_stands_before_it() {
    RegisterPage page =
        right(
            changed(
                "\"name\": [{\"family\": \"BOYER\"",
                "\"name\": [{\"use\": \"official\"}, {\"use\": \"official\", \"family\":"
                    + " \"PETIT\"}, {\"use\": \"usual\", \"family\": \"BOYER\""));

    assertThat(page.people().get(0).family()).isEqualTo("BOYER");
    assertThat(page.people().get(0).given()).containsExactly("Anne", "Marie");
  }

  @ParameterizedTest
  @CsvSource({"2020-01-31, false", "2999-01-31, true"})
  void a_situation_that_has_ended_is_not_open(String end, boolean open) {
    RegisterPage page =
        right(
            read(
                PAGE.replace(
                        "\"type\": \"searchset\"",
                        "\"type\": \"searchset\","
                            + " \"meta\": {\"lastUpdated\": \"2026-11-19T03:30:00Z\"}")
                    .replace(
                        "\"id\": \"005-1\", \"active\": true,",
                        "\"id\": \"005-1\", \"active\": true, \"period\": {\"end\": \""
                            + end
                            + "\"},")));

    assertThat(page.situations().get(0).active()).isEqualTo(open);
  }

  @Test
  void the_number_of_a_situation_is_nobodys_rpps_though_it_stands_in_the_same_system() {
    RegisterPage page = right(read(PAGE));

    assertThat(page.people()).noneMatch(p -> p.rpps().equals("89970010446"));
    assertThat(page.situations())
        .extracting(s -> s.person(), s -> s.active())
        .containsExactly(tuple("003-1", true), tuple(null, false));
  }

  @Test
  void only_an_extension_makes_a_mailbox_a_secure_one() {
    RegisterPage page = right(read(PAGE));

    assertThat(page.people().get(0).mailboxes())
        .extracting(m -> m.address(), m -> m.kind(), m -> m.first(), m -> m.digital())
        .containsExactly(
            tuple("anne.boyer@volontaires.mssante.test", MailboxKind.NOT_SAID, true, false));
    assertThat(page.situations().get(0).mailboxes())
        .extracting(m -> m.address(), m -> m.kind(), m -> m.first(), m -> m.digital())
        .containsExactly(tuple("cabinet@serein.mssante.test", MailboxKind.PRACTICE, false, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ORG", "APP", "XYZ"})
  void a_mailbox_of_a_structure_or_of_an_unknown_type_is_nobodys_own(String type) {
    RegisterPage page = right(changed("\"CAB\"", "\"" + type + "\""));

    assertThat(page.situations().get(0).mailboxes().get(0).kind())
        .isNotIn(MailboxKind.PERSONAL, MailboxKind.NOT_SAID);
  }

  @Test
  void what_is_told_of_a_mailbox_marks_it_too_unless_its_type_says_that_it_is_another() {
    Pattern type = Pattern.compile("\\{\"url\": \"https://hl7[^}]+\\}\\}");
    String told =
        """
        {"url": "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata",
         "extension": [
          {"url": "type", "valueCodeableConcept": {"coding": [{"system": "https://mos.esante.gouv.fr/NOS/TRE_R257-TypeBAL/FHIR/TRE-R257-TypeBAL", "code": "PER"}]}},
          {"url": "listeRouge", "valueBoolean": false}]}\
        """;

    String alone = type.matcher(PAGE).replaceFirst(told);
    assertThat(right(read(alone)).people().get(0).mailboxes())
        .extracting(m -> m.address(), m -> m.kind())
        .containsExactly(tuple("anne.boyer@volontaires.mssante.test", MailboxKind.PERSONAL));
    String other =
        type.matcher(PAGE)
            .replaceFirst(found -> found.group().replace("MSSANTE", "AUTRE") + "," + told);
    assertThat(right(read(other)).people().get(0).mailboxes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-18, 2026-11-19T02:30:00Z, false",
    "2026-11-19, 2026-11-19T02:30:00Z, true",
    "2027-03-31, 2026-11-19T02:30:00Z, true",
    "2027-03-31, , false"
  })
  void a_profession_is_over_when_its_end_had_come_as_the_register_spoke(
      String end, @Nullable String answered, boolean doctor) {
    String code = "\"code\": \"C\"}]}}";
    String meta = answered == null ? "" : "\"meta\": {\"lastUpdated\": \"" + answered + "\"},";
    assertThat(PAGE).contains(code, "\"type\": \"searchset\",");
    String page =
        PAGE.replace(code, "\"code\": \"C\"}]}, \"period\": {\"end\": \"" + end + "\"}}")
            .replace("\"type\": \"searchset\",", meta + "\"type\": \"searchset\",");
    assertThat(right(read(page)).people().get(0).professions().contains("10")).isEqualTo(doctor);
  }

  @Test
  void a_mailbox_that_asks_not_to_be_listed_is_left_aside() {
    RegisterPage page =
        right(
            changed(
                "{\"url\": \"digitization\", \"valueBoolean\": true}",
                "{\"url\": \"listeRouge\", \"valueBoolean\": true}"));

    assertThat(page.situations().get(0).mailboxes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"anne boyer@volontaires.mssante.test", "a@b@c", "x,y@serein.test", "=1+1@x"})
  void what_is_no_address_is_left_aside_and_told(String address) {
    RegisterBundles.Reading read = changed("Anne.Boyer@volontaires.mssante.test", address);

    assertThat(read.page().people().get(0).mailboxes()).isEmpty();
    assertThat(read.problems()).hasSize(1).noneMatch(Problem::isError);
    assertThat(read.problems().get(0).cause()).doesNotContain(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"889970010223", "889970010339"})
  void who_has_two_numbers_or_a_wrong_one_is_left_aside(String other) {
    RegisterBundles.Reading read = changed("889970010222", other);

    assertThat(read.page().people()).extracting(Person::rpps).containsExactly("89970010339");
    assertThat(read.problems()).hasSize(1).noneMatch(Problem::isError);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"type\": \"searchset\"|\"type\": \"collection\"",
        "\"resourceType\": \"Bundle\"|\"resourceType\": \"Parameters\"",
        "{\"resourceType\": \"Practitioner\", \"id\": \"003-2\"|{\"resourceType\": \"Patient\","
            + " \"id\": \"003-2\"",
        "\"id\": \"003-2\",|\"id\": \"003-2\", \"meta\": {\"tag\": [{\"code\": \"SUBSETTED\"}]},",
        "\"id\": \"003-2\",|\"id\": \"003-2\", \"actif\": true,",
        "\"id\": \"003-2\",|\"id\": \"003-2\", \"active\": true,",
        "\"id\": \"003-2\",|\"id\": \"003-2\", \"implicitRules\": \"http://127.0.0.1:9/x\",",
        "\"practitioner\": {\"reference\": \"Practitioner/003-1\"},|",
        "\"total\": 2|\"total\": 1e400",
      })
  void a_page_that_is_not_whole_or_not_understood_gives_nothing(String change) {
    String[] both = change.split("\\|", -1);
    RegisterBundles.Reading read = changed(both[0], both[1]);

    assertThat(read.problems()).anyMatch(Problem::isError);
    assertThat(read.page()).isEqualTo(RegisterPage.NONE);
  }

  @Test
  void a_page_that_is_cut_anywhere_gives_nothing() {
    for (int end = 1; end < PAGE.strip().length(); end += 97) {
      RegisterBundles.Reading read = read(PAGE.substring(0, end));
      assertThat(read.problems()).as("cut at " + end).anyMatch(Problem::isError);
      assertThat(read.page()).isEqualTo(RegisterPage.NONE);
    }
  }

  @Test
  void a_search_that_says_that_it_is_not_whole_gives_nothing() {
    String outcome =
        "{\"resource\": {\"resourceType\": \"OperationOutcome\", \"issue\": [{\"severity\":"
            + " \"warning\", \"code\": \"incomplete\"}]}, \"search\": {\"mode\": \"outcome\"}},";
    RegisterBundles.Reading read = changed("\"entry\": [", "\"entry\": [" + outcome);

    assertThat(read.problems()).anyMatch(Problem::isError);
  }
}
