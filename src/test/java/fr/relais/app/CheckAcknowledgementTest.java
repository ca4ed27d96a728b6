// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.core.model.Outcome;
import fr.relais.core.model.ReportKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code check} tells of what was heard of another message, for people and for programs. */
class CheckAcknowledgementTest {
  private static final Path FORMATS = Path.of("test-fixtures", "formats");
  private static final String MAIL = "Courriel d'origine : d-1@relais.mssante.example";
  private static final String MESSAGE = "Message d'origine : SER-160";
  private final FileCheck check = new FileCheck();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mime/exemplary/accuse-lu.eml|Message lu dans la boîte aux lettres|Disposition : displayed",
        "mime/exemplary/accuse-integre.eml|Document intégré par le logiciel|Disposition :"
            + " processed",
        "mime/exemplary/accuse-erreur-1-1.eml|Refus 902 : patient inconnu|Code : 902",
        "mime/exemplary/accuse-erreur-1-1-3.eml|Refus 904 : l'INS n'est pas celui|Code : 904",
        "mime/exemplary/accuse-erreur-deux-ecritures.eml|Refus 906 : autre motif|Code : 906",
        "mime/exemplary/avis-de-distribution.eml|Courriel remis à la boîte|delivered",
        "mime/exemplary/avis-de-retard.eml|Courriel retardé, encore en route : 4.4.1|Code : 4.4.1",
        "mime/exemplary/avis-de-non-distribution.eml|Courriel non remis : 5.1.1|Code : 5.1.1",
        "mime/exemplary/avis-boite-pleine.eml|Courriel non remis : 552|Code : 552",
      })
  void a_notice_says_its_meaning_its_code_and_the_mail_that_it_is_about(
      String file, String meaning, String code) {
    assertThat(text(file)).contains("Accusé de réception · " + meaning, code, MAIL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accuse-z01-oui|Document accepté par le DMP|Réponse : oui",
        "accuse-z01-non|Document refusé par le DMP|Code : DMPClosed · DMP fermé",
        "accuse-z02-oui|Courriel remis à la boîte|Réponse : oui",
        "accuse-z02-non|Courriel non remis : 550|Code : 550",
        "accuse-z03-oui|Message lu dans la boîte aux lettres|Réponse : oui",
        "accuse-z03-non|Refus 902 : patient inconnu du logiciel|Code : 902",
      })
  void a_business_acknowledgement_says_the_same_and_the_message_that_it_answers(
      String file, String meaning, String code) {
    assertThat(text("hl7v2-cda/exemplary/" + file + ".hl7"))
        .contains("Accusé de réception · " + meaning, code, MESSAGE);
  }

  @Test
  void a_mail_of_errors_says_its_code_and_the_mail_that_it_gives_back() {
    assertThat(text("mime/exemplary/courriel-d-erreur.eml"))
        .contains("Refus 903 : l'INS manque dans le document", "Code : 903")
        .contains("Courriel d'origine : m-1@essai.mssante.example");
  }

  @Test
  void an_error_reply_of_hprim_says_what_was_refused() {
    assertThat(text("hprim-sante/exemplary/error-reply.hpr"))
        .contains("Refus HPRIM Santé : message rejeté en partie", "SE261113.HPR", "champ 8.3");
  }

  @Test
  void its_words_are_for_people_and_stay_out_of_the_contract() {
    CheckReport report = check.of("x", FORMATS.resolve("mime/exemplary/accuse-erreur-1-1.eml"));

    assertThat(report.outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(report.reports())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(ReportKind.ACKNOWLEDGEMENT);
              assertThat(one.documentIds()).isEmpty();
              assertThat(one.orders()).isEmpty();
            });
    assertThat(report.json())
        .contains("\"title\":\"Refus 902 : patient inconnu du logiciel\"")
        .doesNotContain("words", "d-1@relais");
  }

  private String text(String file) {
    String text = CheckText.of(check.of("x", FORMATS.resolve(file)));
    assertThat(text)
        .contains("Résultat : accepté", "Il ne dit pas qu'un médecin a pris en charge.")
        .doesNotContain("Patient     :", "Prescripteur");
    return text;
  }
}
