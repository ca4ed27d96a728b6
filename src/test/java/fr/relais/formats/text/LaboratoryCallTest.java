// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that was made or tried raises to critical; an offer or a rule of the house does not. */
final class LaboratoryCallTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Le prescripteur n'a pas pu être joint à 11h40",
        "Résultat téléphoné au Dr X à 10h",
        "Nous avons tenté de joindre le cabinet",
        "Résultats communiqués par téléphone",
        "Résultat communiqué par téléphone au Dr X à 9h40.",
        "RESULTAT TRANSMIS PAR TELEPHONE",
        "Téléphoné le 19/11 à 9h40 au cabinet.",
        "Appel du médecin prescripteur à 9h40.",
        "Patient prévenu par téléphone.",
        "Dr X appelé à 9 h 40.",
        "Résultat donné par téléphone au secrétariat.",
        "Laissé message au prescripteur.",
        "Tél Dr X 9h40",
        "Biologiste médical : résultat téléphoné au Dr X.",
        "SAMU prévenu.",
        "Prescripteur averti à 9h40.",
        "PRESCRIPTEUR APPELE A 9H40, SANS REPONSE",
        "Médecin injoignable",
        "Le patient n'a pas pu être contacté.",
        "Le médecin n'a pas été prévenu, cabinet fermé.",
        "Le résultat n'a pas pu être communiqué par téléphone.",
        "Le médecin n'a pas été joint à 9h40.",
        "Le prescripteur n'a pas été averti.",
        "Le médecin de la patiente n'a pas été prévenu.",
        "Le patient n'a pas encore été prévenu.",
        "Aucun résultat n'est communiqué par téléphone sauf celui-ci, donné au Dr X.",
        "Aucun résultat n'est communiqué par téléphone ; prescripteur prévenu à 9h40.",
        "Les résultats ne sont pas transmis par courrier mais donnés par téléphone au médecin.",
        "Le patient n'a pas été prévenu mais le Dr X a été averti à 9h40.",
        "Noter l'appel du laboratoire au médecin à 9h40.",
        "Noter l'appel du laboratoire : http://localhost:1/suivi/7F3K/appel-laboratoire Aussi"
            + " prévenus : Dr X. Prescripteur appelé à 9h40",
      })
  void a_call_made_or_tried_is_a_call_in_capitals_and_without_accents(String line) {
    assertThat(LaboratoryCall.in(List.of("Potassium : 6,4 mmol/L", line))).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pour joindre un biologiste médecin : 00 00",
        "Médecin : Dr X Téléphone : 00 00",
        "Antibiogramme joint par ailleurs",
        "Compte-rendu joint au dossier du patient",
        "Le médecin biologiste peut être joint au 03 99 99 99 99.",
        "En cas de résultat critique, le prescripteur est appelé.",
        "Tout résultat critique est systématiquement téléphoné au prescripteur.",
        "Le prescripteur sera contacté.",
        "Numéro d'appel du service : 00 00",
        "Merci de prévenir le patient.",
        "Aucun résultat n'est communiqué par téléphone.",
        "AUCUN RESULTAT N'EST DONNE PAR TELEPHONE AUX PATIENTS",
        "Les résultats ne sont pas transmis par téléphone aux patients.",
        "Le laboratoire ne donne pas de résultats par téléphone.",
        "Nous ne communiquons aucun résultat par téléphone.",
        "Le patient n'a pas été contacté.",
        "Le médecin prescripteur n'a pas été prévenu car le résultat est normal.",
        "La patiente n’a pas été avertie par téléphone",
        "Joindre le patient : https://relais.test/suivi/7F3K/joindre-patient Noter l'appel du"
            + " laboratoire : https://relais.test/suivi/7F3K/appel-laboratoire Aussi prévenus :"
            + " Dr Paul KELLER, Dr Claire MARTIN.",
        "Noter l'appel du laboratoire : http://localhost:18090/suivi/7F3K/appel-laboratoire Aussi"
            + " prévenus : personne d'autre.",
      })
  void an_offer_a_rule_of_the_house_or_an_enclosure_is_no_call(String line) {
    assertThat(LaboratoryCall.in(List.of(line))).isNull();
  }

  @Test
  void of_a_paragraph_the_sentence_is_kept_that_tells() {
    assertThat(
            LaboratoryCall.in(
                List.of("Contrôlé sur second tube. Dr X averti à 9h40. Merci de votre confiance.")))
        .isEqualTo("Dr X averti à 9h40.");
  }
}
