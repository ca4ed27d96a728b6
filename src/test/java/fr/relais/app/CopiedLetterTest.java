// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Content;
import fr.relais.core.model.Delivery;
import fr.relais.core.model.FollowUp;
import fr.relais.core.model.FollowUpState;
import fr.relais.core.model.Roster;
import fr.relais.core.model.Site;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A volunteer's letter goes to médecin traitant and site as copies; one that presses is followed.
 */
class CopiedLetterTest {
  private final Installation relais = new Installation("2026-11-19T14:00");

  CopiedLetterTest() {
    Roster old = relais.store.roster();
    List<Site> sites =
        old.sites().stream()
            .map(
                s ->
                    new Site(
                        s.id(),
                        s.name(),
                        s.finess(),
                        s.referent(),
                        s.carePlace(),
                        null,
                        null,
                        s.id() + "@sites.mssante.test"))
            .toList();
    relais.roster(
        Roster.of(
            1,
            old.practitioners(),
            sites,
            old.periods(),
            old.senders(),
            old.codes(),
            old.endpoints()));
  }

  /** A consultation letter of Dr BOYER for Jeanne DURAND, whose médecin traitant is Dr LEFÈVRE. */
  private static Content letter(String text) {
    String boyer =
        "<assignedAuthor><id root='1.2.250.1.71.4.2.1' extension='889970010222'/>"
            + "<assignedPerson><name><given>ANNE</given><family>BOYER</family></name>"
            + "</assignedPerson><representedOrganization><id root='1.2.250.1.71.4.2.2'"
            + " extension='1890009986'/><name>MSP DU SEREIN</name></representedOrganization>"
            + "</assignedAuthor>";
    return Content.of(
        ("<?xml version='1.0' encoding='UTF-8'?>"
                + "<ClinicalDocument xmlns='urn:hl7-org:v3'><realmCode code='FR'/>"
                + "<typeId root='2.16.840.1.113883.1.3' extension='POCD_HD000040'/>"
                + "<templateId root='1.2.250.1.213.1.1.1.1'/><id root='1.2.250.1.999.7.88.1'/>"
                + "<code code='11488-4' displayName='Compte rendu de consultation'"
                + " codeSystem='2.16.840.1.113883.6.1'/><title>Courrier de consultation</title>"
                + "<effectiveTime value='20261119133000+0100'/>"
                + "<confidentialityCode code='N' codeSystem='2.16.840.1.113883.5.25'/>"
                + "<languageCode code='fr-FR'/><recordTarget><patientRole>"
                + "<id root='1.2.250.1.213.1.4.10' extension='248028999900129'/>"
                + "<patient><name><family qualifier='BR'>DURAND</family><given>JEANNE</given>"
                + "</name><administrativeGenderCode code='F'"
                + " codeSystem='2.16.840.1.113883.5.1'/><birthTime value='19480203'/>"
                + "<birthplace><place><addr><county>89999</county></addr></place></birthplace>"
                + "</patient></patientRole></recordTarget>"
                + "<author><time value='20261119133000+0100'/>"
                + boyer
                + "</author><custodian><assignedCustodian><representedCustodianOrganization>"
                + "<id root='1.2.250.1.71.4.2.2' extension='1890009986'/><name>MSP DU SEREIN"
                + "</name></representedCustodianOrganization></assignedCustodian></custodian>"
                + "<participant typeCode='REF'><associatedEntity classCode='PROV'>"
                + "<id root='1.2.250.1.71.4.2.1' extension='889970010222'/><associatedPerson>"
                + "<name><given>ANNE</given><family>BOYER</family></name></associatedPerson>"
                + "</associatedEntity></participant>"
                + "<participant typeCode='INF'><functionCode code='PCP'"
                + " codeSystem='2.16.840.1.113883.5.88'/><associatedEntity classCode='PROV'>"
                + "<id root='1.2.250.1.71.4.2.1' extension='889970010883'/><associatedPerson>"
                + "<name><given>ALAIN</given><family>LEFÈVRE</family></name></associatedPerson>"
                + "</associatedEntity></participant>"
                + "<component><structuredBody><component><section><title>Conclusion</title>"
                + "<text>"
                + text
                + "</text></section></component></structuredBody></component></ClinicalDocument>")
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_letter_is_handed_to_everyone_concerned_as_a_copy_that_asks_nothing() {
    relais.receives(letter("Patiente stable, poursuite du traitement."));
    List<Installation.Sent> sent = relais.sent();
    assertThat(sent).extracting(Installation.Sent::who).contains("boyer", "lefevre", "site:noyers");
    assertThat(sent).allMatch(s -> s.kind() == Delivery.Kind.RESULT);
    assertThat(sent)
        .filteredOn(s -> s.who().equals("lefevre"))
        .allSatisfy(
            s ->
                assertThat(s.parcel().text())
                    .contains("Copie, aucune réponse attendue.")
                    .doesNotContain("JE PRENDS", "/prendre"));
    assertThat(relais.open()).isEmpty();
    assertThat(relais.store.violations(relais.clock.instant())).isEmpty();
  }

  @Test
  void a_letter_that_presses_by_its_text_is_followed_like_a_result() {
    relais.receives(letter("Adressée en urgence pour douleur thoracique."));
    assertThat(relais.open()).hasSize(1);
    FollowUp row = relais.open().get(0);
    assertThat(row.state()).isEqualTo(FollowUpState.OPEN);
    assertThat(row.owner()).isEqualTo("boyer");
    assertThat(relais.sent())
        .extracting(Installation.Sent::kind)
        .contains(Delivery.Kind.NOTICE_ACT);
  }
}
